"""Remembers what a window changed in a coding, to notice when the file has lost it.

A window on another machine, a synchronised folder or a restored file can put back a state from before a change that
this window had saved. To a three-way merge that looks like a deliberate deletion.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.storage.annotation_file import in_order

if TYPE_CHECKING:
    from onrecord.coding.record import ArticleCoding, Record


class EarlierStates:
    """The earlier states of each record that the window changed (None: no record), and of the done mark."""

    def __init__(self) -> None:
        self._records: dict[str, list[Record | None]] = {}
        self._done: list[str | None] = []

    def add(self, before: ArticleCoding | None, after: ArticleCoding) -> None:
        """Add a change that the window has saved."""
        old = _by_id(before)
        new = _by_id(after)
        for identifier in old | new:
            if old.get(identifier) != new.get(identifier):
                self._records.setdefault(identifier, []).append(old.get(identifier))
        if after.done != (before.done if before else None):
            self._done.append(before.done if before else None)

    def base(self, last: ArticleCoding, theirs: ArticleCoding) -> ArticleCoding:
        """Return the base for a merge with `theirs`; `last` is the version that the window saw last.

        Where `theirs` has a record as it was before the window changed it, whoever wrote it has not seen that
        change. The merge then starts from that state, so that the change holds.
        """
        found, lately = _by_id(theirs), _by_id(last)
        unseen = {
            identifier: found.get(identifier)
            for identifier, states in self._records.items()
            if found.get(identifier) != lately.get(identifier) and found.get(identifier) in states
        }
        records = (record for record in (lately | unseen).values() if record is not None)
        done = theirs.done if theirs.done in self._done else last.done
        return replace(last, records=in_order(tuple(records)), done=done)


def _by_id(coding: ArticleCoding | None) -> dict[str, Record | None]:
    return {record.id: record for record in coding.records} if coding else {}
