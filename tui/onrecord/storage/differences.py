"""Describes a conflict's differences for the person who has to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.coding.record import Record, Stance
    from onrecord.storage.merge import Conflict

NOTHING = "–"


class Difference(NamedTuple):
    """One thing that the two sides say differently: what it is, and what stood there before either changed it."""

    part: str
    before: str
    ours: str
    theirs: str


def differences(conflict: Conflict) -> tuple[Difference, ...]:
    """Return the differences between the two sides of a conflict."""
    sides = [_parts(record) for record in (conflict.base, conflict.ours, conflict.theirs)]
    names = dict.fromkeys(name for side in sides for name in side)
    compared = (Difference(name, *(side.get(name, NOTHING) for side in sides)) for name in names)
    return tuple(difference for difference in compared if difference.ours != difference.theirs)


def quoted_words(conflict: Conflict) -> str:
    """Return the words of the quote that a conflict is about."""
    record = conflict.ours or conflict.theirs or conflict.base
    return record.quote.exact if record else ""


def _parts(record: Record | None) -> dict[str, str]:
    if record is None:
        return {"the quote": "not coded"}
    parts = {
        "the quote": record.quote.exact,
        "place": f"{record.quote.start}–{record.quote.end}",
        "verdict": record.verdict,
        "kind": record.kind,
        "actor": record.actor,
        "also by": ", ".join(record.co_actors),
        "via": record.via,
        "addressee": record.addressee,
        "joined to": record.joined_to,
        **{f"toward {stance.target}": _stance(stance) for stance in record.stances},
        "note": record.note,
        "flag": "flagged" if record.flag else "",
        "other keys": str(dict(record.extra)) if record.extra else "",
    }
    return {name: str(words) for name, words in parts.items() if words}


def _stance(stance: Stance) -> str:
    return f"{stance.stance}, strong" if stance.strong else stance.stance
