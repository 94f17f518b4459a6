"""A copy of every annotation file as it was last saved, in case the file itself cannot be read or goes missing.

The copies lie in the user's state folder. The disk is not waited for: a copy that a power cut tore counts as none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.storage import disk
from onrecord.storage.annotation_file import parse_coding
from onrecord.storage.atomic import replace_quickly
from onrecord.storage.errors import StorageError, explain
from onrecord.storage.paths import ANNOTATIONS, ENDING, coder_folder
from onrecord.storage.user_dirs import project_state_folder
from onrecord.storage.version_1 import upgraded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.coding.record import ArticleCoding


class Backup(NamedTuple):
    """A file as it was last saved."""

    data: bytes
    coding: ArticleCoding
    saved: datetime
    """In UTC."""


def keep(project: Path, path: Path, data: bytes, written: int) -> None:
    """Back up the annotation file at `path`. Does nothing if that fails.

    `written` is when the file was written, in nanoseconds as the file system has it.
    """
    copy = _copy_of(project, path)
    with suppress(OSError):
        try:
            replace_quickly(copy, data)
        except FileNotFoundError:
            copy.parent.mkdir(parents=True, exist_ok=True)
            replace_quickly(copy, data)
        os.utime(copy, ns=(written, written))


def changed_unwritten(project: Path, path: Path, data: bytes) -> bool:
    """Return whether the file at `path` changed although its time and size say that nobody wrote to it.

    That is how a failing disk shows: every program that writes a file gives it another time or another size.
    """
    copy = _copy_of(project, path)
    try:
        then, now = copy.stat(), path.stat()
        if (then.st_mtime_ns, then.st_size) != (now.st_mtime_ns, len(data)):
            return False
        return disk.read(copy) != data
    except OSError:
        return False


def note_written(project: Path, path: Path, digest: bytes) -> None:
    """Note the digest of what a window has just saved in the file at `path`. Does nothing where it cannot."""
    note = _note_of(project, path)
    with suppress(OSError):
        try:
            disk.overwrite(note, digest)
        except FileNotFoundError:
            note.parent.mkdir(parents=True, exist_ok=True)
            disk.overwrite(note, digest)


def was_written_here(project: Path, path: Path, digest: bytes) -> bool:
    """Return whether a window of this user was the last to save the file, with this content.

    Such a window held the lock and had read what was there before: what it left out, somebody deleted in it.
    """
    try:
        return disk.read(_note_of(project, path)) == digest
    except OSError:
        return False


def find(project: Path, path: Path) -> Backup | None:
    """Return the backup of the annotation file at `path`; None if there is none, or it cannot be read."""
    copy = _copy_of(project, path)
    try:
        data = disk.read(copy)
        saved = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
        return Backup(data, upgraded(project, parse_coding(data.decode(), copy)), saved)
    except (OSError, UnicodeDecodeError, StorageError):
        return None


def missing(project: Path, coder: str | None = None) -> Iterator[tuple[Path, Backup]]:
    """Yield the missing annotation files of a project, or of one coder, with their backups, sorted by path."""
    copies, annotations = _folders(project, project.absolute())
    folder = copies if coder is None else copies / coder_folder(annotations.parent, coder).name
    try:
        found = sorted(folder.rglob(f"*{ENDING}"))
    except OSError:
        return
    for copy in found:
        path = annotations / copy.relative_to(copies)
        if not os.path.lexists(path) and (good := find(project, path)) is not None:
            yield path, good


def forget(project: Path, path: Path) -> None:
    """Delete the backup of the annotation file at `path`, because a person does not want it any more."""
    with suppress(OSError):
        disk.remove(_copy_of(project, path))


def free_name(path: Path) -> Path:
    """Return a name beside `path` under which the file that cannot be read can be kept.

    Raises:
        StorageError: the system does not tell which names are free.
    """
    names = (path.with_name(f"{path.name}.unreadable{number or ''}") for number in range(10**6))
    try:
        return next(name for name in names if not name.exists())
    except OSError as error:
        problem = f"not restored: {explain(error)}"
        raise StorageError(path, problem, "It is as it was; see to the cause and try again.") from error


def _copy_of(project: Path, path: Path) -> Path:
    copies, annotations = _folders(project, project.absolute())
    return copies / path.relative_to(annotations)


def _note_of(project: Path, path: Path) -> Path:
    copies, annotations = _folders(project, project.absolute())
    return copies.with_name("written") / path.relative_to(annotations)


@lru_cache(maxsize=8)
def _folders(project: Path, place: Path) -> tuple[Path, Path]:
    """Return the folders of a project's backups and annotation files. Cached: they are needed for every file.

    The same name means another project from another folder: `place` is the absolute one.
    """
    return project_state_folder(place) / "last-good", project / ANNOTATIONS
