"""Counts what all of a coder's annotation files hold, long before their articles are opened.

Every file is read to its last byte each time. What was counted in it is kept in the user's cache with the SHA-256
of its bytes, and holds only of a file that still has these very bytes; any other one is parsed and checked as it is
when its article is opened. Nothing but numbers and names is kept, so no coding ever comes from the cache.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, NamedTuple

from onrecord import __version__
from onrecord.checked_files import read_checked, write_checked
from onrecord.coding.tally import Tally, tally_of
from onrecord.storage.annotations import annotation_files, coding_in, read_file
from onrecord.storage.errors import StorageError
from onrecord.storage.folders import project_cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FORMAT = 1
"""To be raised with every change of what is counted."""


class _Counted(NamedTuple):
    """What was counted in a file of this digest."""

    digest: str
    article: str
    """The article's key."""
    tally: Tally


class Tallies:
    """What a coder's annotation files in a project hold, in numbers. For one thread at a time."""

    def __init__(self, project: Path, coder: str) -> None:
        """Begin with what was counted at earlier starts."""
        self._project = project
        self._coder = coder
        self._name_begins = len(str(project / "x")) - 1
        name = blake2b(coder.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._file = project_cache_folder(project) / "tallies" / name
        self._before = _remembered(self._file)
        self._now: dict[str, _Counted] = {}

    def files(self) -> list[Path]:
        """Return the files to be counted; none where their folder cannot be looked at."""
        try:
            return list(annotation_files(self._project, self._coder))
        except StorageError:
            return []

    def count(self, files: Iterable[Path]) -> list[tuple[str, Tally]]:
        """Return the key of the article of each file, and what is recorded about it.

        A file that cannot be read or is faulty is left out: it is told of when its article is opened.
        """
        tallies = []
        looked_at: set[Path] = set()
        for file in files:
            with suppress(StorageError):
                counted = self._counted(file, looked_at)
                if counted is not None:
                    tallies.append((counted.article, counted.tally))
        return tallies

    def keep(self) -> None:
        """Keep what was counted for the next start. Does nothing where that is not possible."""
        if self._now != self._before:
            write_checked(self._file, json.dumps([_version(), self._now]).encode())

    def _counted(self, file: Path, looked_at: set[Path]) -> _Counted | None:
        data = read_file(self._project, file, looked_at)
        if data is None:
            return None
        place = str(file)[self._name_begins :]
        digest = sha256(data).hexdigest()
        counted = self._before.get(place)
        if counted is None or counted.digest != digest:
            coding = coding_in(self._project, file, data)
            counted = _Counted(digest, coding.article, tally_of(coding))
        self._now[place] = counted
        return counted


def _version() -> str:
    return f"{_FORMAT} {__version__}"


def _remembered(file: Path) -> dict[str, _Counted]:
    kept = read_checked(file)
    try:
        version, places = json.loads(kept or b"")
        if version != _version():
            return {}
        return {place: _Counted(digest, key, Tally(*tally)) for place, (digest, key, tally) in places.items()}
    except (AttributeError, TypeError, ValueError):
        return {}
