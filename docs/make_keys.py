"""Writes `docs/keys.md` from the command table. `make docs` calls this, and a test holds the file to it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from onrecord.app.commands.coding import STANCES
from onrecord.app.commands.command import key_label
from onrecord.app.commands.table import COMMANDS
from onrecord.app.screens.details import DetailsScreen
from onrecord.app.screens.marking import MarkingScreen
from onrecord.app.screens.note import NoteScreen
from onrecord.app.screens.page import PageScreen
from onrecord.app.screens.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from onrecord.app.commands.command import Command

PAGE = Path(__file__).with_name("keys.md")

_INTRODUCTION = """\
# Keys

<!-- Written by docs/make_keys.py from tui/onrecord/app/commands/: change the table there, then call `make docs` -->

`?` shows this table in the program, with the codebook's own labels behind the digits; `Ctrl+P` finds a command by
its name. The bottom line shows the keys needed most, as many as fit; they can be clicked.
"""

_DIALOGS = (
    ("In a list (targets, actors, articles, themes, links)", Picker, {"enter": "Choose what is highlighted"}),
    (
        "In the form for kind, via and addressee",
        DetailsScreen,
        {"tab": "Next field", "right": "Next kind; in a field, complete the name"},
    ),
    ("In the note", NoteScreen, {"enter": "Save", "ctrl+j": "Start a new line"}),
    ("While marking words", MarkingScreen, {}),
    ("On a page (help, problems)", PageScreen, {}),
)


_LABELS = {
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def keys_page() -> str:
    """Return the page."""
    parts = [_INTRODUCTION]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        rows = [_row(command) for command in commands if command not in STANCES[1:]]
        parts.append(_table(str(group), ("key", "command", "what it does"), rows))
    for heading, screen, also in _DIALOGS:
        parts.append(_table(heading, ("key", "what it does"), _bindings(screen, also)))
    return "\n".join(parts)


def _row(command: Command) -> tuple[str, ...]:
    if command is STANCES[0]:
        digits = f"{_keys(command.keys)} … {_keys(STANCES[-1].keys)}"
        return digits, "Stance", command.description.replace("first stance label", "stance label of that number")
    return _keys(command.keys), command.title, command.description


def _bindings(screen: type[Screen[Any]], also: dict[str, str]) -> list[tuple[str, ...]]:
    keys: dict[str, list[str]] = {}
    for binding in Binding.make_bindings(screen.BINDINGS):
        keys.setdefault(binding.description, []).append(binding.key)
    for key, what in also.items():
        keys.setdefault(what, []).append(key)
    return [(_keys(pressed), what) for what, pressed in keys.items()]


def _table(heading: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join([f"## {heading}", "", *(f"| {' | '.join(line)} |" for line in lines), ""])


def _keys(keys: Iterable[str]) -> str:
    # A bar would end the table's cell.
    return " ".join(f"`{_LABELS.get(key) or key_label(key)}`" for key in keys).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
