"""Decisions about disagreements, and how an annotation file keeps them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.articles.span import Span
from onrecord.coding.record import Record

if TYPE_CHECKING:
    from onrecord.results.agreement.units import Unit

ADJUDICATED = "_adjudicated"
"""The coder under whose name the adjudicated coding is kept."""
KEY = "adjudication"
"""The key of a record that says how it was decided."""
_DIGITS = 12


class Choice(StrEnum):
    """How a disagreement is decided."""

    TAKE = "take"
    """One coder's coding holds."""
    ANEW = "anew"
    """It is coded anew."""
    NOBODY = "nobody"
    """Nobody's coding holds: the quote stays without one."""
    PUT_OFF = "put-off"
    """It is decided later."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a unit."""

    choice: Choice
    coder: str | None = None
    """Whose coding is taken."""
    record: Record | None = None
    """What was coded anew, with its place in the present text."""
    note: str = ""
    by: str = ""
    """Who decided."""
    when: str = ""
    """UTC, ISO 8601 to the second."""
    seen: str = ""
    """What the coders had said then, as `seen_of` tells it."""

    @property
    def is_final(self) -> bool:
        """Whether it is decided, and not put off."""
        return self.choice is not Choice.PUT_OFF

    def as_extra(self) -> dict[str, object]:
        """Return what the record says of it under `adjudication`."""
        said = {
            "decision": self.choice.value,
            "coder": self.coder,
            "note": self.note,
            "by": self.by,
            "when": self.when,
            "seen": self.seen,
        }
        return {KEY: {key: value for key, value in said.items() if value}}


def decision_in(record: Record) -> Decision | None:
    """Return the decision that a record of the adjudicated coding keeps; None where a strategy settled it."""
    said = (record.extra or {}).get(KEY)
    if not isinstance(said, dict) or said.get("decision") not in {choice.value for choice in Choice}:
        return None
    choice = Choice(str(said["decision"]))
    texts = {key: str(said.get(key) or "") for key in ("note", "by", "when", "seen")}
    return Decision(choice, said.get("coder"), record if choice is Choice.ANEW else None, **texts)


def seen_of(unit: Unit) -> str:
    """Return a short digest of what the coders say of a unit; it changes when one of them codes it otherwise."""
    said = [
        (
            coder,
            coding.deed.value,
            tuple(coding.placed.span),
            coding.placed.record.kind,
            coding.placed.actor,
            sorted((stance.target, stance.stance, stance.strong) for stance in coding.placed.stances.values()),
        )
        for coder, coding in sorted(unit.codings.items())
        if coding.placed is not None
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_DIGITS]


def decided_record(unit: Unit, decision: Decision) -> tuple[Record, Span]:
    """Return the record that a decision makes of a unit, and where it stands.

    Raises:
        ValueError: the coder who is to be taken has no coding of the unit, or there is none anew.
    """
    if decision.choice is Choice.TAKE:
        placed = unit.codings[decision.coder or ""].placed if decision.coder in unit.codings else None
        if placed is None:
            message = f"{decision.coder} has not coded this quote"
            raise ValueError(message)
        stances = () if placed.part else tuple(placed.stances.values())
        record = replace(placed.record, actor=placed.actor, stances=stances, note="", flag=False)
        return replace(record, extra=decision.as_extra(), comments=()), placed.span
    if decision.choice is Choice.ANEW:
        if decision.record is None:
            message = "there is no coding anew"
            raise ValueError(message)
        anew = decision.record
        return replace(anew, extra=decision.as_extra()), Span(anew.quote.start, anew.quote.end)
    some = next(coding.placed for coding in unit.codings.values() if coding.placed is not None)
    empty = Record(some.record.id, some.record.quote, extra=decision.as_extra())
    return replace(empty, flag=decision.choice is Choice.PUT_OFF), unit.span
