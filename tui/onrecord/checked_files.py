"""Small files in the user's cache that are believed only whole: each begins with its checksum.

Nothing in them is needed: what is missing or damaged is None, and what cannot be written is forgotten.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 16
"""Bytes of the checksum."""


def read_checked(file: Path) -> bytes | None:
    """Return what was written to a file, or None where there is no such file or it is damaged."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    content = data[_SIZE:]
    return content if _checksum(content) == data[:_SIZE] else None


def write_checked(file: Path, content: bytes) -> None:
    """Write a file and the folders that it lies in, at once for whoever reads it."""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_checksum(content) + content)
        aside.replace(file)


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SIZE).digest()
