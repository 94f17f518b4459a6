"""The names of annotation files: safe on every system, and each leading back to one coder and article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

ANNOTATIONS = "annotations"
ENDING = ".yaml"

_LONGEST = 200
"""Bytes of a name; file systems take 255, of which the ending needs some."""
# What Windows does not allow in a name, and the sign of the encoding itself.
_FORBIDDEN = frozenset('%<>:"/\\|?*')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def annotation_path(project: Path, coder: str, article: str) -> Path:
    """Return the annotation file of a coder and an article, given by its key.

    Raises:
        StorageError: the key leads out of the project or cannot be a file's name.
    """
    parts = article.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise StorageError(article, "this is no place inside the project folder", "Give the article another name.")
    *folders, name = parts
    path = coder_folder(project, coder)
    for folder in folders:
        path /= safe_name(folder)
    return path / (safe_name(name) + ENDING)


def coder_folder(project: Path, coder: str) -> Path:
    """Return the folder of a coder's annotation files."""
    return project / ANNOTATIONS / safe_name(unicodedata.normalize("NFC", coder))


def safe_name(name: str) -> str:
    """Return `name` as one part of a path, with what some system does not allow percent-encoded as in a URL.

    Over-long names are cut and end in `~` and a digest of the whole.

    Raises:
        StorageError: the name holds half of a surrogate pair (it is not valid UTF-8 on disk).
    """
    if name.isalnum() and not _RESERVED.match(name):
        safe = name
    else:
        last = len(name) - 1
        safe = "".join(
            _encoded(character) if _unsafe(character, at_edge=index in (0, last)) else character
            for index, character in enumerate(name)
        )
        if _RESERVED.match(safe):
            safe = _encoded(safe[0]) + safe[1:]
    try:
        encoded = safe.encode()
    except UnicodeEncodeError:
        raise StorageError(name, "its name is not valid UTF-8", "Rename the file.") from None
    if len(encoded) <= _LONGEST:
        return safe
    digest = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
    return encoded[: _LONGEST - 17].decode(errors="ignore") + "~" + digest


def _unsafe(character: str, *, at_edge: bool) -> bool:
    if at_edge and character in " .":
        return True
    return character in _FORBIDDEN or not (character.isprintable() or 0xD800 <= ord(character) <= 0xDFFF)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
