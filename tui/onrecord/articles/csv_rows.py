"""Reads `.csv` files that hold one article per row."""

from __future__ import annotations

import codecs
import csv
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from onrecord.articles.decode import guess_encoding
from onrecord.articles.errors import ArticleError
from onrecord.articles.files import LARGEST_ARTICLE, opened
from onrecord.articles.rows import LONGEST_ROW, row_article, row_id, why_no_articles
from onrecord.articles.source import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.articles.article import Article

_DELIMITERS = ",;\t|"
_HEAD = 64 * 1024
"""Bytes in which the header has to end."""
_BUFFER = 1 << 20
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class _Record(NamedTuple):
    line: int
    start: int
    size: int
    cells: list[str]
    fault: str = ""


class _Lines:
    """Lines as text, one by one, with how far they reach so far."""

    def __init__(self, lines: Iterable[bytes], encoding: str, end: int, number: int = 0) -> None:
        self.end = end
        """Bytes from the beginning of the file."""
        self.number = number
        self._lines = iter(lines)
        self._encoding = encoding

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.end += len(line)
        self.number += 1
        return line.decode(self._encoding)


def read_csv(path: Path) -> Iterator[Article | ArticleError]:
    """Yield the articles of a `.csv` file one by one, in constant memory; their keys are their ids.

    The first row names the columns, in capitals or not: `id`, `text`, and `title`, `outlet`, `date`, `url` and
    `language` where they are known; others are ignored. Commas, semicolons, tabs or `|` stand between cells (RFC
    4180). For a row that is none, an error that names file and line is yielded, and reading goes on.

    Raises:
        ArticleError: the file cannot be opened, or has no such header.
    """
    with opened(path, _BUFFER) as file:
        table, header = _table(file, path)
        for record in _records(file, table, header):
            try:
                fields = _fields(record, table)
                yield row_article(fields, path, row_id(fields), table=table)
            except ArticleError as error:
                yield ArticleError(error.problem, f"{path}, line {record.line}")


def list_csv(path: Path) -> Iterator[Row | ArticleError]:
    """Yield the places of the articles of a `.csv` file, and an error for each row that is none.

    Raises:
        ArticleError: the file cannot be opened, or has no header that names an id and a text.
    """
    with opened(path, _BUFFER) as file:
        table, header = _table(file, path)
        for record in _records(file, table, header):
            try:
                yield Row(row_id(_fields(record, table)), record.line, record.start, record.size, table)
            except ArticleError as error:
                yield ArticleError(error.problem, f"{path}, line {record.line}")


def read_record(path: Path, row: Row, table: Table) -> dict[str, object]:
    """Return what a row says.

    Raises:
        ArticleError: the file cannot be read, or no such row stands there.
    """
    with opened(path) as file:
        file.seek(row.start)
        raw = file.read(row.size)
    try:
        cells = next(_reader(iter([raw.decode(table.encoding)]), table.delimiter), [])
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"this is no row of the table ({error})."
        raise ArticleError(message) from None
    return _fields(_Record(row.line, row.start, row.size, cells), table)


def _fields(record: _Record, table: Table) -> dict[str, object]:
    if record.fault:
        raise ArticleError(record.fault)
    if len(record.cells) > len(table.columns):
        message = (
            f"the row has {len(record.cells)} cells, the header {len(table.columns)}: put a text that holds "
            f"“{table.delimiter}” between quotation marks."
        )
        raise ArticleError(message)
    return dict(zip(table.columns, record.cells, strict=False))


def _records(file: BinaryIO, table: Table, header: _Lines) -> Iterator[_Record]:
    """Yield the rows below the header that are not blank."""
    file.seek(header.end)
    lines = _Lines(iter(partial(file.readline, LONGEST_ROW), b""), table.encoding, header.end, header.number)
    reader = _reader(lines, table.delimiter)
    astray = False
    while True:
        start, line, fault = lines.end, lines.number + 1, ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = f"the row cannot be read ({error}): a quotation mark within a cell has to be written twice."
        except UnicodeDecodeError:
            fault = f"the row is not {table.encoding.upper()}: save the table as “CSV UTF-8”."
        if fault:
            yield _Record(line, start, 0, [], fault)
            astray = True
        elif any(cells) and not (astray and len(cells) != len(table.columns)):
            # After a fault, what does not look like a whole row is the rest of a text.
            yield _Record(line, start, lines.end - start, cells)
            astray = False


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    # For the whole process, but nothing else reads tables. The default is 128 KB.
    csv.field_size_limit(LARGEST_ARTICLE + 1)
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)


# How the file is written


def _table(file: BinaryIO, path: Path) -> tuple[Table, _Lines]:
    """Return how the file is written, and the lines of its header."""
    head = file.read(_HEAD)
    if head.startswith(_WIDE_MARKS) or head[:200].count(0) > 20:
        message = "the table is written in UTF-16: save it as “CSV UTF-8”."
        raise ArticleError(message, str(path))
    encoding, guessed = _encoding(file)
    for delimiter in _DELIMITERS:
        lines = _header_lines(head, encoding)
        with suppress(csv.Error, UnicodeDecodeError, StopIteration):
            columns = tuple(name.strip().lower() for name in next(_reader(lines, delimiter)))
            if {"id", "text"} <= {*columns}:
                return Table(encoding, guessed, delimiter, columns), lines
    names: list[str] = []
    with suppress(csv.Error, UnicodeDecodeError, StopIteration):
        names = next(_reader(_header_lines(head, encoding), ","))
    raise ArticleError(why_no_articles(frozenset(name.strip().lower() for name in names)), str(path))


def _header_lines(head: bytes, encoding: str) -> _Lines:
    begin = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    lines = _Lines(head[begin:].splitlines(keepends=True), encoding, begin)
    if head[begin : begin + 4].lower() == b"sep=":  # what tells Excel the delimiter
        next(lines)
    return lines


def _encoding(file: BinaryIO) -> tuple[str, bool]:
    """Return how the whole file is encoded, and whether that is a guess."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    at = 0
    while True:
        chunk = file.read(_BUFFER)
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            bad = at - waiting + error.start
            break
        if not chunk:
            return "utf-8", False
        at += len(chunk)
    begin = max(bad - _BUFFER // 2, 0)
    file.seek(begin)
    sample = file.read(_BUFFER)
    cut = sample.find(b"\n") + 1 if begin else 0  # whole lines, so that no character is cut in two
    end = sample.rfind(b"\n") + 1 if len(sample) == _BUFFER else len(sample)
    sample = sample[cut:end]
    try:
        return guess_encoding(sample, bad - begin - cut), True
    except ArticleError:
        return "utf-8", False  # the rows that are not will be told of
