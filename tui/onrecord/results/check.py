"""Checks a project's codebook and annotation files, and repairs what can be repaired safely."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.collection import Collection, find_articles
from onrecord.articles.errors import ArticleError
from onrecord.coding.codebook import default_codebook
from onrecord.coding.record import Verdict
from onrecord.coding.session import ReviewSession
from onrecord.errors import OnrecordError, UsageError
from onrecord.results.anchor_check import AnchorCheck, Fault
from onrecord.results.article_remarks import remarks
from onrecord.storage import backups, disk
from onrecord.storage.annotation_file import EndMarkError
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding
from onrecord.storage.atomic import is_abandoned, is_leftover
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.conflict_marks import has_marks
from onrecord.storage.echo_file import faulty_decisions
from onrecord.storage.errors import StorageError
from onrecord.storage.file_system import weaker_promise
from onrecord.storage.locks import locked
from onrecord.storage.merge_files import read_marked, write_resolved
from onrecord.storage.moved_articles import found_again, move_coding, orphans
from onrecord.storage.paths import ANNOTATIONS
from onrecord.storage.sync_conflicts import SyncConflict, merge_sync_conflict, read_sync_conflict
from onrecord.storage.text_files import read_text
from onrecord.storage.unsaved_copies import unsaved_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from onrecord.articles.source import ArticleSource
    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding, Record


@dataclass(slots=True)
class Extent:
    """How much was checked, counted during the check."""

    files: int = 0
    """Annotation files that could be read."""
    records: int = 0
    articles: set[str] = field(default_factory=set)
    """The keys of the articles with records."""

    def take_in(self, coding: ArticleCoding) -> None:
        """Count one more annotation file."""
        self.files += 1
        self.records += len(coding.records)
        self.articles.add(coding.article)

    def __str__(self) -> str:
        """Return the sentence for the user."""
        if not self.files:
            return "Checked the codebook: all is well. Nothing is coded yet."
        files, records = _counted(self.files, "annotation file"), _counted(self.records, "record")
        return f"Checked {files}, {records} and {_counted(len(self.articles), 'article')}: all is well."


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


class Finding(NamedTuple):
    """A fault, a repaired fault, or a remark."""

    message: str
    """File and line, what is wrong, and what to do or what was done."""
    mended: bool = False
    fault: bool = True
    """Whether something has to be done; False for a remark."""


def check(
    project: Path, *, mend: bool = False, ask: Callable[[str], bool] | None = None, extent: Extent | None = None
) -> Iterator[Finding]:
    """Yield the faults of a project: in the codebook, in annotation files, and quotes missing from their articles.

    With `mend`, these are repaired: leftovers of a crash, conflicts without contradictions, sync conflicts without
    contradictions, codings whose article was renamed or moved beyond doubt, places of quotes moved beyond doubt in
    a changed article, and a missing end mark if this machine has a backup of the file with it. If `ask` answers yes
    (None: there is nobody to ask), other missing end marks and missing files are restored. `extent` counts what
    could be read.
    """
    extent = Extent() if extent is None else extent
    codebook = None
    try:
        codebook = load_codebook(project)
    except StorageError as error:
        yield Finding(str(error))
    try:
        paths = tuple(annotation_files(project))
    except StorageError as error:
        yield Finding(str(error))
        paths = ()
    else:
        yield from _folders(project, mend=mend)
        for path, good in backups.missing(project):
            yield _missing(project, path, good, mend=mend, ask=ask)
    anchors = AnchorCheck(project)
    try:
        collection = find_articles([project])
    except UsageError:  # there are no articles
        collection = Collection(project, ())
    lost = _Lost(project, collection.sources)
    for path in paths:
        if path in lost.files:
            yield from lost.findings(path, mend=mend)
            continue
        yield from _annotation_file(project, path, codebook, anchors, extent, mend=mend, ask=ask)
    for fault in faulty_decisions(project):
        yield Finding(str(fault))
    for path in unsaved_files(project):
        yield Finding(f"{path}: coding that could not be saved is kept here. Open the review, which asks about it.")
    yield from _remarks(project, collection)


def _remarks(project: Path, collection: Collection) -> Iterator[Finding]:
    """Yield remarks that are not faults."""
    promise = weaker_promise(project)
    for remark in (*remarks(collection), *([promise] if promise else [])):
        yield Finding(remark, fault=False)


class _Lost:
    """The annotation files whose articles are missing, and where these articles are now."""

    def __init__(self, project: Path, sources: Sequence[ArticleSource]) -> None:
        self._project = project
        try:
            lost = orphans(project, sources)
        except StorageError:
            lost = []
        self.files = {orphan.file: orphan.coding for orphan in lost}
        self._moves = {move.old: move.new for move in found_again(project, lost, sources)}

    def findings(self, path: Path, *, mend: bool) -> Iterator[Finding]:
        """Yield the findings about one file; with `mend`, move the file if its article was found beyond doubt."""
        coding = self.files[path]
        old, new = coding.article, self._moves.get(coding.article)
        what = f"{path}: its article {old} is missing"
        if new is None:
            number = len(coding.records)
            records = "1 record waits" if number == 1 else f"{number} records wait"
            how = f"“onrecord move {quote(str(self._project / old))} NEW” says where it is now"
            yield Finding(f"{what}, and {records} for it. Put it back; {how}.")
        elif mend:
            try:
                (moved,) = move_coding(self._project, old, new, coding.coder)
            except StorageError as error:
                yield Finding(str(error))
            else:
                yield Finding(f"{what}; its coding went to {new}, which has the same text: {moved}.", mended=True)
        else:
            places = " ".join(quote(str(self._project / key)) for key in (old, new))
            yield Finding(f"{what}; {new} has its text. “onrecord move {places}” takes the coding along, or --fix.")


def _folders(project: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield faults of the annotation folders: leftovers, links, and folders in which nobody can save."""
    annotations = project / ANNOTATIONS
    for path in sorted(annotations.rglob("*")):
        if path.is_symlink() and path.is_dir():
            problem = "a link to a folder, which onrecord does not follow: nothing in it is read"
            yield Finding(f"{path}: {problem}. Put the folder itself in its place.")
        elif path.parent == annotations and path.is_dir():
            try:
                with locked(path):
                    pass
            except StorageError as error:
                yield Finding(f"{path}: nobody can save here now ({error.problem}). {error.advice}")
        elif is_leftover(path):
            yield _leftover(annotations, path, mend=mend)


