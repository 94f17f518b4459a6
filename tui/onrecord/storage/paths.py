"""Names annotation files so that they are valid on every system and unique to one coder and article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.articles.file_names import encoded_first, is_collection, percent_encoded
from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

ANNOTATIONS = "annotations"
ENDING = ".yaml"
ECHOES = "echoes.yaml"
"""The file of a coder's decisions on echoes, in the coder's folder; an article called “echoes” has another one."""

_LONGEST = 200
"""Bytes of a name; file systems take 255, of which the ending needs some."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


@lru_cache(maxsize=16)
def annotation_path(project: Path, coder: str, article: str) -> Path:
    """Return the annotation file of a coder and an article, given by its key.

    Keys that differ only in how accents are composed, as machines differ in it, have one file.

    Raises:
        StorageError: the key leads out of the project or cannot be a file's name.
    """
    parts = unicodedata.normalize("NFC", article).split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise StorageError(article, "this is no place inside the project folder", "Give the article another name.")
    *folders, name = parts
    # What a file of many articles gives its articles for names is encoded already.
    in_collection = bool(folders) and is_collection(folders[-1])
    path = coder_folder(project, coder)
    for folder in folders:
        path /= _folder_name(folder)
    if not folders and (name + ENDING).casefold() == ECHOES:
        return path / (encoded_first(name) + ENDING)
    return path / ((_fitting(name, name) if in_collection else safe_name(name)) + ENDING)


def echo_path(project: Path, coder: str) -> Path:
    """Return the file of a coder's decisions on echoes."""
    return coder_folder(project, coder) / ECHOES


@lru_cache(maxsize=16)
def coder_folder(project: Path, coder: str) -> Path:
    """Return the folder of a coder's annotation files."""
    return project / ANNOTATIONS / safe_name(unicodedata.normalize("NFC", coder))


def _folder_name(name: str) -> str:
    """Return the name of an article's folder as one part of a path, distinct from every annotation file's.

    `a.txt.yaml/` would take the place of the annotation file of an article `a.txt` beside it.
    """
    safe = safe_name(name)
    if safe.lower().endswith(ENDING):
        return f"{safe[: -len(ENDING)]}%2E{safe[-len(ENDING) + 1 :]}"
    return safe


def safe_name(name: str) -> str:
    """Return `name` as one part of a path, with what some system does not allow percent-encoded as in a URL.

    Over-long names are cut and end in `~` and a digest of the whole.

    Raises:
        StorageError: the name holds half of a surrogate pair (it is not valid UTF-8 on disk).
    """
    return _fitting(percent_encoded(name), name)


def _fitting(safe: str, name: str) -> str:
    """Return a percent-encoded name as one that is not reserved nor too long."""
    if _RESERVED.match(safe):
        safe = encoded_first(safe)
    try:
        encoded = safe.encode()
    except UnicodeEncodeError:
        raise StorageError(name, "its name is not valid UTF-8", "Rename the file.") from None
    if len(encoded) <= _LONGEST:
        return safe
    digest = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
    return encoded[: _LONGEST - 17].decode(errors="ignore") + "~" + digest
