"""Intervals by the bootstrap over articles: the quotes of one article are not independent of each other."""

from __future__ import annotations

from math import ceil, floor
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DRAWS = 1000
SEED = 1
FEWEST_ARTICLES = 5
"""Of fewer articles no interval is given: a few draws over and over say nothing about other articles."""
_LEVEL = 0.95
_LEAST_DEFINED = 0.9
"""The share of draws in which a coefficient has to be defined for an interval of it."""


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half the distance of its ends."""
        return (self.high - self.low) / 2


def intervals(
    articles: Sequence[Sequence[int]],
    coefficients: Callable[[Sequence[int]], Sequence[float | None]],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[Interval | None]:
    """Return a percentile interval of each coefficient (Efron & Tibshirani 1993), articles drawn with replacement.

    None stands for a coefficient that is not defined in a tenth of the draws. Of fewer than `FEWEST_ARTICLES`
    articles the list is empty.

    Args:
        articles: the counts of each article: whole numbers, not negative, at the same positions in each.
        coefficients: computes the coefficients from the sum of the counts of the articles drawn.
        draws: how many samples of articles to draw.
        seed: of the random numbers; the same seed gives the same intervals.
    """
    if len(articles) < FEWEST_ARTICLES:
        return []
    # All counts of an article are packed into one integer, in fields wide enough for any sum, so that adding two
    # articles up is a single addition.
    width = (len(articles) * max(map(max, articles)) + 1).bit_length() // 8 + 1
    packed = [_packed(counts, width) for counts in articles]
    size = len(articles[0]) * width
    random = Random(seed)  # noqa: S311  # nothing is kept secret by it
    drawn = []
    for _ in range(draws):
        data = sum(random.choices(packed, k=len(packed))).to_bytes(size, "little")
        sums = [int.from_bytes(data[at : at + width], "little") for at in range(0, size, width)]
        drawn.append(coefficients(sums))
    return [_interval(column, draws) for column in zip(*drawn, strict=True)]


def _packed(counts: Sequence[int], width: int) -> int:
    return int.from_bytes(b"".join(count.to_bytes(width, "little") for count in counts), "little")


def _interval(column: Sequence[float | None], draws: int) -> Interval | None:
    values = sorted(value for value in column if value is not None)
    if len(values) < _LEAST_DEFINED * draws:
        return None
    return Interval(_quantile(values, (1 - _LEVEL) / 2), _quantile(values, (1 + _LEVEL) / 2))


def _quantile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    below, above = values[floor(place)], values[ceil(place)]
    return below + (above - below) * (place - floor(place))


def more_units(units: int, interval: Interval, half_width: float = 0.05) -> int:
    """Return how many more units would narrow the interval to ± `half_width`.

    An interval narrows with the square root of the number of units, as long as articles have as many units as now.
    """
    return max(ceil(units * ((interval.half_width / half_width) ** 2 - 1) - 1e-9), 0)
