"""Looks for everything that is wrong with a project's codebook and annotation files, and mends what is safe."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_article
from onrecord.coding.codebook import default_codebook
from onrecord.coding.record import Verdict
from onrecord.coding.session import ReviewSession
from onrecord.errors import OnrecordError
from onrecord.storage import disk, last_good
from onrecord.storage.annotation_file import EndMarkError
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding
from onrecord.storage.atomic import is_abandoned, is_leftover
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.conflict_marks import has_marks
from onrecord.storage.errors import StorageError
from onrecord.storage.locks import locked
from onrecord.storage.merge_files import read_marked, read_text, write_resolved
from onrecord.storage.names import ANNOTATIONS
from onrecord.storage.rescue import rescue_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import Anchor, ArticleCoding, Record


class Finding(NamedTuple):
    """Something that is, or was, wrong."""

    message: str
    """Which file and line, what is wrong, and what to do or what was done."""
    mended: bool = False


def check(project: Path, *, mend: bool = False, ask: Callable[[str], bool] | None = None) -> Iterator[Finding]:
    """Yield what is wrong in a project: the codebook, every annotation file, and whether every quote still stands.

    With `mend`, what is safe is mended: leftovers of a crash, conflicts in which nobody has to decide, places of
    quotes that have moved beyond doubt in a changed article, and an end mark that is missing where this machine has
    a copy of the file that had it, or where `ask` (None: nobody is there) answers yes.
    """
    codebook = None
    try:
        codebook = load_codebook(project)
    except StorageError as error:
        yield Finding(str(error))
    yield from _leftovers(project, mend=mend)
    stands = _Standing(project)
    for path in annotation_files(project):
        coding = None
        try:
            coding = load_coding(project, path)
        except EndMarkError as error:
            yield _missing_end(project, path, error, mend=mend, ask=ask)
        except StorageError as error:
            yield _unreadable(project, path, error, mend=mend)
        if coding is not None and mend:
            with suppress(OnrecordError):
                coding, confirmed = _with_new_places(project, coding, stands)
                yield from confirmed
        if coding is not None:
            yield from _content(path, coding, codebook, stands)
    for path in rescue_files(project):
        yield Finding(f"{path}: coding that could not be saved is kept here. Open the review: it asks about it.")


def _leftovers(project: Path, *, mend: bool) -> Iterator[Finding]:
    for path in sorted((project / ANNOTATIONS).rglob("*")):
        if not is_leftover(path):
            continue
        finding = Finding(f"{path}: an unfinished file that a crash left. “onrecord check --fix” removes it.")
        with suppress(OSError):
            if mend and is_abandoned(path):
                coder = path.relative_to(project / ANNOTATIONS).parts[0]
                with locked(project / ANNOTATIONS / coder):
                    disk.remove(path)
                finding = Finding(f"{path}: an unfinished file that a crash left was removed.", mended=True)
        yield finding


def _missing_end(
    project: Path, path: Path, error: EndMarkError, *, mend: bool, ask: Callable[[str], bool] | None
) -> Finding:
    if mend:
        coding = load_coding(project, path, unended=True)
        good = last_good.find(project, path)
        whole = coding is not None and good is not None and good.coding == coding
        if coding is not None and (whole or (ask and ask(_end_question(path, coding)))):
            window = AnnotationFolder(project, coding.coder)
            if window.path(coding.article) == path:
                window.load(coding.article, unended=True)
                window.save(coding)
                return Finding(f"{path}: the end mark was missing and was put back.", mended=True)
    return Finding(str(error))


def _end_question(path: Path, coding: ArticleCoding) -> str:
    last = f", the last “{coding.records[-1].quote.exact[:60]}”" if coding.records else ""
    return f"{path} has no end mark. It has {len(coding.records)} records{last}. Is that all"


def _unreadable(project: Path, path: Path, error: StorageError, *, mend: bool) -> Finding:
    with suppress(StorageError):
        if has_marks(read_text(path)):
            return _marked(path, mend=mend)
    copy = last_good.find(project, path)
    if copy is None:
        return Finding(str(error))
    moment = copy.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    return Finding(f"{error} A good copy of {moment} is kept: opening the article in the review offers it.")


def _marked(path: Path, *, mend: bool) -> Finding:
    marked = read_marked(path)
    number = len(marked.merged.conflicts)
    if number:
        quotes = "1 quote" if number == 1 else f"{number} quotes"
        how = f"“onrecord merge --resolve {path}” asks what is to hold"
        return Finding(f"{path}: git left a conflict about {quotes}. {how}.")
    if not mend:
        return Finding(f"{path}: git left a conflict that needs no decision. “onrecord check --fix” resolves it.")
    write_resolved(marked, {})
    return Finding(f"{path}: a conflict that needed no decision was resolved. “git add” it.", mended=True)


def _content(path: Path, coding: ArticleCoding, codebook: Codebook | None, stands: _Standing) -> Iterator[Finding]:
    text = ""
    try:
        faults = [*stands.faults(coding)]
    except ArticleError as error:
        yield Finding(f"{path}: its article cannot be compared: {error}")
        faults = []
    if codebook is not None:
        faults += _unknown_names(coding, codebook)
    for record, problem in faults:
        text = text or read_text(path)
        yield Finding(f"{path}:{_line(text, record)}: “{record.quote.exact[:40]}”: {problem}")


def _with_new_places(
    project: Path, coding: ArticleCoding, stands: _Standing
) -> tuple[ArticleCoding, tuple[Finding, ...]]:
    """Save the new places of the quotes that have moved in a changed article beyond doubt; return what was done."""
    if stands.all_stand(coding):
        return coding, ()
    session = ReviewSession(coding.coder, default_codebook())
    session.add_article(stands.article(coding.article), coding)
    change = session.confirm_moved(coding.article)
    if change is None:
        return coding, ()
    window = AnnotationFolder(project, coding.coder)
    window.load(coding.article)
    saved = window.save(session.coding(coding.article))
    message = f"{window.path(coding.article)}: the article has changed; {change.title}: written."
    return saved, (Finding(message, mended=True),)


def _unknown_names(coding: ArticleCoding, codebook: Codebook) -> Iterator[tuple[Record, str]]:
    labels = {label.name for label in codebook.labels}
    for record in coding.records:
        for stance in record.stances:
            if codebook.target(stance.target) is None:
                yield record, f"the codebook has no target “{stance.target}”. Add it, or an alias."
            if stance.stance not in labels:
                yield record, f"the codebook has no label “{stance.stance}”. Add it, or code the quote again."
        if record.verdict is Verdict.REJECTED and record.stances:
            yield record, "rejected, and yet coded with a stance. Decide in the review."


def _line(text: str, record: Record) -> int:
    place = max(text.find(f"id: {record.id}"), text.find(f'id: "{record.id}"'), 0)
    return text.count("\n", 0, place) + 1


class _Standing:
    """Which quotes still stand in their articles."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self.article = lru_cache(maxsize=64)(self._load)
        """Loads an article by its key, and keeps some."""

    def all_stand(self, coding: ArticleCoding) -> bool:
        """Return whether every quote stands where its record says.

        Raises:
            ArticleError: the article cannot be read.
        """
        text = self.article(coding.article).text
        return all(_stands(text, record.quote) for record in coding.records)

    def faults(self, coding: ArticleCoding) -> Iterator[tuple[Record, str]]:
        """Yield the records whose quotes do not stand where they say, and what became of each.

        Raises:
            ArticleError: the article cannot be read.
        """
        text = self.article(coding.article).text
        changed = [record for record in coding.records if not _stands(text, record.quote)]
        if not changed:
            return
        from onrecord.coding.anchoring import Anchoring, AnchorState

        advice = {
            AnchorState.EXACT: "its context has changed. Look at it in the review.",
            AnchorState.MOVED: "the article has changed: it stands elsewhere. The review confirms it, or --fix.",
            AnchorState.UNSURE: "the article has changed, and something like it stands there: it needs a look.",
            AnchorState.GONE: "the article has changed, and it is gone. The record is kept.",
        }
        found = Anchoring(text).find_all([record.quote for record in changed])
        for record, place in zip(changed, found, strict=True):
            yield record, advice[place.state]

    def _load(self, key: str) -> Article:
        return load_article(self._project / key, key)


def _stands(text: str, anchor: Anchor) -> bool:
    return text[anchor.start : anchor.end] == anchor.exact
