"""The units that are compared: which coders' records are about the same quote, told by their places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.articles.span import Span
    from onrecord.results.agreement.codings import CodedArticle, PlacedRecord, ProjectCodings

LEAST_OVERLAP = 0.5
"""The share of code points of two spans together that both have, from which they are one quote."""


class Deed(StrEnum):
    """What a coder did with a unit."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADDED = "added"
    LEFT = "left"
    """Has no record of it, and is through with the article."""
    OPEN = "not judged yet"
    """Has no record of it, and is not through with the article."""
    ABSENT = "has not coded the article"

    @property
    def stands(self) -> bool:
        """Whether the coder took it for a quote."""
        return self in (Deed.ACCEPTED, Deed.ADDED)


_DEEDS = {
    Verdict.ACCEPTED: Deed.ACCEPTED,
    Verdict.REJECTED: Deed.REJECTED,
    Verdict.ADDED: Deed.ADDED,
}


class UnitCoding(NamedTuple):
    """What one coder made of a unit."""

    deed: Deed
    placed: PlacedRecord | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One quote of an article, with what each coder made of it."""

    article: str
    span: Span
    """As most coders have it; of equally many, the first in the text."""
    exact: str
    codings: Mapping[str, UnitCoding]
    """By coder; every coder who is compared is in it."""


def units_of(codings: ProjectCodings) -> Iterator[Unit]:
    """Yield the units of all articles, in the order of the text."""
    for article, coded in codings.articles.items():
        yield from match(article, coded, codings.coders)


def match(article: str, coded: Mapping[str, CodedArticle], coders: Sequence[str]) -> Iterator[Unit]:
    """Yield the units of one article. A unit has at most one record of each coder.

    Records are brought together in the order of how much they overlap, so that those with equal edges come first;
    ids say nothing, for two coders' records of one quote can have different ones.
    """
    placed = [(coder, one) for coder in coders if coder in coded for one in coded[coder].records]
    groups = [{position} for position in range(len(placed))]
    group_of = list(range(len(placed)))
    for _, one, other in sorted(_overlaps(placed)):
        mine, theirs = groups[group_of[one]], groups[group_of[other]]
        if mine is theirs or {placed[p][0] for p in mine} & {placed[p][0] for p in theirs}:
            continue
        mine |= theirs
        for position in theirs:
            group_of[position] = group_of[one]
    members = [[placed[position] for position in sorted(groups[number])] for number in dict.fromkeys(group_of)]
    yield from sorted((_unit(article, dict(group), coded, coders) for group in members), key=lambda unit: unit.span)


def _overlaps(placed: Sequence[tuple[str, PlacedRecord]]) -> Iterator[tuple[float, int, int]]:
    """Yield how unlike two records of different coders are, and their positions, where they are alike enough."""
    order = sorted(range(len(placed)), key=lambda position: placed[position][1].span)
    near: list[int] = []
    for position in order:
        coder, one = placed[position]
        near = [other for other in near if placed[other][1].span.end > one.span.start]
        for other in near:
            share = overlap(placed[other][1].span, one.span)
            if placed[other][0] != coder and share >= LEAST_OVERLAP:
                yield 1 - share, min(position, other), max(position, other)
        near.append(position)


def overlap(one: Span, other: Span) -> float:
    """Return the share of the code points of two spans together that both have, from 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)


def _unit(
    article: str, records: Mapping[str, PlacedRecord], coded: Mapping[str, CodedArticle], coders: Sequence[str]
) -> Unit:
    spans = Counter(one.span for one in records.values())
    span = min(spans, key=lambda span: (-spans[span], span))
    exact = next(one.record.quote.exact for one in records.values() if one.span == span)
    return Unit(article, span, exact, {coder: _coding(records.get(coder), coded.get(coder)) for coder in coders})


def _coding(placed: PlacedRecord | None, coded: CodedArticle | None) -> UnitCoding:
    if placed is not None and placed.record.verdict is not None:
        return UnitCoding(_DEEDS[placed.record.verdict], placed)
    if coded is None:
        return UnitCoding(Deed.ABSENT)
    return UnitCoding(Deed.LEFT if coded.done else Deed.OPEN)


class QuoteAgreement(NamedTuple):
    """How far two coders took the same words for quotes."""

    coders: tuple[str, str]
    both: int
    """Quotes of both, edges apart or not."""
    exact: int
    """Those of them whose edges are equal."""
    only_first: int
    only_second: int
    both_rejected: int
    open: int
    """Quotes of one that the other has not judged yet; they are not counted."""

    @property
    def f1_exact(self) -> float | None:
        """The harmonic mean of precision and recall where edges have to be equal; None without quotes."""
        return self._f1(self.exact)

    @property
    def f1_overlapping(self) -> float | None:
        """The same where the quotes only have to overlap by half of both together."""
        return self._f1(self.both)

    def _f1(self, hits: int) -> float | None:
        quotes = 2 * self.both + self.only_first + self.only_second
        return 2 * hits / quotes if quotes else None


def quote_agreement(units: Sequence[Unit], first: str, second: str) -> QuoteAgreement:
    """Return how far two coders took the same words for quotes, in the articles that both have coded."""
    count: Counter[str] = Counter()
    for unit in units:
        one, other = unit.codings[first], unit.codings[second]
        deeds = {one.deed, other.deed}
        if Deed.ABSENT in deeds:
            continue
        if Deed.OPEN in deeds:
            count["open"] += one.deed.stands or other.deed.stands
        elif one.deed.stands and other.deed.stands and one.placed and other.placed:
            count["both"] += 1
            count["exact"] += one.placed.span == other.placed.span
        elif one.deed.stands or other.deed.stands:
            count["first" if one.deed.stands else "second"] += 1
        else:
            count["rejected"] += deeds == {Deed.REJECTED}
    return QuoteAgreement(
        (first, second),
        both=count["both"],
        exact=count["exact"],
        only_first=count["first"],
        only_second=count["second"],
        both_rejected=count["rejected"],
        open=count["open"],
    )


def deeds_of(units: Sequence[Unit], coder: str) -> dict[Deed, int]:
    """Return how many units a coder accepted, rejected, added, left, and has not judged yet."""
    counted = Counter(unit.codings[coder].deed for unit in units)
    return {deed: counted[deed] for deed in Deed}


def pairs_of(coders: Sequence[str], against: str = "") -> list[tuple[str, str]]:
    """Return the pairs of coders to compare: all, or each one with the coder to compare against."""
    return [pair for pair in combinations(coders, 2) if not against or against in pair]
