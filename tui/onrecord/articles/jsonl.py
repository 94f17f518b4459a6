"""Many articles in one file, one JSON object a line."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from onrecord.articles.article import Article, Metadata
from onrecord.articles.errors import ArticleError
from onrecord.articles.guess import guess_format
from onrecord.articles.load import LARGEST_ARTICLE, open_regular, render
from onrecord.articles.metadata import read_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_LINE = 3 * LARGEST_ARTICLE
"""Bytes: room for an article of 20 MB with its escapes and other fields."""


def read_jsonl(path: Path) -> Iterator[Article | ArticleError]:
    """Yield the articles of a `.jsonl` file one by one, in constant memory.

    A line is an object with `id` and `text`, and `title`, `outlet`, `date` and `url` where they are known; other
    fields are ignored. For a line that is none, an error that names file and line is yielded, and reading goes on.
    The SHA-256 of an article is that of its text in UTF-8.

    Raises:
        ArticleError: the file cannot be opened.
    """
    try:
        descriptor = open_regular(path)
    except ArticleError as error:
        raise ArticleError(error.problem, str(path)) from None
    with os.fdopen(descriptor, "rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            name = f"{path}, line {number}"
            if len(line) > _LONGEST_LINE:
                _skip_rest_of_line(file, line)
                yield ArticleError("the line is too long for an article: one article may have 20 MB.", name)
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                try:
                    yield _article(line, path)
                except ArticleError as error:
                    yield ArticleError(error.problem, name)


def _skip_rest_of_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(LARGEST_ARTICLE)


def _article(line: bytes, path: Path) -> Article:
    fields = _fields(line)
    key, text = _key(fields), _text(fields)
    format = guess_format(text)
    rendering = render(text, format)
    return Article(
        key=key,
        path=path,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format=format,
        encoding="utf-8",
        encoding_guessed=False,
        metadata=_metadata(fields, read_metadata(text, rendering, format)),
        rendering=rendering,
    )


def _fields(line: bytes) -> dict[str, object]:
    try:
        fields = json.loads(line.decode())
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


def _key(fields: dict[str, object]) -> str:
    key = fields.get("id")
    if isinstance(key, int) and not isinstance(key, bool):
        return str(key)
    if not isinstance(key, str) or not key.strip():
        message = "the article has no “id”: give it one, a string of its own."
        raise ArticleError(message)
    _refuse_half_characters("id", key)
    return key


def _text(fields: dict[str, object]) -> str:
    text = fields.get("text")
    if not isinstance(text, str):
        message = "the article has no “text”: put its words there, as a string."
        raise ArticleError(message)
    if not text.strip():
        message = "the article's “text” is empty: put its words there, or delete the line."
        raise ArticleError(message)
    if len(text) > LARGEST_ARTICLE:
        message = "the article is larger than 20 MB: split it."
        raise ArticleError(message)
    _refuse_half_characters("text", text)
    return text


def _refuse_half_characters(field: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        message = f"“{field}” holds half a surrogate pair at {error.start}, which is no character: write it anew."
        raise ArticleError(message) from None


def _metadata(fields: dict[str, object], found: Metadata) -> Metadata:
    """Return what the line says, and where it says nothing, what the text says."""
    said = {name: str(value) for name in ("title", "outlet", "date", "url") if (value := fields.get(name))}
    return replace(found, **said)
