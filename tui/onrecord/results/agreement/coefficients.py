"""Agreement coefficients for nominal values, computed from sums of whole numbers.

Every coefficient is a function of `NominalCounts`. The counts of a set of units are the sums of the counts of its
parts, so that the bootstrap counts each article once and adds articles up.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Values: TypeAlias = "Sequence[str | None]"
"""The values that the coders gave one unit, one a coder, always in the same order; None is a missing value."""


class NominalCounts(NamedTuple):
    """Sums over units. What is a fraction for a single unit is multiplied by `scale`, and so a whole number."""

    scale: int
    rated: int
    """Units with at least one value."""
    pairable: int
    """Units with at least two values."""
    complete: int
    """Units to which every coder gave a value."""
    pairs: int
    """Pairs of values of one unit."""
    equal_pairs: int
    coincidences: int
    """Scaled: equal ordered pairs of a unit, divided by the number of its values less one (Krippendorff's o_cc)."""
    agreement: int
    """Scaled: the share of equal pairs of each pairable unit."""
    complete_agreement: int
    """Scaled: the share of equal pairs of each complete unit."""
    values: tuple[int, ...]
    """How often each category occurs in pairable units."""
    shares: tuple[int, ...]
    """Scaled: the share of each category in the values of a rated unit."""
    complete_values: tuple[int, ...]
    """How often each category occurs in complete units."""
    first: tuple[int, ...]
    """How often the first coder chose each category in complete units; empty unless there are two coders."""
    second: tuple[int, ...]
    """The same of the second coder."""


class NominalCounter:
    """Counts units for the coefficients of a fixed number of coders and fixed categories."""

    def __init__(self, categories: Sequence[str], coders: int) -> None:
        self._index = {category: position for position, category in enumerate(categories)}
        self._coders = coders
        self._scale = lcm(*range(1, coders + 1)) ** 2

    def count(self, units: Iterable[Values]) -> list[int]:
        """Return the counts of the units as a flat list, which can be added to others of this counter."""
        size, scale = len(self._index), self._scale
        values, shares, complete_values, first, second = ([0] * size for _ in range(5))
        rated = pairable = complete = pairs = equal_pairs = coincidences = agreement = complete_agreement = 0
        for unit in units:
            chosen = [self._index[value] for value in unit if value is not None]
            number = len(chosen)
            if not number:
                continue
            rated += 1
            for category in chosen:
                shares[category] += scale // number
            if number < 2:
                continue
            pairable += 1
            equal = _equal_ordered_pairs(chosen)
            pairs += number * (number - 1) // 2
            equal_pairs += equal // 2
            coincidences += scale // (number - 1) * equal
            agreement += scale // (number * (number - 1)) * equal
            for category in chosen:
                values[category] += 1
            if number < self._coders:
                continue
            complete += 1
            complete_agreement += scale // (number * (number - 1)) * equal
            for category in chosen:
                complete_values[category] += 1
            if number == 2:
                first[chosen[0]] += 1
                second[chosen[1]] += 1
        sums = [rated, pairable, complete, pairs, equal_pairs, coincidences, agreement, complete_agreement]
        return [*sums, *values, *shares, *complete_values, *first, *second]

    def read(self, counts: Sequence[int]) -> NominalCounts:
        """Return a flat list of counts, or a sum of several, under the names of its parts."""
        size, vectors = len(self._index), counts[8:]
        values, shares, complete_values, first, second = (
            tuple(vectors[position * size : (position + 1) * size]) for position in range(5)
        )
        if self._coders != 2:
            first = second = ()
        rated, pairable, complete, pairs, equal_pairs, coincidences, agreement, complete_agreement = counts[:8]
        return NominalCounts(
            scale=self._scale,
            rated=rated,
            pairable=pairable,
            complete=complete,
            pairs=pairs,
            equal_pairs=equal_pairs,
            coincidences=coincidences,
            agreement=agreement,
            complete_agreement=complete_agreement,
            values=values,
            shares=shares,
            complete_values=complete_values,
            first=first,
            second=second,
        )


def _equal_ordered_pairs(chosen: Sequence[int]) -> int:
    counted: dict[int, int] = {}
    for category in chosen:
        counted[category] = counted.get(category, 0) + 1
    return sum(times * (times - 1) for times in counted.values())


def nominal_counts(units: Iterable[Values]) -> NominalCounts:
    """Return the counts of units, with the categories that occur in them."""
    units = [tuple(unit) for unit in units]
    categories = sorted({value for unit in units for value in unit if value is not None})
    counter = NominalCounter(categories, max(map(len, units), default=0))
    return counter.read(counter.count(units))


def percent_agreement(counts: NominalCounts) -> float | None:
    """Return the share of pairs of values of one unit that are equal; None without a pair."""
    return counts.equal_pairs / counts.pairs if counts.pairs else None


def cohen_kappa(counts: NominalCounts) -> float | None:
    """Return Cohen's kappa (1960) of two coders over the units that both gave a value.

    None without such a unit, where both used one and the same category only, and where there are not two coders.
    """
    units = counts.complete
    by_chance = sum(map(int.__mul__, counts.first, counts.second))
    if not counts.first or not units or by_chance == units * units:
        return None
    observed, expected = counts.equal_pairs / units, by_chance / units**2
    return (observed - expected) / (1 - expected)


def fleiss_kappa(counts: NominalCounts) -> float | None:
    """Return Fleiss' kappa (1971) over the units to which every coder gave a value.

    None without such a unit, and where only one category occurs.
    """
    values = sum(counts.complete_values)
    squares = sum(number * number for number in counts.complete_values)
    if squares == values * values:
        return None
    observed = counts.complete_agreement / counts.scale / counts.complete
    expected = squares / values**2
    return (observed - expected) / (1 - expected)


def krippendorff_alpha(counts: NominalCounts) -> float | None:
    """Return Krippendorff's alpha for nominal values (Content Analysis, 4th ed. 2019, ch. 12).

    It takes any number of coders and missing values. None where no unit has two values, and where only one category
    occurs.
    """
    values = sum(counts.values)
    unequal = values * values - sum(number * number for number in counts.values)
    if not unequal:
        return None
    return 1 - (values - counts.coincidences / counts.scale) * (values - 1) / unequal


def gwet_ac1(counts: NominalCounts) -> float | None:
    """Return Gwet's AC1 for any number of coders and missing values (2008; Handbook of Inter-Rater Reliability).

    The categories are those that occur. None where no unit has two values, and where only one category occurs.
    """
    categories = len(counts.shares)
    if categories < 2 or not counts.pairable:
        return None
    observed = counts.agreement / counts.scale / counts.pairable
    shares = [share / counts.scale / counts.rated for share in counts.shares]
    expected = sum(share * (1 - share) for share in shares) / (categories - 1)
    return (observed - expected) / (1 - expected)
