"""The coding of a project as a table: one row a coder, quote and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.article import Metadata
from onrecord.articles.load import load_source, source_of
from onrecord.errors import OnrecordError
from onrecord.storage.annotations import annotation_files, load_coding
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding, Record, Stance


@dataclass(frozen=True, slots=True)
class Row:
    """One stance of one coder, or a quote without a stance (`target` None). What is not known is None.

    Its fields, in this order, are the columns of the exports.
    """

    article: str
    """The article's key."""
    title: str
    outlet: str | None
    date: str | None
    """The day the article appeared, ISO 8601."""
    url: str | None
    coder: str
    quote: str
    """The quote's id."""
    start: int
    """Code points from the beginning of the article's text."""
    end: int
    exact: str
    kind: str | None
    verdict: str | None
    """None where the quote was only noted or flagged."""
    actor: str | None
    """By the canonical name that the codebook settles, else as it was coded."""
    via: str | None
    addressee: str | None
    target: str | None
    """By its present name in the codebook, also where it was coded under an alias."""
    stance: str | None
    strong: bool | None
    when: str | None
    note: str
    flag: bool
    joined_to: str | None
    """The id of the first part of the utterance that this quote goes on with; that one carries the stances."""


def rows(project: Path, report: Callable[[OnrecordError], None]) -> Iterator[Row]:
    """Yield the coding of all coders, sorted by coder, article and position.

    What cannot be read is handed to `report` and left out: an annotation file, or the codebook (targets then keep
    the names they were coded under). An article that is missing only leaves its outlet, date and address empty.
    """
    try:
        codebook = load_codebook(project)
    except StorageError as error:
        report(error)
        codebook = None
    known: dict[str, Metadata] = {}
    for path in annotation_files(project):
        try:
            coding = load_coding(project, path)
        except StorageError as error:
            report(error)
            continue
        if coding is None:
            continue
        if coding.article not in known:
            known[coding.article] = _metadata(project, coding.article)
        yield from _coding_rows(coding, known[coding.article], codebook)


def _metadata(project: Path, article: str) -> Metadata:
    try:
        return load_source(source_of(project, article)).metadata
    except OnrecordError:
        return Metadata()


def _coding_rows(coding: ArticleCoding, metadata: Metadata, codebook: Codebook | None) -> Iterator[Row]:
    for record in coding.records:
        stances = codebook.settled(record.stances) if codebook else record.stances
        for stance in stances or (None,):
            yield _row(coding, metadata, record, stance, codebook)


def _row(
    coding: ArticleCoding, metadata: Metadata, record: Record, stance: Stance | None, codebook: Codebook | None
) -> Row:
    return Row(
        article=coding.article,
        title=metadata.title or coding.title,
        outlet=metadata.outlet,
        date=metadata.date,
        url=metadata.url,
        coder=coding.coder,
        quote=record.id,
        start=record.quote.start,
        end=record.quote.end,
        exact=record.quote.exact,
        kind=record.kind,
        verdict=record.verdict,
        actor=codebook.actor_name(record.actor) if codebook and record.actor else record.actor,
        via=record.via,
        addressee=record.addressee,
        target=stance.target if stance else None,
        stance=stance.stance if stance else None,
        strong=stance.strong if stance else None,
        when=stance.when if stance else None,
        note=record.note,
        flag=record.flag,
        joined_to=record.joined_to,
    )