def _leftover(annotations: Path, path: Path, *, mend: bool) -> Finding:
    with suppress(OSError):
        if mend and is_abandoned(path):
            with locked(annotations / path.relative_to(annotations).parts[0]):
                disk.remove(path)
            return Finding(f"{path}: an unfinished file that a crash left was removed.", mended=True)
    return Finding(f"{path}: an unfinished file that a crash left. “onrecord check --fix” removes it.")


def _annotation_file(
    project: Path,
    path: Path,
    codebook: Codebook | None,
    anchors: AnchorCheck,
    extent: Extent,
    *,
    mend: bool,
    ask: Callable[[str], bool] | None,
) -> Iterator[Finding]:
    try:
        coding = load_coding(project, path)
    except EndMarkError as error:
        yield _missing_end(project, path, error, mend=mend, ask=ask)
        return
    except StorageError as error:
        copy = read_sync_conflict(project, path)
        yield _copy(project, copy, mend=mend) if copy else _unreadable(project, path, error, mend=mend)
        return
    if coding is None:
        return
    extent.take_in(coding)
    if mend:
        with suppress(OnrecordError):
            coding, confirmed = _with_new_places(project, coding, anchors)
            yield from confirmed
    yield from _content(path, coding, codebook, anchors)


def _copy(project: Path, copy: SyncConflict, *, mend: bool) -> Finding:
    what = f"{copy.file}: a second copy of {copy.original.name}, as a synchronised folder keeps it when two"
    what += " machines changed a file at once"
    try:
        original = load_coding(project, copy.original)
        merged = None if original is None else copy.merged(original)
        if merged is None or merged.conflicts:
            number = len(merged.conflicts) if merged else 0
            how = f"“onrecord merge --resolve {quote(str(copy.file))}” asks which side to keep"
            quotes = "1 quote is" if number == 1 else f"{number} quotes are"
            return Finding(f"{what}. {quotes} coded differently there: {how}; so does the review.")
        if not mend:
            return Finding(f"{what}. They do not contradict each other: “onrecord check --fix” merges them.")
        merge_sync_conflict(project, copy, {})
    except StorageError as error:
        return Finding(f"{what}. It cannot be merged yet. {error}")
    return Finding(f"{copy.file}: merged into {copy.original.name}, and removed.", mended=True)


