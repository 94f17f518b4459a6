"""An article and the text of it that is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.articles.rendering import Rendering


class Span(NamedTuple):
    """A stretch of text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


class Format(StrEnum):
    """How an article's file is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says of itself; a field that is not plainly there is None."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    date: str | None = None
    """The day, ISO 8601 (`2022-03-18`)."""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """All that is known of an article but its text: what lists need of thousands of them."""

    key: str
    """The article's place in the project, with forward slashes: `sub/a.txt`."""
    path: Path
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    format: Format
    encoding: str
    encoding_guessed: bool
    metadata: Metadata

    @property
    def title(self) -> str:
        """The title, or the file's name without its ending where the article has none."""
        return self.metadata.title or self.key.rpartition("/")[2].rpartition(".")[0] or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleHead):
    """One text as it was read from disk.

    `text` is the decoded file: byte-order mark dropped, newlines and composition as they are. Every offset that
    is stored counts code points in it. `rendering` is what is shown and searched for quotes.
    """

    text: str = field(repr=False)
    rendering: Rendering = field(repr=False)
