"""Exports the coding of a project in formats that other programs read."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.results.rows import Row, rows
from onrecord.results.spreadsheet import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from onrecord.errors import OnrecordError

COLUMNS = tuple(field.name for field in fields(Row) if field.name != "own")
OWN = "source_"
"""Begins the names of the columns that a file of many has of its own."""
_READ_AS_NOTHING = frozenset({"NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None"})
"""Words that pandas or R read as a missing value where they are not told otherwise."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
"""A day or moment, which a spreadsheet may read as one."""
_DATE_COLUMNS = frozenset({"date", "when"})
_NAMES = ("actor", "via", "addressee", "outlet", "target", "stance")
"""Columns whose texts somebody chose as names."""


def export(
    project: Path, format: str, stream: BinaryIO, warn: Callable[[str], None] = lambda _: None
) -> tuple[OnrecordError, ...]:
    """Write the coding of all coders to `stream`; return errors about what had to be left out or has changed.

    `warn` is called with remarks that are not faults.

    Raises:
        UsageError: there is no such format.
        OSError: the stream cannot be written.
    """
    if format not in FORMATS:
        message = f"There is no export format “{format}”: choose one of {', '.join(FORMATS)}."
        raise UsageError(message)
    faults: list[OnrecordError] = []
    FORMATS[format](_watched(rows(project, faults.append), warn), stream)
    return tuple(faults)


def _watched(table: Iterable[Row], warn: Callable[[str], None]) -> Iterator[Row]:
    """Pass the rows on, and warn once of each name that programs read as a missing value."""
    told: set[tuple[str, str]] = set()
    for row in table:
        for column in _NAMES:
            name = getattr(row, column)
            if name in _READ_AS_NOTHING and (column, name) not in told:
                told.add((column, name))
                problem = "pandas, R and others read this as a missing value"
                warn(f"{column} “{name}”: {problem}. Turn that off there, or choose another name.")
        yield row


def write_csv(table: Iterable[Row], stream: BinaryIO) -> None:
    """Write rows as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte-order mark, lines ending in CR LF.

    Text that a spreadsheet would run as a formula or turn into a number or date is prefixed with `'`; so is text
    that already has such a `'`, so that removing one gives back the text.
    """
    import csv

    # Excel takes a CSV file without the mark for one in the system's old code page.
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    written = list(table)
    own = tuple(dict.fromkeys(name for row in written for name in row.own))
    writer.writerow([*COLUMNS, *(f"{OWN}{name}" for name in own)])
    for row in written:
        cells = [_cell(column, getattr(row, column)) for column in COLUMNS]
        writer.writerow([*cells, *(_cell(OWN, row.own.get(name)) for name in own)])
    text.flush()
    text.detach()


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    is_date = column in _DATE_COLUMNS and _MOMENT.fullmatch(text)
    return guarded(text) if isinstance(value, str) and not is_date else text


def write_jsonl(table: Iterable[Row], stream: BinaryIO) -> None:
    """Write each row as a JSON object on a line of its own, exactly as coded, in UTF-8."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for row in table:
        said = {column: getattr(row, column) for column in COLUMNS}
        line = encode(said | {f"{OWN}{name}": text for name, text in row.own.items()})
        # Some readers take these for the end of a line.
        for character in "\x85\u2028\u2029":
            line = line.replace(character, f"\\u{ord(character):04x}")
        stream.write(line.encode() + b"\n")


FORMATS: dict[str, Callable[[Iterable[Row], BinaryIO], None]] = {"csv": write_csv, "jsonl": write_jsonl}
"""The writers by format."""
