"""What a command is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from onrecord.app.commands.context import ReviewContext


class Group(StrEnum):
    """Under which heading help and documentation list a command."""

    MOVING = "Moving"
    FINDING = "Finding one's way"
    CODING = "Coding"
    CORRECTING = "Correcting"
    CODEBOOK = "Codebook and actors"
    READING = "Articles and reading"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reviewer can do, with everything that is said about it anywhere."""

    name: str
    keys: tuple[str, ...]
    """As Textual names them, two that follow each other as `g g`; the first is the one shown. Perhaps none."""
    title: str
    """One or two words, for the footer and the palette."""
    description: str
    """One sentence, for help and documentation."""
    group: Group
    run: Callable[[ReviewContext], Awaitable[None] | None]
    footer: int | None = None
    """Its rank in the footer, 1 first; the last ones give way where the screen is narrow. None: not there."""
