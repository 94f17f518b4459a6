"""Computes a coder's pace: quotes reviewed today, active time, rate, and the time left at that rate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

BREAK = timedelta(minutes=5)
"""A pause longer than this does not count as active time."""
LEAST_ACTIVE = timedelta(minutes=1)
"""Least active time for a rate: with less, the rate would be chance."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a coder did."""

    when: datetime
    """The moment, with its time zone."""
    reviewed: Mapping[str, int] = field(default_factory=dict)
    """By how many the reviewed quotes of each article have grown; negative after undoing."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a coder did on one day."""

    reviewed: Mapping[str, int] = field(default_factory=dict)
    """Number of quotes reviewed, by article; 0 for an article with other actions only."""
    active: timedelta = timedelta()
    """The sum of all pauses between two actions that are no longer than `BREAK`."""
    per_hour: float | None = None
    """Quotes reviewed in an hour of active time; None if there is too little to tell."""

    @property
    def total(self) -> int:
        """How many quotes were reviewed in all articles."""
        return sum(self.reviewed.values())


def pace_of(actions: Iterable[Action], now: datetime) -> Pace:
    """Return the pace of the day of `now`, in the time zone of `now`.

    The rate counts what was done at the end of each pause that counts as active time, so that the first action
    after a break, whose own time nobody knows, makes nobody look faster.
    """
    today = sorted(
        (action for action in actions if action.when.astimezone(now.tzinfo).date() == now.date()),
        key=lambda action: action.when,
    )
    reviewed: Counter[str] = Counter()
    for action in today:
        reviewed.update(action.reviewed)
    active, timed = timedelta(), 0
    for before, after in pairwise(today):
        if after.when - before.when <= BREAK:
            active += after.when - before.when
            timed += sum(after.reviewed.values())
    enough = active >= LEAST_ACTIVE and timed > 0
    return Pace(dict(reviewed), active, timed / (active / timedelta(hours=1)) if enough else None)


def time_left(quotes: int, pace: Pace) -> timedelta | None:
    """Return how long that many quotes take at that rate; None if the rate is not known."""
    return None if pace.per_hour is None else timedelta(hours=quotes / pace.per_hour)
