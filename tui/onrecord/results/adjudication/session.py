"""Deciding disagreements one after the other, with undo. It knows no file and no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from onrecord.articles.span import Span
from onrecord.results.adjudication.decisions import Choice, Decision, decided_record, seen_of
from onrecord.results.adjudication.disagreements import disagreements

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import Record
    from onrecord.results.adjudication.disagreements import Disagreement
    from onrecord.results.agreement.units import Unit

Place: TypeAlias = tuple[str, Span]
"""A unit by its article and span."""


def place_of(unit: Unit) -> Place:
    """Return what a unit is known by."""
    return unit.article, unit.span


class Progress(NamedTuple):
    """How far the adjudication has come."""

    decided: int
    put_off: int
    total: int


class _Step(NamedTuple):
    """One decision, as undo needs it."""

    disagreement: Disagreement
    before: Decision | None
    after: Decision | None


class AdjudicationSession:
    """The disagreements of a project and what is decided about them.

    A decision is replaced by the next one about the same unit; undo and redo go back and forth without limit.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        codebook: Codebook,
        by: str,
        now: Callable[[], str],
        decided: Mapping[Place, Decision] | None = None,
    ) -> None:
        """Begin with the units of a project and with what was decided before.

        Args:
            units: as `units_of` yields them.
            codebook: its scale tells which disagreements are most telling.
            by: who decides.
            now: returns the present moment, UTC.
            decided: earlier decisions, by their units.
        """
        self.disagreements = disagreements(units, codebook)
        self._by = by
        self._now = now
        self._decided = dict(decided or {})
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def decisions(self) -> dict[Place, Decision]:
        """What is decided, by unit; also about units on which all agree by now."""
        return dict(self._decided)

    @property
    def progress(self) -> Progress:
        """How many of the disagreements are decided."""
        made = [self.decision(one) for one in self.disagreements]
        final = sum(one is not None and one.is_final for one in made)
        return Progress(final, sum(one is not None and not one.is_final for one in made), len(made))

    def decision(self, disagreement: Disagreement) -> Decision | None:
        """Return what is decided about a disagreement, or None while it is open."""
        return self._decided.get(place_of(disagreement.unit))

    def next_open(self, after: Disagreement | None = None) -> Disagreement | None:
        """Return the next one that is open, from the one given and around the end.

        Where none is open, return the next one that was put off; None where all are decided.
        """
        start = self.disagreements.index(after) + 1 if after is not None else 0
        around = (*self.disagreements[start:], *self.disagreements[:start])
        open_ones = (one for one in around if self.decision(one) is None)
        put_off = (one for one in around if (made := self.decision(one)) is not None and not made.is_final)
        return next(open_ones, next(put_off, None))

    def is_outdated(self, disagreement: Disagreement) -> bool:
        """Return whether a coder has coded the unit otherwise since it was decided."""
        made = self.decision(disagreement)
        return made is not None and bool(made.seen) and made.seen != seen_of(disagreement.unit)

    def take(self, disagreement: Disagreement, coder: str, note: str = "") -> None:
        """Decide that one coder's coding holds.

        Raises:
            ValueError: that coder has not coded the quote.
        """
        self._decide(disagreement, Choice.TAKE, coder=coder, note=note)

    def code_anew(self, disagreement: Disagreement, record: Record, note: str = "") -> None:
        """Decide for a coding of one's own; `record` says where it stands in the article's present text."""
        self._decide(disagreement, Choice.ANEW, record=record, note=note)

    def nobody_is_right(self, disagreement: Disagreement, note: str = "") -> None:
        """Decide that nobody's coding holds, so that the quote stays without one."""
        self._decide(disagreement, Choice.NOBODY, note=note)

    def put_off(self, disagreement: Disagreement, note: str = "") -> None:
        """Leave the decision for later."""
        self._decide(disagreement, Choice.PUT_OFF, note=note)

    def undo(self) -> Disagreement | None:
        """Take back the last decision and return what it was about; None where there is nothing to undo."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._set(step.disagreement, step.before)
        return step.disagreement

    def redo(self) -> Disagreement | None:
        """Make the decision that was undone last again and return what it is about; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._set(step.disagreement, step.after)
        return step.disagreement

    def _decide(
        self,
        disagreement: Disagreement,
        choice: Choice,
        *,
        coder: str | None = None,
        record: Record | None = None,
        note: str = "",
    ) -> None:
        unit = disagreement.unit
        decision = Decision(choice, coder, record, note, self._by, self._now(), seen_of(unit))
        decided_record(unit, decision)  # raises where it cannot be carried out
        self._done.append(_Step(disagreement, self.decision(disagreement), decision))
        self._undone.clear()
        self._set(disagreement, decision)

    def _set(self, disagreement: Disagreement, decision: Decision | None) -> None:
        if decision is None:
            self._decided.pop(place_of(disagreement.unit), None)
        else:
            self._decided[place_of(disagreement.unit)] = decision