def _missing(
    project: Path, path: Path, good: backups.Backup, *, mend: bool, ask: Callable[[str], bool] | None
) -> Finding:
    """Return the finding about a file that was saved on this machine and is gone; restore it if asked to."""
    moment = good.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    held = f"{path}: this file was saved here and is gone; its copy of {moment} has "
    held += _counted(len(good.coding.records), "record")
    if mend and ask and ask(f"{held}. Put it back"):
        try:
            AnnotationFolder(project, good.coding.coder).restore(good.coding.article)
        except StorageError as error:
            return Finding(str(error))
        return Finding(f"{path}: was gone, and its copy of {moment} was put back.", mended=True)
    return Finding(f"{held}. The review asks whether to put it back, and “onrecord check --fix” on a terminal.")


def _missing_end(
    project: Path, path: Path, error: EndMarkError, *, mend: bool, ask: Callable[[str], bool] | None
) -> Finding:
    if mend:
        coding = load_coding(project, path, unended=True)
        good = backups.find(project, path)
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
        if has_marks(read_text(path, "Take an earlier version.")):
            return _marked(path, mend=mend)
    copy = backups.find(project, path)
    if copy is None:
        return Finding(str(error))
    moment = copy.saved.astimezone().strftime("%Y-%m-%d %H:%M")
    return Finding(f"{error} A good copy of {moment} is kept: opening the article in the review offers it.")


def _marked(path: Path, *, mend: bool) -> Finding:
    marked = read_marked(path)
    number = len(marked.merged.conflicts)
    if number:
        quotes = "1 quote" if number == 1 else f"{number} quotes"
        how = f"“onrecord merge --resolve {quote(str(path))}” asks which side to keep"
        return Finding(f"{path}: git left a conflict about {quotes}. {how}.")
    if not mend:
        return Finding(f"{path}: git left a conflict that needs no decision. “onrecord check --fix” resolves it.")
    write_resolved(marked, {})
    return Finding(f"{path}: a conflict that needed no decision was resolved. “git add” it.", mended=True)


def _content(
    path: Path, coding: ArticleCoding, codebook: Codebook | None, anchors: AnchorCheck
) -> Iterator[Finding]:
    text = ""
    try:
        faults = [*anchors.faults(coding)]
    except ArticleError as error:
        yield Finding(f"{path}: its article cannot be compared: {error}")
        faults = []
    if codebook is not None:
        faults += _unknown_names(coding, codebook)
    faults += _doubles(coding)
    for record, problem in faults:
        text = text or read_text(path, "Take an earlier version.")
        yield Finding(f"{path}:{_line(text, record)}: “{record.quote.exact[:40]}”: {problem}")


def _with_new_places(
    project: Path, coding: ArticleCoding, anchors: AnchorCheck
) -> tuple[ArticleCoding, tuple[Finding, ...]]:
    """Save the new places of quotes that moved beyond doubt in a changed article; return what was done."""
    if not any(anchors.faults(coding)):
        return coding, ()
    session = ReviewSession(coding.coder, default_codebook())
    session.add_article(anchors.article(coding.article), coding)
    change = session.confirm_moved(coding.article)
    if change is None:
        return coding, ()
    window = AnnotationFolder(project, coding.coder)
    window.load(coding.article)
    saved = window.save(session.coding(coding.article))
    message = f"{window.path(coding.article)}: the article has changed; {change.title}: written."
    return saved, (Finding(message, mended=True),)


def _unknown_names(coding: ArticleCoding, codebook: Codebook) -> Iterator[Fault]:
    labels = {label.name for label in codebook.labels}
    for record in coding.records:
        for stance in record.stances:
            if codebook.target(stance.target) is None:
                yield Fault(record, f"the codebook has no target “{stance.target}”. Add it, or an alias.")
            if stance.stance not in labels:
                yield Fault(
                    record, f"the codebook has no label “{stance.stance}”. Add it, or code the quote again."
                )
        if record.verdict is Verdict.REJECTED and record.stances:
            yield Fault(record, "rejected, and yet coded with a stance. Decide in the review.")


def _doubles(coding: ArticleCoding) -> Iterator[Fault]:
    places: dict[tuple[int, int], Record] = {}
    for record in coding.records:
        if record.verdict is None or record.verdict is Verdict.REJECTED:
            continue
        other = places.setdefault((record.quote.start, record.quote.end), record)
        if other is not record:
            yield Fault(record, f"the same words have another record, {other.id}. Reject one in the review.")


def _line(text: str, record: Record) -> int:
    place = max(text.find(f"id: {record.id}"), text.find(f'id: "{record.id}"'), 0)
    return text.count("\n", 0, place) + 1
