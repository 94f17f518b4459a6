"""Undo and redo without limit: each step holds what it replaced and by what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from onrecord.coding.record import Record  # msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.coding.record import ArticleCoding


@dataclass(frozen=True, slots=True)
class Edit:
    """What a step did to one quote, or to an article's done mark.

    It holds only what it changed, so that undoing it leaves other changes to the file alone.
    """

    article: str
    quote: str | None = None
    """The quote's id; None for the article's done mark."""
    before: Record | None = None
    after: Record | None = None
    done_before: str | None = None
    done_after: str | None = None

    def stands_in(self, coding: ArticleCoding) -> bool:
        """Return whether an article's coding still has the value that this edit replaces."""
        if self.quote is None:
            return coding.done == self.done_before
        return next((record for record in coding.records if record.id == self.quote), None) == self.before

    def reversed(self) -> Edit:
        """Return the edit that undoes this one."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            done_before=self.done_after,
            done_after=self.done_before,
        )


def apply_edits(edits: Iterable[Edit], coding: ArticleCoding) -> ArticleCoding:
    """Return the coding of an article with these edits applied. All must be of that article."""
    changed: dict[str, Record | None] = {}
    for edit in edits:
        if edit.quote is None:
            coding = replace(coding, done=edit.done_after)
        else:
            changed[edit.quote] = edit.after
    if not changed:
        return coding
    records = [record for record in coding.records if record.id not in changed]
    records += [record for record in changed.values() if record is not None]
    records.sort(key=lambda record: (record.quote.start, record.quote.end, record.id))
    return replace(coding, records=tuple(records))


def newly_reviewed(edits: Iterable[Edit]) -> dict[str, int]:
    """Return by how many the reviewed quotes of each article have grown through these edits."""
    changed: dict[str, int] = {}
    for edit in edits:
        before, after = (record is not None and record.verdict is not None for record in (edit.before, edit.after))
        changed[edit.article] = changed.get(edit.article, 0) + after - before
    return changed


class Revision(NamedTuple):
    """The text of the codebook's file before and after it was changed; None where there was no file."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the coder, in one or several articles, that can be undone."""

    title: str
    """What was done, as the screen names it: "reject", "code war: oppose"."""
    edits: tuple[Edit, ...] = ()
    codebook: Revision | None = None

    def reversed(self) -> Step:
        """Return the step that undoes this one."""
        revision = self.codebook and Revision(self.codebook.after, self.codebook.before)
        return Step(self.title, tuple(edit.reversed() for edit in self.edits), revision)


class Place(NamedTuple):
    """A quote of an article, or the article's done mark if `quote` is None."""

    article: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """The result of an action: which quotes changed, to save their articles and repaint them."""

    title: str
    """What was done, as the screen names it."""
    places: tuple[Place, ...]
    """All changed places, the one to show first. Empty if only the codebook changed."""
    codebook: bool = False
    """Whether the codebook changed, which may rename the actor of any quote."""
    reviewed: Mapping[str, int] = field(default_factory=dict)
    """By how many the reviewed quotes of each article have grown; negative after undoing."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose coding changed."""
        return tuple(dict.fromkeys(place.article for place in self.places))


class Journal(Protocol):
    """Keeps the steps for the next start."""

    def load(self) -> list[Step]:
        """Return the steps that were done and not undone, the oldest first."""

    def did(self, step: Step) -> None:
        """Record a step that was done."""

    def undid(self) -> None:
        """Record that the last step was undone."""

    def redid(self) -> None:
        """Record that the step undone last was redone."""


class History:
    """The steps done and the steps undone."""

    def __init__(self, journal: Journal | None = None) -> None:
        """Begin. A `journal` records the steps, and is read once all steps since the start are undone."""
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._journal = journal
        self._earlier = journal

    def add(self, step: Step) -> None:
        """Add a new step. Undone steps can no longer be redone."""
        self._done.append(step)
        self._undone.clear()
        if self._journal:
            self._journal.did(step)

    @property
    def to_take_back(self) -> Step | None:
        """The step that undoes the last one, or None."""
        if not self._done and self._earlier is not None:
            self._done, self._earlier = self._earlier.load(), None
        return self._done[-1].reversed() if self._done else None

    @property
    def to_bring_back(self) -> Step | None:
        """The step that was undone last, or None."""
        return self._undone[-1] if self._undone else None

    def last_edit(self, article: str, quote: str, wanted: Callable[[Edit], bool]) -> tuple[Step, Edit] | None:
        """Return the last edit of a quote that `wanted` accepts, with its step, among those not undone."""
        earlier = self._earlier.load() if self._earlier is not None else []
        for step in chain(reversed(self._done), reversed(earlier)):
            for edit in step.edits:
                if (edit.article, edit.quote) == (article, quote) and wanted(edit):
                    return step, edit
        return None

    def take_back(self) -> None:
        """Move the last step to the undone ones."""
        self._undone.append(self._done.pop())
        if self._journal:
            self._journal.undid()

    def bring_back(self) -> None:
        """Move the step undone last back to the done ones."""
        self._done.append(self._undone.pop())
        if self._journal:
            self._journal.redid()

    def forget_done(self) -> None:
        """Forget the last step: it cannot be undone because its values have changed since."""
        self.take_back()
        self._undone.clear()

    def forget_undone(self) -> None:
        """Forget the undone steps: they cannot be redone."""
        self._undone.clear()
