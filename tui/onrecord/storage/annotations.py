"""Reads a coder's annotation files, and saves them so that nothing on disk is lost."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.storage import backups, disk
from onrecord.storage.annotation_file import EndMarkError, as_saved, coding_text, parse_coding, record_text
from onrecord.storage.atomic import clear_leftovers, make_folders, replace_file
from onrecord.storage.errors import NotConfirmedError, StorageError, explain
from onrecord.storage.locks import locked
from onrecord.storage.merge import Conflict, Merged, merge
from onrecord.storage.own_changes import EarlierStates
from onrecord.storage.paths import ANNOTATIONS, ECHOES, ENDING, annotation_path, coder_folder
from onrecord.storage.text_files import decode
from onrecord.storage.version_1 import upgraded
from onrecord.storage.yaml_format import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.coding.record import ArticleCoding, Record

__all__ = [
    "AnnotationFolder",
    "ConflictError",
    "EndMarkError",
    "MissingFileError",
    "annotation_files",
    "annotation_folder",
    "annotation_path",
    "coding_in",
    "load_coding",
    "read_file",
]


class ConflictError(StorageError):
    """Another window saved something else about the same quotes, so nothing was saved.

    To settle it: put the records that are to hold into `merged`, `load` the article again, so that this window has
    seen what is on disk, and save.
    """

    def __init__(self, file: Path, conflicts: tuple[Conflict, ...], merged: ArticleCoding) -> None:
        self.conflicts = conflicts
        self.merged = merged
        """Both sides together, with our side of the conflicts."""
        number = len(conflicts)
        quotes = "a quote was" if number == 1 else f"{number} quotes were"
        problem = f"not saved: {quotes} coded differently in another window"
        super().__init__(file, problem, "Decide which side to keep; until then work goes on unsaved.")
        self.args = file, conflicts, merged  # what a copy is made of


class MissingFileError(StorageError):
    """An annotation file is gone, though it was saved on this machine and a copy of it is kept here.

    Whoever removed, moved or checked it out away may have meant to: a person has to say whether to put it back.
    """


class _Version(NamedTuple):
    """What was last read or written of a file."""

    digest: bytes
    coding: ArticleCoding


def annotation_files(project: Path, coder: str | None = None) -> Iterator[Path]:
    """Return the annotation files of every coder of a project, or of one, sorted.

    Raises:
        StorageError: the folder of annotations is a link out of the project, or cannot be looked at.
    """
    folder = annotation_folder(project, coder)
    if folder is None:
        return
    try:
        paths = (path for path in folder.rglob(f"*{ENDING}") if not path.is_dir())
        # The decisions on echoes lie beside the files of the articles.
        yield from sorted(p for p in paths if p.name != ECHOES or p.parent.parent != project / ANNOTATIONS)
    except OSError as error:
        raise _hidden(folder, error) from error


def annotation_folder(project: Path, coder: str | None = None) -> Path | None:
    """Return the folder of the annotation files of every coder of a project, or of one; None where there is none.

    Raises:
        StorageError: it is a link out of the project, or cannot be looked at.
    """
    folder = project / ANNOTATIONS if coder is None else coder_folder(project, coder)
    try:
        _check_inside(project, folder / "any")
        return folder if folder.is_dir() else None
    except OSError as error:
        raise _hidden(folder, error) from error


def _hidden(folder: Path, error: OSError) -> StorageError:
    return StorageError(folder, f"cannot be looked at: {explain(error)}", "See to the cause.")


def load_coding(project: Path, path: Path, *, unended: bool = False) -> ArticleCoding | None:
    """Read an annotation file of a project. Returns None if there is no such file.

    With `unended`, a file without its end mark is read all the same.

    Raises:
        EndMarkError: nothing else is wrong than that its end mark is missing.
        StorageError: it cannot be read, is faulty or cut off, of a newer version, or lies in the wrong place.
    """
    version = _read_version(project, path, unended=unended)
    return version.coding if version else None


class AnnotationFolder:
    """One coder's annotation files in a project, and the version of each that was last read or written.

    It has one owner: a window. Other windows and machines may write the same files meanwhile.
    """

    def __init__(self, project: Path, coder: str) -> None:
        self.project = project
        self.coder = coder
        self._versions: dict[str, _Version] = {}
        self._signatures: dict[str, tuple[int, ...] | None] = {}
        self._uncopied: dict[Path, tuple[bytes, tuple[int, ...] | None]] = {}
        self._earlier: dict[str, EarlierStates] = {}
        self._cleared: set[Path] = set()
        self._texts: dict[str, tuple[Record, str]] = {}

    def path(self, article: str) -> Path:
        """Return the annotation file of the article of that key.

        Raises:
            StorageError: the key leads out of the project or cannot be a file's name.
        """
        return annotation_path(self.project, self.coder, article)

    def load(self, article: str, *, unended: bool = False) -> ArticleCoding | None:
        """Return the coding of the article of that key, or None where nothing was saved yet.

        A file without its end mark is read only with `unended`: a person has said that all is there.

        Raises:
            EndMarkError: nothing else is wrong than that the end mark is missing.
            MissingFileError: there is no file, but a copy of what was saved in it.
            StorageError: the file cannot be read, is faulty or cut off, of a newer version, or lies in the wrong
                place. It will not be overwritten.
        """
        path = self.path(article)
        self._signatures[article] = disk.signature(path)
        version = _read_version(self.project, path, unended=unended)
        if version is None:
            self._versions.pop(article, None)
            if backups.find(self.project, path) is not None:
                problem = "this file was saved here and is gone: moved, removed, or not on this branch"
                advice = "Put it back, or say in the review whether its copy is to be put in its place."
                raise MissingFileError(path, problem, advice)
            return None
        if version.coding.article != article:  # its accents are composed in another way
            version = version._replace(coding=replace(version.coding, article=article))
        self._versions[article] = version
        return version.coding

    def last_seen(self, article: str) -> ArticleCoding | None:
        """Return the article's coding as this window last read or wrote it; None if there was no file."""
        version = self._versions.get(article)
        return version.coding if version else None

    @property
    def seen(self) -> tuple[str, ...]:
        """The keys of the articles whose files were read or written here."""
        return tuple(self._versions)

    @property
    def written(self) -> tuple[str, ...]:
        """The keys of the articles whose files were written here."""
        return tuple(self._earlier)

    def changed_outside(self, article: str) -> bool:
        """Return whether the article's file is not the one last read or written here, by its size and time."""
        return disk.signature(self.path(article)) != self._signatures.get(article)

    def save(self, coding: ArticleCoding) -> ArticleCoding:
        """Save an article's coding and return what its file now says.

        What another window or machine saved since the file was last read here is merged in, so the caller has to
        go on from the coding returned: the next save takes what is missing from it for deleted.

        Raises:
            ConflictError: both changed the same quotes; nothing was saved.
            NotConfirmedError: saved, but the disk did not confirm it. The caller has to go on from `last_seen`.
            StorageError: not saved.
        """
        return self._save(coding, always=True)

    def bring_together(self, coding: ArticleCoding) -> ArticleCoding:
        """Merge what this window has with what is on disk now, and return both together.

        Nothing is written where the file says all of it already. A file that is gone is written again, and so is
        what this window had saved and the file no longer has. Raises the same errors as `save`.
        """
        return self._save(coding, always=False)

    def _save(self, coding: ArticleCoding, *, always: bool) -> ArticleCoding:
        path = self.path(coding.article)
        self._make_folder(path)
        with locked(coder_folder(self.project, self.coder)):
            self._clear(path.parent)
            ours = as_saved(coding)
            found = read_file(self.project, path)
            merged = self._merged(path, ours, found)
            if not always and found is not None and merged == coding_in(self.project, path, found):
                self._take_for_seen(coding.article, path, _Version(_digest(found), merged))
                return merged
            data = self._written(path, merged)
            version = _Version(_digest(data), merged)
            try:
                replace_file(path, data)
            except NotConfirmedError:
                self._take_for_written(path, ours, version)
                raise
            self._take_for_written(path, ours, version)
            self._uncopied[path] = data, self._signatures[coding.article]
        return merged

    def holds(self, coding: ArticleCoding) -> bool:
        """Return whether the article's file, read anew, has every record of `coding` and its done mark."""
        try:
            version = _read_version(self.project, self.path(coding.article))
        except StorageError:
            return False
        if version is None or version.coding.done != coding.done:
            return False
        found = {record.id: record for record in version.coding.records}
        return all(found.get(record.id) == record for record in as_saved(coding).records)

    def keep_copies(self) -> None:
        """Back up every file saved since the last call, in case one becomes unreadable or goes missing."""
        while self._uncopied:
            path, (data, signature) = self._uncopied.popitem()
            if signature is not None:
                backups.keep(self.project, path, data, signature[0])

    def restore(self, article: str) -> Path | None:
        """Put the last good copy in the place of a file that cannot be read or is gone.

        Return where the file that cannot be read now lies; None where it is gone.

        Raises:
            StorageError: there is no such copy, or it cannot be put there; the file is as it was.
        """
        path = self.path(article)
        self._make_folder(path)
        with locked(coder_folder(self.project, self.coder)):
            self._clear(path.parent)
            data = read_file(self.project, path)
            good = backups.find(self.project, path)
            if good is None:
                raise StorageError(path, "there is no copy of it", "Take an earlier version of your own.")
            aside = None
            if data is not None:
                aside = backups.free_name(path)
                replace_file(aside, data)
            replace_file(path, good.data)
        return aside

    def _take_for_seen(self, article: str, path: Path, version: _Version) -> None:
        self._versions[article] = version
        self._signatures[article] = disk.signature(path)

    def _take_for_written(self, path: Path, ours: ArticleCoding, version: _Version) -> None:
        last = self.last_seen(ours.article)
        self._earlier.setdefault(ours.article, EarlierStates()).add(last, ours)
        self._take_for_seen(ours.article, path, version)
        backups.note_written(self.project, path, version.digest)

    def _merged(self, path: Path, ours: ArticleCoding, found: bytes | None) -> ArticleCoding:
        last = self._versions.get(ours.article)
        if found is None:
            return ours if last else self._with_lost(path, ours)
        digest = _digest(found)
        if last is not None and digest == last.digest:
            return ours
        theirs = coding_in(self.project, path, found)
        base = last.coding if last else None
        if base is not None and not backups.was_written_here(self.project, path, digest):
            base = self._earlier.get(ours.article, EarlierStates()).base(base, theirs)
        return self._without_conflicts(path, merge(base, ours, theirs))

    def _with_lost(self, path: Path, ours: ArticleCoding) -> ArticleCoding:
        """Return our coding merged with the last good copy of a file that this window never read.

        A file that is gone says nothing about single records: they were not deleted.
        """
        good = backups.find(self.project, path)
        return ours if good is None else self._without_conflicts(path, merge(None, ours, good.coding))

    def _without_conflicts(self, path: Path, merged: Merged) -> ArticleCoding:
        if merged.conflicts:
            raise ConflictError(path, merged.conflicts, merged.coding)
        return merged.coding

    def _written(self, path: Path, coding: ArticleCoding) -> bytes:
        if len({record.id for record in coding.records}) < len(coding.records):
            advice = "No such file could be read again: please report this."
            raise StorageError(path, "not saved: two records have one id", advice)
        try:
            return coding_text(coding, map(self._text, coding.records)).encode()
        except ValueError as error:
            advice = "Delete that character where it was typed or pasted, and save again."
            raise StorageError(path, f"not saved: it would hold {error}", advice) from None

    def _text(self, record: Record) -> str:
        """Return the record's text. The text of the last save is reused for records that have not changed."""
        kept = self._texts.get(record.id)
        if kept is None or kept[0] is not record:
            kept = self._texts[record.id] = (record, record_text(record))
        return kept[1]

    def _make_folder(self, path: Path) -> None:
        """Create the folder of the file at `path`, also again after somebody has removed it."""
        try:
            if path.parent.is_dir() and path.parent in self._cleared:
                return
            _check_inside(self.project, path)
        except OSError as error:
            advice = "See to the cause; what you coded is saved at the next try."
            raise StorageError(path, f"not saved: {explain(error)}", advice) from error
        self._cleared.discard(path.parent)
        make_folders(path.parent, self.project)

    def _clear(self, folder: Path) -> None:
        """Remove what crashes left in a folder, once, under the lock."""
        if folder not in self._cleared:
            clear_leftovers(folder)
            self._cleared.add(folder)


