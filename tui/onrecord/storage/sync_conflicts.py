"""Second copies of annotation files that a synchronised folder keeps when two machines changed one at once.

Dropbox, Nextcloud, Syncthing, OneDrive and others each put something of their own before the ending of the name
(`a.txt (conflicted copy).yaml`, `a.txt.sync-conflict-20261122-101010-ABCDEFG.yaml`, `a.txt-LAPTOP.yaml`). None of
it is relied on: a copy is a file that says that it belongs to another one beside it, and whose name begins with
that one's.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.storage import disk
from onrecord.storage.annotation_file import parse_coding
from onrecord.storage.annotations import AnnotationFolder, annotation_files
from onrecord.storage.errors import StorageError
from onrecord.storage.merge import Merged, merge, with_settled
from onrecord.storage.paths import ANNOTATIONS, ENDING, annotation_path
from onrecord.storage.version_1 import upgraded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.coding.record import ArticleCoding, Record


@dataclass(frozen=True, slots=True)
class SyncConflict:
    """A second copy of an annotation file, beside it."""

    file: Path
    coding: ArticleCoding
    original: Path
    data: bytes
    """What was read of the copy."""

    def merged(self, original: ArticleCoding) -> Merged:
        """Return both together: what only one of them says is kept, and contradictions are for a person.

        What both were before, nobody knows.

        Raises:
            StorageError: beside the records they have other keys that onrecord does not know.
        """
        if original.extra != self.coding.extra:
            problem = "it has other keys than its original, which onrecord does not know"
            raise StorageError(self.file, problem, "Bring the two together by hand, and remove the copy.")
        return merge(None, original, self.coding)

    def discard(self) -> None:
        """Remove the copy, all of which has been saved in its original, unless it was changed meanwhile."""
        with suppress(OSError):
            if disk.read(self.file) == self.data:
                disk.remove(self.file)


def find_sync_conflicts(project: Path, coder: str) -> tuple[SyncConflict, ...]:
    """Return the copies beside the annotation files of a coder."""
    with suppress(StorageError, OSError):
        candidates = _candidates(annotation_files(project, coder))
        copies = (read_sync_conflict(project, path) for path in candidates)
        return tuple(copy for copy in copies if copy is not None)
    return ()


def read_sync_conflict(project: Path, path: Path) -> SyncConflict | None:
    """Read the file at `path` if it is such a copy, else return None."""
    try:
        data = disk.read(path)
        coding = upgraded(project, parse_coding(data.decode("utf-8-sig"), path))
        original = annotation_path(project, coding.coder, coding.article)
    except (OSError, UnicodeDecodeError, StorageError):
        return None
    beside = original.parent == path.parent and original != path
    if not beside or not path.name.startswith(original.name.removesuffix(ENDING)) or not original.is_file():
        return None
    return SyncConflict(path, coding, original, data)


def locate_sync_conflict(path: Path) -> tuple[Path, SyncConflict] | None:
    """Return the project of the file at `path`, and what it says, if it is such a copy; else None."""
    path = Path.cwd() / path
    for folder in path.parents:
        if folder.name == ANNOTATIONS and (copy := read_sync_conflict(folder.parent, path)) is not None:
            return folder.parent, copy
    return None


def merge_sync_conflict(project: Path, copy: SyncConflict, settled: Mapping[str, Record | None]) -> None:
    """Save both together in the original, with the decided records, by id, for conflicts, and remove the copy.

    Raises:
        StorageError: the original cannot be read or written, or was changed meanwhile; the copy stays.
    """
    window = AnnotationFolder(project, copy.coding.coder)
    original = window.load(copy.coding.article)
    if original is None:
        raise StorageError(copy.original, "it is gone", "Start again.")
    merged = copy.merged(original)
    if settled.keys() != {conflict.id for conflict in merged.conflicts}:
        raise StorageError(copy.original, "it was changed meanwhile", "Start again.")
    window.save(with_settled(merged, settled))
    copy.discard()


def _candidates(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files whose name begins with that of another beside it."""
    names: dict[Path, list[str]] = {}
    for path in paths:
        names.setdefault(path.parent, []).append(path.name.removesuffix(ENDING))
    for folder, stems in names.items():
        shorter: list[str] = []
        for stem in sorted(stems):
            while shorter and not stem.startswith(shorter[-1]):
                shorter.pop()
            if shorter:
                yield folder / (stem + ENDING)
            shorter.append(stem)
