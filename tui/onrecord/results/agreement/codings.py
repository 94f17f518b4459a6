"""Reads the coders' codings of a project, with all places in the present text of each article."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.collection import natural_order
from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_source, source_of
from onrecord.articles.safe_text import visible
from onrecord.articles.span import Span
from onrecord.coding.record import Verdict
from onrecord.errors import UsageError
from onrecord.storage.annotations import annotation_files, load_coding
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding, Record, Stance
    from onrecord.errors import OnrecordError

_STANDING = (Verdict.ACCEPTED, Verdict.ADDED)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which codings to compare."""

    coders: tuple[str, ...] = ()
    """Empty for all whose names do not begin with `_`, as that of the adjudicated coding does."""
    articles: tuple[str, ...] = ()
    """Keys of articles, or patterns of them such as `week1/*`; empty for all."""
    since: str = ""
    """A day or moment, ISO 8601: a quote counts if its last stance, or else the done mark, is not older."""
    against: str = ""
    """A coder with whom each of the others is compared; empty to compare all with each other."""
    anonymous: bool = False
    """Whether coders are called by letters."""


class PlacedRecord(NamedTuple):
    """A judged record, where it stands in the article now."""

    record: Record
    span: Span
    stances: Mapping[str, Stance]
    """By the present names of their targets. A part of an utterance has those of its first part."""
    actor: str | None
    """By the canonical name that the codebook settles."""
    part: bool
    """Whether it goes on with an utterance, whose first part carries the stances."""


class CodedArticle(NamedTuple):
    """What one coder did in one article."""

    done: bool
    records: tuple[PlacedRecord, ...]


@dataclass(frozen=True, slots=True)
class ProjectCodings:
    """The codings of a project that are compared."""

    project: Path
    codebook: Codebook
    coders: tuple[str, ...]
    """Sorted; the one compared against comes last."""
    against: str
    articles: Mapping[str, Mapping[str, CodedArticle]]
    """By article and coder, in the natural order of articles (`a2` before `a10`)."""
    lost: int = 0
    """Records whose words stand nowhere in their article any more; they are not compared."""
    older: int = 0
    """Records left out because they are older than asked for."""
    codebooks: tuple[str, ...] = ()
    """The SHA-256 of each version of the codebook that the codings were made with."""
    faults: tuple[OnrecordError, ...] = ()
    """The files that could not be read."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Which letter stands for which coder, where they are called by letters."""


def read_codings(
    project: Path, selection: Selection | None = None, *, in_present_text: bool = False
) -> ProjectCodings:
    """Return the codings of a project's coders. A file that cannot be read is left out and named among the faults.

    Where all coders of an article coded the same text, places count in that text, and the article is not read. With
    `in_present_text` they count in the article as it is now.

    Raises:
        UsageError: a coder that is named has coded nothing.
        StorageError: the codebook cannot be read, so that names cannot be compared.
    """
    chosen = selection or Selection()
    codebook = load_codebook(project)
    faults: list[OnrecordError] = []
    codings = [
        coding
        for coding in _all_codings(project, faults.append)
        if any(fnmatchcase(coding.article, pattern) for pattern in chosen.articles or ("*",))
    ]
    coders = _coders(project, {coding.coder for coding in codings}, chosen)
    codings = [coding for coding in codings if coding.coder in coders]
    letters = _letters(coders, chosen.against) if chosen.anonymous else {}
    reader = _Reader(project, codebook, chosen.since, in_present_text=in_present_text)
    articles: dict[str, dict[str, CodedArticle]] = {}
    by_article: dict[str, list[ArticleCoding]] = {}
    for coding in codings:
        by_article.setdefault(coding.article, []).append(coding)
    for key in sorted(by_article, key=natural_order):
        coded = reader.article(by_article[key])
        articles[key] = {letters.get(coder, coder): coded[coder] for coder in coders if coder in coded}
    return ProjectCodings(
        project=project,
        codebook=codebook,
        coders=tuple(sorted(letters.get(coder, coder) for coder in coders if coder != chosen.against))
        + ((chosen.against,) if chosen.against else ()),
        against=chosen.against,
        articles=articles,
        lost=reader.lost,
        older=reader.older,
        codebooks=tuple(sorted({coding.codebook for coding in codings if coding.codebook})),
        faults=(*faults, *reader.faults),
        letters=letters,
    )


