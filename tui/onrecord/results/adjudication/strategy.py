"""Settles by a stated rule what nobody has decided by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from onrecord.articles.span import Span
from onrecord.coding.record import Record, Verdict
from onrecord.errors import UsageError
from onrecord.results.adjudication.disagreements import judges, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.coding.record import Stance
    from onrecord.results.agreement.codings import PlacedRecord
    from onrecord.results.agreement.units import Unit

T = TypeVar("T")


class Strategy(NamedTuple):
    """Which share of the coders who judged a quote has to say something for it to hold."""

    name: str
    """`agreed`, `majority`, or a share such as `75%`."""
    share: float
    """From 0 to 1."""
    more_than: bool = False
    """Whether more than that share is needed."""

    def winner(self, values: Sequence[T]) -> T | None:
        """Return the value that enough coders gave, or None where there is none."""
        value, times = Counter(values).most_common(1)[0]
        needed = self.share * len(values)
        return value if times > needed or (times >= needed and not self.more_than) else None


AGREED = Strategy("agreed", 1.0)
MAJORITY = Strategy("majority", 0.5, more_than=True)


def strategy_of(text: str) -> Strategy:
    """Return the strategy of that name: `agreed`, `majority`, or a share of more than half such as `75%`.

    Raises:
        UsageError: there is no such strategy.
    """
    named = {one.name: one for one in (AGREED, MAJORITY)}
    if text in named:
        return named[text]
    number = text.strip().removesuffix("%")
    if number.isascii() and number.isdigit() and 50 < int(number) <= 100:
        return Strategy(f"{int(number)}%", int(number) / 100)
    message = f"--strategy {text}: choose agreed, majority, or a share of the coders above 50%, such as 75%."
    raise UsageError(message)


class Settled(NamedTuple):
    """What a strategy made of a unit."""

    record: Record
    span: Span
    coders: int
    """How many coders judged it; what only one did is taken over as it is."""


def settle(unit: Unit, strategy: Strategy) -> Settled | None:
    """Return what holds of a unit, or None where the strategy leaves anything about it open.

    Each thing is settled by itself: whether it is a quote, its edges, kind and actor, and the stance toward each
    target, where *no stance* counts as a value. Relay and addressee are taken as most coders have them.
    """
    coders = judges(unit)
    if not coders:
        return None
    placed = [*standing(unit).values()]
    stands = strategy.winner([coder in standing(unit) for coder in coders])
    if stands is None:
        return None
    if not stands:
        rejected = next(coding.placed for coding in unit.codings.values() if coding.placed)
        record = replace(rejected.record, verdict=Verdict.REJECTED)
        return Settled(record, rejected.span, len(coders))
    span = strategy.winner([one.span for one in placed])
    of_span = [one for one in placed if one.span == span]
    # In a tuple, None is a value like any other: that nobody is known to speak can win, too.
    kind = strategy.winner([(one.record.kind,) for one in placed])
    actor = strategy.winner([(one.actor,) for one in placed])
    part = all(one.part for one in placed)
    stances = () if part else _stances(placed, strategy)
    if span is None or kind is None or actor is None or stances is None:
        return None
    first = of_span[0].record
    record = replace(
        first,
        kind=kind[0],
        actor=actor[0],
        via=Counter(one.record.via for one in placed).most_common(1)[0][0],
        addressee=Counter(one.record.addressee for one in placed).most_common(1)[0][0],
        joined_to=first.joined_to if part else None,
        stances=stances,
        note="",
        flag=False,
    )
    return Settled(record, span, len(coders))


def _stances(placed: Sequence[PlacedRecord], strategy: Strategy) -> tuple[Stance, ...] | None:
    settled = []
    for target in sorted({target for one in placed for target in one.stances}):
        stances = [one.stances.get(target) for one in placed]
        value = strategy.winner([(stance.stance, stance.strong) if stance else ("", False) for stance in stances])
        if value is None:
            return None
        settled += [stance for stance in stances if stance and (stance.stance, stance.strong) == value][:1]
    return tuple(settled)
