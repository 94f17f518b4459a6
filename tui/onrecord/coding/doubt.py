"""An article's quotes by how doubtful they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.coding.item import Item

CERTAIN = 1.0
"""The confidence in a quote that a person marked."""


class Doubts(NamedTuple):
    """The quotes of one article, the most doubtful first; of equal ones, the first in the text."""

    ranks: tuple[tuple[float, int, int], ...]
    """The confidence in each, and where it stands."""
    items: tuple[Item, ...]


def confidence(item: Item) -> float:
    """Return how sure the machine was of a quote, from 0 to 1."""
    return item.suggestion.confidence if item.suggestion else CERTAIN


def doubts_of(items: Iterable[Item]) -> Doubts:
    """Return an article's quotes by doubt."""
    ranked = sorted(((confidence(item), *item.span, item) for item in items), key=lambda one: one[:3])
    return Doubts(tuple(one[:3] for one in ranked), tuple(one[3] for one in ranked))