def _all_codings(project: Path, report: Callable[[OnrecordError], None]) -> Iterable[ArticleCoding]:
    for path in annotation_files(project):
        try:
            coding = load_coding(project, path)
        except StorageError as error:
            report(error)
            continue
        if coding is not None:
            yield coding


def _coders(project: Path, found: set[str], chosen: Selection) -> list[str]:
    named = [*chosen.coders, *([chosen.against] if chosen.against else [])]
    for name in named:
        if name not in found:
            known = ", ".join(sorted(found)) or "nobody"
            message = f"{project}: {name} has coded nothing here. Coded have: {known}."
            raise UsageError(visible(message))
    coders = chosen.coders or tuple(name for name in sorted(found) if not name.startswith("_"))
    return list(dict.fromkeys((*coders, *named)))


def _letters(coders: Sequence[str], against: str) -> dict[str, str]:
    """Return a letter for each coder, in an order that does not tell the names."""
    others = (coder for coder in coders if coder != against)
    hidden = sorted(others, key=lambda name: sha256(name.encode()).digest())
    return {coder: _letter(position) for position, coder in enumerate(hidden)}


def _letter(position: int) -> str:
    return chr(ord("A") + position % 26) + (str(position // 26 + 1) if position >= 26 else "")


class _Reader:
    """Places records and settles their names; counts what cannot be compared."""

    def __init__(self, project: Path, codebook: Codebook, since: str, *, in_present_text: bool) -> None:
        self._project = project
        self._in_present_text = in_present_text
        self._codebook = codebook
        self._since = since
        self.lost = 0
        self.older = 0
        self.faults: list[OnrecordError] = []

    def article(self, codings: Sequence[ArticleCoding]) -> dict[str, CodedArticle]:
        """Return what the coders did in one article, by coder."""
        text = None
        if self._in_present_text or len({coding.sha256 for coding in codings}) > 1:
            text = self._text(codings[0].article)
        return {coding.coder: self._coded(coding, text) for coding in codings}

    def _text(self, key: str) -> str | None:
        try:
            return load_source(source_of(self._project, key)).text
        except ArticleError as error:
            self.faults.append(error)
            return None

    def _coded(self, coding: ArticleCoding, text: str | None) -> CodedArticle:
        heads = {record.id: record for record in coding.records if record.verdict in _STANDING}
        placed = []
        for record, span in zip(coding.records, _spans(coding.records, text), strict=True):
            if record.verdict is None:
                continue
            head = heads.get(record.joined_to or "")
            stances = self._codebook.settled((head or record).stances)
            if self._is_older(stances, coding.done):
                self.older += 1
            elif span is None:
                self.lost += 1
            else:
                by_target = {stance.target: stance for stance in stances}
                actor = self._codebook.actor_name(record.actor) if record.actor else None
                placed.append(PlacedRecord(record, span, by_target, actor, part=head is not None))
        return CodedArticle(coding.done is not None, tuple(placed))

    def _is_older(self, stances: Iterable[Stance], done: str | None) -> bool:
        if not self._since:
            return False
        return max((stance.when for stance in stances if stance.when), default=done or "") < self._since


def _spans(records: Sequence[Record], text: str | None) -> Sequence[Span | None]:
    if text is None:
        return [Span(record.quote.start, record.quote.end) for record in records]
    from onrecord.coding.anchoring import Anchoring

    return [place.span for place in Anchoring(text).find_all([record.quote for record in records])]
