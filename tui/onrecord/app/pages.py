"""The texts of the pages that open over the review."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.content import Content

from onrecord.app.commands.command import key_label
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.app.commands.command import Command

_KEYS_WIDTH = 10
_READING = (
    ("↑ ↓", "Scroll by a line; the current quote stays."),
    ("PgUp PgDn", "Scroll by a page."),
    ("Home End", "Go to the beginning or the end."),
    ("mouse", "Click a quote to go to it, drag to select text, click a key in the bottom line to press it."),
)
_MARKS = (
    ("▌", "Beside the current quote."),
    ("AB", "A badge: whose words the quote before it are. No badge: nobody speaks."),
    ("✓ ✗ ⚑", "Accepted; rejected; flagged. No sign: not yet reviewed."),
    ("~ ?", "The article has changed since: the quote has moved; perhaps this is the quote, have a look."),
    ("underlined", "Why the machine named this actor: the mention is bold, the cue in italics."),
)


def help_page(commands: Iterable[Command]) -> Group:
    """Return every command under its heading, with its keys, and what the marks in the text mean."""
    sections = [
        _section(heading, ((" ".join(map(key_label, command.keys)), _meaning(command)) for command in members))
        for heading, members in groupby(commands, key=lambda command: command.group)
    ]
    return Group(*sections, _section("Scrolling and mouse", _READING), _section("Marks in the text", _MARKS))


def problems_page(problems: Sequence[str]) -> Content:
    """Return what could not be read or saved, one paragraph each."""
    if not problems:
        return Content("No problems: every file could be read, and everything coded is saved.")
    return Content("\n\n").join([Content(visible(problem)) for problem in problems])


def _section(heading: str, rows: Iterable[tuple[str, str]]) -> Group:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", width=_KEYS_WIDTH)
    table.add_column()
    for keys, meaning in rows:
        table.add_row(Text(keys), Text(meaning))
    return Group(Text(heading.upper(), style="bold underline"), table, Text())


def _meaning(command: Command) -> str:
    return f"{command.title}: {command.description}" if command.name.startswith("stance_") else command.description
