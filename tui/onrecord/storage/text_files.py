"""Reads text files, with errors that tell the user what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.storage import disk
from onrecord.storage.errors import StorageError, explain

if TYPE_CHECKING:
    from pathlib import Path


def read_text(path: Path, advice: str) -> str:
    """Return the text of a UTF-8 file, without its byte-order mark.

    Raises:
        StorageError: the file is missing, cannot be read or is not UTF-8. `advice` says what to do then.
    """
    return decode(read_bytes(path, advice), path, advice)


def read_text_if_exists(path: Path, advice: str) -> str | None:
    """Return the text of a UTF-8 file, or None where there is no such file. Raises what `read_text` does."""
    try:
        data = disk.read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error, advice) from error
    return decode(data, path, advice)


def read_bytes(path: Path, advice: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        StorageError: the file is missing or cannot be read. `advice` says what to do then.
    """
    try:
        return disk.read(path)
    except OSError as error:
        raise _unreadable(path, error, advice) from error


def decode(data: bytes, path: Path, advice: str) -> str:
    """Return the text that was read from the file at `path`, without its byte-order mark.

    Raises:
        StorageError: it is not UTF-8; the error names the line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StorageError(path, "not valid UTF-8", advice, line) from error


def _unreadable(path: Path, error: OSError, advice: str) -> StorageError:
    return StorageError(path, f"cannot be read: {'a link' if path.is_symlink() else explain(error)}", advice)
