"""The system calls that reading and saving use, each in one small function so that tests can make it fail."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 64 * 2**20
"""Bytes. No annotation file or codebook comes near it."""

# Absent on Windows, where files do not block, links need rights of their own, and text mode must be turned off.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)


def read(path: Path) -> bytes:
    """Return the bytes of a regular file. Never waits for a FIFO, follows no link, reads no giant.

    Raises:
        OSError: it cannot be read, or is no such file.
    """
    descriptor = os.open(path, os.O_RDONLY | _NO_WAITING | _NO_LINKS | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        status = _regular(descriptor)
        if status.st_size > LARGEST_FILE:
            raise OSError(errno.EFBIG, f"Larger than {LARGEST_FILE // 2**20} MB")
        return file.read(status.st_size + 1)


def append(path: Path, data: bytes) -> None:
    """Add `data` at the end of a regular file of the user's own, which is created if need be. Follows no link.

    Raises:
        OSError: it cannot be written, or is no such file.
    """
    how = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_WAITING | _NO_LINKS | _BINARY
    descriptor = os.open(path, how, 0o600)
    try:
        _regular(descriptor)
        write(descriptor, data)
    finally:
        os.close(descriptor)


def overwrite(path: Path, data: bytes) -> None:
    """Write `data` straight into a regular file of the user's own, which is created if need be. Follows no link.

    Raises:
        OSError: it cannot be written, or is no such file.
    """
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_WAITING | _NO_LINKS | _BINARY
    descriptor = os.open(path, how, 0o600)
    try:
        _regular(descriptor)
        write(descriptor, data)
    finally:
        os.close(descriptor)


def _regular(descriptor: int) -> os.stat_result:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "Not a regular file")
    return status


def signature(path: Path) -> tuple[int, ...] | None:
    """Return a file's time, size, number and mode, to detect changes without reading; None if it is missing."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode


def create(path: Path) -> int:
    """Create a file that must not exist yet and return a descriptor to write to it."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS | _BINARY, 0o666)


def take_permissions(descriptor: int, path: Path) -> None:
    """Give the open file the permission bits of the file at `path`, if there is one."""
    if sys.platform != "win32" and path.exists():
        os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))


def is_read_only(path: Path) -> bool:
    """Return whether there is a file at `path` that its permission bits do not let the user write."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not mode & 0o222 or not os.access(path, os.W_OK)


def write(descriptor: int, data: bytes) -> None:
    """Write all of `data`; the system may take it in several pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Wait until the disk has the file's content. On macOS this empties the drive's own cache too."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:  # a network drive knows only the plain call
                raise
        else:
            return
    os.fsync(descriptor)


def close(descriptor: int) -> None:
    """Close a descriptor; a network drive tells only here that the content did not fit."""
    os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step."""
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in `folder`. Does nothing where the file system has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Create a folder whose parent exists; one that is there already is left as it is."""
    folder.mkdir(exist_ok=True)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)
