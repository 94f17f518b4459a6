"""Finds the next quote that passes a filter, in the order of the text or the doubtful ones first."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.coding.filter import Filter
    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession


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

    Without a quote to start from (`identifier` None) it begins at the article's first or last one.
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
        session: the session with the quotes.
        filter: the criteria that the quote must meet.
        here: article and id of the quote to start from; None starts with the most doubtful, or the surest.
        step: 1 toward the surer ones, -1 toward the more doubtful ones.
        unreviewed: skip reviewed quotes.
    """
    keys = session.keys
    start = session.item(*here) if here else None
    there = keys.index(start.article) if start else 0
    limits = _limits(start) if start else ()
    wanted = _wanted(session, filter, unreviewed=unreviewed)
    found: tuple[float, Item] | None = None
    for number, key in enumerate(keys):
        ranks, items = session.doubts(key)
        ahead = range(len(items))
        if limits:
            limit = limits[1 + (number > there) - (number < there)]
            ahead = ahead[bisect_right(ranks, limit) :] if step > 0 else ahead[: bisect_left(ranks, limit)]
        for place in ahead if step > 0 else reversed(ahead):
            sure = ranks[place][0]
            # Of equally doubtful ones, the first article's is the first.
            if found is not None and (sure >= found[0] if step > 0 else sure < found[0]):
                break
            if wanted(items[place]):
                found = sure, items[place]
                break
    return found[1] if found else None


def _limits(start: Item) -> tuple[tuple[float, ...], ...]:
    """Return a quote's rank as it is compared with those of articles before its own, of its own, and after it."""
    from onrecord.coding.doubt import confidence

    sure = confidence(start)
    return (sure, math.inf), (sure, *start.span), (sure,)


def next_article(session: ReviewSession, filter: Filter, keys: Sequence[str], key: str) -> str | None:
    """Return the next of these articles with an unreviewed quote that passes, wrapping around at the end.

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
