"""Caches the contents of YAML files: parsing them would take a tenth of the start time."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from onrecord.checked_files import read_checked, write_checked
from onrecord.storage.user_dirs import cache_folder
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable


def parsed(text: str, parse: Callable[[], object]) -> object:
    """Return the result of `parse` for a file's text, from the cache if the same text was parsed before.

    It has to be plain data, as JSON can hold it; what `parse` raises is raised, and nothing is kept.
    """
    digest = blake2b(f"{__version__}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    file = cache_folder() / "parsed" / f"{digest}.json"
    kept = read_checked(file)
    if kept is not None:
        value: object = json.loads(kept)
        return value
    value = parse()
    write_checked(file, json.dumps(value).encode())
    return value
