"""Chooses the command, runs it, and turns errors into messages and exit codes."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import review
from onrecord.cli.command import DONE, FAULTY_DATA, INTERRUPTED, WRONG_USE
from onrecord.cli.messages import warn
from onrecord.cli.table import COMMANDS
from onrecord.errors import OnrecordError, UsageError
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.cli.command import Command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 the data has faults, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in COMMANDS:
            return _run(COMMANDS[words[0]], words[1:])
        _suggest_command(words)
        return review.run(_review_parser().parse_args(words))
    except OnrecordError as error:
        warn(error)
        return WRONG_USE if isinstance(error, UsageError) else FAULTY_DATA
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(command: Command, words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=f"onrecord {command.name}",
        description=command.summary,
        epilog=f"Example:  {command.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def _review_parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  onrecord {name:<8} {command.summary}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Review who said what in news coverage, articles side by side, and code where they stand.",
        epilog=f"Example:  onrecord coverage/ --coder ana\n\nOther commands:\n{commands}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    review.add_arguments(parser)
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    return parser


def _suggest_command(words: Sequence[str]) -> None:
    """Raise a UsageError if the first word is neither a path nor an option but resembles the name of a command."""
    if not words or words[0].startswith("-") or Path(words[0]).exists():
        return
    word = words[0]
    for name in get_close_matches(word.casefold(), COMMANDS, n=1):
        message = f"{word}: there is no such command, file or folder. Did you mean “onrecord {name}”?"
        raise UsageError(message)
