"""`onrecord merge`: the merge driver that git calls, and the resolution of conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import can_ask
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--resolve", action="store_true", help="ask which side to keep in files that git left with conflict marks"
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="the four files from git: %%O %%A %%B %%P",
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.cli.resolve_conflicts import drive_merge, resolve

    if options.resolve:
        ask = input if can_ask() else None
        resolved = [resolve(path, ask) for path in options.files]
        return DONE if all(resolved) else FAULTY_DATA
    if len(options.files) != 4:
        message = (
            "a merge driver is given four files: %O %A %B %P. To resolve a conflict: onrecord merge --resolve FILE"
        )
        raise UsageError(message)
    return DONE if drive_merge(*options.files) else FAULTY_DATA


COMMAND = Command(
    "merge",
    "merges annotation files for git, or resolves the conflicts that git left in one",
    "onrecord merge --resolve annotations/ana/a.txt.yaml",
    _add_arguments,
    _run,
)
