"""Converts the text of an annotation file to an `ArticleCoding` and back, as `docs/file-format.md` describes."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Span, Stance, Verdict
from onrecord.storage.comments import comments_in
from onrecord.storage.errors import StorageError
from onrecord.storage.fast_reader import read_fast
from onrecord.storage.fields import FieldError, Fields, check_format
from onrecord.storage.yaml_format import END_MARK, Blocks, Word, block, collector_off, dump, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = "onrecord-annotations"
VERSION = 2

_KINDS = {kind.value: kind for kind in Kind}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)

_HEAD = frozenset({"format", "version", "coder", "article", "codebook", "done", "records"})
_ARTICLE = frozenset({"path", "sha256", "extractor", "title"})
_RECORD = frozenset(
    {
        *("id", "quote", "verdict", "kind", "actor", "co_actors", "via", "addressee"),
        *("found", "joined_to", "stances", "note", "flag"),
    }
)
_QUOTE = frozenset({"start", "end", "exact", "prefix", "suffix"})
_STANCE = frozenset({"target", "stance", "strong", "when"})
_POSITION = attrgetter("quote.start", "quote.end", "id")
_JUDGED = ("kind", "co_actors", "via", "addressee", "joined_to")


# Reading


class EndMarkError(StorageError):
    """A file is valid but has no end mark, so it may be cut off: a person has to say whether it is complete."""


def parse_coding(text: str, file: Path, *, unended: bool = False) -> ArticleCoding:
    """Parse the text of an annotation file; with `unended`, accept it without its end mark.

    Raises:
        EndMarkError: nothing else is wrong than that the end mark is missing.
        StorageError: it is faulty, cut off, or of a newer version.
    """
    with collector_off():
        quickly = read_fast(text)
    if quickly is not None:
        return replace(quickly, records=in_order(quickly.records))
    return parse_document(text, file, unended=unended)


def parse_document(text: str, file: Path, *, unended: bool = False) -> ArticleCoding:
    """Parse an annotation file written in any style of YAML. Raises the same errors as `parse_coding`."""
    document = load(text, file)
    try:
        fields = Fields(document.value)
        check_format(fields, FORMAT, VERSION)
        coding = _with_comments(_coding(fields), text)
    except FieldError as fault:
        raise fault.as_error(file, text) from None
    if not (document.ended or unended):
        advice = f"Compare it with an earlier version; if all is there, add a line {END_MARK} at its end."
        last = text.rstrip("\n").count("\n") + 1
        raise EndMarkError(file, f"the end mark ({END_MARK}) is missing, so it may be cut off", advice, last)
    return coding


def _coding(fields: Fields) -> ArticleCoding:
    about, beyond = fields.one("article", _article)
    if not fields.names("records"):
        raise FieldError("the line `records:` is missing (`records: []` where nothing is coded)")
    records = fields.each("records", _record)
    seen = set()
    for position, record in enumerate(records):
        if record.id in seen:
            raise FieldError("two records have this id", "records", position, "id")
        seen.add(record.id)
    extra = fields.beyond(_HEAD) | ({"article": beyond} if beyond else {})
    return ArticleCoding(
        article=about["path"],
        sha256=about["sha256"],
        extractor=about["extractor"],
        title=about["title"],
        coder=fields.text("coder"),
        records=records,
        done=_moment(fields, "done"),
        codebook=fields.text_or_none("codebook") or "",
        version=fields.number("version"),
        extra=extra or None,
    )


def _with_comments(coding: ArticleCoding, text: str) -> ArticleCoding:
    """Return the coding with its records sorted and the file's comments attached. The records are in file order."""
    comments = comments_in(text)
    records = [
        replace(record, comments=comments.records[position]) if position in comments.records else record
        for position, record in enumerate(coding.records)
    ]
    return replace(coding, records=in_order(tuple(records)), comments=comments.head)


def _article(fields: Fields) -> tuple[dict[str, str], dict[str, object]]:
    about = {"path": fields.text("path"), "sha256": fields.text("sha256")}
    about |= {key: fields.text_or_none(key) or "" for key in ("extractor", "title")}
    return about, fields.beyond(_ARTICLE)


def _record(fields: Fields) -> Record:
    anchor, beyond_anchor = fields.one("quote", _anchor)
    stances = fields.each("stances", _stance)
    if len({stance.target for stance, _ in stances}) < len(stances):
        raise FieldError("two stances of one quote are toward the same target", "stances")
    extra = fields.beyond(_RECORD)
    if beyond_anchor:
        extra["quote"] = beyond_anchor
    if beyond_stances := {stance.target: beyond for stance, beyond in stances if beyond}:
        extra["stances"] = beyond_stances
    verdict = fields.word("verdict", _VERDICTS)
    if verdict is None and any(fields.has(key) for key in _JUDGED):
        raise FieldError(
            "a record without a `verdict` says nothing of kind, co_actors, via, addressee and joined_to"
        )
    co_actors = fields.texts("co_actors")
    if co_actors and (fields.text_or_none("actor") is None or "" in co_actors):
        raise FieldError("`co_actors` are further names beside an `actor`", "co_actors")
    return Record(
        id=fields.text("id"),
        quote=anchor,
        verdict=verdict,
        kind=fields.word("kind", _KINDS),
        actor=fields.text_or_none("actor"),
        co_actors=co_actors,
        via=fields.text_or_none("via"),
        addressee=fields.text_or_none("addressee"),
        found=fields.one("found", _span) if fields.has("found") else None,
        joined_to=fields.text_or_none("joined_to"),
        stances=tuple(stance for stance, _ in stances),
        note=fields.text_or_none("note") or "",
        flag=fields.truth("flag"),
        extra=extra or None,
    )


