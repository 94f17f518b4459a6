"""Merges two versions of one coder's coding of one article, from two windows or two machines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from onrecord.coding.record import Record
from onrecord.storage.annotation_file import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.coding.record import ArticleCoding, Stance

T = TypeVar("T")


class Conflict(NamedTuple):
    """A quote that both sides changed, and not in the same way. None stands for no record."""

    id: str
    base: Record | None
    ours: Record | None
    theirs: Record | None


class Merged(NamedTuple):
    """The result of a merge. In conflicts, `coding` has our side."""

    coding: ArticleCoding
    conflicts: tuple[Conflict, ...]


class _Choose(Protocol):
    """Chooses the value of one part of a record from its three versions."""

    def __call__(self, base: T, ours: T, theirs: T, /) -> T: ...


class _BothChangedError(Exception):
    """Both sides changed one thing, and not in the same way."""


def merge(base: ArticleCoding | None, ours: ArticleCoding, theirs: ArticleCoding) -> Merged:
    """Merge two codings of one article that both come from `base` (None: from nothing), record by record.

    Within a record, note, flag, and the stance toward each target are merged by themselves, the rest as one. One
    stance chosen on both sides is one, since the earlier moment.
    Which article was coded (its hash and title) is taken from the side that has seen it change, ours if both have.
    A done mark that only one side set or took away is followed; where both touched it, the earlier one holds.
    """
    bases = {record.id: record for record in base.records} if base else {}
    our_records = {record.id: record for record in ours.records}
    their_records = {record.id: record for record in theirs.records}
    records, conflicts = [], []
    for identifier in our_records | their_records:
        sides = bases.get(identifier), our_records.get(identifier), their_records.get(identifier)
        try:
            record = _merge_record(*sides, _choose)
        except _BothChangedError:
            conflicts.append(Conflict(identifier, *sides))
            record = sides[1]
        if record is not None:
            records.append(record)
    unseen = base and (ours.sha256, ours.extractor, ours.title) == (base.sha256, base.extractor, base.title)
    seen = theirs if unseen else ours
    coding = replace(
        ours,
        sha256=seen.sha256,
        extractor=seen.extractor,
        title=seen.title,
        codebook=theirs.codebook if base and ours.codebook == base.codebook else ours.codebook,
        records=in_order(tuple(records)),
        done=_merge_done(base.done if base else None, ours.done, theirs.done),
        extra=_merge_extra(base.extra if base else None, ours.extra, theirs.extra),
        comments=_merge_comments(base.comments if base else (), ours.comments, theirs.comments),
    )
    return Merged(coding, tuple(conflicts))


def settle(conflict: Conflict, *, ours: bool) -> Record | None:
    """Merge both sides of a conflict; where they contradict each other, take ours (else theirs)."""

    def choose(base: T, mine: T, other: T, /) -> T:
        try:
            return _choose(base, mine, other)
        except _BothChangedError:
            return mine if ours else other

    return _merge_record(conflict.base, conflict.ours, conflict.theirs, choose)


def with_settled(merged: Merged, settled: Mapping[str, Record | None]) -> ArticleCoding:
    """Return the merged coding with the decided records, by their ids, in the place of the conflicts."""
    others = (record for record in merged.coding.records if record.id not in settled)
    decided = (record for record in settled.values() if record is not None)
    return replace(merged.coding, records=in_order((*others, *decided)))


def _choose(base: T, ours: T, theirs: T) -> T:
    if ours == base:
        return theirs
    if theirs in (base, ours):
        return ours
    raise _BothChangedError


def _merge_record(
    base: Record | None, ours: Record | None, theirs: Record | None, choose: _Choose
) -> Record | None:
    if ours is None or theirs is None or base in (ours, theirs):
        return choose(base, ours, theirs)
    if base is None:
        base = Record(id=ours.id, quote=ours.quote)
    if (ours.verdict is None) is not (theirs.verdict is None):
        # A name carried over from another quote gives way to what a person said of this one.
        ours, theirs = (
            replace(side, actor=base.actor) if side.verdict is None else side for side in (ours, theirs)
        )
    if ours.verdict is not theirs.verdict and not base.stances == ours.stances == theirs.stances:
        # A rejection here and a stance there are about one question, though they are two fields.
        merged = choose(_judgement(base), _judgement(ours), _judgement(theirs))
    else:
        stances = _merge_stances(base.stances, ours.stances, theirs.stances, choose)
        merged = replace(choose(_core(base), _core(ours), _core(theirs)), stances=stances)
    return replace(
        merged,
        note=choose(base.note, ours.note, theirs.note),
        flag=choose(base.flag, ours.flag, theirs.flag),
        comments=_merge_comments(base.comments, ours.comments, theirs.comments),
    )


def _core(record: Record) -> Record:
    return replace(record, note="", flag=False, stances=(), comments=())


def _judgement(record: Record) -> Record:
    return replace(record, note="", flag=False, comments=())


def _merge_stances(
    base: tuple[Stance, ...],
    ours: tuple[Stance, ...],
    theirs: tuple[Stance, ...],
    choose: _Choose,
) -> tuple[Stance, ...]:
    sides = [{stance.target: stance for stance in stances} for stances in (base, ours, theirs)]
    targets = sides[1] | sides[2]
    merged = (_merge_stance(*(side.get(target) for side in sides), choose=choose) for target in targets)
    return tuple(stance for stance in merged if stance is not None)


def _merge_stance(
    base: Stance | None, ours: Stance | None, theirs: Stance | None, *, choose: _Choose
) -> Stance | None:
    if ours and theirs and (ours.stance, ours.strong) == (theirs.stance, theirs.strong):
        return min(ours, theirs, key=lambda stance: stance.when)
    return choose(base, ours, theirs)


def _merge_done(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    try:
        return _choose(base, ours, theirs)
    except _BothChangedError:
        return min(ours, theirs) if ours and theirs else None


def _merge_comments(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return _choose(base, ours, theirs)
    except _BothChangedError:
        return tuple(dict.fromkeys((*ours, *theirs)))


def _merge_extra(
    base: Mapping[str, object] | None, ours: Mapping[str, object] | None, theirs: Mapping[str, object] | None
) -> Mapping[str, object] | None:
    """Merge unknown keys, which only a person or another program changes: ours are still those of `base`."""
    return theirs if ours == base else ours
