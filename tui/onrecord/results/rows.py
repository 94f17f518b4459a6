"""The coding of a project as a table with a row for each coder, quote and target."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Metadata
from onrecord.articles.containers import own_columns
from onrecord.articles.file_names import is_collection, percent_decoded
from onrecord.articles.load import load_source, source_of
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.anchoring import Anchoring
from onrecord.errors import OnrecordError
from onrecord.storage.annotations import annotation_files, load_coding
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.coding.anchor_state import Found
    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding, Record, Stance


@dataclass(frozen=True, slots=True)
class Row:
    """One stance of one coder, or a quote without a stance (`target` None). Unknown values are None.

    Its fields, in this order, are the columns of the exports.
    """

    article: str
    """The article's key."""
    id: str | None
    """The id that the article's row has in a file of many."""
    title: str
    outlet: str | None
    date: str | None
    """The day the article appeared, ISO 8601."""
    url: str | None
    coder: str
    quote: str
    """The quote's id."""
    start: int
    """In code points of the article's text."""
    end: int
    exact: str
    place: str | None
    """Whether `start`, `end` and `exact` are those of the article as it is now; None where it cannot be read."""
    kind: str | None
    verdict: str | None
    """None if the quote was only noted or flagged."""
    actor: str | None
    """The codebook's canonical name, else the name as coded."""
    via: str | None
    addressee: str | None
    co_actors: str
    """Who says the words together with the actor, joined by "; "."""
    target: str | None
    """Its present name in the codebook, also if it was coded under an alias."""
    stance: str | None
    strong: bool | None
    when: str | None
    note: str
    flag: bool
    joined_to: str | None
    """The id of the first part of the utterance that this quote continues; that part has the stances."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The columns that the file of many has of its own. No column of the exports, but several."""


PLACES = {
    AnchorState.EXACT: "as coded",
    AnchorState.MOVED: "moved",
    AnchorState.UNSURE: "needs a look",
    AnchorState.GONE: "gone",
}
"""What `place` says. Of a quote that has moved, the new place is given; else the one where it was coded."""


class _Known(NamedTuple):
    """What is known of an article."""

    article: Article | None
    """None where it cannot be read."""
    id: str | None
    own: Mapping[str, str]


def rows(project: Path, report: Callable[[OnrecordError], None]) -> Iterator[Row]:
    """Yield the coding of all coders, sorted by coder, article and position.

    What cannot be read is handed to `report` and left out: an annotation file, or the codebook (targets then keep
    the names they were coded under). So are articles that have changed or cannot be read; their coding is exported.
    """
    try:
        codebook = load_codebook(project)
    except StorageError as error:
        report(error)
        codebook = None
    known: dict[str, _Known] = {}
    for path in annotation_files(project):
        try:
            coding = load_coding(project, path)
        except StorageError as error:
            report(error)
            continue
        if coding is None:
            continue
        if coding.article not in known:
            known[coding.article] = _known(project, coding.article)
        places = _places(path, coding, known[coding.article], report)
        for record, place in zip(coding.records, places, strict=True):
            stances = codebook.settled(record.stances) if codebook else record.stances
            for stance in stances or (None,):
                yield _row(coding, known[coding.article], record, stance, codebook, place=place)


def _known(project: Path, article: str) -> _Known:
    file, _, name = article.rpartition("/")
    id = percent_decoded(name) if is_collection(file) else None
    try:
        source = source_of(project, article)
        own = own_columns(source.path, source.row) if source.row is not None else {}
        return _Known(load_source(source), id, own)
    except OnrecordError:
        return _Known(None, id, {})


def _places(
    path: Path, coding: ArticleCoding, known: _Known, report: Callable[[OnrecordError], None]
) -> Sequence[Found | None]:
    """Return where each quote of a coding stands in its article now, and report those that do not stand there."""
    if known.article is None:
        if coding.records:
            problem = f"its article {coding.article} cannot be read, so its places are those where it was coded"
            report(StorageError(path, problem, "“onrecord check” says more."))
        return [None] * len(coding.records)
    found = Anchoring(known.article.text).find_all([record.quote for record in coding.records])
    counts = Counter(PLACES[one.state] for one in found if one.state is not AnchorState.EXACT)
    if counts:
        told = ", ".join(f"{number} {place}" for place, number in counts.items())
        problem = f"its article has changed since it was coded: of {len(found)} quotes {told}"
        report(StorageError(path, problem, "The column “place” says which; the review confirms them."))
    return found


def _row(
    coding: ArticleCoding,
    known: _Known,
    record: Record,
    stance: Stance | None,
    codebook: Codebook | None,
    *,
    place: Found | None,
) -> Row:
    metadata = known.article.metadata if known.article else Metadata()
    start, end, exact = record.quote.start, record.quote.end, record.quote.exact
    if known.article is not None and place is not None and place.state is AnchorState.MOVED and place.span:
        start, end = place.span
        exact = known.article.text[start:end]
    return Row(
        article=coding.article,
        id=known.id,
        title=metadata.title or coding.title,
        outlet=metadata.outlet,
        date=metadata.date,
        url=metadata.url,
        coder=coding.coder,
        quote=record.id,
        start=start,
        end=end,
        exact=exact,
        place=PLACES[place.state] if place else None,
        kind=record.kind,
        verdict=record.verdict,
        actor=codebook.actor_name(record.actor) if codebook and record.actor else record.actor,
        via=record.via,
        addressee=record.addressee,
        co_actors="; ".join(codebook.actor_name(name) if codebook else name for name in record.co_actors),
        target=stance.target if stance else None,
        stance=stance.stance if stance else None,
        strong=stance.strong if stance else None,
        when=stance.when if stance else None,
        note=record.note,
        flag=record.flag,
        joined_to=record.joined_to,
        own=known.own,
    )
