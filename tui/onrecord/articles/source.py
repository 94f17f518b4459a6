"""Where an article is, and reading it from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.articles.article import Article, Format


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The place of an article on disk."""

    key: str
    """Its place in the project, with forward slashes: `sub/a.txt`."""
    path: Path


def load_source(source: ArticleSource, format: Format | None = None) -> Article:
    """Return the article that stands at a place.

    Args:
        source: the place.
        format: how it is written; None guesses from the file's ending and its text.

    Raises:
        ArticleError: it cannot be read or is no article; the message names the file and says what to do.
    """
    from onrecord.articles.load import load_article

    return load_article(source.path, source.key, format)
