"""`onrecord serve`: opens the review in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_coder
from onrecord.cli.command import DONE, Command
from onrecord.errors import OnrecordError
from onrecord.extras import missing_extra

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="DIR", type=Path, help="a folder of articles")
    parser.add_argument(
        "--port", metavar="N", type=int, default=0, help="the port to listen on (default: a free one)"
    )
    add_coder(parser)


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.collection import find_articles
    from onrecord.storage.codebook_file import load_codebook
    from onrecord.storage.coder import coder_name

    try:
        from onrecord.serving.server import Served, serve
    except ModuleNotFoundError as error:
        raise OnrecordError(missing_extra("the review in a browser", error)) from error

    def announce(address: str) -> None:
        print(f"The review is at {address}")
        print("Open it in a browser on this machine. Ctrl+C ends it.", flush=True)

    load_codebook(find_articles([options.path]).project)
    serve(Served(options.path, coder_name(options.coder), options.log), options.port, announce)
    return DONE


COMMAND = Command(
    "serve",
    "opens the review in a browser, on this machine only",
    "onrecord serve coverage/ --coder ana",
    _add_arguments,
    _run,
)
