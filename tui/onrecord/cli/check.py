"""`onrecord check`: reports faults in the codebook and the annotation files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments import add_project_folder, require_folder
from onrecord.cli.command import DONE, FAULTY_DATA, Command
from onrecord.cli.messages import show, yes_no

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project_folder(parser)
    parser.add_argument(
        "--fix", action="store_true", help="repair what can be repaired safely, and ask where it is uncertain"
    )


def _run(options: argparse.Namespace) -> int:
    from onrecord.results.check import check
    from onrecord.results.findings import Extent

    require_folder(options.project)
    left = mended = 0
    extent = Extent()
    for finding in check(options.project, mend=options.fix, ask=yes_no(), extent=extent):
        left += finding.fault and not finding.mended
        mended += finding.mended
        show(finding.message)
    if mended and not left:
        extent = Extent()  # counts the files as they are after the repairs
        for finding in check(options.project, extent=extent):
            left += finding.fault
            if finding.fault:
                show(finding.message)
    if left:
        return FAULTY_DATA
    print(extent)
    return DONE


COMMAND = Command(
    "check",
    "checks the codebook, every annotation file, and that every coded quote still stands in its article",
    "onrecord check coverage/ --fix",
    _add_arguments,
    _run,
)
