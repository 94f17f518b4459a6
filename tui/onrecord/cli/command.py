"""The description of one command, and the exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

DONE, FAULTY_DATA, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
"""The exit code that shells use for a program ended by Ctrl+C."""


class Command(NamedTuple):
    """A command of the command line."""

    name: str
    summary: str
    """What it does, as a sentence without subject: “prints the quotes”."""
    example: str
    """A complete command line, shown by `--help`."""
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    """Runs the command and returns its exit code. It imports what it needs when it is called."""
