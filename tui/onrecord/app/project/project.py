"""An open project: loads its articles and annotation files into a review session, and saves coding."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.articles.load import load_source
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.history import History
from onrecord.coding.session import ReviewSession, utc_now
from onrecord.errors import OnrecordError
from onrecord.quotes.engine import Engine
from onrecord.storage.annotations import AnnotationFolder, ConflictError
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.errors import NotConfirmedError
from onrecord.storage.history_file import HistoryFile
from onrecord.storage.locks import LockHeldError
from onrecord.storage.unsaved_copies import UnsavedCopies
from onrecord.storage.user_state import Place, load_place, save_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from onrecord.articles.article import Article, Format
    from onrecord.articles.collection import Collection
    from onrecord.articles.source import ArticleSource
    from onrecord.coding.history import Change, Step
    from onrecord.coding.record import ArticleCoding
    from onrecord.quotes.engine import Reading
    from onrecord.quotes.quote import QuotedArticle
    from onrecord.storage.work_log import WorkLog


@dataclass(slots=True)
class Project:
    """The open project, and the files that could not be read or saved."""

    collection: Collection
    annotations: AnnotationFolder
    copies: UnsavedCopies
    session: ReviewSession
    place: Place
    """Where the coder left off."""
    now: Callable[[], str]
    """Returns the current time in the format used in records."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Why an article cannot be read, by its key."""
    locked: dict[str, str] = field(default_factory=dict)
    """Why an article cannot be coded, by its key: its annotation file is faulty and must not be overwritten."""
    unsaved: dict[str, str] = field(default_factory=dict)
    """Why an article's coding is not on disk, by its key."""
    conflicts: dict[str, ConflictError] = field(default_factory=dict)
    """The unsaved articles that another window coded differently, so that the coder has to decide."""
    orphaned: dict[str, str] = field(default_factory=dict)
    """Messages about codings whose articles no longer exist, by the articles' keys."""
    waiting: set[str] = field(default_factory=set)
    """The unsaved articles that are saved as soon as another window releases the lock on the annotation files."""
    merged: set[str] = field(default_factory=set)
    """The articles whose coding a save merged with another window's; cleared once they are shown again."""

    engine: Engine = field(default_factory=Engine)
    """Reads articles and finds their quotes."""
    _remembered: Place | None = None
    _sources: dict[str, ArticleSource] = field(init=False)
    keys: tuple[str, ...] = field(init=False)
    """The articles' keys, in the order of the folder."""
    saved: bool = False
    """Whether anything was coded since the project was opened."""

    def __post_init__(self) -> None:
        self._sources = {source.key: source for source in self.collection.sources}
        self.keys = tuple(self._sources)
        self.session.arrange(self.keys)

    @property
    def name(self) -> str:
        """The project folder's name."""
        return self.collection.project.name

    @property
    def readable(self) -> int:
        """The number of articles not yet known to be unreadable."""
        return len(self.keys) - len(self.unreadable)

    @property
    def keys_by_place(self) -> tuple[str, ...]:
        """The articles' keys, those that were on screen last time first."""
        return tuple(dict.fromkeys((*(key for key in self.place.panes if key in self._sources), *self.keys)))

    def readable_first(self, keys: Iterable[str]) -> Iterator[str]:
        """Open articles lazily and yield their keys, unreadable ones last."""
        unreadable = []
        for key in keys:
            if self.open(key):
                yield key
            else:
                unreadable.append(key)
        yield from unreadable

    def open(self, key: str) -> bool:
        """Load an article and its coding into the session; return whether the article can be read."""
        if key in self.unreadable:
            return False
        if self.session.has(key):
            return True
        return self.reopen(key, self.place.formats.get(key))

    def reopen(self, key: str, reading: Format | None) -> bool:
        """Read an article again as Markdown or plain text; None detects the format. Return whether it worked."""
        try:
            article = load_source(self.source(key), reading)
        except OnrecordError as error:
            self._give_up(key, str(error))
            return False
        self.session.add_article(article, self._load_coding(key))
        return True

    def take_in(self, reading: Reading) -> bool:
        """Add an article read by the engine to the session, with its coding, unless it is already there.

        Return whether its text is the same as the session's, so that the quotes found in it are valid.
        """
        if reading.article is None:
            self._give_up(reading.key, reading.fault)
            return False
        head = reading.article.head
        if not self.session.has(head.key):
            self.session.add_article(reading.article, self._load_coding(head.key))
        return self.session.about(head.key).sha256 == head.sha256

    def take_in_changed(self, reading: Reading) -> None:
        """Replace an article in the session whose file has changed, and keep its coding."""
        if reading.article is None:
            self.unreadable[reading.key] = reading.fault
        else:
            self.session.add_article(reading.article, self.session.coding(reading.key))

    def find_quotes(self, article: Article) -> QuotedArticle:
        """Find the quotes of an article of the session."""
        return self.engine.find_in_article(self.source(article.key), article)

    def read_as(self, key: str, reading: Format) -> None:
        """Read an article as Markdown or as plain text from now on, and remember it."""
        self.place = replace(self.place, formats={**self.place.formats, key: reading})
        self.reopen(key, reading)

    def commit(self, change: Change) -> list[str]:
        """Save a change and add it to the work log; return the articles whose saving has begun to fail."""
        failed = self.save(*change.articles)
        self.work.add(self.now(), change.reviewed)
        return failed

    def save(self, *keys: str) -> list[str]:
        """Save the coding of these articles and of all that are unsaved.

        Return the articles whose saving has begun to fail. Those that only wait for another window's lock are not
        included: they are in `waiting`, and `save_pending` tries them again.
        """
        self.saved = True
        return self._save(dict.fromkeys((*keys, *self.unsaved)))

    def undo(self) -> Change | None:
        """Undo the last action, also in the codebook file; return None if there is nothing to undo.

        Raises:
            StorageError: the codebook file has been changed since by another program; nothing was undone.
        """
        while (step := self.session.to_undo) and not self._stands(step):
            self.session.forget_undo()
        self._put_codebook(step)
        return self.session.undo()

    def redo(self) -> Change | None:
        """Redo the action undone last, also in the codebook file; return None if there is nothing to redo.

        Raises:
            StorageError: the codebook file has been changed since by another program; nothing was redone.
        """
        step = self.session.to_redo
        if step is not None and not self._stands(step):
            self.session.forget_redo()
            return None
        self._put_codebook(step)
        return self.session.redo()

    def _stands(self, step: Step) -> bool:
        """Whether a step still applies: another window may have written, or an article may be gone."""
        for key in {edit.article for edit in step.edits}:
            if key not in self._sources or not self.open(key):
                return False
        return self.session.stands(step)

    def _put_codebook(self, step: Step | None) -> None:
        if step is not None and step.codebook is not None:
            from onrecord.storage.codebook_changes import put_back

            self.session.replace_codebook(put_back(self.collection.project, step.codebook))

    def save_pending(self) -> list[str]:
        """Try again to save all unsaved coding; return the articles whose saving has begun to fail.

        Coding that still waits for another window's lock is copied, in case this window ends first.
        """
        failed = self._save(tuple(self.unsaved))
        self._keep_waiting()
        return failed

    def bring_together(self, key: str) -> None:
        """Merge an article's coding here with its file, and write again what the file lacks."""
        self._save((key,), self.annotations.bring_together)

    def _save(self, keys: Iterable[str], save: Callable[[ArticleCoding], ArticleCoding] | None = None) -> list[str]:
        failing = self.unsaved.keys() - self.waiting
        held: LockHeldError | None = None
        for pending in keys:
            coding = self.session.coding(pending)
            try:
                if held is not None:
                    raise held  # one lock covers all files of a coder
                written = (save or self.annotations.save)(coding)
            except LockHeldError as error:
                held = error
                self.unsaved[pending] = str(error)
                self.conflicts.pop(pending, None)
                self.waiting.add(pending)
            except OnrecordError as error:
                self.waiting.discard(pending)
                self._keep_unsaved(pending, error)
            else:
                self.waiting.discard(pending)
                self.unsaved.pop(pending, None)
                self.conflicts.pop(pending, None)
                self.copies.drop(pending)
                if written != coding:
                    self.session.take_in(written)
                    self.merged.add(pending)
        return [key for key in self.unsaved if key not in failing and key not in self.waiting]

    def _keep_unsaved(self, key: str, error: OnrecordError) -> None:
        self.unsaved[key] = str(error)
        if isinstance(error, ConflictError):
            self.conflicts[key] = error
        else:
            self.conflicts.pop(key, None)
        if isinstance(error, NotConfirmedError) and (written := self.annotations.last_seen(key)) is not None:
            self.session.take_in(written)
        self._keep_copy(key)

    def _keep_waiting(self) -> None:
        for key in self.waiting:
            self._keep_copy(key)

    def _keep_copy(self, key: str) -> None:
        """Keep a copy of unsaved coding; if that fails too, add why to the article's message."""
        try:
            self.copies.keep(self.session.coding(key), self.annotations.last_seen(key))
        except OnrecordError as fault:
            if str(fault) not in self.unsaved[key]:
                self.unsaved[key] = f"{self.unsaved[key]} {fault}"

    @property
    def work(self) -> WorkLog:
        """The coder's work log."""
        from onrecord.storage.work_log import WorkLog

        return WorkLog(self.collection.project, self.session.coder)

    def remember(self, place: Place) -> None:
        """Store the place for the next start, and copies of saved and of waiting coding."""
        self._keep_waiting()
        self.annotations.keep_copies()
        if place != self._remembered:
            self.place = self._remembered = place
            save_place(self.collection.project, self.session.coder, place)

    def problems(self) -> list[str]:
        """Return a message for each file that could not be read or saved, in the order of the articles.

        Problems with coding come first, because coding can be lost.
        """
        from onrecord.articles.collection import natural_order

        return [
            *(self.unsaved[key] for key in self.in_order(self.unsaved)),
            *(self.locked[key] for key in self.in_order(self.locked)),
            *(self.orphaned[key] for key in sorted(self.orphaned, key=natural_order)),
            *self._changed(),
            *(self.unreadable[key] for key in self.in_order(self.unreadable)),
            *sorted(self.collection.skipped, key=natural_order),
        ]

    def in_order(self, known: Mapping[str, object]) -> list[str]:
        """Return the keys of `known` in the order of the articles."""
        return [key for key in self.keys if key in known] if known else []

    def _changed(self) -> Iterator[str]:
        for key in self.session.keys:
            path = self.session.about(key).path
            doubtful = [item for item in self.session.moved_items(key) if item.state is AnchorState.UNSURE]
            for item in doubtful:
                yield f"{path}: has changed; perhaps “{item.text}” is a quote that was coded: have a look."
            for record in self.session.lost_records(key):
                yield f"{path}: has changed; “{record.quote.exact}” is gone. Its coding stays in its file."

    def source(self, key: str) -> ArticleSource:
        """Return where an article is on disk."""
        return self._sources[key]

    def _give_up(self, key: str, fault: str) -> None:
        from onrecord.coding.tally import NOTHING

        self.unreadable[key] = fault
        self.session.expect(key, NOTHING)

    def _load_coding(self, key: str) -> ArticleCoding | None:
        try:
            return self.annotations.load(key)
        except OnrecordError as error:
            self.locked[key] = str(error)
            return None


def open_project(collection: Collection, coder: str, now: Callable[[], str] = utc_now) -> Project:
    """Open a project for a coder; `now` returns the current time in the format used in records.

    Raises:
        OnrecordError: the codebook is invalid.
    """
    session = ReviewSession(coder, load_codebook(collection.project), now)
    place = load_place(collection.project, coder)
    if place.target is not None and session.codebook.target(place.target):
        session.choose_target(place.target)
    folder = collection.project
    session.resume(History(HistoryFile(folder, coder)))
    return Project(collection, AnnotationFolder(folder, coder), UnsavedCopies(folder, coder), session, place, now)
