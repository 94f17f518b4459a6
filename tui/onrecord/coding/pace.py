"""How fast a coder works: what was reviewed today, in how much time, and how long the rest takes at that rate."""

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
"""Who does nothing for longer than this was away."""
LEAST_ACTIVE = timedelta(minutes=1)
"""From less time than this no rate is told: it would be a matter of chance."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a coder did."""

    when: datetime
    """The moment, with its time zone."""
    reviewed: Mapping[str, int] = field(default_factory=dict)
    """How many quotes more are reviewed in each article since; fewer, as after undoing, are negative."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a coder did on one day."""

    reviewed: Mapping[str, int] = field(default_factory=dict)
    """How many quotes were reviewed, by article; it may be none in an article in which something was done."""
    active: timedelta = timedelta()
    """The time in which something was done: all pauses between two actions that are no longer than `BREAK`."""
    per_hour: float | None = None
    """Quotes reviewed in an hour of active time; None where too little was done to tell."""

    @property
    def total(self) -> int:
        """How many quotes were reviewed in all articles."""
        return sum(self.reviewed.values())


def pace_of(actions: Iterable[Action], now: datetime) -> Pace:
    """Return the pace of the day that `now` belongs to, in the time zone of `now`.

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
    """Return how long so many quotes take at that rate; None where the rate is not known."""
    return None if pace.per_hour is None else timedelta(hours=quotes / pace.per_hour)
