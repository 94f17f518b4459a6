"""Undo and redo, without limit: every edit as what it put in the place of what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.coding.record import ArticleCoding, Record


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a coder did to one article, in a form that can be taken back.

    It holds only what it touched, so that taking it back leaves alone what came into the file from elsewhere.
    """

    article: str
    title: str
    """What was done, as the screen names it: "reject", "code war: oppose"."""
    quote: str | None = None
    """The id of the quote it was done to; None for the article's done mark."""
    before: Record | None = None
    after: Record | None = None
    done_before: str | None = None
    done_after: str | None = None

    def reversed(self) -> Edit:
        """Return the edit that takes this one back."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            done_before=self.done_after,
            done_after=self.done_before,
        )

    def apply(self, coding: ArticleCoding) -> ArticleCoding:
        """Return `coding` with this edit done."""
        if self.quote is None:
            return replace(coding, done=self.done_after)
        records = [record for record in coding.records if record.id != self.quote]
        if self.after is not None:
            records.append(self.after)
        records.sort(key=lambda record: (record.quote.start, record.quote.end, record.id))
        return replace(coding, records=tuple(records))


class History:
    """The edits done and the edits taken back."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def add(self, edit: Edit) -> None:
        """Remember a new edit; what had been taken back can no longer be done again."""
        self._done.append(edit)
        self._undone.clear()

    def take_back(self) -> Edit | None:
        """Return the edit that reverses the last one done, or None where there is none."""
        if not self._done:
            return None
        edit = self._done.pop()
        self._undone.append(edit)
        return edit.reversed()

    def bring_back(self) -> Edit | None:
        """Return the edit that was taken back last, or None where there is none."""
        if not self._undone:
            return None
        edit = self._undone.pop()
        self._done.append(edit)
        return edit
