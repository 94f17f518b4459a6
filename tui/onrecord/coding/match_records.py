"""Matches the quotes that the machine finds now with the records of an earlier run."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from onrecord.quotes.quote import quote_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.articles.span import Span
    from onrecord.coding.anchor_state import Found
    from onrecord.coding.record import Record
    from onrecord.quotes.quote import Quote

_ALIKE = 0.5
"""Least share of common code points for two spans to be the same quote."""


def pair(
    article: str, quotes: Mapping[str, Quote], records: Iterable[Record], places: Mapping[str, Found]
) -> dict[str, Quote]:
    """Return the quotes found, each under the id of its record, or under its own if it has no record.

    A record keeps its id when the article changes, so its quote is known by its place: where the record's words
    stand now, or where the machine had found it before a person moved its edges. A quote whose own id belongs to
    the record of another one gets the next.

    Args:
        article: the article's key.
        quotes: what was found, by ids.
        records: what was recorded, with different ids.
        places: where the records' words stand now, by ids.
    """
    recorded = {record.id: record for record in records}
    paired = {
        name: quote
        for name, quote in quotes.items()
        if name in recorded and _is_its_quote(recorded[name], places[name], quote)
    }
    free = sorted((quote for name, quote in quotes.items() if name not in paired), key=_start)
    starts = [quote.start for quote in free]
    left = dict(enumerate(free))
    for name in recorded:
        span = places[name].span
        if span is None or name in paired or not left:
            continue
        # Of quotes that stand apart, as those found do, only these can have words in common with the span.
        near = range(bisect_left(starts, span.start) - 1, bisect_left(starts, span.end))
        best = max((at for at in near if at in left), key=lambda at: _common(span, left[at]), default=None)
        if best is not None and _common(span, left[best]) >= _ALIKE:
            paired[name] = left.pop(best)
    for quote in left.values():
        paired[_free_id(article, quote, recorded)] = quote
    return paired


def _start(quote: Quote) -> int:
    return quote.start


def _is_its_quote(record: Record, place: Found, quote: Quote) -> bool:
    if record.found == (quote.start, quote.end):
        return True
    return place.span is not None and _common(place.span, quote) > 0


def _common(span: Span, quote: Quote) -> float:
    """Return which share of both together is common to both."""
    common = min(span.end, quote.end) - max(span.start, quote.start)
    return max(common, 0) / max(max(span.end, quote.end) - min(span.start, quote.start), 1)


def _free_id(article: str, quote: Quote, recorded: Mapping[str, Record]) -> str:
    name = quote_id(article, quote.start, quote.end)
    while name in recorded:
        name = quote_id(f"{article}\0{name}", quote.start, quote.end)
    return name
