"""What was searched for, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.articles.span import Span

MOST_MATCHES = 5_000


class Match(NamedTuple):
    """Where words that were searched for stand: an article's key, and code points of its shown text."""

    article: str
    span: Span


@dataclass(slots=True)
class Search:
    """The matches in all articles, in the order of the folder and of the text, and the one that was gone to."""

    asked: str
    matches: tuple[Match, ...]
    current: int = 0
    _by_article: dict[str, list[Span]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_article = {}
        for match in self.matches:
            self._by_article.setdefault(match.article, []).append(match.span)

    def within(self, article: str) -> list[Span]:
        """Return where the words stand in an article."""
        return self._by_article.get(article, [])

    @property
    def match(self) -> Match:
        """The match that was gone to."""
        return self.matches[self.current]

    def step(self, step: int) -> Match:
        """Go to the next (1) or previous (-1) match, round the end, and return it."""
        self.current = (self.current + step) % len(self.matches)
        return self.match


def search_of(asked: str, found: Iterable[tuple[str, list[Span]]]) -> Search:
    """Return the search for what was asked, with what was found in each article; beyond a limit it is cut off."""
    matches = (Match(article, span) for article, spans in found for span in spans)
    return Search(asked, tuple(match for match, _ in zip(matches, range(MOST_MATCHES), strict=False)))
