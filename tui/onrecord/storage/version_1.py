r"""Annotation files of version 1, in which offsets count line ends as they are in the article's file.

Since version 2 they count `\n` whatever the file has, so that a checkout of git with `\r\n` is the same article. A
coding of version 1 is upgraded when it is read, and written as version 2 at its next save.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.articles.article import digest_of
from onrecord.articles.errors import ArticleError
from onrecord.articles.line_ends import with_line_feeds
from onrecord.articles.load import source_of, text_on_disk
from onrecord.articles.span import Span

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.coding.record import Anchor, ArticleCoding, Record

_LIFTED = 2


def upgraded(project: Path, coding: ArticleCoding) -> ArticleCoding:
    """Return a coding as version 2 has it. One of version 1 stays as it is while its article cannot be read."""
    if coding.version != 1:
        return coding
    with suppress(ArticleError):
        found = text_on_disk(source_of(project, coding.article))
        text = with_line_feeds(found.text)
        windows = text.replace("\n", "\r\n")
        # The coder's machine may have had other line ends than this one has.
        counted_in = max((text, found.text, windows), key=lambda text: _number_in_place(coding, text))
        same = coding.sha256 in {found.sha256, digest_of(text), digest_of(windows)}
        lift = _Upgrade(counted_in)
        return replace(
            coding,
            sha256=digest_of(text) if same else coding.sha256,
            records=tuple(map(lift.record, coding.records)),
            version=_LIFTED,
        )
    return coding


def _number_in_place(coding: ArticleCoding, text: str) -> int:
    quotes = [record.quote for record in coding.records]
    return sum(text[quote.start : quote.end] == quote.exact for quote in quotes)


class _Upgrade:
    r"""Turns offsets into a text with its own line ends into offsets into the text with `\n`."""

    def __init__(self, text: str) -> None:
        self._dropped = [found.start() for found in re.finditer("\r\n", text)]

    def record(self, record: Record) -> Record:
        found = record.found
        if found is not None:
            found = Span(self._offset(found.start), self._offset(found.end))
        return replace(record, quote=self._anchor(record.quote), found=found)

    def _anchor(self, quote: Anchor) -> Anchor:
        exact = with_line_feeds(quote.exact)
        start = self._offset(quote.start)
        prefix, suffix = with_line_feeds(quote.prefix), with_line_feeds(quote.suffix)
        return replace(quote, start=start, end=start + len(exact), exact=exact, prefix=prefix, suffix=suffix)

    def _offset(self, offset: int) -> int:
        return offset - bisect_left(self._dropped, offset)
