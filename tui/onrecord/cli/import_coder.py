"""`onrecord import-coder`: takes codings made elsewhere as those of a coder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.arguments import require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import show, warn
from onrecord.wording import counted

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the coder under whose name the codings are kept")
    parser.add_argument("file", metavar="FILE.jsonl", type=Path, help="the codings, as onrecord exports them")
    parser.add_argument(
        "--project", metavar="DIR", type=Path, default=Path(), help="the project folder (default: the current one)"
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.safe_text import visible
    from onrecord.coding.session import utc_now
    from onrecord.results.imported_codings import import_codings
    from onrecord.storage.coder import checked_name

    require_folder(options.project)
    name = checked_name(options.name, "NAME")
    made = import_codings(options.project, name, options.file, utc_now())
    for line, problem in made.unplaced:
        warn(visible(f"{options.file}:{line}: {problem}"))
    count = f"{counted(made.quotes, 'quote')} with {counted(made.stances, 'stance')}"
    show(f"{name}: {count} taken over into {counted(len(made.files), 'file')}")
    if made.unplaced:
        warn(f"{len(made.unplaced):,} could not be placed and were left out, listed above.")
    return FAULTY_DATA if made.unplaced else DONE


COMMAND = Command(
    "import-coder",
    "takes codings made by a program or a person elsewhere as those of a coder",
    "onrecord import-coder model codings.jsonl --project coverage/",
    _add_arguments,
    _run,
)
