"""`onrecord echoes`: prints the utterances that several articles quote, and how each outlet cut them."""

from __future__ import annotations

import gc
import io
import sys
from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_paths
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import warn
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from onrecord.articles.errors import ArticleError
    from onrecord.quotes.echoes.find import EchoFinder
    from onrecord.quotes.echoes.fingerprint import ArticlePrint


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from onrecord.quotes.echoes.output import WRITERS

    add_paths(parser)
    parser.add_argument(
        "--format", choices=tuple(WRITERS), default="table", help="table (the default), jsonl or csv"
    )
    parser.add_argument("--profile", action="store_true", help="how each outlet cuts, instead of the utterances")
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="number of processes (default: 1)")


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.errors import ArticleError
    from onrecord.quotes.echoes.find import EchoFinder
    from onrecord.quotes.echoes.output import WRITERS
    from onrecord.quotes.echoes.read import print_paths

    if options.jobs < 1:
        message = f"--jobs {options.jobs}: give the number of processes, 1 or more."
        raise UsageError(message)
    # The results hold no reference cycles, and the garbage collector would take a third of the time.
    gc.disable()
    finder, faults = EchoFinder(), 0
    for found in _with_bar(print_paths(options.paths, options.project, jobs=options.jobs, tell=warn), options):
        if isinstance(found, ArticleError):
            faults += 1
            warn(found)
        else:
            finder.add(found)
    _compare(finder)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if options.profile:
        from onrecord.quotes.echoes.profile import cut_profile
        from onrecord.quotes.echoes.profile_output import PROFILE_WRITERS

        PROFILE_WRITERS[options.format](cut_profile(finder), sys.stdout)
    else:
        WRITERS[options.format](finder.groups(), sys.stdout)
    return FAULTY_DATA if faults else DONE


def _compare(finder: EchoFinder) -> None:
    """Compare all quotes, with a bar if standard error is a terminal."""
    if not sys.stderr.isatty():
        finder.links()
        return
    from onrecord.cli.progress import share_bar

    with share_bar("comparing quotes") as progress:
        finder.links(progress)


def _with_bar(
    prints: Iterator[ArticlePrint | ArticleError], options: argparse.Namespace
) -> Iterator[ArticlePrint | ArticleError]:
    """Return the fingerprints, counted by a bar if standard error is a terminal."""
    if not sys.stderr.isatty():
        return prints
    from onrecord.cli.progress import with_bar
    from onrecord.quotes.batch import count_articles

    return with_bar(prints, count_articles(options.paths, options.project), "finding quotes")


COMMAND = Command(
    "echoes",
    "prints the utterances that several articles quote, and how each outlet cut them",
    "onrecord echoes coverage/ --format jsonl > echoes.jsonl",
    _add_arguments,
    _run,
)
