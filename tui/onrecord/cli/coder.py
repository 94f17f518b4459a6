"""`onrecord coder`: lists the coders of a project, or renames one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_project_folder, require_folder
from onrecord.cli.command import DONE, Command
from onrecord.cli.messages import show
from onrecord.errors import UsageError
from onrecord.wording import counted

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project_folder(parser)
    parser.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2, help="rename the coder OLD to NEW")


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.safe_text import visible
    from onrecord.storage.coder import checked_name
    from onrecord.storage.moved_articles import coders, rename_coder

    require_folder(options.project)
    if options.rename is None:
        for name, number in sorted(coders(options.project).items()):
            show(f"{name}: {counted(number, 'article')}")
        return DONE
    old, new = (checked_name(name, "--rename OLD NEW") for name in options.rename)
    moved = rename_coder(options.project, old, new)
    if not moved:
        message = f"{visible(old)} has coded nothing here. Without --rename, the coders are listed."
        raise UsageError(message)
    for file in moved:
        show(file)
    return DONE


COMMAND = Command(
    "coder",
    "lists the coders of a project, or renames one",
    'onrecord coder coverage/ --rename ana "Ana Roe"',
    _add_arguments,
    _run,
)
