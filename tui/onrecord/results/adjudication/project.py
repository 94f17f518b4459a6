"""The adjudicated coding of a project: reads what was decided, and writes what holds.

It is kept as that of a coder of its own, `annotations/_adjudicated/`; no coder's file is ever written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_source, source_of
from onrecord.coding.anchoring import Anchoring
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Record
from onrecord.quotes.quote import quote_id
from onrecord.results.adjudication.decisions import ADJUDICATED, KEY, decided_record, decision_in, seen_of
from onrecord.results.adjudication.disagreements import disagreements
from onrecord.results.adjudication.session import AdjudicationSession, place_of
from onrecord.results.adjudication.strategy import settle
from onrecord.results.agreement.codings import Selection, read_codings
from onrecord.results.agreement.units import LEAST_OVERLAP, overlap, units_of
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.articles.span import Span
    from onrecord.errors import OnrecordError
    from onrecord.results.adjudication.decisions import Decision
    from onrecord.results.adjudication.disagreements import Disagreement
    from onrecord.results.adjudication.session import Place
    from onrecord.results.adjudication.strategy import Strategy
    from onrecord.results.agreement.codings import ProjectCodings
    from onrecord.results.agreement.units import Unit


class _Kept(NamedTuple):
    """A record of the adjudicated coding, where it stands now, and the unit that it is about."""

    record: Record
    span: Span
    unit: Unit | None
    """None where no coder has a record there any more."""


class _Written(NamedTuple):
    """A record to write."""

    record: Record
    span: Span
    ids: frozenset[str]
    """Of the coders' records of its unit: a part of an utterance names its first part by one of them."""


