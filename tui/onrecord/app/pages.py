"""The texts of the pages that open over the review."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.content import Content

from onrecord.app.commands.command import key_label
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.app.commands.command import Command
    from onrecord.coding.codebook import Label

_SCROLLING = (
    ("↑ ↓ PgUp PgDn", "Scroll the text; the current quote stays."),
    ("mouse", "Click a quote to go to it, drag to select text, click a key below to press it."),
)


def help_page(commands: Iterable[Command], labels: Sequence[Label]) -> Table:
    """Return every command under its heading, with its keys."""
    page = Table.grid(padding=(0, 2))
    page.add_column(style="bold", no_wrap=True)
    page.add_column()
    for group, members in groupby(commands, key=lambda command: command.group):
        _add_heading(page, group)
        for command in members:
            meaning = _meaning(command, labels)
            if meaning:
                _add_row(page, " ".join(map(key_label, command.keys)), meaning)
        page.add_row()
    _add_heading(page, "Scrolling and mouse")
    for keys, meaning in _SCROLLING:
        _add_row(page, keys, meaning)
    return page


def problems_page(problems: Sequence[str]) -> Content:
    """Return what could not be read or saved, one paragraph each."""
    if not problems:
        return Content("No problems: every file could be read, and everything coded is saved.")
    return Content("\n\n").join([Content(visible(problem)) for problem in problems])


def _add_heading(page: Table, heading: str) -> None:
    page.add_row(Text(heading.upper(), style="bold underline"))


def _add_row(page: Table, keys: str, meaning: str) -> None:
    page.add_row(Text(f" {keys}"), Text(meaning))


def _meaning(command: Command, labels: Sequence[Label]) -> str:
    """Return what a command does; nothing for a stance key that the codebook has no label for."""
    _, is_stance, digit = command.name.partition("stance_")
    if not (is_stance and digit.isdigit()):
        return command.description
    number = int(digit)
    if number > len(labels):
        return ""
    label = labels[number - 1]
    return visible(f"{label.name}: {label.definition}")
