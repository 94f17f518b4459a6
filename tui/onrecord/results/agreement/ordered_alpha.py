"""Krippendorff's alpha for values that stand on a scale: ordinal, interval and ratio."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Metric(StrEnum):
    """How far apart two values are, after Krippendorff, Content Analysis, 4th ed. 2019, ch. 12."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class CoincidenceCounter:
    """Counts coincidences: how often each value stands beside each other one in units with several values."""

    def __init__(self, scale_values: Sequence[float], coders: int) -> None:
        self._values = sorted(set(scale_values))
        self._index = {value: position for position, value in enumerate(self._values)}
        self._scale = lcm(*range(1, max(coders, 1) + 1))

    def count(self, units: Iterable[Sequence[float | None]]) -> list[int]:
        """Return the matrix of coincidences, row by row and scaled to whole numbers; it can be added to others."""
        size = len(self._values)
        matrix = [0] * (size * size)
        for unit in units:
            chosen = [self._index[value] for value in unit if value is not None]
            if len(chosen) < 2:
                continue
            weight = self._scale // (len(chosen) - 1)
            for position, one in enumerate(chosen):
                for other in chosen[position + 1 :]:
                    matrix[one * size + other] += weight
                    matrix[other * size + one] += weight
        return matrix

    def alpha(self, matrix: Sequence[int], metric: Metric) -> float | None:
        """Return alpha; None where no unit has two values, and where only one value occurs."""
        size = len(self._values)
        rows = [matrix[start : start + size] for start in range(0, size * size, size)] if size else []
        numbers = [sum(row) / self._scale for row in rows]
        total = sum(numbers)
        differences = _differences(self._values, numbers, metric)
        observed = expected = 0.0
        for one in range(size):
            for other in range(one + 1, size):
                observed += rows[one][other] / self._scale * differences[one][other]
                expected += numbers[one] * numbers[other] * differences[one][other]
        return 1 - (total - 1) * observed / expected if expected else None


def _differences(values: Sequence[float], numbers: Sequence[float], metric: Metric) -> list[list[float]]:
    """Return the squared difference of every two values, which stand in ascending order."""
    below = list(accumulate(numbers, initial=0.0))

    def squared(one: int, other: int) -> float:
        low, high = values[one], values[other]
        if metric is Metric.NOMINAL:
            return 1.0
        if metric is Metric.ORDINAL:
            between = below[other + 1] - below[one] - (numbers[one] + numbers[other]) / 2
            return between * between
        if metric is Metric.INTERVAL:
            return (high - low) ** 2
        return ((high - low) / (high + low)) ** 2 if high + low else 0.0

    return [
        [squared(min(one, other), max(one, other)) for other in range(len(values))] for one in range(len(values))
    ]


def ordered_alpha(units: Iterable[Sequence[float | None]], metric: Metric) -> float | None:
    """Return Krippendorff's alpha of units, each with one value a coder (None is missing).

    None where no unit has two values, and where only one value occurs.
    """
    units = [tuple(unit) for unit in units]
    values = [value for unit in units for value in unit if value is not None]
    counter = CoincidenceCounter(values, max(map(len, units), default=0))
    return counter.alpha(counter.count(units), metric)
