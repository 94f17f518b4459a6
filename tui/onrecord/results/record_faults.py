"""Faults of the records in annotation files: quotes that moved or are gone, unknown names, doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.errors import ArticleError
from onrecord.coding.codebook import default_codebook
from onrecord.coding.record import Verdict
from onrecord.coding.session import ReviewSession
from onrecord.results.anchor_check import Fault
from onrecord.results.findings import Finding
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.text_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding, Record
    from onrecord.results.anchor_check import AnchorCheck


def record_faults(
    path: Path, coding: ArticleCoding, codebook: Codebook | None, anchors: AnchorCheck
) -> Iterator[Finding]:
    """Yield the faults of the records of one file: places, names and stances."""
    text = ""
    try:
        faults = [*anchors.faults(coding)]
    except ArticleError as error:
        yield Finding(f"{path}: its article cannot be compared: {error}")
        faults = []
    if codebook is not None:
        faults += _unknown_names(coding, codebook)
    faults += _doubles(coding)
    for record, problem in faults:
        text = text or read_text(path, "Take an earlier version.")
        yield Finding(f"{path}:{_line(text, record)}: “{record.quote.exact[:40]}”: {problem}")


def with_new_places(
    project: Path, coding: ArticleCoding, anchors: AnchorCheck
) -> tuple[ArticleCoding, tuple[Finding, ...]]:
    """Save the new places of quotes that moved beyond doubt in a changed article; return what was done."""
    if not any(anchors.faults(coding)):
        return coding, ()
    session = ReviewSession(coding.coder, default_codebook())
    session.add_article(anchors.article(coding.article), coding)
    change = session.confirm_moved(coding.article)
    if change is None:
        return coding, ()
    window = AnnotationFolder(project, coding.coder)
    window.load(coding.article)
    saved = window.save(session.coding(coding.article))
    message = f"{window.path(coding.article)}: the article has changed; {change.title}: written."
    return saved, (Finding(message, mended=True),)


def _unknown_names(coding: ArticleCoding, codebook: Codebook) -> Iterator[Fault]:
    labels = {label.name for label in codebook.labels}
    for record in coding.records:
        for stance in record.stances:
            if codebook.target(stance.target) is None:
                yield Fault(record, f"the codebook has no target “{stance.target}”. Add it, or an alias.")
            if stance.stance not in labels:
                yield Fault(
                    record, f"the codebook has no label “{stance.stance}”. Add it, or code the quote again."
                )
        if record.verdict is Verdict.REJECTED and record.stances:
            yield Fault(record, "rejected, and yet coded with a stance. Decide in the review.")


def _doubles(coding: ArticleCoding) -> Iterator[Fault]:
    places: dict[tuple[int, int], Record] = {}
    for record in coding.records:
        if record.verdict is None or record.verdict is Verdict.REJECTED:
            continue
        other = places.setdefault((record.quote.start, record.quote.end), record)
        if other is not record:
            yield Fault(record, f"the same words have another record, {other.id}. Reject one in the review.")


def _line(text: str, record: Record) -> int:
    place = max(text.find(f"id: {record.id}"), text.find(f'id: "{record.id}"'), 0)
    return text.count("\n", 0, place) + 1
