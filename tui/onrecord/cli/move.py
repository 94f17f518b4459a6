"""`onrecord move`: takes the coding along when an article was renamed or moved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.command import DONE, Command
from onrecord.cli.messages import show

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", type=Path, help="the old path of an article or a folder of articles")
    parser.add_argument("new", metavar="NEW", type=Path, help="its new path")
    parser.add_argument(
        "--project", metavar="DIR", type=Path, help="the project folder (default: the one with annotations)"
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.storage.moved_articles import move_article

    for file in move_article(options.old, options.new, options.project):
        show(file)
    return DONE


COMMAND = Command(
    "move",
    "takes the coding along when an article was renamed or moved",
    "onrecord move coverage/a.txt coverage/week1/a.txt",
    _add_arguments,
    _run,
)
