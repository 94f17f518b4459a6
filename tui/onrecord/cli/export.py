"""`onrecord export`: writes the coding for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_output, add_project_folder, require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import warn
from onrecord.cli.output import write_output

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from onrecord.results.export import FORMATS

    add_project_folder(parser)
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="csv", help="csv for spreadsheets (the default), or jsonl"
    )
    add_output(parser)


def _run(options: argparse.Namespace) -> int:
    from onrecord.results.export import export

    require_folder(options.project)
    faults = write_output(options.output, lambda stream: export(options.project, options.format, stream, warn))
    for fault in faults:
        warn(fault)
    return FAULTY_DATA if faults else DONE


COMMAND = Command(
    "export",
    "writes the coding for other programs: a row for each coder, quote and target",
    "onrecord export coverage/ --format csv -o coding.csv",
    _add_arguments,
    _run,
)