def _read_version(project: Path, path: Path, *, unended: bool = False) -> _Version | None:
    data = read_file(project, path)
    return None if data is None else _Version(_digest(data), coding_in(project, path, data, unended=unended))


def read_file(project: Path, path: Path, looked_at: set[Path] | None = None) -> bytes | None:
    """Return the bytes of an annotation file of a project, or None where there is no such file.

    Where many are read at once, `looked_at` keeps the folders that are known to lie in the project.

    Raises:
        StorageError: it cannot be read, or is a link or lies behind one.
    """
    try:
        if looked_at is None or path.parent not in looked_at or path.is_symlink():
            _check_inside(project, path)
            if looked_at is not None:
                looked_at.add(path.parent)
        return disk.read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        problem = f"cannot be read: {explain(error)}"
        raise StorageError(
            path, problem, "It is left as it is; see to the cause and open the article again."
        ) from error


def _check_inside(project: Path, path: Path) -> None:
    if path.is_symlink() or not path.parent.resolve().is_relative_to(_resolved(project.absolute())):
        problem = "a link, which onrecord does not follow out of the project folder"
        raise StorageError(path, problem, "Put the file or folder itself in its place.")


@lru_cache(maxsize=8)
def _resolved(project: Path) -> Path:
    return project.resolve()


def coding_in(project: Path, path: Path, data: bytes, *, unended: bool = False) -> ArticleCoding:
    """Parse the bytes of the annotation file at `path`. Raises the same errors as `load_coding`."""
    if backups.changed_unwritten(project, path, data):
        problem = "its content is another, though nobody has written it since it was saved here"
        raise StorageError(path, problem, "The disk may be failing: take the last good copy, and a backup.")
    text = decode(data, path, "Save it as UTF-8, or take an earlier version.")
    coding = parse_coding(text, path, unended=unended)
    try:
        right_place = annotation_path(project, coding.coder, coding.article)
    except StorageError as error:
        problem = f"its article {quoted(coding.article)} is no file of the project folder"
        raise StorageError(path, problem, "Correct its `article: path`; until then it is left as it is.") from error
    # Some file systems fold case or decompose letters; what they take for one path is one.
    if right_place != path and _folded(right_place) != _folded(path):
        problem = f"it says that it belongs to {right_place.relative_to(project)}"
        raise StorageError(path, problem, "Move it there, or correct its `coder` and `article: path`.")
    return upgraded(project, coding)


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
