"""The coefficients of a table of values, each with its interval or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.results.agreement.bootstrap import FEWEST_ARTICLES, Interval, intervals, more_units
from onrecord.results.agreement.coefficients import (
    NominalCounter,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from onrecord.results.agreement.ordered_alpha import CoincidenceCounter, Metric

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.results.agreement.coefficients import NominalCounts, Values

NO_COMMON_UNITS = "no two coders have coded the same units"
NOT_COMPLETE = "there is no unit that every coder has coded"
NO_SCALE = "the labels of the codebook have no `scale`"
NOTHING_VARIES = "not defined: nothing varies"
NOT_TWO = "for two coders only"


class Figure(NamedTuple):
    """A coefficient."""

    value: float | None
    interval: Interval | None = None
    why: str = ""
    """Why there is no value, or no interval."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All coefficients of one table of values, and what they rest on."""

    coders: tuple[str, ...]
    articles: int
    """Articles with a unit that two coders coded."""
    units: int
    """Units with a value of two coders at least: those that the coefficients compare."""
    values: int
    """Values in these units."""
    missing: int
    """Values in these units that a coder did not give."""
    percent: Figure
    cohen: Figure
    fleiss: Figure
    alpha: Figure
    ordinal: Figure | None
    """Alpha on the codebook's scale; None where the values have no order."""
    ac1: Figure
    more_units: int | None
    """How many more units would narrow the interval of alpha to ± .05; None where it has no interval."""

    def by_name(self) -> dict[str, Figure]:
        """Return the coefficients by the names they have in every output."""
        named = {
            "percent": self.percent,
            "cohen_kappa": self.cohen,
            "fleiss_kappa": self.fleiss,
            "alpha": self.alpha,
            "alpha_ordinal": self.ordinal,
            "ac1": self.ac1,
        }
        return {name: figure for name, figure in named.items() if figure is not None}


_NOMINAL = (percent_agreement, cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1)


def figures(
    coders: Sequence[str],
    articles: Mapping[str, Sequence[Values]],
    scale: Mapping[str, float] | None = None,
    *,
    with_intervals: bool = True,
) -> Figures:
    """Return the coefficients of the units of some articles.

    Args:
        coders: in the order of the values of each unit.
        articles: the values of the units of each article, by its key.
        scale: the places of values on the codebook's scale; values without a place are missing values of the
            ordinal alpha. None where the values have no order.
        with_intervals: whether to draw the intervals, which takes most of the time.
    """
    units = [unit for article in articles.values() for unit in article]
    categories = sorted({value for value in chain.from_iterable(units) if value is not None})
    counter = NominalCounter(categories, len(coders))
    counted = [counter.count(article) for article in articles.values()]
    total = counter.read([sum(column) for column in zip(*counted, strict=True)] if counted else counter.count(()))
    # An article without two values of any unit says nothing of agreement, and must not be drawn as if it did.
    compared = [counts for counts in counted if counter.read(counts).pairable]
    drawn: list[Interval | None] = []
    if with_intervals:
        drawn = intervals(compared, lambda counts: [coefficient(counter.read(counts)) for coefficient in _NOMINAL])
    percent, cohen, fleiss, alpha, ac1 = (
        _figure(coefficient(total), interval, _why_undefined(coefficient, total, len(coders)), len(compared))
        for coefficient, interval in zip(_NOMINAL, drawn or [None] * len(_NOMINAL), strict=True)
    )
    return Figures(
        coders=tuple(coders),
        articles=len(compared),
        units=total.pairable,
        values=sum(total.values),
        missing=total.pairable * len(coders) - sum(total.values),
        percent=percent,
        cohen=cohen,
        fleiss=fleiss,
        alpha=alpha,
        ordinal=None if scale is None else _ordinal(coders, articles, scale, with_intervals=with_intervals),
        ac1=ac1,
        more_units=more_units(total.pairable, alpha.interval) if alpha.interval else None,
    )


def _ordinal(
    coders: Sequence[str],
    articles: Mapping[str, Sequence[Values]],
    scale: Mapping[str, float],
    *,
    with_intervals: bool,
) -> Figure:
    if not scale:
        return Figure(None, None, NO_SCALE)
    counter = CoincidenceCounter(list(scale.values()), len(coders))
    counted = []
    for article in articles.values():
        matrix = counter.count([[scale.get(value) if value else None for value in unit] for unit in article])
        if any(matrix):
            counted.append(matrix)
    if not counted:
        return Figure(None, None, "no two coders have coded the same units with values on the scale")
    total = [sum(column) for column in zip(*counted, strict=True)]
    value = counter.alpha(total, Metric.ORDINAL)
    drawn: list[Interval | None] = []
    if with_intervals:
        drawn = intervals(counted, lambda matrix: [counter.alpha(matrix, Metric.ORDINAL)])
    return _figure(value, drawn[0] if drawn else None, NOTHING_VARIES, len(counted))


def _why_undefined(coefficient: Callable[[NominalCounts], float | None], counts: NominalCounts, coders: int) -> str:
    """Return why a coefficient has no value, should it have none."""
    if coefficient is cohen_kappa and coders != 2:
        return NOT_TWO
    if not counts.pairable:
        return NO_COMMON_UNITS
    return NOT_COMPLETE if coefficient is fleiss_kappa and not counts.complete else NOTHING_VARIES


def _figure(value: float | None, interval: Interval | None, reason: str, articles: int) -> Figure:
    if value is None:
        return Figure(None, None, reason)
    if interval is None:
        few = f"of {articles} articles, fewer than {FEWEST_ARTICLES}, no interval is given"
        return Figure(value, None, few if articles < FEWEST_ARTICLES else "not defined in a tenth of the draws")
    return Figure(value, interval)
