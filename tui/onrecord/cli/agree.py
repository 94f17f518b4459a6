"""`onrecord agree`: how far the coders of a project agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_output, add_project_folder, require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import warn
from onrecord.cli.output import write_output
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from typing import BinaryIO

    from onrecord.results.agreement.comparison import Agreement

FORMATS = ("table", "jsonl", "csv")
_DAY = 10
"""Characters of a date; a moment goes on with `T`."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project_folder(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="table",
        help="table to read (the default), jsonl for programs, csv for a row each unit behind the figures",
    )
    parser.add_argument("--coders", metavar="A,B", help="compare these coders only")
    parser.add_argument("--articles", metavar="KEY", nargs="+", default=[], help="articles, or patterns: 'week1/*'")
    parser.add_argument("--since", metavar="DATE", default="", help="leave out what was coded before: 2026-03-01")
    parser.add_argument("--against", metavar="CODER", default="", help="compare each coder with this one only")
    parser.add_argument("--anonymous", action="store_true", help="call the coders by letters")
    add_output(parser)


def _run(options: argparse.Namespace) -> int:
    from onrecord.results.agreement.codings import Selection
    from onrecord.results.agreement.comparison import agreement

    require_folder(options.project)
    made = agreement(
        options.project,
        Selection(
            coders=tuple(name.strip() for name in options.coders.split(",")) if options.coders else (),
            articles=tuple(options.articles),
            since=_moment(options.since),
            against=options.against,
            anonymous=options.anonymous,
        ),
    )
    write_output(options.output, lambda stream: _write(made, options.format, stream))
    for fault in made.codings.faults:
        warn(fault)
    return FAULTY_DATA if made.codings.faults else DONE


def _moment(since: str) -> str:
    import datetime

    try:
        if since:
            datetime.date.fromisoformat(since[:_DAY])
    except ValueError:
        message = f"--since {since}: give a day such as 2026-03-01, or a moment such as 2026-03-01T09:30:00Z."
        raise UsageError(message) from None
    return since


def _write(made: Agreement, form: str, stream: BinaryIO) -> None:
    from onrecord.results.agreement.records import write_csv, write_jsonl
    from onrecord.results.agreement.report import report

    if form == "csv":
        write_csv(made, stream)
    elif form == "jsonl":
        write_jsonl(made, stream)
    else:
        stream.writelines(f"{line}\n".encode() for line in report(made))


COMMAND = Command(
    "agree",
    "prints how far the coders agree, with intervals, and a paragraph for the methods section",
    "onrecord agree coverage/ --coders ana,ben --format csv -o units.csv",
    _add_arguments,
    _run,
)
