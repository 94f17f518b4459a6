"""`onrecord init`: writes a codebook to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_project_folder
from onrecord.cli.command import DONE, Command
from onrecord.cli.messages import show

if TYPE_CHECKING:
    import argparse


def _run(options: argparse.Namespace) -> int:
    from onrecord.storage.codebook_file import write_starter

    file = write_starter(options.project)
    show(f"{file}: edit it, then open the folder with “onrecord {options.project}”.")
    return DONE


COMMAND = Command(
    "init",
    "writes a commented codebook.yaml to start from",
    "onrecord init coverage/",
    add_project_folder,
    _run,
)
