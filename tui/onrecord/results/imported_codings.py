"""Takes codings that a program or a person made elsewhere as those of a coder of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from onrecord.articles.load import load_source, source_of
from onrecord.articles.safe_text import visible
from onrecord.articles.span import Span
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Record, Stance, Verdict
from onrecord.errors import OnrecordError, UsageError
from onrecord.quotes.quote import Kind, quote_id
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding
from onrecord.storage.codebook_file import load_codebook
from onrecord.storage.text_files import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.coding.codebook import Codebook

E = TypeVar("E")

IMPORTED = "imported"
"""The key of an annotation file that says what it was imported from."""
_KINDS = {kind.value: kind for kind in Kind}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class _CodingError(Exception):
    """A coding cannot be placed; its text says why."""


class Unplaced(NamedTuple):
    """A coding that was not taken over."""

    line: int
    """Of the file, from 1."""
    problem: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over."""

    quotes: int
    stances: int
    files: tuple[Path, ...]
    unplaced: tuple[Unplaced, ...]


class _Coding(NamedTuple):
    """One quote as a line has it, with the stance of that line or with all that its article's line gives."""

    line: int
    article: str
    values: Mapping[str, object]
    stances: tuple[Mapping[str, object], ...]


def import_codings(project: Path, coder: str, file: Path, now: str) -> Imported:
    """Write the codings of a `.jsonl` file as annotation files of `coder`, in the place of an earlier import.

    A line is a row of `onrecord export --format jsonl`, or an article as `onrecord quotes --format jsonl` prints
    it, whose quotes can have `stances`. Nothing is guessed: a quote whose words do not stand where it says and
    stand elsewhere more than once, or whose target or label the codebook does not have, is left out and listed.

    Args:
        project: the project folder.
        coder: the name under which the codings are kept.
        file: the file to read.
        now: the present moment, UTC. Every article of the file counts as done since then.

    Raises:
        UsageError: the coder has coded in this project by other means.
        StorageError: the file or the codebook cannot be read, or an annotation file cannot be written.
    """
    _refuse_own_coding(project, coder)
    placing = _Placing(project, load_codebook(project), now)
    unplaced: list[Unplaced] = []
    records: dict[str, dict[Span, Record]] = {}
    for coding in _codings(read_text(file, "Name a .jsonl file."), unplaced.append):
        try:
            article = placing.article(coding.article)
            record = placing.record(article, coding)
        except _CodingError as error:
            unplaced.append(Unplaced(coding.line, str(error)))
            continue
        same = records.setdefault(article.key, {})
        span = Span(record.quote.start, record.quote.end)
        try:
            same[span] = _together(same[span], record) if span in same else record
        except _CodingError as error:
            unplaced.append(Unplaced(coding.line, str(error)))
    window = AnnotationFolder(project, coder)
    made_of = {IMPORTED: {"file": file.name, "when": now}}
    files = []
    for key in sorted({*records, *_keys(project, coder)}):
        article = placing.article(key)
        window.load(key)
        made = ArticleCoding(
            key,
            article.sha256,
            article.title,
            coder,
            tuple(records.get(key, {}).values()),
            done=now if key in records else None,
            codebook=placing.codebook.sha256,
            extractor=article.extractor,
            extra=made_of,
        )
        window.save(made)
        files.append(window.path(key))
    placed = [record for same in records.values() for record in same.values()]
    return Imported(
        len(placed), sum(len(record.stances) for record in placed), tuple(files), tuple(sorted(unplaced))
    )


def _refuse_own_coding(project: Path, coder: str) -> None:
    for path in annotation_files(project, coder):
        coding = load_coding(project, path)
        if coding is not None and IMPORTED not in (coding.extra or {}):
            message = f"{coder} has coded {coding.article} here: import under another name, so that it is not lost."
            raise UsageError(visible(message))


def _keys(project: Path, coder: str) -> Iterator[str]:
    for path in annotation_files(project, coder):
        coding = load_coding(project, path)
        if coding is not None:
            yield coding.article


def _codings(text: str, report: Callable[[Unplaced], None]) -> Iterator[_Coding]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            yield from _codings_of(number, values)
        except ValueError as error:
            report(Unplaced(number, f"no JSON: {error}"))
        except _CodingError as error:
            report(Unplaced(number, str(error)))


