"""`onrecord PATH…`: opens the review of a folder of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_coder, add_paths, require_terminal
from onrecord.cli.command import DONE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the review is told."""
    add_paths(parser)
    add_coder(parser)


def run(options: argparse.Namespace) -> int:
    """Open the review in the terminal."""
    require_terminal()
    return open_in_terminal(options.paths, options.project, options)


def open_in_terminal(
    paths: Sequence[Path], project: Path | None, options: argparse.Namespace, *, tour: bool = False
) -> int:
    """Open the review of these paths for the coder that the options name, and return the exit code at its end."""
    from onrecord.app.run import open_review

    open_review(paths, project, options.coder, options.log, tour=tour)
    return DONE
