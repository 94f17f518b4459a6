"""What a command is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from onrecord.app.desk import Desk


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
    """As Textual names them; the first is the one shown."""
    title: str
    """One or two words, for the footer and the palette."""
    description: str
    """One sentence, for help and documentation."""
    group: Group
    run: Callable[[Desk], Awaitable[None] | None]
    footer: int | None = None
    """Its rank in the footer, 1 first; the last ones give way where the screen is narrow. None: not there."""


_KEY_LABELS = {
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "semicolon": ";",
    "escape": "Esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "ampersand": "&",
    "asterisk": "*",
    "at": "@",
    "vertical_line": "|",
    "enter": "Enter",
}


def key_label(key: str) -> str:
    """Return how a key is written for people: `Ctrl+R` for `ctrl+r`, `?` for `question_mark`."""
    if key in _KEY_LABELS:
        return _KEY_LABELS[key]
    if "+" in key:
        return "+".join(part.upper() if len(part) == 1 else part.capitalize() for part in key.split("+"))
    return key.upper() if len(key) > 1 and key.startswith("f") else key
