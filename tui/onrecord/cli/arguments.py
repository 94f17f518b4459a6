"""Arguments and checks that several commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Add the positional argument PATH…, read as `paths`, and `--project DIR`."""
    parser.add_argument(
        "paths", metavar="PATH", type=Path, nargs="+", help="folders, articles, .jsonl or .csv files of articles"
    )
    parser.add_argument(
        "--project", metavar="DIR", type=Path, help="the project folder, for files from several folders"
    )


def add_project_folder(parser: argparse.ArgumentParser) -> None:
    """Add the positional argument DIR, read as `project`."""
    parser.add_argument("project", metavar="DIR", type=Path, help="the project folder")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add `--output FILE`, read as `output`; None means standard output."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write to this file instead of standard output"
    )


def add_coder(parser: argparse.ArgumentParser) -> None:
    """Add `--coder NAME` and `--log FILE`, which every command that opens the review has."""
    parser.add_argument(
        "--coder", metavar="NAME", help="who codes (default: from your configuration, git or the login name)"
    )
    parser.add_argument("--log", metavar="FILE", type=Path, help="write a debug log to this file")


def require_folder(folder: Path) -> None:
    """Raise a UsageError unless the folder exists."""
    if not folder.is_dir():
        message = f"{folder}: there is no such folder. Name the project folder."
        raise UsageError(message)


def require_terminal() -> None:
    """Raise a UsageError unless standard input, output and error are a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        message = "the review needs a terminal. Without one, “onrecord quotes PATH” prints the quotes."
        raise UsageError(message)
