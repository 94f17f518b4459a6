"""Counts what all of a coder's annotation files hold, long before their articles are opened.

What was counted in a file is kept in the user's cache, with the SHA-256 of its bytes and the stamp that the file
system gave it: its size, the times at which it was written and changed, and its number. That answers two questions.

- `expected`, at once: what was counted in the files that still have their stamps, of which none is read. As with
  git's index, a file that was changed shortly before it was counted has no stamp, for one more change could have
  left its times as they were. Nobody can set the time at which a file was changed, so a stamp that holds of other
  bytes takes a failing disk, a clock that was set back, or a network drive that answers from memory.
- `count`, right after: what is in the files. Each is read to its last byte. What was counted before holds only of a
  file with these very bytes; any other one is parsed and checked as it is when its article is opened. That puts
  right what was wrongly expected.

Nothing but numbers and names is kept, so no coding ever comes from the cache.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b, sha256
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from onrecord.checked_files import read_checked, write_checked
from onrecord.coding.tally import NOTHING, Tally, tally_of
from onrecord.storage.annotations import annotation_folder, coding_in, read_file
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import ENDING
from onrecord.storage.user_dirs import project_cache_folder
from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORMAT = 3
"""To be raised with every change of what is counted."""
_SETTLED = 3 * 10**9
"""Nanoseconds after which one more change gives a file another time: some file systems count in steps of two
seconds."""


class Listed(NamedTuple):
    """An annotation file as its folder lists it."""

    place: str
    """Its path from the project folder."""
    stamp: tuple[int, ...]
    """Its size, times and number; empty while another change could leave them as they are."""


class _Counted(NamedTuple):
    """The counts of a file that had this stamp and digest."""

    stamp: tuple[int, ...]
    digest: str
    article: str
    """The article's key."""
    tally: Tally


class _Kept(NamedTuple):
    """The file in the cache: what was counted in each annotation file, by its path from the project folder."""

    version: str
    places: dict[str, _Counted]


class CountCache:
    """Counts the contents of a coder's annotation files. Not for several threads at once."""

    def __init__(self, project: Path, coder: str) -> None:
        """Start from the counts of earlier runs."""
        self._project = project
        self._coder = coder
        name = blake2b(coder.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._file = project_cache_folder(project) / "tallies" / name
        self._before = _remembered(self._file)
        self._now: dict[str, _Counted] = {}

    def files(self) -> list[Listed]:
        """Return the files to be counted, those of which nothing is expected first.

        There are none where their folder cannot be looked at.
        """
        settled = time_ns() - _SETTLED
        try:
            folder = annotation_folder(self._project, self._coder)
            listed = sorted(_listed(folder, len(str(self._project / "x")) - 1, settled)) if folder else []
        except (OSError, StorageError):
            return []
        return sorted(listed, key=self._has_its_stamp)

    def expected(self, files: Iterable[Listed]) -> list[tuple[str, Tally]]:
        """Return what was counted in those of the files that still have their stamps, by their articles' keys."""
        return [(known.article, known.tally) for file in files if (known := self._known(file))]

    def count(self, files: Iterable[Listed]) -> list[tuple[str, Tally]]:
        """Return the key of the article of each file, and what is recorded about it.

        A file that cannot be read or is faulty is left out: it is told of when its article is opened. Where
        something was expected of it, nothing is recorded about its article.
        """
        tallies = []
        looked_at: set[Path] = set()
        for file in files:
            counted = None
            with suppress(StorageError):
                counted = self._counted(file, looked_at)
            if counted is not None:
                tallies.append((counted.article, counted.tally))
            elif (known := self._known(file)) is not None:
                tallies.append((known.article, NOTHING))
        return tallies

    def keep(self) -> None:
        """Keep what was counted for the next start. Does nothing where that is not possible."""
        if self._now != self._before:
            import msgspec

            write_checked(self._file, msgspec.json.encode(_Kept(_version(), self._now)))

    def _has_its_stamp(self, file: Listed) -> bool:
        return self._known(file) is not None

    def _known(self, file: Listed) -> _Counted | None:
        known = self._before.get(file.place)
        return known if known is not None and file.stamp and file.stamp == known.stamp else None

    def _counted(self, file: Listed, looked_at: set[Path]) -> _Counted | None:
        path = self._project / file.place
        data = read_file(self._project, path, looked_at)
        if data is None:
            return None
        digest = sha256(data).hexdigest()
        counted = self._before.get(file.place)
        if counted is None or counted.digest != digest:
            coding = coding_in(self._project, path, data)
            counted = _Counted(file.stamp, digest, coding.article, tally_of(coding))
        elif counted.stamp != file.stamp:
            counted = counted._replace(stamp=file.stamp)
        self._now[file.place] = counted
        return counted


def _listed(folder: Path | str, place_begins: int, settled: int) -> Iterator[Listed]:
    """Yield all annotation files in a folder and the folders in it; no link is followed, and none has a stamp."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _listed(entry.path, place_begins, settled)
            elif entry.name.endswith(ENDING):
                yield Listed(entry.path[place_begins:], _stamp(entry, settled))


def _stamp(entry: os.DirEntry[str], settled: int) -> tuple[int, ...]:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return ()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if changed > settled or not stat.S_ISREG(status.st_mode):
        return ()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _version() -> str:
    return f"{_FORMAT} {__version__}"


def _remembered(file: Path) -> dict[str, _Counted]:
    import msgspec

    try:
        kept = msgspec.json.decode(read_checked(file) or b"", type=_Kept)
    except (UnicodeDecodeError, msgspec.DecodeError):
        return {}
    return kept.places if kept.version == _version() else {}
