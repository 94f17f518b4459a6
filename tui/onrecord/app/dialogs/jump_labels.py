"""The letters that lead to things on screen: which letters, and where they stand."""

from __future__ import annotations

from itertools import groupby, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HOME_ROW = "asdfghjkl"
LETTERS = f"{HOME_ROW}qwertyuiopn"
"""Those of labels of one letter; the home row comes first, and its letters are all that most labels of two need."""


class Spot(NamedTuple):
    """A cell of the screen that something begins at; its label may use the columns from `left` up to `right`."""

    x: int
    y: int
    left: int
    right: int


def labels(number: int) -> list[str]:
    """Return so many labels of one length, so that none begins another; at most as many as there are pairs."""
    if number <= len(LETTERS):
        return list(LETTERS[:number])
    letters = HOME_ROW if number <= len(HOME_ROW) ** 2 else LETTERS
    pairs = ("".join(pair) for pair in product(letters, repeat=2))
    return [pair for pair, _ in zip(pairs, range(number), strict=False)]


def placed(spots: Sequence[Spot], width: int) -> list[Spot]:
    """Return the spots moved along their rows just so far that labels of `width` cells do not cover each other."""
    order = sorted(range(len(spots)), key=lambda number: (spots[number].y, spots[number].left, spots[number].x))
    result = list(spots)
    for _, group in groupby(order, key=lambda number: (spots[number].y, spots[number].left)):
        numbers = list(group)
        for number, x in zip(numbers, _apart([spots[number] for number in numbers], width), strict=True):
            result[number] = spots[number]._replace(x=x)
    return result


def _apart(row: Iterable[Spot], width: int) -> list[int]:
    """Return the columns of labels of one row that begin no nearer to each other than they are wide."""
    spots = list(row)
    columns: list[int] = []
    for spot in spots:
        columns.append(max(spot.x, columns[-1] + width) if columns else spot.x)
    limit = spots[-1].right
    for number in reversed(range(len(columns))):
        columns[number] = limit = min(columns[number], limit - width)
    return columns
