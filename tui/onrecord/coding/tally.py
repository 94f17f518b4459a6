"""How much one coder recorded about one article, in numbers: for articles that nobody has opened yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # msgspec reads the annotations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from onrecord.coding.record import ArticleCoding


class Tally(NamedTuple):
    """What the counts of a review need of an article's records."""

    records: int
    reviewed: int
    flagged: int
    actors: Mapping[str, int]
    """How many quotes, rejected ones left out, are given to each name."""


NOTHING = Tally(0, 0, 0, {})
"""Nothing is recorded."""


def tally_of(coding: ArticleCoding) -> Tally:
    """Return the numbers of an article's records."""
    records = coding.records
    actors = Counter([one.actor for one in records if one.actor and one.verdict is not Verdict.REJECTED])
    reviewed = sum(one.verdict is not None for one in records)
    return Tally(len(records), reviewed, sum(one.flag for one in records), actors)
