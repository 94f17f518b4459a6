"""Lists the articles in `.jsonl` and `.csv` files, and reads single ones."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.render_text import with_heading
from onrecord.articles.rows import READ_COLUMNS, row_article, row_id, text_of
from onrecord.articles.source import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.articles.article import Article, Format

LARGEST_COLLECTION = 1 << 30
"""Bytes; a larger file is not listed: that would keep the reviewer waiting."""
_TRIED = 100
"""Rows without an article among them after which a file is taken for something else."""
_MOST_FAULTS = 20
"""Told of one by one; what more there are is told in one sentence."""


class Listing(NamedTuple):
    """Where the articles of a file stand."""

    rows: tuple[Row, ...]
    """In the file's order; no two have one id, in capitals or not."""
    faults: tuple[ArticleError, ...] = ()
    """What was left out and why."""


class _Version(NamedTuple):
    """A file as it was at some moment."""

    path: Path
    size: int
    time: int


def list_rows(path: Path) -> Listing:
    """Return where the articles of a file stand.

    Raises:
        ArticleError: the file cannot be read, is too large, or holds no articles.
    """
    return _listed(_version(path))


def _version(path: Path) -> _Version:
    try:
        status = path.stat()
    except OSError as error:
        message = f"the file cannot be looked at ({error.strerror}): check its name, or give yourself the right to."
        raise ArticleError(message, str(path)) from None
    if status.st_size > LARGEST_COLLECTION:
        message = "the file is larger than 1 GB: split it."
        raise ArticleError(message, str(path))
    return _Version(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _listed(version: _Version) -> Listing:
    path = version.path
    rows: dict[str, Row] = {}
    faults: list[ArticleError] = []
    for row in _rows(path):
        fault = row if isinstance(row, ArticleError) else _put(rows, row, path)
        if fault is not None:
            faults.append(fault)
            if not rows and len(faults) == _TRIED:
                break
    if not rows:
        raise faults[0] if faults else ArticleError("the file is empty: put articles into it.", str(path))
    if len(faults) > _MOST_FAULTS:
        rest = f"{len(faults) - _MOST_FAULTS:,} more rows were skipped because they are not articles."
        faults[_MOST_FAULTS:] = [ArticleError(rest, str(path))]
    return Listing(tuple(rows.values()), tuple(faults))


def _put(rows: dict[str, Row], row: Row, path: Path) -> ArticleError | None:
    """Add a row to those of other ids; return why not, if there is one of that id."""
    # Some systems take two names that differ only in case, or in how accents are composed, for one file.
    name = row.id.lower() if row.id.isascii() else unicodedata.normalize("NFC", row.id).casefold()
    first = rows.setdefault(name, row)
    if first is row:
        return None
    problem = f"line {first.line} has the same id, “{row.id}”: give each article an id of its own."
    if first.id != row.id:
        problem = f"its id, “{row.id}”, differs from that of line {first.line} only in case: give it another."
    return ArticleError(problem, f"{path}, line {row.line}")


def find_row(path: Path, id: str) -> Row:
    """Return where the article of that id stands.

    Raises:
        ArticleError: the file cannot be read, or holds none of that id.
    """
    row = _by_id(_version(path)).get(id)
    if row is None:
        message = f"there is no article “{id}” in it (any more): put it back, or start again without it."
        raise ArticleError(message, str(path))
    return row


def load_row(path: Path, row: Row, key: str, format: Format | None) -> Article:
    """Return the article that stands in a row, wherever in the file it stands by now.

    Args:
        path: the file.
        row: where it stood.
        key: the article's key.
        format: how its text is written; None guesses.

    Raises:
        ArticleError: the file cannot be read, the article is not there any more, or its row is none. The message
            names file and line.
    """
    place, fields = _found_again(path, row)
    try:
        article = row_article(fields or _read(path, place), path, key, format, place.table)
    except ArticleError as error:
        raise ArticleError(error.problem, f"{path}, line {place.line}") from None
    return replace(article, rendering=with_heading(article.rendering, article.metadata.title))


def own_columns(path: Path, row: Row) -> dict[str, str]:
    """Return what a row says beside its id, its text and what is known of every article: the table's own columns.

    Raises:
        ArticleError: the file cannot be read, or the article is not there any more.
    """
    place, fields = _found_again(path, row)
    said = (fields or _read(path, place)).items()
    return {name: str(value) for name, value in said if name not in READ_COLUMNS and _is_plain(value)}


def _is_plain(value: object) -> bool:
    return value is not None and isinstance(value, str | int | float)


def row_text(path: Path, row: Row) -> str:
    """Return the text of the article that stands in a row, with its line ends as they are in the file.

    Raises:
        ArticleError: the file cannot be read, or the article is not there any more.
    """
    place, fields = _found_again(path, row)
    return text_of(fields or _read(path, place))


def _found_again(path: Path, row: Row) -> tuple[Row, dict[str, object]]:
    """Return where a row stands by now, and what it says if it stands where it stood."""
    with suppress(ArticleError):
        fields = _read(path, row)
        if row_id(fields) == row.id:
            return row, fields
    return find_row(path, row.id), {}


def _read(path: Path, row: Row) -> dict[str, object]:
    if row.table is None:
        from onrecord.articles.jsonl import read_line

        return read_line(path, row)
    from onrecord.articles.csv_rows import read_record

    return read_record(path, row, row.table)


def _rows(path: Path) -> Iterator[Row | ArticleError]:
    if path.suffix.lower() == ".jsonl":
        from onrecord.articles.jsonl import list_jsonl

        return list_jsonl(path)
    from onrecord.articles.csv_rows import list_csv

    return list_csv(path)


@lru_cache(maxsize=8)
def _by_id(version: _Version) -> dict[str, Row]:
    return {row.id: row for row in _listed(version).rows}
