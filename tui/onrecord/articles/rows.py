"""What a row of a file of many articles says, as an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.article import Article, Format, Metadata, digest_of
from onrecord.articles.dates import parse_date
from onrecord.articles.errors import ArticleError
from onrecord.articles.files import LARGEST_ARTICLE, refuse_many_lines
from onrecord.articles.guess_format import guess_format
from onrecord.articles.line_ends import with_line_feeds
from onrecord.articles.metadata import read_metadata
from onrecord.articles.render_text import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.articles.source import Table

LONGEST_ROW = 3 * LARGEST_ARTICLE
"""Bytes: room for an article of 20 MB with its escapes and other fields."""
READ_COLUMNS = frozenset({"id", "text", "title", "outlet", "date", "url", "language", "lang"})
"""Fields and columns that say something of an article; all others are ignored."""
LONGEST_ID = 1000
"""Code points."""

_WRITTEN_HERE = (
    frozenset({"article", "quotes"}),
    frozenset({"article", "mention", "cue", "confidence"}),
    frozenset({"article", "quote", "coder", "verdict"}),
)
"""Fields and columns of what `onrecord quotes` and `onrecord export` write."""


def row_article(
    fields: Mapping[str, object], path: Path, key: str, format: Format | None = None, table: Table | None = None
) -> Article:
    """Return the article that a row says.

    A row is a mapping with `text` and perhaps `title`, `outlet`, `date`, `url` and `language` (or `lang`). The
    article's SHA-256 is that of the text in UTF-8, so that other rows do not matter.

    Args:
        fields: the row.
        path: the file.
        key: the article's key.
        format: how the text is written; None guesses.
        table: how the file is written, if it is a table.

    Raises:
        ArticleError: it holds no text. The message does not name the row.
    """
    text = text_of(fields)
    if table is not None:  # JSON writes its line ends out, which nothing changes
        text = with_line_feeds(text)
    if format is None or format is Format.HTML:
        format = guess_format(text)
    rendering = render(text, format)
    metadata = _metadata(fields, read_metadata(text, rendering))
    return Article(
        key=key,
        path=path,
        text=text,
        sha256=digest_of(text),
        format=format,
        encoding=table.encoding if table else "utf-8",
        encoding_guessed=table is not None and table.guessed,
        metadata=metadata,
        rendering=rendering,
    )


def row_id(fields: Mapping[str, object]) -> str:
    """Return the `id` of a row: a string, or a whole number as one.

    Raises:
        ArticleError: it has none, or one that cannot be used. The message does not name the row.
    """
    id = fields.get("id")
    if isinstance(id, int) and not isinstance(id, bool):
        return str(id)
    if not isinstance(id, str) or not id.strip():
        message = "the article has no “id”: give it one, a string of its own."
        raise ArticleError(message)
    if len(id) > LONGEST_ID:
        message = f"the article's “id” is longer than {LONGEST_ID:,} characters: give it a shorter one."
        raise ArticleError(message)
    _refuse_half_characters("id", id)
    return id


def why_no_articles(names: frozenset[str]) -> str:
    """Why a file with fields or columns of those names holds no articles; empty if it may hold some."""
    if any(written <= names for written in _WRITTEN_HERE):
        return "onrecord wrote this from articles, it holds none itself: left out."
    missing = [f"“{name}”" for name in ("id", "text") if name not in names]
    if not missing:
        return ""
    return f"no articles (it has no {' and no '.join(missing)}): left out. Articles need “id” and “text”."


def text_of(fields: Mapping[str, object]) -> str:
    """Return the `text` of a row as it is written.

    Raises:
        ArticleError: it has none. The message does not name the row.
    """
    text = fields.get("text")
    if not isinstance(text, str):
        message = "the article has no “text”: put its words there, as a string."
        raise ArticleError(message)
    if not text.strip():
        message = "the article's “text” is empty: put its words there, or delete the row."
        raise ArticleError(message)
    if len(text) > LARGEST_ARTICLE:
        message = "the article is larger than 20 MB: split it."
        raise ArticleError(message)
    _refuse_half_characters("text", text)
    refuse_many_lines(text)
    return text


def _refuse_half_characters(field: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        message = f"“{field}” holds half a surrogate pair at {error.start}, which is no character: write it anew."
        raise ArticleError(message) from None


def _metadata(fields: Mapping[str, object], found: Metadata) -> Metadata:
    """Return what the row says, and where it says nothing, what the text says."""
    read = {name: " ".join(str(fields.get(name) or "").split()) for name in ("title", "outlet", "date", "url")}
    read["language"] = " ".join(str(fields.get("language") or fields.get("lang") or "").split())
    read["date"] = parse_date(read["date"]) or read["date"]
    return found._replace(**{name: value for name, value in read.items() if value})
