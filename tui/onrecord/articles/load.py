"""One file to one article."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from onrecord.articles.article import Article, Format
from onrecord.articles.decode import decode
from onrecord.articles.errors import ArticleError
from onrecord.articles.file_names import PAGE_ENDINGS
from onrecord.articles.guess import guess_format
from onrecord.articles.metadata import read_metadata
from onrecord.articles.plain import render_plain
from onrecord.articles.rendering import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.articles.rendering import Rendering

LARGEST_ARTICLE = 20 * 1024 * 1024
"""Bytes; a larger file is refused unread."""

_EMPTY = "the file is empty: put the article's text into it, or delete it."

MOST_LINES = 100_000
"""A text of more lines is refused: to lay it out would keep the reader waiting."""
_LINE_ENDS = "\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


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
        if not decoded.text.strip():
            raise ArticleError(_EMPTY)
        refuse_many_lines(decoded.text)
    except ArticleError as error:
        raise ArticleError(error.problem, str(path)) from None
    if format is None or format is Format.HTML:
        format = Format.MARKDOWN if path.suffix.lower() == ".md" else guess_format(decoded.text)
    rendering = render(decoded.text, format)
    metadata = read_metadata(decoded.text, rendering)
    return Article(
        key=key,
        path=path,
        text=decoded.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        format=format,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        metadata=metadata,
        rendering=with_heading(rendering, metadata.title),
    )


def _page_article(raw: bytes, path: Path, key: str) -> Article:
    if not raw.strip():
        raise ArticleError(_EMPTY)
    from onrecord.articles.page import EXTRACTOR, read_page

    page = read_page(raw)
    return Article(
        key=key,
        path=path,
        text=page.text,
        sha256=hashlib.sha256(page.text.encode()).hexdigest(),
        format=Format.HTML,
        encoding=page.encoding,
        encoding_guessed=page.guessed,
        metadata=page.metadata,
        extractor=EXTRACTOR,
        rendering=with_heading(render(page.text, Format.HTML), page.metadata.title),
    )


def render(text: str, format: Format) -> Rendering:
    """Return the text of an article as it is read."""
    if format is Format.PLAIN:
        return render_plain(text)
    if format is Format.HTML:
        from onrecord.articles.extracted import render_extracted

        return render_extracted(text)
    from onrecord.articles.markdown import render_markdown

    return render_markdown(text)


def with_heading(rendering: Rendering, title: str | None) -> Rendering:
    """Let the title stand as a heading also where no markup makes it one."""
    for number, block in enumerate(rendering.blocks):
        if block.kind is BlockKind.PARAGRAPH and rendering.text[block.start : block.end] == title:
            heading = block._replace(kind=BlockKind.HEADING, level=1)
            blocks = (*rendering.blocks[:number], heading, *rendering.blocks[number + 1 :])
            return replace(rendering, blocks=blocks)
    return rendering


def refuse_many_lines(text: str) -> None:
    """Refuse a text of more than `MOST_LINES` lines, however they end."""
    if len(text) > MOST_LINES and max(text.count("\r"), sum(map(text.count, _LINE_ENDS))) > MOST_LINES:
        message = f"the file has more than {MOST_LINES:,} lines: an article has not; split it into its articles."
        raise ArticleError(message)


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of no more than 20 MB.

    Raises:
        ArticleError: there is no such file, or it cannot or should not be read. Its text does not name the file.
    """
    descriptor = open_regular(path)
    with os.fdopen(descriptor, "rb") as file:
        if os.fstat(descriptor).st_size > LARGEST_ARTICLE:
            message = "the file is larger than 20 MB: an article is not; split it into its articles."
            raise ArticleError(message)
        try:
            raw = file.read(LARGEST_ARTICLE + 1)
        except OSError as error:
            message = f"the file cannot be read ({error.strerror}): check the disk, or copy it again."
            raise ArticleError(message) from None
    if len(raw) > LARGEST_ARTICLE:
        message = "the file grew beyond 20 MB while it was read: an article is not so large."
        raise ArticleError(message)
    return raw


def opened(path: Path, buffer: int = 0) -> BinaryIO:
    """Return a regular file opened for reading, with a buffer of so many bytes.

    Raises:
        ArticleError: there is no such file, it may not be read, or it is no regular file.
    """
    try:
        return os.fdopen(open_regular(path), "rb", buffer)
    except ArticleError as error:
        raise ArticleError(error.problem, str(path)) from None


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file, without ever waiting for one that is none.

    Raises:
        ArticleError: there is no such file, it may not be read, or it is no regular file.
    """
    # Without O_NONBLOCK, opening a FIFO waits for a writer; O_BINARY and O_NOCTTY exist on some systems only.
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise ArticleError(_why_not(error)) from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise ArticleError(_what_instead(mode))
    return descriptor


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file (any more): check its name, or start again without it."
    if isinstance(error, PermissionError):
        return "the file may not be read: give yourself the right to (chmod u+r)."
    if isinstance(error, IsADirectoryError):
        return _what_instead(stat.S_IFDIR)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"the file cannot be opened ({reason}): it must be an ordinary text file."


def _what_instead(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "this is a folder, not an article: name it on its own to open all its articles."
    what = "a pipe (FIFO)" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"this is {what}, not a file: save the text as a .txt file."
