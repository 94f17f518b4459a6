"""Checks whether the quotes of annotation files are still in their articles."""

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
"""What to tell the user about a quote in this state."""


class Fault(NamedTuple):
    """A record with a fault."""

    record: Record
    problem: str
    """What is wrong, and what to do."""


class AnchorCheck:
    """Compares records with the articles of a project."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self.article = lru_cache(maxsize=64)(self._load)
        """Loads an article by its key, cached. Raises ArticleError if it cannot be read."""

    def faults(self, coding: ArticleCoding) -> Iterator[Fault]:
        """Yield the records whose quotes are not where the records say.

        Raises:
            ArticleError: the article cannot be read.
        """
        # All at once, as in the review: quotes that are found help to find the others.
        anchoring = Anchoring(self.article(coding.article).text)
        found = anchoring.find_all([record.quote for record in coding.records])
        for record, place in zip(coding.records, found, strict=True):
            if place.state is not AnchorState.EXACT:
                yield Fault(record, _ADVICE[place.state])

    def _load(self, key: str) -> Article:
        return load_source(source_of(self._project, key))
