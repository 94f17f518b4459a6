"""The command table: every command, in the order in which help and documentation list them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.commands import (
    actors,
    articles,
    codebook,
    coding,
    filters,
    jump,
    navigation,
    program,
    quotes,
    search,
)
from onrecord.app.commands.command import Command, Group, commands_of
from onrecord.app.keys.keymap import Keymap, with_keys
from onrecord.app.keys.names import key_label
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from onrecord.coding.codebook import Codebook

_MODULES = (articles, navigation, jump, filters, search, coding, quotes, codebook, actors, program)
"""Where commands are defined; within a group, help and documentation list them in this order."""
_GROUPS = tuple(Group)

COMMANDS: tuple[Command, ...] = tuple(
    sorted(
        (command for module in _MODULES for command in commands_of(module)),
        key=lambda command: _GROUPS.index(command.group),
    )
)

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}


def hint(keymap: Keymap, name: str) -> str:
    """Return the label of a command's key; if it has none, how to find it in the palette."""
    command = BY_NAME[name]
    keys = keymap.review.get(name, command.keys)
    return key_label(keys[0]) if keys else f"{hint(keymap, 'palette')} “{command.title}”"


def commands_with(codebook: Codebook, keymap: Keymap) -> tuple[Command, ...]:
    """Return the table with the keys in effect, and the stance commands as the codebook names them.

    Stance commands for which the codebook has no label are left out.
    """
    named = {
        coding.STANCES[number - 1].name: replace(
            coding.STANCES[number - 1],
            title=visible(label.name),
            description=visible(f"{label.definition} The same key again: strong.".lstrip()),
        )
        for number, label in codebook.labels_by_key.items()
    }
    present = (
        named.get(command.name, command)
        for command in COMMANDS
        if command not in coding.STANCES or command.name in named
    )
    return with_keys(present, keymap.review)
