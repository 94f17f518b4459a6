"""An article and the text of it that is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.file_names import is_collection, percent_decoded

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.articles.rendering import Rendering


class Format(StrEnum):
    """The format of an article's text."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


class Metadata(NamedTuple):
    """The article's own metadata; a field that is not clearly stated is None."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    date: str | None = None
    """The day, ISO 8601 (`2022-03-18`)."""
    url: str | None = None
    language: str | None = None
    """As the article names it: `de`, `de-AT`, `German`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """All that is known of an article but its text: what lists need of thousands of them."""

    key: str
    """The article's place in the project, with forward slashes: `sub/a.txt`."""
    path: Path
    sha256: str
    """Of the text in UTF-8, in hexadecimal."""
    format: Format
    encoding: str
    encoding_guessed: bool
    metadata: Metadata
    extractor: str = ""
    """What took the text out of the file, and its version (`trafilatura 2.3.1`); empty where nothing had to."""

    @property
    def title(self) -> str:
        """The title, or where the article has none its id, or its file's name without the ending."""
        if self.metadata.title:
            return self.metadata.title
        file, _, name = self.key.rpartition("/")
        if is_collection(file):
            return percent_decoded(name)
        return name.rpartition(".")[0] or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleHead):
    """One text as it was read from disk.

    `text` is the decoded file: byte-order mark dropped, line ends as line feeds, composition as it is. Every offset
    that is stored counts code points in it. `rendering` is what is shown and searched for quotes.
    """

    text: str = field(repr=False)
    rendering: Rendering = field(repr=False)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal, however its file is encoded."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
