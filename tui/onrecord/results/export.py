"""Writes the coding of a project in the formats that other programs read."""

from __future__ import annotations

import io
import json
import re
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.results.rows import Row, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO

    from onrecord.errors import OnrecordError

COLUMNS = tuple(field.name for field in fields(Row))

# A spreadsheet runs what begins with one of these signs, and reads what looks like a number or a date as one.
_TAKEN_AMISS = re.compile(r"'*(?:\s*[=+\-@\t\r\n＝＋－＠]|\s*[0-9][0-9\s.,:/eE%+-]*\Z)", re.ASCII)
_PLAIN_COLUMNS = frozenset({"date", "when"})


def export(project: Path, format: str, stream: BinaryIO) -> tuple[OnrecordError, ...]:
    """Write the coding of a project's coders to `stream`; return the faults of what had to be left out.

    Raises:
        UsageError: there is no such format.
        OSError: the stream takes no more.
    """
    if format not in FORMATS:
        message = f"There is no export format “{format}”: choose one of {', '.join(FORMATS)}."
        raise UsageError(message)
    faults: list[OnrecordError] = []
    FORMATS[format](rows(project, faults.append), stream)
    return tuple(faults)


def write_csv(table: Iterable[Row], stream: BinaryIO) -> None:
    """Write rows as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte-order mark, lines ending in CR LF.

    Text that a spreadsheet would run as a formula or turn into a number or date gets a `'` in front; so does text
    that has such a `'` already, so that taking one away gives back the text.
    """
    import csv

    # Excel takes a CSV file without the mark for one in the system's old code page.
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in table:
        writer.writerow(map(_cell, COLUMNS, astuple(row)))
    text.flush()
    text.detach()


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and column not in _PLAIN_COLUMNS and _TAKEN_AMISS.match(text):
        return f"'{text}"
    return text


def write_jsonl(table: Iterable[Row], stream: BinaryIO) -> None:
    """Write each row as a JSON object on a line of its own, exactly as coded, in UTF-8."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for row in table:
        line = encode(dict(zip(COLUMNS, astuple(row), strict=True)))
        # Some readers take these for the end of a line.
        for character in "\x85\u2028\u2029":
            line = line.replace(character, f"\\u{ord(character):04x}")
        stream.write(line.encode() + b"\n")


FORMATS: dict[str, Callable[[Iterable[Row], BinaryIO], None]] = {"csv": write_csv, "jsonl": write_jsonl}
"""What `export` can write; a further format is one function more."""