def _codings_of(line: int, values: object) -> Iterator[_Coding]:
    if not isinstance(values, Mapping):
        message = "no JSON object"
        raise _CodingError(message)
    article = values.get("article")
    if not isinstance(article, str):
        message = "it does not say in `article` which article it is of"
        raise _CodingError(message)
    quotes = values.get("quotes")
    if quotes is None:
        yield _Coding(line, article, values, (values,) if values.get("target") is not None else ())
        return
    for quote in _mappings(quotes, "quotes"):
        words = quote.get("exact", quote.get("text"))
        stances = tuple(_mappings(quote.get("stances") or [], "stances"))
        yield _Coding(line, article, {**quote, "exact": words}, stances)


def _mappings(values: object, name: str) -> list[Mapping[str, object]]:
    if not isinstance(values, list) or not all(isinstance(value, Mapping) for value in values):
        message = f"`{name}` is no list of objects"
        raise _CodingError(message)
    return values


class _Placing:
    """Finds the place of codings, and the names of the codebook for what they say."""

    def __init__(self, project: Path, codebook: Codebook, now: str) -> None:
        self._project = project
        self.codebook = codebook
        self._labels = {label.name for label in codebook.labels}
        self._now = now
        self._articles: dict[str, Article] = {}

    def article(self, key: str) -> Article:
        if key not in self._articles:
            try:
                self._articles[key] = load_source(source_of(self._project, key))
            except OnrecordError as error:
                raise _CodingError(str(error)) from None
        return self._articles[key]

    def record(self, article: Article, coding: _Coding) -> Record:
        values = coding.values
        words = values.get("exact")
        if not isinstance(words, str) or not words:
            message = "it does not say in `exact` which words it is about"
            raise _CodingError(message)
        span = _place(article.text, words, values.get("start"))
        verdict = _word(values, "verdict", _VERDICTS) or Verdict.ACCEPTED
        return Record(
            id=quote_id(article.key, *span),
            quote=anchor_at(article.text, span),
            verdict=verdict,
            kind=_word(values, "kind", _KINDS),
            actor=_text(values, "actor"),
            via=_text(values, "via"),
            addressee=_text(values, "addressee"),
            stances=tuple(map(self._stance, coding.stances)),
            note=_text(values, "note") or "",
        )

    def _stance(self, values: Mapping[str, object]) -> Stance:
        target, label = _text(values, "target"), _text(values, "stance")
        if target is None or self.codebook.target(target) is None:
            message = f"the codebook has no target “{target}”"
            raise _CodingError(message)
        if label not in self._labels:
            message = f"the codebook has no label “{label}”"
            raise _CodingError(message)
        return Stance(self.codebook.target_name(target), str(label), values.get("strong") is True, self._now)


def _place(text: str, words: str, start: object) -> Span:
    if isinstance(start, int) and start >= 0 and text.startswith(words, start):
        return Span(start, start + len(words))
    first = text.find(words)
    if first < 0:
        message = f"“{words[:60]}” does not stand in the article"
        raise _CodingError(message)
    if text.find(words, first + 1) >= 0:
        message = f"“{words[:60]}” stands in the article more than once, and not at `start`"
        raise _CodingError(message)
    return Span(first, first + len(words))


def _word(values: Mapping[str, object], key: str, words: Mapping[str, E]) -> E | None:
    value = _text(values, key)
    if value is not None and value not in words:
        message = f"`{key}` is “{value}”, which is none of {', '.join(words)}"
        raise _CodingError(message)
    return words[value] if value else None


def _text(values: Mapping[str, object], key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        message = f"`{key}` is no text"
        raise _CodingError(message)
    return value or None


def _together(present: Record, other: Record) -> Record:
    """Return one record of two rows about the same words, which can differ in their stances only."""
    if replace(present, stances=()) != replace(other, stances=()):
        message = f"“{other.quote.exact[:60]}” stands in the file twice, and not alike"
        raise _CodingError(message)
    targets = {stance.target for stance in present.stances}
    if any(stance.target in targets for stance in other.stances):
        message = f"“{other.quote.exact[:60]}” has two stances toward one target"
        raise _CodingError(message)
    return replace(present, stances=(*present.stances, *other.stances))
