"""Loads an article from wherever it stands: a file of its own, or a row of a file of many."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Article, Format, digest_of
from onrecord.articles.decode import decode
from onrecord.articles.errors import ArticleError
from onrecord.articles.file_names import PAGE_ENDINGS, is_collection, percent_decoded
from onrecord.articles.files import read_file, refuse_many_lines
from onrecord.articles.guess_format import guess_format
from onrecord.articles.line_ends import with_line_feeds
from onrecord.articles.metadata import read_metadata
from onrecord.articles.render_text import render, with_heading
from onrecord.articles.source import ArticleSource
from onrecord.extras import missing_extra

if TYPE_CHECKING:
    from pathlib import Path

_EMPTY = "the file is empty: put the article's text into it, or delete it."


def load_article(path: Path, key: str, format: Format | None = None) -> Article:
    """Return the article that stands in a file.

    Args:
        path: the file.
        key: the article's place in its project.
        format: how it is written; None guesses from the file's ending and its text. A web page, known by its
            ending, is always read as such, and nothing else is.

    Raises:
        ArticleError: the file cannot be read or is no article; the message names it and says what to do.
    """
    try:
        raw = read_file(path)
        if path.name.lower().endswith(PAGE_ENDINGS):
            return _page_article(raw, path, key)
        decoded = decode(raw)
        text = with_line_feeds(decoded.text)
        if not decoded.text.strip():
            raise ArticleError(_EMPTY)
        refuse_many_lines(text)
    except ArticleError as error:
        raise ArticleError(error.problem, str(path)) from None
    if format is None or format is Format.HTML:
        format = Format.MARKDOWN if path.suffix.lower() == ".md" else guess_format(text)
    rendering = render(text, format)
    metadata = read_metadata(text, rendering)
    return Article(
        key=key,
        path=path,
        text=text,
        sha256=digest_of(text),
        format=format,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        metadata=metadata,
        rendering=with_heading(rendering, metadata.title),
    )


def _page_article(raw: bytes, path: Path, key: str) -> Article:
    if not raw.strip():
        raise ArticleError(_EMPTY)
    try:
        from onrecord.articles.web_page import EXTRACTOR, read_page
    except ModuleNotFoundError as error:
        raise ArticleError(missing_extra("reading a web page", error)) from error
    page = read_page(raw)
    return Article(
        key=key,
        path=path,
        text=page.text,
        sha256=digest_of(page.text),
        format=Format.HTML,
        encoding=page.encoding,
        encoding_guessed=page.guessed,
        metadata=page.metadata,
        extractor=EXTRACTOR,
        rendering=with_heading(render(page.text, Format.HTML), page.metadata.title),
    )


def load_source(source: ArticleSource, format: Format | None = None) -> Article:
    """Return the article that stands at a place.

    Args:
        source: the place. A row that has moved in its file since is found again by its id.
        format: how it is written; None guesses from the file's ending and its text. HTML is always read as such.

    Raises:
        ArticleError: it cannot be read or is no article; the message names the file and says what to do.
    """
    if source.row is None:
        return load_article(source.path, source.key, format)
    from onrecord.articles.containers import load_row

    return load_row(source.path, source.row, source.key, format)


class TextOnDisk(NamedTuple):
    """The text of an article with its line ends as they are in the file."""

    text: str
    sha256: str
    """In hexadecimal: of the file's bytes; of a row, of the text in UTF-8."""


def text_on_disk(source: ArticleSource) -> TextOnDisk:
    """Return the text of an article as version 1 of annotation files counts in it.

    Raises:
        ArticleError: it cannot be read.
    """
    if source.row is not None:
        from onrecord.articles.containers import row_text

        text = row_text(source.path, source.row)
        return TextOnDisk(text, digest_of(text))
    raw = read_file(source.path)
    if source.path.name.lower().endswith(PAGE_ENDINGS):
        page = _page_article(raw, source.path, source.key)
        return TextOnDisk(page.text, page.sha256)
    return TextOnDisk(decode(raw).text, hashlib.sha256(raw).hexdigest())


def source_of(project: Path, key: str) -> ArticleSource:
    """Return the place of the article of that key.

    Raises:
        ArticleError: a file of many articles cannot be read, or holds none of that key.
    """
    file, _, name = key.rpartition("/")
    if not is_collection(file) or not (project / file).is_file():
        return ArticleSource(key, str(project / key))
    from onrecord.articles.containers import find_row

    return ArticleSource(key, str(project / file), find_row(project / file, percent_decoded(name)))
