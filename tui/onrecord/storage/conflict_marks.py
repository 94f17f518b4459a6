"""Annotation files with the conflict marks of git: takes them apart, and writes them a record at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.record import Record
from onrecord.storage.annotation_file import coding_text, in_order, record_text

if TYPE_CHECKING:
    from onrecord.storage.merge import Conflict, Merged

_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_FOLLOWS: dict[str, tuple[str | None, ...]] = {
    _OURS: (None,),
    _BASE: (_OURS,),
    _MIDDLE: (_OURS, _BASE),
    _THEIRS: (_THEIRS,),
}
"""Within which side each mark can stand; None is outside of a conflict."""
_OPENED = {_OURS: _OURS, _BASE: _BASE, _MIDDLE: _THEIRS, _THEIRS: None}
"""The side that begins after each mark."""


class Sides(NamedTuple):
    """The texts of which git made one with conflict marks."""

    ours: str
    base: str | None
    """None where git was not told to write it down (`merge.conflictStyle`)."""
    theirs: str


def has_marks(text: str) -> bool:
    """Return whether git left conflict marks in a text."""
    return any(_is_mark(line, _OURS) for line in text.split("\n"))


def take_apart(text: str) -> Sides | None:
    """Return the sides of a text with conflict marks; None where the marks do not belong together."""
    sides: dict[str, list[str]] = {_OURS: [], _BASE: [], _THEIRS: []}
    with_base = False
    open_side: str | None = None
    for line in text.split("\n"):
        mark = next((mark for mark in _FOLLOWS if _is_mark(line, mark)), None)
        if mark is None:
            for side in sides if open_side is None else (open_side,):
                sides[side].append(line)
        elif open_side not in _FOLLOWS[mark]:
            return None
        else:
            with_base |= mark == _BASE
            open_side = _OPENED[mark]
    if open_side is not None:
        return None
    ours, base, theirs = ("\n".join(lines) for lines in sides.values())
    return Sides(ours, base if with_base else None, theirs)


def marked_text(merged: Merged, ours: str, theirs: str) -> str:
    """Return the merged annotation file with git's marks around each conflict, as `merge --resolve` reads it.

    `ours` and `theirs` name the sides, as git does after its marks.
    """
    conflicts = {conflict.id: conflict for conflict in merged.conflicts}
    places = {record.id: record for record in merged.coding.records}
    for conflict in merged.conflicts:
        places.setdefault(conflict.id, _any_side(conflict))
    blocks = [
        _marked(conflicts[record.id], ours, theirs) if record.id in conflicts else record_text(record)
        for record in in_order(tuple(places.values()))
    ]
    return coding_text(merged.coding, blocks)


def _marked(conflict: Conflict, ours: str, theirs: str) -> str:
    lines = [f"{_OURS} {ours}", _text(conflict.ours), f"{_BASE} before", _text(conflict.base)]
    lines += [_MIDDLE, _text(conflict.theirs), f"{_THEIRS} {theirs}"]
    return "\n".join(line for line in lines if line)


def _text(record: Record | None) -> str:
    return record_text(record) if record else ""


def _any_side(conflict: Conflict) -> Record:
    side = conflict.ours or conflict.theirs
    if side is None:
        message = "a conflict without a side"
        raise ValueError(message)
    return side


def _is_mark(line: str, mark: str) -> bool:
    rest = line[len(mark) :]
    return line.startswith(mark) and (not rest.strip() or rest[0] == " ")
