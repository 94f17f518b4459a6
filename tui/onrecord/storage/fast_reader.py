"""Reads annotation files that stand as the program writes them, at a tenth of the time that the YAML parser takes.

The patterns are a small part of YAML in which every line can mean one thing only. What does not fit them to the
letter is left to the parser, and so is every fault: nothing is refused here, and nothing guessed.
"""

from __future__ import annotations

import re
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Span, Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from json import JSONDecoder

_END = "...\n"
_ASCII = bytes(range(128))
_KINDS = {None: None} | {kind.value: kind for kind in Kind}
_VERDICTS = {None: None} | {verdict.value: verdict for verdict in Verdict}
_SIGNS = r'[^"\\\x00-\x1f\x7f]*+'
_SAID = rf'{_SIGNS}(?:\\(?:["\\nrtbf]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{{4}}){_SIGNS})*+'
_WHEN = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
_TEXT, _MOMENT = f'"({_SAID})"', f'"({_WHEN})"'
_NUMBER = "(0|[1-9][0-9]{0,17})"
_WORD = "([a-z][a-z0-9-]*)"
_HEAD = f"""format: onrecord-annotations
version: ([12])
coder: {_TEXT}
article:
  path: {_TEXT}
  sha256: {_TEXT}
(?:  extractor: {_TEXT}
)?  title: {_TEXT}
(?:codebook: {_TEXT}
)?(?:done: {_MOMENT}
)?records:
"""
_STANCE = f"""      - target: {_TEXT}
        stance: {_TEXT}
(        strong: true
)?(?:        when: {_MOMENT}
)?"""
_SOME_STANCE = f"""      - target: "{_SAID}"
        stance: "{_SAID}"
(?:        strong: true
)?(?:        when: "{_WHEN}"
)?"""
_RECORD = f"""
  - id: {_WORD}
    quote:
      start: {_NUMBER}
      end: {_NUMBER}
      exact: {_TEXT}
      prefix: {_TEXT}
      suffix: {_TEXT}
(?:    verdict: ({"|".join(Verdict)})
)?(?:    kind: ({"|".join(Kind)})
)?(?:    actor: {_TEXT}
(?:    co_actors:
((?:      - "{_SAID}"
)+))?)?(?:    via: {_TEXT}
)?(?:    addressee: {_TEXT}
)?(?:    found:
      start: {_NUMBER}
      end: {_NUMBER}
)?(?:    joined_to: {_WORD}
)?(?:    stances:
{_STANCE}((?:{_SOME_STANCE})*))?(?:    note: {_TEXT}
)?(    flag: true
)?"""
_CONSTANTS = frozenset({"null", "true", "false"})
_CO_ACTORS = 9
"""Which group of a record's pattern has those who speak besides the actor."""
_ITEM = len('      - "')
_MORE_STANCES = -3
"""Which group of a record's pattern has all its stances but the first."""


def read_fast(text: str) -> ArticleCoding | None:
    """Parse a file that is formatted as the program writes it; return None for any other.

    Its records stand in the file's order.
    """
    head, record, stance, odd = _patterns()
    start = head.match(text)
    if start is None or not text.endswith(_END) or odd.search(_beyond_ascii(text)):
        return None
    records: list[Record] = []
    at, end = start.end(), len(text) - len(_END)
    while at < end:
        found = record.match(text, at)
        if found is None:
            return None
        at = found.end()
        parts = found.groups()
        if text.find("\\", found.start(), at) >= 0:
            lists = (parts[_CO_ACTORS], parts[_MORE_STANCES])
            parts = tuple([_text(part) if part and "\\" in part and part not in lists else part for part in parts])
        one = _record(parts, stance)
        if one is None:
            return None
        records.append(one)
    if at != end or len({one.id for one in records}) < len(records):
        return None
    version, coder, path, sha256, extractor, title, codebook, done = map(_text, start.groups(default=""))
    return ArticleCoding(
        path,
        sha256,
        title,
        coder,
        tuple(records),
        done=done or None,
        codebook=codebook,
        extractor=extractor,
        version=int(version),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # Beyond ASCII: what has to be escaped to be the same to every reader, as `yaml_format.quoted` does.
    odd = "[\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
    return re.compile(_HEAD), re.compile(_RECORD), re.compile(_STANCE), re.compile(odd)


def _beyond_ascii(text: str) -> str:
    """Return what of the text is not ASCII: to look through that alone takes a fraction of the time."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _record(parts: tuple[Any, ...], stance: re.Pattern[str]) -> Record | None:
    # Names are interned, for thousands of records share them, and so are the words, which the quote found has, too.
    id, start, end, exact, prefix, suffix, verdict, kind, actor, co_actors, via, addressee, *rest = parts
    found_start, found_end, joined_to, target, label, strong, when, more_stances, note, flag = rest
    first, last = int(start), int(end)
    if len(exact) != last - first or id in _CONSTANTS or joined_to in _CONSTANTS:
        return None
    if verdict is None and not kind is co_actors is via is addressee is joined_to is None:
        return None
    others = tuple(_items(co_actors)) if co_actors else ()
    if "" in others:
        return None
    found = None if found_start is None else Span(int(found_start), int(found_end))
    if found is not None and found.end < found.start:
        return None
    stances: tuple[Stance, ...] = () if target is None else (_stance(target, label, strong, when),)
    if more_stances:
        stances = (*stances, *_stances(more_stances, stance))
        if len({one.target for one in stances}) < len(stances):
            return None
    return Record(
        id,
        Anchor(first, last, intern(exact), prefix, suffix),
        _VERDICTS[verdict],
        _KINDS[kind],
        actor and intern(actor),
        via and intern(via),
        addressee and intern(addressee),
        found,
        joined_to,
        stances,
        note or "",
        flag is not None,
        co_actors=others,
    )


def _items(text: str) -> Iterator[str]:
    """Yield the texts of a list, a line each."""
    for line in text.rstrip("\n").split("\n"):
        yield intern(_text(line[_ITEM:-1]))


def _stances(text: str, pattern: re.Pattern[str]) -> Iterator[Stance]:
    for found in pattern.finditer(text):
        target, label, strong, when = found.groups()
        yield _stance(_text(target), _text(label), strong, when)


def _stance(target: str, label: str, strong: str | None, when: str | None) -> Stance:
    return Stance(intern(target), intern(label), strong is not None, when or "")


def _text(written: str) -> str:
    """Return the text that was written so between quotation marks."""
    if "\\" not in written:
        return written
    if written.count("\\") == written.count("\\n"):
        return written.replace("\\n", "\n")  # as in most articles: nothing else is escaped
    value: str = _decoder().raw_decode(f'"{written}"')[0]
    return value


@cache
def _decoder() -> JSONDecoder:
    from json import JSONDecoder

    return JSONDecoder()
