"""Orders the quotes of an article by how unsure the machine was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.coding.item import Item

CERTAIN = 1.0
"""The confidence in a quote that a person marked."""


class Doubts(NamedTuple):
    """The quotes of one article, the most doubtful first; equally doubtful ones in the order of the text."""

    ranks: tuple[tuple[float, int, int], ...]
    """Confidence, start and end of each."""
    items: tuple[Item, ...]


def confidence(item: Item) -> float:
    """Return how sure the machine was of a quote, from 0 to 1."""
    return item.suggestion.confidence if item.suggestion else CERTAIN


def doubts_of(items: Iterable[Item]) -> Doubts:
    """Return an article's quotes, the most doubtful first."""
    ranked = sorted(((confidence(item), *item.span, item) for item in items), key=lambda one: one[:3])
    return Doubts(tuple(one[:3] for one in ranked), tuple(one[3] for one in ranked))
