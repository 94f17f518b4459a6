"""Undo and redo, without limit: every step as what it put in the place of what."""

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

    It holds only what it touched, so that taking it back leaves alone what came into the file from elsewhere.
    """

    article: str
    quote: str | None = None
    """The id of the quote it was done to; None for the article's done mark."""
    before: Record | None = None
    after: Record | None = None
    done_before: str | None = None
    done_after: str | None = None

    def stands_in(self, coding: ArticleCoding) -> bool:
        """Return whether an article's coding has what this edit replaces, and not something else by now."""
        if self.quote is None:
            return coding.done == self.done_before
        return next((record for record in coding.records if record.id == self.quote), None) == self.before

    def reversed(self) -> Edit:
        """Return the edit that takes this one back."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            done_before=self.done_after,
            done_after=self.done_before,
        )


def apply_edits(edits: Iterable[Edit], coding: ArticleCoding) -> ArticleCoding:
    """Return the coding of an article with these edits, all of that article, done."""
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
    """Return how many quotes more are reviewed in each article after these edits."""
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
    """What a coder did at one go, also to quotes in several articles, in a form that can be taken back."""

    title: str
    """What was done, as the screen names it: "reject", "code war: oppose"."""
    edits: tuple[Edit, ...] = ()
    codebook: Revision | None = None

    def reversed(self) -> Step:
        """Return the step that takes this one back."""
        revision = self.codebook and Revision(self.codebook.after, self.codebook.before)
        return Step(self.title, tuple(edit.reversed() for edit in self.edits), revision)


class Place(NamedTuple):
    """A quote of an article; without a quote, the article's done mark."""

    article: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an action changed: quotes whose articles are to be saved, and which are to be painted anew."""

    title: str
    """What was done, as the screen names it."""
    places: tuple[Place, ...]
    """Everything changed; the first is where to go to see it. Empty where only the codebook changed."""
    codebook: bool = False
    """Whether the codebook changed, and with it perhaps the name of any quote's actor."""
    reviewed: Mapping[str, int] = field(default_factory=dict)
    """How many quotes more are reviewed in each article; fewer, as after undoing, are negative."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose coding changed."""
        return tuple(dict.fromkeys(place.article for place in self.places))


class Journal(Protocol):
    """Keeps what is done for the next time."""

    def load(self) -> list[Step]:
        """Return the steps that were done and not taken back, the first of them first."""

    def did(self, step: Step) -> None:
        """Keep a step that was done."""

    def undid(self) -> None:
        """Keep that the last step was taken back."""

    def redid(self) -> None:
        """Keep that the step taken back last was done again."""


class History:
    """The steps done and the steps taken back."""

    def __init__(self, journal: Journal | None = None) -> None:
        """Begin; a `journal` keeps what is done, and is read when all that was done since is taken back."""
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._journal = journal
        self._earlier = journal

    def add(self, step: Step) -> None:
        """Remember a new step; what had been taken back can no longer be done again."""
        self._done.append(step)
        self._undone.clear()
        if self._journal:
            self._journal.did(step)

    @property
    def to_take_back(self) -> Step | None:
        """The step that reverses the last one done, or None where there is none."""
        if not self._done and self._earlier is not None:
            self._done, self._earlier = self._earlier.load(), None
        return self._done[-1].reversed() if self._done else None

    @property
    def to_bring_back(self) -> Step | None:
        """The step that was taken back last, or None where there is none."""
        return self._undone[-1] if self._undone else None

    def last_edit(self, article: str, quote: str, wanted: Callable[[Edit], bool]) -> tuple[Step, Edit] | None:
        """Return the last edit of a quote that is wanted, with its step, among those done and not taken back."""
        earlier = self._earlier.load() if self._earlier is not None else []
        for step in chain(reversed(self._done), reversed(earlier)):
            for edit in step.edits:
                if (edit.article, edit.quote) == (article, quote) and wanted(edit):
                    return step, edit
        return None

    def take_back(self) -> None:
        """Put the last step done among those taken back."""
        self._undone.append(self._done.pop())
        if self._journal:
            self._journal.undid()

    def bring_back(self) -> None:
        """Put the step taken back last among those done."""
        self._done.append(self._undone.pop())
        if self._journal:
            self._journal.redid()

    def forget_done(self) -> None:
        """Forget the last step done: it can no longer be taken back, because something else stands there now."""
        self.take_back()
        self._undone.clear()

    def forget_undone(self) -> None:
        """Forget what was taken back: it can no longer be done again."""
        self._undone.clear()
