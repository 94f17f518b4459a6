"""Keeps what could not be saved in the user's state folder until saving works again, or the next start.

Each window has a folder of its own there, with a file an article: the coding as it was to be saved, and beside it
what the annotation file said when the window last saw it, so that both can be merged later. The state folder of a
project also says where the project was, so that its copies are found again after the project was renamed or moved.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_source, source_of
from onrecord.storage import disk
from onrecord.storage.annotation_file import as_saved, file_text, parse_coding
from onrecord.storage.atomic import replace_file, replace_quickly
from onrecord.storage.errors import StorageError, explain
from onrecord.storage.paths import ENDING, annotation_path
from onrecord.storage.user_dirs import project_state_folder, state_folder
from onrecord.storage.version_1 import upgraded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.coding.record import ArticleCoding

_BASE = ".before"
"""Ends the name of the file that says what was there before."""
_FOLDER, _PLACE = "rescue", "project-folder"
"""In the state folder of a project: the folder of its copies, and the file that says where the project is."""


class UnsavedCopy(NamedTuple):
    """A coding that an earlier window could not save."""

    coding: ArticleCoding
    base: ArticleCoding | None
    """What the annotation file said when that window last saw it; None where there was none."""
    file: Path

    def discard(self) -> None:
        """Remove the copy: it has been saved, or the coder does not want it."""
        _remove(self.file)


class UnsavedCopies:
    """What one window could not save."""

    def __init__(self, project: Path, coder: str) -> None:
        self._project = project
        self._coder = coder
        self._name = os.urandom(8).hex()
        self._kept: dict[str, ArticleCoding] = {}

    @property
    def kept(self) -> frozenset[str]:
        """The articles of which a copy is kept."""
        return frozenset(self._kept)

    def keep(self, coding: ArticleCoding, base: ArticleCoding | None) -> None:
        """Keep a coding that could not be saved, and what its file said when it was last seen.

        Raises:
            StorageError: no copy can be kept either.
        """
        if self._kept.get(coding.article) is coding:
            return
        path = self._path(coding.article)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _note_place(self._project)
            if base is None:
                disk.remove(_base_of(path))
            else:
                replace_file(_base_of(path), file_text(base).encode())
            replace_file(path, file_text(as_saved(coding)).encode())
        except (OSError, StorageError, ValueError) as error:
            problem = f"no copy of it can be kept either: {_reason(error)}"
            raise StorageError(path, problem, "Until it can be saved, this window has the only one.") from error
        self._kept[coding.article] = coding

    def drop(self, article: str) -> None:
        """Remove the copy of an article's coding, which has been saved."""
        if self._kept.pop(article, None) is not None:
            _remove(self._path(article))

    def of_earlier_windows(self) -> tuple[UnsavedCopy, ...]:
        """Return what other windows of the coder could not save, the oldest first."""
        return tuple(
            copy for copy in find_unsaved_copies(self._project, self._coder) if self.folder not in copy.file.parents
        )

    @property
    def folder(self) -> Path:
        """Where this window's copies lie."""
        return _folder(self._project) / self._name

    def _path(self, article: str) -> Path:
        return annotation_path(self.folder, self._coder, article)


def find_unsaved_copies(project: Path, coder: str) -> tuple[UnsavedCopy, ...]:
    """Return the unsaved copies of a coder's earlier windows, the oldest first."""
    found = []
    for path in unsaved_files(project):
        with suppress(OSError, UnicodeDecodeError, StorageError):
            coding = upgraded(project, _parse(path))
            if coding.coder == coder:
                found.append(UnsavedCopy(coding, _base(project, path), path))
    return tuple(found)


def unsaved_files(project: Path) -> tuple[Path, ...]:
    """Return the files of all that could not be saved in a project, the oldest first.

    Those of a project that has been renamed or moved are among them, as far as they are about an article that the
    project has unchanged. A folder that cannot be read has none; it is looked at again at the next start.
    """
    try:
        files = [path for path in _folder(project).rglob(f"*{ENDING}") if path.is_file()]
        files += _files_of_former_place(project)
        return tuple(sorted(files, key=lambda path: (path.stat().st_mtime_ns, path)))
    except OSError:
        return ()


def _files_of_former_place(project: Path) -> Iterator[Path]:
    """Yield the copies of projects that were renamed or moved, if they belong to an article of this project."""
    projects = state_folder() / "projects"
    for copies in projects.glob(f"*/{_FOLDER}") if projects.is_dir() else ():
        try:
            place = Path(os.fsdecode(disk.read(copies.with_name(_PLACE))))
        except OSError:
            continue
        if os.path.lexists(place) or copies == _folder(project):
            continue
        for path in copies.rglob(f"*{ENDING}"):
            with suppress(OSError, UnicodeDecodeError, StorageError, ArticleError):
                coding = upgraded(project, _parse(path))
                if load_source(source_of(project, coding.article)).sha256 == coding.sha256:
                    yield path


def _note_place(project: Path) -> None:
    replace_quickly(project_state_folder(project) / _PLACE, os.fsencode(project.resolve()))


def _folder(project: Path) -> Path:
    return project_state_folder(project) / _FOLDER


def _base_of(path: Path) -> Path:
    return path.with_name(path.name + _BASE)


def _base(project: Path, path: Path) -> ArticleCoding | None:
    try:
        return upgraded(project, _parse(_base_of(path)))
    except (OSError, UnicodeDecodeError, StorageError):
        return None


def _parse(path: Path) -> ArticleCoding:
    return parse_coding(disk.read(path).decode(), path)


def _reason(error: OSError | StorageError | ValueError) -> str:
    if isinstance(error, OSError):
        return explain(error)
    return error.problem if isinstance(error, StorageError) else f"it would hold {error}"


def _remove(path: Path) -> None:
    with suppress(OSError):
        disk.remove(path)
        disk.remove(_base_of(path))
        for folder in path.parents:
            if folder.name == _FOLDER:
                break
            folder.rmdir()
