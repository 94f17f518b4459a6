"""What a command is, and the decorator that makes one of a function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import ModuleType

    from onrecord.app.commands.context import ReviewContext

    Run = Callable[[ReviewContext], Awaitable[None] | None]


class Group(StrEnum):
    """The headings under which help and documentation list commands, in this order."""

    MOVING = "Moving"
    FINDING = "Finding one's way"
    CODING = "Coding"
    CORRECTING = "Correcting"
    CODEBOOK = "Codebook and actors"
    READING = "Articles and reading"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing the coder can do. Key bindings, footer, help, palette and documentation read it here."""

    name: str
    keys: tuple[str, ...]
    """Textual's names of its keys; `g g` is two pressed one after the other. The first is shown. May be empty."""
    title: str
    """One or two words, for the footer and the palette."""
    description: str
    """One sentence, for help and documentation."""
    group: Group
    run: Run
    when: Callable[[ReviewContext], bool] | None = None
    """Whether it would do something now; None for a command that always would. Help lists possible ones first."""
    footer: int | None = None
    """Its rank in the footer, 1 first; high ranks are left out on narrow screens. None keeps it out."""

    def can_run(self, context: ReviewContext) -> bool:
        """Return whether the command would do something now."""
        return self.when is None or self.when(context)


def command(
    *keys: str,
    title: str,
    group: Group,
    when: Callable[[ReviewContext], bool] | None = None,
    footer: int | None = None,
) -> Callable[[Run], Command]:
    """Make a function a command of the same name; its docstring is the description.

    A trailing underscore is not part of the name: `open_` is the command `open`.
    """

    def make(run: Run) -> Command:
        return Command(
            name=run.__name__.rstrip("_"),
            keys=keys,
            title=title,
            description=(run.__doc__ or "").strip(),
            group=group,
            run=run,
            when=when,
            footer=footer,
        )

    return make


def commands_of(module: ModuleType) -> list[Command]:
    """Return the commands that a module defines, in the order in which they stand in it."""
    found: list[Command] = []
    for value in vars(module).values():
        found += [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Command)]
    return found
