"""Counts of one coder's records about one article, known before the article is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # msgspec reads the annotations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from onrecord.coding.record import ArticleCoding


class Tally(NamedTuple):
    """The counts of an article's records."""

    records: int
    reviewed: int
    flagged: int
    actors: Mapping[str, int]
    """Number of quotes by actor name, without rejected ones."""


NOTHING = Tally(0, 0, 0, {})
"""The tally of an article without records."""


def tally_of(coding: ArticleCoding) -> Tally:
    """Return the counts of an article's records."""
    records = coding.records
    actors = Counter([one.actor for one in records if one.actor and one.verdict is not Verdict.REJECTED])
    reviewed = sum(one.verdict is not None for one in records)
    return Tally(len(records), reviewed, sum(one.flag for one in records), actors)
