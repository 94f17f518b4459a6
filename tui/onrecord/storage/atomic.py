"""Replaces files atomically: after a crash at any moment, either the old or the new file is there, complete."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from onrecord.storage import disk
from onrecord.storage.errors import NotConfirmedError, StorageError, explain

if TYPE_CHECKING:
    from pathlib import Path

_LEFTOVER_PREFIX, _LEFTOVER_SUFFIX = ".onrecord-", ".tmp"
_SAVING = 60.0
"""Seconds for which an unfinished file may still be somebody's save."""


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to a new file beside `path` and rename it into place, each step confirmed by the disk.

    The permission bits of an existing file are kept; its owner is then whoever saves, and another hard link to it
    keeps the old content. A read-only file is not replaced. The sequence is the one of Pillai et al., "All File
    Systems Are Not Created Equal", OSDI 2014: write, fsync, rename, fsync of the folder.

    Raises:
        NotConfirmedError: the file is replaced, but the disk did not confirm the rename.
        StorageError: nothing was replaced.
    """
    temporary = path.with_name(f"{_LEFTOVER_PREFIX}{os.urandom(8).hex()}{_LEFTOVER_SUFFIX}")
    try:
        if path.is_symlink():
            raise StorageError(path, "a link, which saving would replace", "Put the file itself in its place.")
        if disk.is_read_only(path):
            advice = "Make it writable (chmod u+w); what you coded is saved at the next try."
            raise StorageError(path, "not saved: the file is read-only", advice)
        _write_new(temporary, path, data)
        disk.rename(temporary, path)
    except OSError as error:
        with suppress(OSError):
            disk.remove(temporary)
        advice = "The file on disk is as it was; see to the cause, and what you coded is saved at the next try."
        raise StorageError(path, f"not saved: {explain(error)}", advice) from error
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise
    try:
        disk.sync_folder(path.parent)
    except OSError as error:
        problem = f"saved, but the disk did not confirm it: {explain(error)}"
        raise NotConfirmedError(path, problem, "Save again; if that fails too, check the disk.") from error


def replace_quickly(path: Path, data: bytes) -> None:
    """Write `data` to a new file and rename it to `path`, without waiting for the disk: a power cut may undo it.

    Raises:
        OSError: nothing was replaced.
    """
    temporary = path.with_name(f"{_LEFTOVER_PREFIX}{os.urandom(8).hex()}{_LEFTOVER_SUFFIX}")
    descriptor = disk.create(temporary)
    try:
        try:
            disk.write(descriptor, data)
        finally:
            disk.close(descriptor)
        disk.rename(temporary, path)
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise


def _write_new(temporary: Path, path: Path, data: bytes) -> None:
    descriptor = disk.create(temporary)
    try:
        disk.take_permissions(descriptor, path)
        disk.write(descriptor, data)
        disk.sync(descriptor)
    except BaseException:
        # After a failed fsync the system may count the lost pages as written: never ask that descriptor again.
        with suppress(OSError):
            disk.close(descriptor)
        raise
    disk.close(descriptor)


def make_folders(folder: Path, within: Path) -> None:
    """Create `folder` and its missing parents below `within`, and wait until the disk has all their names.

    Raises:
        StorageError: one of them cannot be created or confirmed.
    """
    levels = [parent for parent in (folder, *folder.parents) if parent.is_relative_to(within) and parent != within]
    try:
        for level in reversed(levels):
            disk.make_folder(level)
            disk.sync_folder(level.parent)  # also of one that exists: an earlier attempt may have failed right here
    except FileNotFoundError as error:
        problem = "not saved: the project folder is not there any more"
        raise StorageError(within, problem, "Put it back in its place; what you coded is saved then.") from error
    except OSError as error:
        advice = "Nothing was saved; give yourself the right to write there, or free space."
        raise StorageError(folder, f"the folder cannot be created: {explain(error)}", advice) from error


def clear_leftovers(folder: Path) -> None:
    """Remove the unfinished files that a crash left in `folder`. Call it under the lock that saving there takes."""
    with suppress(OSError):
        for path in folder.iterdir():
            if is_leftover(path):
                disk.remove(path)


def is_leftover(path: Path) -> bool:
    """Return whether `path` is named like an unfinished file, which a running save or a crash left."""
    return path.name.startswith(_LEFTOVER_PREFIX) and path.name.endswith(_LEFTOVER_SUFFIX)


def is_abandoned(path: Path) -> bool:
    """Return whether `path` is an unfinished file so old that a crash must have left it."""
    try:
        return is_leftover(path) and time.time() - path.stat().st_mtime > _SAVING
    except OSError:
        return False


def clear_abandoned(folder: Path) -> None:
    """Remove abandoned files in `folder` and below it. Needs no lock: files of a running save are kept."""
    with suppress(OSError):
        for path in folder.rglob(f"{_LEFTOVER_PREFIX}*"):
            if is_abandoned(path):
                disk.remove(path)
