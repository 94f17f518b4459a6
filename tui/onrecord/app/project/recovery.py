"""What becomes of annotation files that others changed, that could not be saved, or that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.storage.annotations import ConflictError
from onrecord.storage.merge import Merged, merge, with_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onrecord.app.project.project import Project
    from onrecord.coding.record import Record
    from onrecord.storage.sync_conflicts import ConflictCopy
    from onrecord.storage.unsaved_copies import Rescued


def take_in_outside_changes(project: Project, keys: Iterable[str]) -> list[str]:
    """Take in what others saved of these open articles, and return whose coding is now another.

    A file that has become unreadable locks its article; one that is gone is written again at the next save.
    """
    changed = []
    for key in keys:
        if key in project.unreadable or key in project.unsaved:
            continue
        try:
            if not project.annotations.changed_outside(key):
                continue
            coding = project.annotations.load(key)
        except OnrecordError as error:
            if project.locked.get(key) != str(error):
                project.locked[key] = str(error)
                changed.append(key)
            continue
        unlocked = project.locked.pop(key, None) is not None
        if coding is not None and coding != project.session.coding(key):
            project.session.take_in(coding)
            changed.append(key)
        elif unlocked:
            changed.append(key)
    return changed


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


def reason_against(project: Project, copy: Rescued) -> str | None:
    """Return why a coding that an earlier window could not save cannot be brought in now; None where it can."""
    key = copy.coding.article
    if key in project.keys and project.open(key) and key not in project.locked:
        return None
    return f"{key} cannot be coded now; what could not be saved of it stays in {copy.file}."


def merge_rescued(project: Project, copy: Rescued) -> Merged:
    """Merge what an earlier window could not save with what the article's coding is now."""
    return merge(copy.base, copy.coding, project.session.coding(copy.coding.article))


def recover(project: Project, copy: Rescued, settled: Mapping[str, Record | None]) -> None:
    """Save what an earlier window could not, with the decided records, by id, in the place of conflicts.

    The copy is removed once all is on disk, and not before.
    """
    key = copy.coding.article
    project.session.take_in(with_settled(merge_rescued(project, copy), settled))
    project.save(key)
    if key not in project.unsaved:
        copy.discard()


def bring_in_copy(project: Project, copy: ConflictCopy, settled: Mapping[str, Record | None]) -> None:
    """Save what a synchronised folder's second copy says too, with the decided records, by id, for conflicts.

    The copy is removed once all is on disk, and not before.

    Raises:
        StorageError: it has other keys that onrecord does not know; nothing was done.
    """
    key = copy.coding.article
    project.session.take_in(with_settled(copy.merged(project.session.coding(key)), settled))
    project.save(key)
    if key not in project.unsaved:
        copy.discard()


def restore_last_good(project: Project, key: str) -> Path:
    """Put the last good copy in the place of an annotation file that cannot be read; return where that now lies.

    Raises:
        StorageError: it cannot be put there.
    """
    aside = project.annotations.restore(key)
    unlock(project, key)
    return aside


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
