"""Many articles in one file, one JSON object a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.files import opened
from onrecord.articles.rows import LONGEST_ROW, row_article, row_id, why_no_articles
from onrecord.articles.source import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.articles.article import Article

_ID_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*(?:"([^"\\\x00-\x1f]{1,1000})"|(0|[1-9][0-9]{0,30}))\s*,')
"""How most lines begin; what it says needs no parsing of the rest."""
_BUFFER = 1 << 20
_MARK = b"\xef\xbb\xbf"


class _Line(NamedTuple):
    number: int
    start: int
    """Bytes from the beginning of the file."""
    raw: bytes
    """Empty if the line is too long."""


def read_jsonl(path: Path) -> Iterator[Article | ArticleError]:
    """Yield the articles of a `.jsonl` file one by one, in constant memory; their keys are their ids.

    A line is an object with `id` and `text`, and `title`, `outlet`, `date`, `url` and `language` where they are
    known; other fields are ignored. For a line that is none, an error that names file and line is yielded, and
    reading goes on.

    Raises:
        ArticleError: the file cannot be opened.
    """
    with opened(path, _BUFFER) as file:
        for line in _lines(file):
            try:
                fields = _fields(line.raw)
                yield row_article(fields, path, row_id(fields))
            except ArticleError as error:
                yield ArticleError(error.problem, f"{path}, line {line.number}")


def list_jsonl(path: Path) -> Iterator[Row | ArticleError]:
    """Yield the places of the articles of a `.jsonl` file, and an error for each line that is none.

    Raises:
        ArticleError: the file cannot be opened.
    """
    with opened(path, _BUFFER) as file:
        for line in _lines(file):
            try:
                yield Row(_id(line.raw), line.number, line.start, len(line.raw))
            except ArticleError as error:
                yield ArticleError(error.problem, f"{path}, line {line.number}")


def read_line(path: Path, row: Row) -> dict[str, object]:
    """Return what a line says.

    Raises:
        ArticleError: the file cannot be read, or no such line stands there.
    """
    with opened(path) as file:
        file.seek(row.start)
        return _fields(file.read(row.size))


def _lines(file: BinaryIO) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    number = start = 0
    while line := file.readline(LONGEST_ROW + 1):
        number += 1
        mark = len(_MARK) if number == 1 and line.startswith(_MARK) else 0
        if len(line) > LONGEST_ROW:
            yield _Line(number, start, b"")
        elif not line.isspace():
            yield _Line(number, start + mark, line[mark:])
        start += len(line)
        while len(line) > LONGEST_ROW and not line.endswith(b"\n"):
            line = file.readline(LONGEST_ROW + 1)
            start += len(line)


def _id(raw: bytes) -> str:
    found = _ID_FIRST.match(raw)
    # A line that is cut off, or has no text, has to be looked at as a whole.
    if found and b'"text"' in raw and raw.rstrip().endswith(b"}"):
        try:
            return row_id({"id": (found[1] or found[2]).decode()})
        except UnicodeDecodeError:
            pass
    fields = _fields(raw)
    if refusal := why_no_articles(frozenset(fields)):
        raise ArticleError(refusal)
    return row_id(fields)


def _fields(raw: bytes) -> dict[str, object]:
    if not raw:
        message = "the line is too long for an article: one article may have 20 MB."
        raise ArticleError(message)
    try:
        fields = json.loads(raw.decode())
    except UnicodeDecodeError as error:
        message = f"the line is not UTF-8 (byte {error.start}): write the file anew in UTF-8."
        raise ArticleError(message) from None
    except (ValueError, RecursionError) as error:
        message = f"this is no JSON object ({error}): write one article a line."
        raise ArticleError(message) from None
    if not isinstance(fields, dict):
        message = "this is JSON, but no object: write {“id”: …, “text”: …}, one article a line."
        raise ArticleError(message)
    return fields
