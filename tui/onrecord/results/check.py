"""Checks a project's codebook and annotation files, and repairs what can be repaired safely."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from onrecord.articles.collection import Collection, find_articles
from onrecord.errors import OnrecordError, UsageError
from onrecord.results.anchor_check import AnchorCheck
from onrecord.results.article_remarks import remarks
from onrecord.results.file_faults import folder_faults, missing_end, missing_file, second_copy, unreadable
from onrecord.results.findings import Extent, Finding
from onrecord.results.missing_articles import MissingArticles
from onrecord.results.record_faults import record_faults, with_new_places
from onrecord.storage import backups
from onrecord.storage.annotation_file import EndMarkError
from onrecord.storage.annotations import annotation_files, load_coding
from onrecord.storage.assignment_file import load_assignment
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.echo_file import faulty_decisions
from onrecord.storage.errors import StorageError
from onrecord.storage.file_system import weaker_promise
from onrecord.storage.sync_conflicts import read_sync_conflict
from onrecord.storage.unsaved_copies import unsaved_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.coding.codebook import Codebook


def check(
    project: Path, *, mend: bool = False, ask: Callable[[str], bool] | None = None, extent: Extent | None = None
) -> Iterator[Finding]:
    """Yield the faults of a project: in the codebook, in annotation files, and quotes missing from their articles.

    With `mend`, these are repaired: leftovers of a crash, conflicts without contradictions, sync conflicts without
    contradictions, codings whose article was renamed or moved beyond doubt, places of quotes moved beyond doubt in
    a changed article, and a missing end mark if this machine has a backup of the file with it. If `ask` answers yes
    (None: there is nobody to ask), other missing end marks and missing files are restored. `extent` counts what
    could be read.
    """
    extent = Extent() if extent is None else extent
    codebook = None
    try:
        codebook = load_codebook(project)
    except StorageError as error:
        yield Finding(str(error))
    yield from _assignment(project)
    try:
        paths = tuple(annotation_files(project))
    except StorageError as error:
        yield Finding(str(error))
        paths = ()
    else:
        yield from folder_faults(project, mend=mend)
        for path, good in backups.missing(project):
            yield missing_file(project, path, good, mend=mend, ask=ask)
    anchors = AnchorCheck(project)
    try:
        collection = find_articles([project])
    except UsageError:  # there are no articles
        collection = Collection(project, ())
    lost = MissingArticles(project, collection.sources)
    for path in paths:
        if path in lost.files:
            yield from lost.findings(path, mend=mend)
            continue
        yield from _annotation_file(project, path, codebook, anchors, extent, mend=mend, ask=ask)
    for fault in faulty_decisions(project):
        yield Finding(str(fault))
    for path in unsaved_files(project):
        yield Finding(f"{path}: coding that could not be saved is kept here. Open the review, which asks about it.")
    yield from _remarks(project, collection)


def _remarks(project: Path, collection: Collection) -> Iterator[Finding]:
    """Yield remarks that are not faults."""
    promise = weaker_promise(project)
    for remark in (*remarks(collection), *([promise] if promise else [])):
        yield Finding(remark, fault=False)


def _annotation_file(
    project: Path,
    path: Path,
    codebook: Codebook | None,
    anchors: AnchorCheck,
    extent: Extent,
    *,
    mend: bool,
    ask: Callable[[str], bool] | None,
) -> Iterator[Finding]:
    try:
        coding = load_coding(project, path)
    except EndMarkError as error:
        yield missing_end(project, path, error, mend=mend, ask=ask)
        return
    except StorageError as error:
        copy = read_sync_conflict(project, path)
        yield second_copy(project, copy, mend=mend) if copy else unreadable(project, path, error, mend=mend)
        return
    if coding is None:
        return
    extent.take_in(coding)
    if mend:
        with suppress(OnrecordError):
            coding, confirmed = with_new_places(project, coding, anchors)
            yield from confirmed
    yield from record_faults(path, coding, codebook, anchors)


def _assignment(project: Path) -> Iterator[Finding]:
    try:
        load_assignment(project)
    except StorageError as error:
        yield Finding(str(error))
