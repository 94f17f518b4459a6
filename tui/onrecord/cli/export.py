"""`onrecord export`: writes the coding for other programs."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_output, add_project_folder, require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import warn
from onrecord.errors import OnrecordError

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
    try:
        if options.output is None:
            faults = _export_to_standard_output(options)
        else:
            with options.output.open("wb") as file:
                faults = export(options.project, options.format, file, warn)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{options.output or 'standard output'}: cannot be written: {error.strerror}. Name another file."
        raise OnrecordError(message) from error
    for fault in faults:
        warn(fault)
    return FAULTY_DATA if faults else DONE


def _export_to_standard_output(options: argparse.Namespace) -> tuple[OnrecordError, ...]:
    from onrecord.articles.safe_text import visible
    from onrecord.results.export import export

    if not sys.stdout.isatty():
        return export(options.project, options.format, sys.stdout.buffer, warn)
    # The text of an article could hold escape sequences.
    buffer = io.BytesIO()
    faults = export(options.project, options.format, buffer, warn)
    sys.stdout.writelines(f"{visible(line)}\n" for line in buffer.getvalue().decode("utf-8-sig").splitlines())
    return faults


COMMAND = Command(
    "export",
    "writes the coding for other programs: a row for each coder, quote and target",
    "onrecord export coverage/ --format csv -o coding.csv",
    _add_arguments,
    _run,
)
