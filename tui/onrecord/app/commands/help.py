"""The page of help: the commands with their keys, possible ones first, and the marks in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group
from onrecord.app.commands.context import narrowed
from onrecord.app.presenting.rows import Choice, fact_row, heading, key_choice
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.app.commands.command import Command
    from onrecord.app.commands.context import ReviewContext

_MARKS = (
    ("▌", "beside the current quote"),
    ("AB", "a badge: whose words the quote before it are; no badge: nobody speaks"),
    ("✓ ✗ ⚑", "accepted; rejected; flagged; no sign: not yet reviewed"),
    ("~ ?", "the article has changed: the quote has moved; perhaps it is this one, have a look"),
    ("underlined", "why the machine named this actor: the mention bold, the cue in italics"),
)
_ELSEWHERE = (
    ("click", "a quote: go to it; a key in the bottom line: press it"),
    ("drag", "select words; then they can be made a quote"),
    ("wheel", "scroll"),
    ("F1", "in a list or form: its own keys"),
)


async def ask_help(context: ReviewContext, commands: Sequence[Command]) -> str | None:
    """Show the page of help; return the name of the command chosen on it."""
    from onrecord.app.dialogs.help import HelpScreen

    page = HelpScreen(f"What can be done here: {_where(context)}", _rows(context, commands))
    return await context.app.push_screen_wait(page)


def _rows(context: ReviewContext, commands: Sequence[Command]) -> list[Choice]:
    """Return the rows of the page: commands that would do something now, the rest, then facts."""
    here = [command for command in commands if command.can_run(context)]
    elsewhere = [command for command in commands if command not in here]
    rows = [*_sections(here, _first(context))]
    if elsewhere:
        rows += [heading("Not here, or not now"), *(key_choice(command, dim=True) for command in elsewhere)]
    return [
        *rows,
        heading("Mouse and lists"),
        *(fact_row(*fact) for fact in _ELSEWHERE),
        heading("Marks in the text"),
        *(fact_row(*fact) for fact in _MARKS),
    ]


def _where(context: ReviewContext) -> str:
    """Return in a few words where the coder is."""
    if context.key in context.project.unreadable:
        return "an article that cannot be read"
    place = "at a quote" if context.current else "no quote here"
    view = context.presenter.view_options.described
    search = context.presenter.search
    return visible(
        ", ".join(
            part for part in (place, f"filter: {view}" if view else "", "searching" if search else "") if part
        )
    )


def _first(context: ReviewContext) -> list[Group]:
    """Return the groups to list first: under a filter the one that ends it, at a quote those that code it."""
    finding = [Group.FINDING] if narrowed(context) else []
    return [*finding, Group.CODING, Group.CORRECTING] if context.current else finding


def _sections(commands: Iterable[Command], first: Sequence[Group]) -> Iterator[Choice]:
    groups = dict.fromkeys([*first, *Group])
    for group in groups:
        members = [command for command in commands if command.group is group]
        if members:
            yield heading(str(group))
            yield from (key_choice(command) for command in members)