def _anchor(fields: Fields) -> tuple[Anchor, dict[str, object]]:
    start, end = _span(fields)
    exact = fields.text("exact")
    if len(exact) != end - start:
        raise FieldError(f"`exact` has {len(exact)} characters, but `start` and `end` are {end - start} apart")
    prefix, suffix = fields.text_or_none("prefix") or "", fields.text_or_none("suffix") or ""
    return Anchor(start, end, exact, prefix, suffix), fields.beyond(_QUOTE)


def _span(fields: Fields) -> Span:
    start, end = fields.number("start"), fields.number("end")
    if end < start:
        raise FieldError("`end` is smaller than `start`")
    return Span(start, end)


def _stance(fields: Fields) -> tuple[Stance, dict[str, object]]:
    stance = Stance(
        target=fields.text("target"),
        stance=fields.text("stance"),
        strong=fields.truth("strong"),
        when=_moment(fields, "when") or "",
    )
    return stance, fields.beyond(_STANCE)


def _moment(fields: Fields, key: str) -> str | None:
    moment = fields.text_or_none(key)
    if moment is not None and not _WHEN.fullmatch(moment):
        raise FieldError(f"`{key}` must be a moment in UTC such as 2026-11-22T09:30:00Z", key)
    return moment


# Writing


def coding_text(coding: ArticleCoding, record_texts: Iterable[str]) -> str:
    """Return the text of the annotation file that says what `coding` says.

    `record_texts` are what `record_text` made of its records.

    Raises:
        ValueError: a text holds half of a surrogate pair.
    """
    extra = dict(coding.extra or {})
    article: dict[str, object] = {"path": coding.article, "sha256": coding.sha256}
    if coding.extractor:
        article["extractor"] = coding.extractor
    article["title"] = coding.title
    head: dict[str, object] = {
        "format": Word(FORMAT),
        "version": coding.version,
        "coder": coding.coder,
        "article": article | _beyond(extra.pop("article", None)),
    }
    said = {"codebook": coding.codebook, "done": coding.done}
    text = dump(
        head
        | {key: value for key, value in said.items() if value}
        | extra
        | {"records": Blocks(tuple(record_texts))}
    )
    return "".join(f"{comment}\n" for comment in coding.comments) + text


def file_text(coding: ArticleCoding) -> str:
    """Return the text of the annotation file that says what `coding` says.

    Raises:
        ValueError: a text holds half of a surrogate pair.
    """
    return coding_text(coding, map(record_text, coding.records))


def record_text(record: Record) -> str:
    """Return the lines of an annotation file that say what `record` says.

    Raises:
        ValueError: a text holds half of a surrogate pair.
    """
    text = block(_record_mapping(record))
    return "".join(f"\n  {comment}" for comment in record.comments) + text


def as_saved(coding: ArticleCoding) -> ArticleCoding:
    """Return `coding` as it is saved: sorted, and without what the machine only suggested."""
    records = in_order(tuple(_without_suggestions(record) for record in coding.records))
    return coding if records == coding.records else replace(coding, records=records)


def in_order(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the records sorted by their position in the article."""
    return tuple(sorted(records, key=_POSITION))


def _without_suggestions(record: Record) -> Record:
    if record.verdict is not None or not (record.kind or record.co_actors or record.via or record.addressee):
        return record
    return replace(record, kind=None, co_actors=(), via=None, addressee=None)


def _record_mapping(record: Record) -> dict[str, object]:
    extra = dict(record.extra or {})
    anchor = record.quote
    quote: dict[str, object] = {
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }
    beyond_stances = _beyond(extra.pop("stances", None))
    said = {
        "verdict": Word(record.verdict) if record.verdict else None,
        "kind": Word(record.kind) if record.kind else None,
        "actor": record.actor,
        "co_actors": list(record.co_actors),
        "via": record.via,
        "addressee": record.addressee,
        "found": {"start": record.found.start, "end": record.found.end} if record.found else None,
        "joined_to": Word(record.joined_to) if record.joined_to else None,
        "stances": [_stance_mapping(s) | _beyond(beyond_stances.get(s.target)) for s in record.stances],
        "note": record.note,
        "flag": record.flag,
    }
    place = {"id": Word(record.id), "quote": quote | _beyond(extra.pop("quote", None))}
    return place | {key: value for key, value in said.items() if value} | extra


def _stance_mapping(stance: Stance) -> dict[str, object]:
    mapping: dict[str, object] = {"target": stance.target, "stance": stance.stance}
    if stance.strong:
        mapping["strong"] = True
    if stance.when:
        mapping["when"] = stance.when
    return mapping


def _beyond(kept: object) -> dict[str, object]:
    return kept if isinstance(kept, dict) else {}
