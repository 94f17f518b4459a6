"""`onrecord adjudicate`: makes one coding of those of several coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_project_folder, require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import show, warn
from onrecord.wording import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from onrecord.results.adjudication.disagreements import Disagreement

_MOST_WORDS = 60
"""Code points of a quote that are shown of it."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project_folder(parser)
    parser.add_argument(
        "--strategy",
        metavar="RULE",
        help="agreed (all coders), majority, or a share such as 75%%; without it, disagreements are listed",
    )
    parser.add_argument(
        "--coders", metavar="A,B", help="only of these coders (default: all whose names do not begin with _)"
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.coding.session import utc_now
    from onrecord.results.adjudication.disagreements import disagreements
    from onrecord.results.adjudication.project import read_adjudication, write_adjudication
    from onrecord.results.adjudication.strategy import strategy_of

    require_folder(options.project)
    strategy = strategy_of(options.strategy) if options.strategy else None
    coders = [name.strip() for name in options.coders.split(",")] if options.coders else []
    read = read_adjudication(options.project, coders)
    for fault in read.faults:
        warn(fault)
    if strategy is None:
        open_ones = [
            one
            for one in disagreements(read.units, read.codings.codebook)
            if (one.unit.article, one.unit.span) not in read.decided
        ]
        _list(open_ones)
        show(f"{counted(len(open_ones), 'open disagreement')}, {counted(len(read.decided), 'decision')} made.")
        show("Nothing was written: --strategy says by which rule to settle what all coders, or most, agree on.")
        return FAULTY_DATA if read.faults else DONE
    made = write_adjudication(options.project, read, read.decided, strategy, utc_now())
    _list(made.open)
    show(f"{counted(made.settled, 'quote')} settled by “{strategy.name}”")
    show(f"{counted(made.alone, 'quote')} taken over from the only coder who judged them")
    show(f"{counted(made.decided, 'quote')} decided by hand, {made.put_off} put off")
    if read.outdated:
        show(f"{counted(len(read.outdated), 'decision')} older than what coders say now; they stand")
    show(f"{counted(len(made.open), 'disagreement')} open")
    if made.files:
        show(f"written: {counted(len(made.files), 'file')} in {options.project / 'annotations' / '_adjudicated'}")
    return FAULTY_DATA if read.faults else DONE


def _list(found: Sequence[Disagreement]) -> None:
    for one in found:
        unit = one.unit
        words = unit.exact if len(unit.exact) <= _MOST_WORDS else f"{unit.exact[: _MOST_WORDS - 1]}…"
        show(f"{unit.article}:{unit.span.start} “{' '.join(words.split())}”")
        for difference in one.differences:
            said = " · ".join(f"{coder}: {' '.join(value.split())}" for coder, value in difference.values.items())
            show(f"    {difference.about}: {said}")
    if found:
        show("")


COMMAND = Command(
    "adjudicate",
    "makes one coding of those of several coders by a stated rule, and lists what it leaves open",
    "onrecord adjudicate coverage/ --strategy majority",
    _add_arguments,
    _run,
)
