"""The current search and its matches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.articles.span import Span

MOST_MATCHES = 5_000
"""Matches kept; further ones are dropped."""


class Match(NamedTuple):
    """A match of a search: an article's key and a span of code points in its shown text."""

    article: str
    span: Span


@dataclass(slots=True)
class Search:
    """The matches in all articles, in the order of the folder and of the text, and the current one."""

    asked: str
    matches: tuple[Match, ...]
    current: int = 0
    _by_article: dict[str, list[Span]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_article = {}
        for match in self.matches:
            self._by_article.setdefault(match.article, []).append(match.span)

    def within(self, article: str) -> list[Span]:
        """Return the matches within an article."""
        return self._by_article.get(article, [])

    @property
    def match(self) -> Match:
        """The current match."""
        return self.matches[self.current]

    def step(self, step: int) -> Match:
        """Go to the next (1) or previous (-1) match, wrapping around, and return it."""
        self.current = (self.current + step) % len(self.matches)
        return self.match


def search_of(asked: str, found: Iterable[tuple[str, list[Span]]]) -> Search:
    """Return a search with the matches found in each article, at most `MOST_MATCHES`."""
    matches = (Match(article, span) for article, spans in found for span in spans)
    return Search(asked, tuple(match for match, _ in zip(matches, range(MOST_MATCHES), strict=False)))
