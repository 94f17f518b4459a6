"""The keys in effect as lines of text, for `onrecord keys`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.app.commands.table import COMMANDS
from onrecord.app.dialogs.mark_words import STEPS
from onrecord.app.keys.keymap import Keyed, Keymap, with_keys
from onrecord.app.keys.names import key_label
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME, _KEYS = 20, 26
"""Cells of the columns for names and keys."""


def listed(keymap: Keymap, file: Path) -> Iterator[str]:
    """Yield the lines: the file of the keys, then commands and steps of marking under their headings."""
    place = visible(str(file))
    own = bool(keymap.review or keymap.marking)
    yield f"The keys of {place}:" if own else f"The default keys; {place} can change them:"
    for group, commands in groupby(with_keys(COMMANDS, keymap.review), key=lambda command: command.group):
        yield from ("", str(group), *(_line(command, command.title) for command in commands))
    yield from ("", "While words are marked (under “marking:”)")
    for step in with_keys(STEPS, keymap.marking):
        yield _line(step, step.description)


def _line(one: Keyed, what: str) -> str:
    return f"  {one.name:<{_NAME}} {' '.join(map(key_label, one.keys)) or '–':<{_KEYS}} {what}"
