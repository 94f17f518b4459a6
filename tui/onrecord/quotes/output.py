"""Writes what was found as lines of JSON, as CSV or as a table to read."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from onrecord.quotes.quote import Phrase, Quote, QuotedArticle

_COLUMNS = (
    *("article", "start", "end", "kind", "actor", "actors", "via", "addressee"),
    *("mention", "cue", "confidence", "text"),
)
_WIDTHS = {"article": 24, "kind": 8, "actor": 24, "sure": 5}
_SEPARATOR = "; "
"""Between the names of several who speak together, in a cell of a table."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(articles: Iterable[QuotedArticle], stream: TextIO) -> None:
    """Write one JSON object an article; on a terminal with escapes for all that is not ASCII."""
    encode = json.JSONEncoder(ensure_ascii=stream.isatty(), separators=(", ", ": ")).encode
    for article in articles:
        line = {"article": article.article, "quotes": [_fields(quote) for quote in article.quotes]}
        stream.write(encode(line) + "\n")


def write_csv(articles: Iterable[QuotedArticle], stream: TextIO) -> None:
    """Write one row a quote, with a header; what a spreadsheet would take for a formula gets a `'` in front."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for article in articles:
        for quote in article.quotes:
            fields = {"article": article.article, **_fields(quote)}
            fields |= {
                "mention": _text(quote.mention),
                "cue": _text(quote.cue),
                "actors": _SEPARATOR.join(quote.actors),
            }
            writer.writerow([_cell(fields[column]) for column in _COLUMNS])


def write_table(articles: Iterable[QuotedArticle], stream: TextIO) -> None:
    """Write one line a quote, cut to columns, for a person to read."""
    stream.write(_row("article", "kind", "actor", "sure", "quote"))
    for article in articles:
        for quote in article.quotes:
            actors = _together(quote) or "–"
            stream.write(_row(article.article, quote.kind.value, actors, f"{quote.confidence:.2f}", quote.text))


WRITERS: dict[str, Callable[[Iterable[QuotedArticle], TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
"""By the name of their format."""


def _fields(quote: Quote) -> dict[str, object]:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "kind": quote.kind.value,
        "actor": _together(quote),
        "actors": list(quote.actors),
        "via": quote.via,
        "addressee": quote.addressee,
        "mention": _span(quote.mention),
        "cue": _span(quote.cue),
        "confidence": round(quote.confidence, 3),
    }


def _together(quote: Quote) -> str | None:
    """Return the names of those who speak, as one text: "Anna Berg, Tom Lind and Ida Moss"."""
    *others, last = quote.actors or (None,)
    return f"{', '.join(filter(None, others))} and {last}" if others else last


def _span(phrase: Phrase | None) -> dict[str, object] | None:
    return {"start": phrase.start, "end": phrase.end, "text": phrase.text} if phrase is not None else None


def _text(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase is not None else None


def _cell(value: object) -> object:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _row(*fields: str) -> str:
    cut = [_cut(field, width) for field, width in zip(fields, _WIDTHS.values(), strict=False)]
    return " ".join((*cut, visible(" ".join(fields[-1].split())))) + "\n"


def _cut(text: str, width: int) -> str:
    text = visible(" ".join(text.split()))
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
