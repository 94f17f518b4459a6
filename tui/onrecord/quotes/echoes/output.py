"""Writes groups of echoes as lines of JSON, as CSV or as a table to read."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from onrecord.quotes.echoes.echo import EchoGroup, Member

_COLUMNS = (
    *("group", "status", "actor", "why", "article", "outlet", "date", "start", "end"),
    *("speaker", "cue", "headline", "kept", "difference", "lost", "text"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OUTLET, _DATE, _TEXT = 22, 10, 90


def write_jsonl(groups: Iterable[EchoGroup], stream: TextIO) -> None:
    """Write one JSON object a group; on a terminal with escapes for all that is not ASCII."""
    encode = json.JSONEncoder(ensure_ascii=stream.isatty(), separators=(", ", ": ")).encode
    for group in groups:
        line = {"id": group.id, "status": group.status.value, "actor": group.actor, "why": group.why}
        stream.write(encode({**line, "members": [_fields(member) for member in group.members]}) + "\n")


def write_csv(groups: Iterable[EchoGroup], stream: TextIO) -> None:
    """Write one row a member, with a header; what a spreadsheet would take for a formula gets a `'` in front."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for group in groups:
        about = {"group": group.id, "status": group.status.value, "actor": group.actor}
        for member in group.members:
            fields = {**_fields(member), **about, "speaker": member.actor, "lost": " ".join(member.losses)}
            writer.writerow([_cell(fields[column]) for column in _COLUMNS])


def write_table(groups: Iterable[EchoGroup], stream: TextIO) -> None:
    """Write each group with its members below each other, for a person to read."""
    for number, group in enumerate(groups):
        head = f"{group.status.value} · {group.actor or 'no actor found'} · {group.why}"
        stream.write(("\n" if number else "") + visible(head) + "\n")
        for member in group.members:
            outlet = member.outlet or member.ref.article
            text = _cut(f"“{' '.join(member.text.split())}”", _TEXT).rstrip()
            stream.write(f"  {_cut(outlet, _OUTLET)}  {member.date or '–':{_DATE}}  {text}\n")
            stream.write(f"  {'':{_OUTLET}}  {'':{_DATE}}  {visible(member.difference)}\n")


WRITERS: dict[str, Callable[[Iterable[EchoGroup], TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
"""By the name of their format."""


def _fields(member: Member) -> dict[str, object]:
    return {
        "article": member.ref.article,
        "outlet": member.outlet,
        "date": member.date,
        "start": member.ref.start,
        "end": member.ref.end,
        "text": member.text,
        "actor": member.actor,
        "cue": member.cue,
        "headline": member.headline,
        "kept": member.share_kept,
        "difference": member.difference,
        "lost": [loss.value for loss in member.losses],
        "why": member.why,
    }


def _cell(value: object) -> object:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _cut(text: str, width: int) -> str:
    text = visible(" ".join(text.split()))
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
