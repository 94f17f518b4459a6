"""Walking the quotes that pass a filter: in the order of the text, or the doubtful ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.coding.filter import Filter
    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession

CERTAIN = 1.0
"""The confidence in a quote that a person marked."""


def confidence(item: Item) -> float:
    """Return how sure the machine was of a quote, from 0 to 1."""
    return item.suggestion.confidence if item.suggestion else CERTAIN


def next_in_article(
    session: ReviewSession,
    filter: Filter,
    key: str,
    identifier: str | None,
    step: int,
    *,
    unreviewed: bool = False,
) -> Item | None:
    """Return the next (`step` 1) or previous (-1) quote of an article that passes, or None at its end.

    Without a quote to start from (`identifier` None) the walk begins at the article's first or last one.
    """
    items, number = session.items(key), session.number(key, identifier)
    if number is not None:
        items = items[number:] if step > 0 else items[: number - 1]
    ahead = items if step > 0 else reversed(items)
    wanted = _wanted(session, filter, unreviewed=unreviewed)
    return next((item for item in ahead if wanted(item)), None)


def next_doubtful(
    session: ReviewSession,
    filter: Filter,
    here: tuple[str, str] | None,
    step: int,
    *,
    unreviewed: bool = False,
) -> Item | None:
    """Return the quote of any article that is next (`step` 1) or before (-1) in doubt, the most doubtful first.

    Args:
        session: whose quotes are walked.
        filter: what a quote must be.
        here: article and id of the quote to start from; None begins with the most doubtful, or the surest.
        step: 1 toward the surer ones, -1 toward the more doubtful ones.
        unreviewed: pass over those that are reviewed.
    """
    start = session.item(*here) if here else None
    numbers = {key: number for number, key in enumerate(session.keys)}

    def rank(item: Item) -> tuple[float, int, int, int]:
        return (confidence(item), numbers[item.article], *item.span)

    wanted = _wanted(session, filter, unreviewed=unreviewed)
    ahead = (
        item
        for key in numbers
        for item in session.items(key)
        if (start is None or (rank(item) > rank(start) if step > 0 else rank(item) < rank(start))) and wanted(item)
    )
    return min(ahead, key=rank, default=None) if step > 0 else max(ahead, key=rank, default=None)


def next_article(session: ReviewSession, filter: Filter, keys: Sequence[str], key: str) -> str | None:
    """Return the next of these articles, round the end, with a quote that passes and is not reviewed.

    None where no other article has one.
    """
    here = keys.index(key) if key in keys else -1
    wanted = _wanted(session, filter, unreviewed=True)
    for other in (*keys[here + 1 :], *keys[: max(here, 0)]):
        if any(wanted(item) for item in session.items(other)):
            return other
    return None


def count_matching(session: ReviewSession, filter: Filter) -> int:
    """Return how many quotes of all articles pass."""
    return sum(filter.matches(item, session) for key in session.keys for item in session.items(key))


def _wanted(session: ReviewSession, filter: Filter, *, unreviewed: bool) -> Callable[[Item], bool]:
    return lambda item: not (unreviewed and item.reviewed) and filter.matches(item, session)