@dataclass(frozen=True, slots=True)
class Adjudication:
    """The codings of a project and what was decided about them."""

    codings: ProjectCodings
    units: tuple[Unit, ...]
    decided: Mapping[Place, Decision]
    """What people decided, by unit."""
    outdated: tuple[Unit, ...]
    """Units that a coder has coded otherwise since they were decided; the decisions stand."""
    faults: tuple[OnrecordError, ...]
    """Files that could not be read; nothing is written for their articles."""
    kept: Mapping[str, tuple[_Kept, ...]]
    """The records of the adjudicated coding that stand in their article, by article."""
    lost: Mapping[str, tuple[Record, ...]]
    """Decisions about words that stand nowhere in their article any more; they are kept as they are."""
    articles: Mapping[str, Article]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written."""

    decided: int
    """Units that people decided, those included whose quote stays without a coding."""
    settled: int
    """Units that the strategy settled between two coders or more."""
    alone: int
    """Units that only one coder judged, taken over as they are."""
    put_off: int
    open: tuple[Disagreement, ...]
    """Disagreements that neither a person nor the strategy has settled, the most telling first."""
    files: tuple[Path, ...]


def read_adjudication(project: Path, coders: Sequence[str] = ()) -> Adjudication:
    """Return the codings of a project's coders (all, or those named) and what was decided about them.

    Raises:
        UsageError: a coder that is named has coded nothing.
        StorageError: the codebook or a file of the adjudicated coding cannot be read.
    """
    codings = read_codings(project, Selection(coders=tuple(coders)), in_present_text=True)
    units = tuple(units_of(codings))
    by_article: dict[str, list[Unit]] = {}
    for unit in units:
        by_article.setdefault(unit.article, []).append(unit)
    before = [load_coding(project, path) for path in annotation_files(project, ADJUDICATED)]
    records = {coding.article: coding.records for coding in before if coding is not None}
    articles: dict[str, Article] = {}
    faults = [*codings.faults]
    kept: dict[str, tuple[_Kept, ...]] = {}
    lost: dict[str, tuple[Record, ...]] = {}
    for key in sorted({*by_article, *records}):
        try:
            articles[key] = load_source(source_of(project, key))
        except ArticleError as error:
            faults.append(error)
            continue
        kept[key] = _match(records.get(key, ()), articles[key].text, by_article.get(key, ()))
        found_again = {one.record.id for one in kept[key]}
        lost[key] = tuple(
            record for record in records.get(key, ()) if record.id not in found_again and decision_in(record)
        )
    found = [(one.unit, decision_in(one.record)) for each in kept.values() for one in each if one.unit is not None]
    decided = {place_of(unit): decision for unit, decision in found if decision is not None}
    outdated = tuple(
        unit for unit in units if (made := decided.get(place_of(unit))) and made.seen and made.seen != seen_of(unit)
    )
    return Adjudication(codings, units, decided, outdated, tuple(faults), kept, lost, articles)


def _match(records: Sequence[Record], text: str, units: Sequence[Unit]) -> tuple[_Kept, ...]:
    """Return the records with the units that they are about, those with equal edges first."""
    places = Anchoring(text).find_all([record.quote for record in records])
    standing = [(record, place.span) for record, place in zip(records, places, strict=True) if place.span]
    likeness = [
        (-overlap(span, unit.span), number, position)
        for number, (_, span) in enumerate(standing)
        for position, unit in enumerate(units)
        if overlap(span, unit.span) >= LEAST_OVERLAP
    ]
    of_record: dict[int, int] = {}
    for _, number, position in sorted(likeness):
        if number not in of_record and position not in of_record.values():
            of_record[number] = position
    return tuple(
        _Kept(record, span, units[of_record[number]] if number in of_record else None)
        for number, (record, span) in enumerate(standing)
    )


def session_of(adjudication: Adjudication, by: str, now: Callable[[], str]) -> AdjudicationSession:
    """Return a session over the disagreements, with what was decided before."""
    return AdjudicationSession(
        adjudication.units, adjudication.codings.codebook, by, now, decided=adjudication.decided
    )


def write_adjudication(
    project: Path,
    adjudication: Adjudication,
    decisions: Mapping[Place, Decision],
    strategy: Strategy | None,
    now: str,
) -> Outcome:
    """Write the adjudicated coding and return what holds and what is open.

    What people decided stands, also where coders have coded otherwise since. Everything else is settled anew by the
    strategy; without one it stays as it was. An article without open disagreements is marked as done.

    Raises:
        StorageError: a file cannot be written.
    """
    window = AnnotationFolder(project, ADJUDICATED)
    units: dict[str, list[Unit]] = {}
    for unit in adjudication.units:
        units.setdefault(unit.article, []).append(unit)
    disputed = {place_of(one.unit) for one in disagreements(adjudication.units, adjudication.codings.codebook)}
    counts = {"decided": 0, "settled": 0, "alone": 0, "put_off": 0}
    left: list[Unit] = []
    files = []
    for key, article in adjudication.articles.items():
        kept = {place_of(one.unit): one for one in adjudication.kept[key] if one.unit is not None}
        written = [
            _Written(one.record, one.span, frozenset({one.record.id}))
            for one in adjudication.kept[key]
            if one.unit is None and decision_in(one.record)
        ]
        open_here = 0
        for unit in units.get(key, ()):
            decision = decisions.get(place_of(unit))
            made = _record_of(unit, decision, strategy, kept.get(place_of(unit)), counts)
            if made is not None:
                ids = {coding.placed.record.id for coding in unit.codings.values() if coding.placed}
                written.append(_Written(*made, frozenset(ids)))
            if place_of(unit) in disputed and (made is None or (decision and not decision.is_final)):
                open_here += 1
                if decision is None:
                    left.append(unit)
        window.load(key)
        before = window.last_seen(key)
        records = (*adjudication.lost[key], *_distinct(key, article.text, written))
        if before is None and not records:
            continue
        done = None if open_here or key not in units else (before and before.done) or now
        window.save(
            replace(
                before or ArticleCoding(key, article.sha256, article.title, ADJUDICATED),
                sha256=article.sha256,
                title=article.title,
                records=records,
                done=done,
                codebook=adjudication.codings.codebook.sha256,
                extractor=article.extractor,
            )
        )
        files.append(window.path(key))
    return Outcome(**counts, open=disagreements(left, adjudication.codings.codebook), files=tuple(files))


def _record_of(
    unit: Unit, decision: Decision | None, strategy: Strategy | None, kept: _Kept | None, counts: dict[str, int]
) -> tuple[Record, Span] | None:
    """Return what holds of a unit, and count why; None where it is open."""
    if decision is not None:
        counts["decided" if decision.is_final else "put_off"] += 1
        if kept is not None and decision_in(kept.record) == decision:
            return kept.record, kept.span
        return decided_record(unit, decision)
    if strategy is None:
        return (kept.record, kept.span) if kept is not None and decision_in(kept.record) is None else None
    settled = settle(unit, strategy)
    if settled is None:
        return None
    counts["settled" if settled.coders > 1 else "alone"] += 1
    how: dict[str, object] = {
        "strategy": strategy.name if settled.coders > 1 else "alone",
        "coders": settled.coders,
    }
    return replace(settled.record, extra={KEY: how}, comments=()), settled.span


def _distinct(article: str, text: str, written: Iterable[_Written]) -> tuple[Record, ...]:
    """Return the records anchored in the present text and with different ids.

    A part of an utterance follows the first part, which carries the stances: if that one is open, so is the part.
    """
    records: dict[str, Record] = {}
    present: dict[str, str] = {}
    for one in written:
        identifier = one.record.id
        while identifier in records:
            identifier = quote_id(f"{article}\0{identifier}", *one.span)
        present |= dict.fromkeys(one.ids, identifier)
        # That a coder moved its edges says nothing of the adjudicated coding.
        records[identifier] = replace(one.record, id=identifier, quote=anchor_at(text, one.span), found=None)
    return tuple(
        replace(record, joined_to=present.get(record.joined_to or ""))
        for record in records.values()
        if not record.joined_to or record.joined_to in present or decision_in(record)
    )


def differences_from(project: Path, coder: str) -> tuple[Disagreement, ...]:
    """Return where the adjudicated coding differs from a coder's, the most telling difference first.

    Raises:
        UsageError: the coder has coded nothing, or there is no adjudicated coding.
    """
    codings = read_codings(project, Selection(coders=(coder,), against=ADJUDICATED))
    return disagreements(units_of(codings), codings.codebook)
