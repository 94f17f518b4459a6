"""What YAML files said when last read, kept in the user's cache: to parse them takes a tenth of a start."""

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
    """Return what `parse` makes of a file's text, or made of the same text before.

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
