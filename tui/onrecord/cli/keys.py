"""`onrecord keys`: prints the keys in effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import warn

if TYPE_CHECKING:
    import argparse


def _add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no arguments."""


def _run(_options: argparse.Namespace) -> int:
    from onrecord.app.commands.key_table import listed
    from onrecord.app.commands.user_keymap import load_keymap
    from onrecord.app.keys.keymap import keymap_file

    keymap = load_keymap()
    for fault in keymap.faults:
        warn(fault)
    print("\n".join(listed(keymap, keymap_file())))
    return FAULTY_DATA if keymap.faults else DONE


COMMAND = Command(
    "keys",
    "prints the keys in effect, and reports faults in your own keymap",
    "onrecord keys",
    _add_arguments,
    _run,
)
