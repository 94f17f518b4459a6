"""`onrecord demo`: copies the sample articles into a folder and opens them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_coder, require_terminal
from onrecord.cli.command import Command
from onrecord.cli.review import open_in_terminal
from onrecord.errors import OnrecordError, UsageError
from onrecord.resources import resource_folder

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        default=Path("onrecord-demo"),
        help="the folder to copy the sample to (default: onrecord-demo)",
    )
    add_coder(parser)


def _run(options: argparse.Namespace) -> int:
    require_terminal()
    copy_sample(options.folder)
    return open_in_terminal([options.folder], None, options, tour=True)


def copy_sample(folder: Path) -> None:
    """Copy the sample articles and their codebook into a folder, which is created if necessary.

    Files of the sample that exist there already are kept, so that the demonstration can be opened again.

    Raises:
        UsageError: the folder holds other files.
        OnrecordError: the folder or a file cannot be written.
    """
    sample = [file for file in resource_folder("seeds").iterdir() if file.is_file()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {entry.name for entry in folder.iterdir()}
        if present and present.isdisjoint(file.name for file in sample):
            message = f"{folder}: this folder holds other files. Name an empty or a new folder for the sample."
            raise UsageError(message)
        for file in sample:
            if file.name not in present:
                (folder / file.name).write_bytes(file.read_bytes())
    except OSError as error:
        message = f"{folder}: the sample cannot be copied there: {error.strerror}. Name another folder."
        raise OnrecordError(message) from error


COMMAND = Command(
    "demo",
    "copies the sample articles and their codebook into DIR and opens them",
    "onrecord demo",
    _add_arguments,
    _run,
)
