"""Takes in outside changes to annotation files, recovers unsaved coding, and restores or moves files."""

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
    """What others did to annotation files of open articles, by the articles' keys."""

    changed: list[str]
    """Those whose coding is now another, or can now be changed, or no longer."""
    written_again: list[str]
    """Those whose file was gone, or lacked what had been saved here."""


def take_in_outside_changes(project: Project, keys: Iterable[str]) -> OutsideChanges:
    """Take in what others saved of these open articles.

    A file that has become unreadable locks its article. One that is gone, or lacks what this window had saved, is
    written again; where that fails, the coding counts as not saved.
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
    """Try to save an article's coding, and return what stands in the way if another window coded it otherwise."""
    project.save(key)
    return project.conflicts.get(key)


def settle(project: Project, conflict: ConflictError, settled: Mapping[str, Record | None]) -> None:
    """Save both sides together, with the decided records, by id, in the place of the conflicts."""
    coding = with_settled(Merged(conflict.merged, conflict.conflicts), settled)
    try:
        project.annotations.load(coding.article)
    except OnrecordError as error:
        project.unsaved[coding.article] = str(error)
        return
    project.session.take_in(coding)
    project.save(coding.article)


def reason_against(project: Project, copy: UnsavedCopy) -> str | None:
    """Return why a coding that an earlier window could not save cannot be brought in now; None where it can."""
    key = copy.coding.article
    if key in project.keys and project.open(key) and key not in project.locked:
        return None
    return f"{key} cannot be coded now; what could not be saved of it stays in {copy.file}."


def merge_rescued(project: Project, copy: UnsavedCopy) -> Merged:
    """Merge what an earlier window could not save with what the article's coding is now.

    Where there is no file, nothing was deleted from it: all of the copy holds.
    """
    key = copy.coding.article
    base = copy.base if project.annotations.last_seen(key) is not None else None
    return merge(base, copy.coding, project.session.coding(key))


def recover(project: Project, copy: UnsavedCopy, settled: Mapping[str, Record | None]) -> None:
    """Save what an earlier window could not, with the decided records, by id, in the place of conflicts.

    The copy is removed once the file on disk has all of it, and not before.
    """
    coding = with_settled(merge_rescued(project, copy), settled)
    project.session.take_in(coding)
    project.save(coding.article)
    if coding.article not in project.unsaved and project.annotations.holds(coding):
        copy.discard()


def bring_in_copy(project: Project, copy: SyncConflict, settled: Mapping[str, Record | None]) -> None:
    """Save what a synchronised folder's second copy says too, with the decided records, by id, for conflicts.

    The copy is removed once all is on disk, and not before.

    Raises:
        StorageError: it has other keys that onrecord does not know; nothing was done.
    """
    key = copy.coding.article
    coding = with_settled(copy.merged(project.session.coding(key)), settled)
    project.session.take_in(coding)
    project.save(key)
    if key not in project.unsaved and project.annotations.holds(coding):
        copy.discard()


def restore_last_good(project: Project, key: str) -> Path | None:
    """Put the last good copy in the place of an annotation file that cannot be read or is gone.

    Return where the file that cannot be read now lies; None where it is gone.

    Raises:
        StorageError: it cannot be put there.
    """
    aside = project.annotations.restore(key)
    unlock(project, key)
    return aside


def missing_articles(project: Project) -> dict[str, backups.Backup]:
    """Return the articles whose annotation files are gone though they were saved here, with their copies."""
    copies = dict(backups.missing(project.collection.project, project.session.coder))
    if not copies:
        return {}
    paths = {key: project.annotations.path(key) for key in project.keys}
    return {key: copies[path] for key, path in paths.items() if path in copies}


def find_moved(project: Project) -> list[Move]:
    """Return which articles the coder's codings without an article belong to, as far as there is no doubt.

    All such codings count as orphaned from now on. It reads every article if there are some.
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
        "back, or say with “onrecord move” where it is now; its coding waits in that file."
        for orphan in lost
    }
    return [move for move in found_again(folder, lost, sources) if move.new in project.keys]


def take_along(project: Project, move: Move) -> None:
    """Let the coder's coding go along with an article that was renamed or moved.

    Raises:
        StorageError: it cannot be read or written; it stays where it is.
    """
    move_coding(project.collection.project, move.old, move.new, project.session.coder)
    del project.orphaned[move.old]
    if project.open(move.new):
        unlock(project, move.new)


def begin_anew(project: Project, key: str) -> None:
    """Give up the last good copy of an annotation file that is gone: the article counts as not coded.

    Raises:
        StorageError: there is a file again, and it cannot be read.
    """
    backups.forget(project.collection.project, project.annotations.path(key))
    unlock(project, key)


def unlock(project: Project, key: str, *, unended: bool = False) -> None:
    """Read an article's annotation file again; with `unended`, also without its end mark, which is then put back.

    Raises:
        StorageError: it still cannot be read.
    """
    coding = project.annotations.load(key, unended=unended)
    project.locked.pop(key, None)
    if coding is not None:
        project.session.take_in(coding)
    if unended:
        project.save(key)
