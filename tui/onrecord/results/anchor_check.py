"""Whether the quotes of annotation files still stand in their articles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.load import load_source, source_of
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.anchoring import Anchoring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.coding.record import ArticleCoding, Record

_ADVICE = {
    AnchorState.MOVED: "the article has changed: it stands elsewhere. The review confirms it, or --fix.",
    AnchorState.UNSURE: "the article has changed, and something like it stands there: it needs a look.",
    AnchorState.GONE: "the article has changed, and it is gone. The record is kept.",
}
"""What to do, by what became of a quote."""


class Fault(NamedTuple):
    """What is wrong with a record."""

    record: Record
    problem: str
    """And what to do."""


class AnchorCheck:
    """Which quotes still stand in the articles of a project."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self.article = lru_cache(maxsize=64)(self._load)
        """Loads an article by its key, and keeps some. Raises ArticleError for one that cannot be read."""

    def faults(self, coding: ArticleCoding) -> Iterator[Fault]:
        """Yield the records whose quotes do not stand where they say, and what became of each.

        Raises:
            ArticleError: the article cannot be read.
        """
        # All of them, as in the review: those that stand tell where the others are to be looked for.
        anchoring = Anchoring(self.article(coding.article).text)
        found = anchoring.find_all([record.quote for record in coding.records])
        for record, place in zip(coding.records, found, strict=True):
            if place.state is not AnchorState.EXACT:
                yield Fault(record, _ADVICE[place.state])

    def _load(self, key: str) -> Article:
        return load_source(source_of(self._project, key))
