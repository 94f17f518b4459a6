"""Reads and writes files of the user's cache, which begin with a checksum so that damaged ones are noticed.

Caches are optional: a missing or damaged file is None, and errors while writing are ignored.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 16
"""Length of the checksum in bytes."""


def read_checked(file: Path) -> bytes | None:
    """Return the content of a file, or None if it is missing or damaged."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    content = data[_SIZE:]
    return content if _checksum(content) == data[:_SIZE] else None


def write_checked(file: Path, content: bytes) -> None:
    """Write a file atomically, creating its folders. Errors are ignored."""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_checksum(content) + content)
        aside.replace(file)


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SIZE).digest()
