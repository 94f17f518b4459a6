"""Brings together what two windows, or two machines, made of one coder's coding of one article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from onrecord.coding.record import Record
from onrecord.storage.annotation_file import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.coding.record import ArticleCoding, Stance

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A quote that both sides changed, and not in the same way. None stands for no record."""

    id: str
    base: Record | None
    ours: Record | None
    theirs: Record | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge. Where there are conflicts, `coding` has our side of them."""

    coding: ArticleCoding
    conflicts: tuple[Conflict, ...]


class _BothChangedError(Exception):
    """Both sides changed one thing, and not in the same way."""


def merge(base: ArticleCoding | None, ours: ArticleCoding, theirs: ArticleCoding) -> Merged:
    """Merge two codings of one article that both come from `base` (None: from nothing), record by record.

    Within a record, note, flag, and the stance toward each target are merged by themselves, the rest as one. One
    stance chosen on both sides is one, since the earlier moment.
    Which article was coded (its hash and title) is taken from our side, which knows the article as it now is.
    A done mark that only one side set or took away is followed; where both touched it, the earlier one holds.
    """
    bases = {record.id: record for record in base.records} if base else {}
    our_records = {record.id: record for record in ours.records}
    their_records = {record.id: record for record in theirs.records}
    records, conflicts = [], []
    for identifier in our_records | their_records:
        sides = bases.get(identifier), our_records.get(identifier), their_records.get(identifier)
        try:
            record = _merge_record(*sides)
        except _BothChangedError:
            conflicts.append(Conflict(identifier, *sides))
            record = sides[1]
        if record is not None:
            records.append(record)
    coding = replace(
        ours,
        records=in_order(tuple(records)),
        done=_merge_done(base.done if base else None, ours.done, theirs.done),
        extra=_merge_extra(base.extra if base else None, ours.extra, theirs.extra),
    )
    return Merged(coding, tuple(conflicts))


def _choose(base: T, ours: T, theirs: T) -> T:
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    raise _BothChangedError


def _merge_record(base: Record | None, ours: Record | None, theirs: Record | None) -> Record | None:
    if ours is None or theirs is None or base in (ours, theirs):
        return _choose(base, ours, theirs)
    if base is None:
        base = Record(id=ours.id, quote=ours.quote)
    if ours.verdict is not theirs.verdict and not base.stances == ours.stances == theirs.stances:
        # A rejection here and a stance there are about one question, though they are two fields.
        _choose(_judgement(base), _judgement(ours), _judgement(theirs))
    core = _choose(_core(base), _core(ours), _core(theirs))
    return replace(
        core,
        note=_choose(base.note, ours.note, theirs.note),
        flag=_choose(base.flag, ours.flag, theirs.flag),
        stances=_merge_stances(base.stances, ours.stances, theirs.stances),
    )


def _core(record: Record) -> Record:
    return replace(record, note="", flag=False, stances=())


def _judgement(record: Record) -> Record:
    return replace(record, note="", flag=False)


def _merge_stances(
    base: tuple[Stance, ...], ours: tuple[Stance, ...], theirs: tuple[Stance, ...]
) -> tuple[Stance, ...]:
    sides = [{stance.target: stance for stance in stances} for stances in (base, ours, theirs)]
    merged = (_merge_stance(*(side.get(target) for side in sides)) for target in sides[1] | sides[2])
    return tuple(stance for stance in merged if stance is not None)


def _merge_stance(base: Stance | None, ours: Stance | None, theirs: Stance | None) -> Stance | None:
    if ours and theirs and (ours.stance, ours.strong) == (theirs.stance, theirs.strong):
        return min(ours, theirs, key=lambda stance: stance.when)
    return _choose(base, ours, theirs)


def _merge_done(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    try:
        return _choose(base, ours, theirs)
    except _BothChangedError:
        return min(ours, theirs) if ours and theirs else None


def _merge_extra(
    base: Mapping[str, object] | None, ours: Mapping[str, object] | None, theirs: Mapping[str, object] | None
) -> Mapping[str, object] | None:
    """Merge the keys that only a hand or another program writes: our side has them as they were in `base`."""
    return theirs if ours == base else ours
