"""`onrecord quotes`: prints the quotes and their actors without opening the review."""

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

    from onrecord.quotes.batch import Outcome
    from onrecord.quotes.quote import QuotedArticle


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from onrecord.quotes.output import WRITERS

    add_paths(parser)
    parser.add_argument(
        "--format", choices=tuple(WRITERS), default="table", help="table (the default), jsonl or csv"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="number of processes (default: 1)")
    parser.add_argument(
        "--language", metavar="CODE", help="language of all articles (default: detected for each article)"
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.articles.errors import ArticleError
    from onrecord.quotes.batch import quote_paths
    from onrecord.quotes.output import WRITERS

    if options.jobs < 1:
        message = f"--jobs {options.jobs}: give the number of processes, 1 or more."
        raise UsageError(message)
    # The results hold no reference cycles, and the garbage collector would take a fifth of the time.
    gc.disable()
    faults = 0

    def found() -> Iterator[QuotedArticle]:
        nonlocal faults
        outcomes = quote_paths(
            options.paths, options.project, jobs=options.jobs, language=options.language, tell=warn
        )
        for outcome in _with_progress(outcomes, options):
            if isinstance(outcome, ArticleError):
                faults += 1
                warn(outcome)
            else:
                yield outcome

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    WRITERS[options.format](found(), sys.stdout)
    return FAULTY_DATA if faults else DONE


def _with_progress(outcomes: Iterator[Outcome], options: argparse.Namespace) -> Iterator[Outcome]:
    """Return the outcomes, counted by a bar if standard error is a terminal and standard output is not."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return outcomes
    from onrecord.cli.progress import with_bar
    from onrecord.quotes.batch import count_articles

    return with_bar(outcomes, count_articles(options.paths, options.project), "finding quotes")


COMMAND = Command(
    "quotes",
    "prints the quotes and their actors without opening the review",
    "onrecord quotes coverage/ --format jsonl > quotes.jsonl",
    _add_arguments,
    _run,
)
