"""Which pairs of quotes are worth comparing: those that share words in a row that tell.

The runs of all quotes are sorted in portions and only one portion is looked at at a time, so memory grows with the
number of quotes and not with that of the pairs.
"""

from __future__ import annotations

from array import array
from math import expm1, log, log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.quotes.echoes.columns import Columns

_RARE_ENOUGH = 4.0
"""Rarity of words in a row from which on they may tell an utterance, two words or more, in a small folder."""
_BY_CHANCE = 27
"""Articles that may be expected to have such words; in large folders only rarer ones tell."""
_LONGEST_RUN = 12
"""Words of a run at most."""
_SHORT = 3
"""Words of a quote that is looked up as a whole too."""
_FEW = 16
"""Quotes with the same run that are all compared with each other."""
_NEAREST = 6
"""Of more of them, each is compared with this many that come next by date, and with the longest ones."""
_LONGEST = 2
_PORTION = 40_000
"""Quotes whose runs are sorted at once."""
_LOW = 0xFFFFFFFF
_STEPS = 16
"""Into how many steps a factor of e in the days is divided where they are kept in eight bits."""
_QUOTE_BITS = 28


class Pair(NamedTuple):
    """Two quotes to compare."""

    one: int
    other: int
    span: int
    """Days between the first and the last time that the rarest words that the two share are quoted."""


def candidate_pairs(
    columns: Columns, progress: Callable[[float], object] = lambda _share: None, *, since: int = 0
) -> Iterator[Pair]:
    """Yield the pairs of quotes that share a telling run, each once.

    Args:
        columns: the quotes.
        progress: is told the share of the work that is done.
        since: only pairs with a quote of this number or a higher one.
    """
    portions = max(len(columns) // _PORTION, 1)
    runs = _collect_runs(columns, portions)
    pairs = [array("Q") for _ in range(portions)]
    width = len(columns) // portions + 1
    for number in range(portions):
        # Quotes that share one run mostly share many.
        for sharing in set(_shared(runs[number])):
            _pair_up(columns, sharing, pairs, width, since)
        runs[number] = array("Q")
        progress((number + 1) / portions)
    for number in range(portions):
        yield from _once(pairs[number])
        pairs[number] = array("Q")


def _collect_runs(columns: Columns, portions: int) -> list[array[int]]:
    """Return for each portion numbers made of a run's hash, in the high 32 bits, and the quote with the run.

    A run begins at any word and is as long as it takes to be telling, so two quotes with the same words in a row
    have the same runs there.
    """
    collected = [array("Q") for _ in range(portions)]
    rarity = columns.rarity
    enough = max(_RARE_ENOUGH, rarity.highest - log(_BY_CHANCE))
    for quote in range(len(columns)):
        words = columns.words(quote)
        number = len(words)
        rarities = [rarity[word] for word in words]
        hashes: set[int] = set()
        for at in range(number - 1):
            total, end = rarities[at] + rarities[at + 1], at + 2
            while total < enough and end < number and end - at < _LONGEST_RUN:
                total += rarities[end]
                end += 1
            if total >= enough:
                hashes.add(hash(words[at:end]) & _LOW)
        if 0 < number <= _SHORT:
            hashes.add(hash(words) & _LOW)
        for run in hashes:
            collected[run % portions].append(run << 32 | quote)
    return collected


def _shared(runs: array[int]) -> Iterator[tuple[int, ...]]:
    """Yield the quotes of each run that several have."""
    ordered = sorted(runs)
    first, run = 0, -1
    for at, entry in enumerate(ordered):
        if entry >> 32 != run:
            if at - first > 1:
                yield tuple([number & _LOW for number in ordered[first:at]])
            first, run = at, entry >> 32
    if len(ordered) - first > 1:
        yield tuple([number & _LOW for number in ordered[first:]])


def _pair_up(columns: Columns, quotes: Sequence[int], pairs: list[array[int]], width: int, since: int) -> None:
    if quotes[-1] < since:
        return
    days = [day for day in map(columns.day, quotes) if day]
    span = round(log1p(max(days) - min(days)) * _STEPS) if days else 0
    for one, other in _partners(columns, quotes):
        if one >= since or other >= since:
            low, high = (one, other) if one < other else (other, one)
            pairs[low // width].append((low << _QUOTE_BITS | high) << 8 | span)


def _partners(columns: Columns, quotes: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(quotes) <= _FEW:
        for at, one in enumerate(quotes):
            for other in quotes[at + 1 :]:
                yield one, other
        return
    longest = sorted(quotes, key=lambda quote: -columns.length(quote))[:_LONGEST]
    by_day = sorted(quotes, key=columns.day)
    for at, one in enumerate(by_day):
        for other in (*by_day[at + 1 : at + 1 + _NEAREST], *longest):
            if one != other:
                yield one, other


def _once(pairs: array[int]) -> Iterator[Pair]:
    """Yield each pair once, with the shortest span that any of its runs has."""
    last = -1
    mask = (1 << _QUOTE_BITS) - 1
    for entry in sorted(pairs):
        both = entry >> 8
        if both != last:
            last = both
            yield Pair(both >> _QUOTE_BITS, both & mask, round(expm1((entry & 0xFF) / _STEPS)))
