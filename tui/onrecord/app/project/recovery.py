"""Merges outside changes to annotation files, recovers unsaved coding, and restores or moves files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.collection import find_articles
from onrecord.errors import OnrecordError
from onrecord.storage import backups
from onrecord.storage.annotations import ConflictError, load_coding
from onrecord.storage.merge import Merged, merge, with_settled
from onrecord.storage.moved_articles import found_again, move_coding, orphans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onrecord.app.project.project import Project
    from onrecord.coding.record import Record
    from onrecord.storage.moved_articles import Move
    from onrecord.storage.sync_conflicts import SyncConflict
    from onrecord.storage.unsaved_copies import UnsavedCopy


class OutsideChanges(NamedTuple):
    """Keys of open articles whose annotation files were changed from outside."""

    changed: list[str]
    """Articles whose coding changed, or became possible or impossible to edit."""
    written_again: list[str]
    """Articles whose file was gone, or lacked coding saved by this window."""


def take_in_outside_changes(project: Project, keys: Iterable[str]) -> OutsideChanges:
    """Merge outside changes to the annotation files of these open articles.

    A file that has become unreadable locks its article. One that is gone, or lacks coding saved by this window, is
    written again; if that fails, the coding counts as unsaved.
    """
    outside = OutsideChanges([], [])
    for key in keys:
        if key in project.unreadable or key in project.unsaved or not project.session.has(key):
            continue
        try:
            if project.annotations.changed_outside(key):
                _take_in(project, key, outside)
        except OnrecordError as error:
            if project.locked.get(key) != str(error):
                project.locked[key] = str(error)
                outside.changed.append(key)
    return outside


def _take_in(project: Project, key: str, outside: OutsideChanges) -> None:
    before = project.session.coding(key)
    if project.annotations.last_seen(key) is None:
        found = coding = project.annotations.load(key)
        if coding is not None:
            project.session.take_in(coding)
    else:
        found = load_coding(project.collection.project, project.annotations.path(key))
        project.bring_together(key)
        coding = project.session.coding(key)
    if coding != found:
        outside.written_again.append(key)
    if project.locked.pop(key, None) is not None or (coding is not None and coding != before):
        outside.changed.append(key)


def current_conflict(project: Project, key: str) -> ConflictError | None:
    """Try to save an article's coding; return the conflict if another window coded it differently."""
    project.save(key)
    return project.conflicts.get(key)


def settle(project: Project, conflict: ConflictError, settled: Mapping[str, Record | None]) -> None:
    """Save the merged coding, with conflicts resolved as in `settled` (records by id)."""
    coding = with_settled(Merged(conflict.merged, conflict.conflicts), settled)
    try:
        project.annotations.load(coding.article)
    except OnrecordError as error:
        project.unsaved[coding.article] = str(error)
        return
    project.session.take_in(coding)
    project.save(coding.article)


def reason_against(project: Project, copy: UnsavedCopy) -> str | None:
    """Return why coding that an earlier window could not save cannot be recovered now; None if it can."""
    key = copy.coding.article
    if key in project.keys and project.open(key) and key not in project.locked:
        return None
    return f"{key} cannot be coded now; its unsaved coding stays in {copy.file}."


def merge_rescued(project: Project, copy: UnsavedCopy) -> Merged:
    """Merge coding that an earlier window could not save with the article's current coding.

    If there is no file, nothing was deleted from it, so the whole copy is kept.
    """
    key = copy.coding.article
    base = copy.base if project.annotations.last_seen(key) is not None else None
    return merge(base, copy.coding, project.session.coding(key))


def recover(project: Project, copy: UnsavedCopy, settled: Mapping[str, Record | None]) -> None:
    """Save coding that an earlier window could not, with conflicts resolved as in `settled` (records by id).

    The copy is removed only once the file on disk contains all of it.
    """
    coding = with_settled(merge_rescued(project, copy), settled)
    project.session.take_in(coding)
    project.save(coding.article)
    if coding.article not in project.unsaved and project.annotations.holds(coding):
        copy.discard()


def bring_in_copy(project: Project, copy: SyncConflict, settled: Mapping[str, Record | None]) -> None:
    """Merge a synchronised folder's conflict copy and save; `settled` resolves conflicts (records by id).

    The copy is removed only once all of it is on disk.

    Raises:
        StorageError: the copy differs in keys that onrecord does not know; nothing was saved.
    """
    key = copy.coding.article
    coding = with_settled(copy.merged(project.session.coding(key)), settled)
    project.session.take_in(coding)
    project.save(key)
    if key not in project.unsaved and project.annotations.holds(coding):
        copy.discard()


def restore_last_good(project: Project, key: str) -> Path | None:
    """Replace an annotation file that cannot be read or is gone with its last good copy.

    Return the new path of the unreadable file; None if there was no file.

    Raises:
        StorageError: the copy cannot be written there.
    """
    aside = project.annotations.restore(key)
    unlock(project, key)
    return aside


def missing_articles(project: Project) -> dict[str, backups.Backup]:
    """Return the articles whose annotation files were saved here and are gone, with their backups."""
    copies = dict(backups.missing(project.collection.project, project.session.coder))
    if not copies:
        return {}
    paths = {key: project.annotations.path(key) for key in project.keys}
    return {key: copies[path] for key, path in paths.items() if path in copies}


def find_moved(project: Project) -> list[Move]:
    """Match the coder's codings whose article is gone to renamed or moved articles, where the match is certain.

    Sets `project.orphaned` to all such codings. Reads every article of the project if there are any.
    """
    folder, coder = project.collection.project, project.session.coder
    try:
        if not orphans(folder, project.collection.sources, coder):
            return []
        # The review may have been opened on some of the project's articles.
        sources = find_articles([folder]).sources
        lost = orphans(folder, sources, coder)
    except OnrecordError:
        return []
    project.orphaned = {
        orphan.coding.article: f"{orphan.file}: its article {orphan.coding.article} is not there any more. Put it "
        "back, or name its new place with “onrecord move”; its coding stays in that file."
        for orphan in lost
    }
    return [move for move in found_again(folder, lost, sources) if move.new in project.keys]


def take_along(project: Project, move: Move) -> None:
    """Move the coder's coding to the new name of an article that was renamed or moved.

    Raises:
        StorageError: the file cannot be read or written; it stays where it is.
    """
    move_coding(project.collection.project, move.old, move.new, project.session.coder)
    del project.orphaned[move.old]
    if project.open(move.new):
        unlock(project, move.new)


def begin_anew(project: Project, key: str) -> None:
    """Delete the last good copy of an annotation file that is gone: the article counts as not coded.

    Raises:
        StorageError: the file is back and cannot be read.
    """
    backups.forget(project.collection.project, project.annotations.path(key))
    unlock(project, key)


def unlock(project: Project, key: str, *, unended: bool = False) -> None:
    """Read an article's annotation file again; `unended` accepts one without an end mark, and restores the mark.

    Raises:
        StorageError: it still cannot be read.
    """
    coding = project.annotations.load(key, unended=unended)
    project.locked.pop(key, None)
    if coding is not None:
        project.session.take_in(coding)
    if unended:
        project.save(key)
