"""A quote as the coder sees it: what the machine found, overridden by what the coder recorded."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.articles.span import Span
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.match_records import pair
from onrecord.coding.record import CONTEXT_LENGTH, Anchor, Record, Verdict
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.articles.article import Article
    from onrecord.coding.anchor_state import Found
    from onrecord.coding.anchoring import Anchoring
    from onrecord.coding.record import Stance
    from onrecord.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class Item:
    """One quote under review. Spans are in code points of the article's text."""

    article: str
    """The article's key."""
    id: str
    span: Span
    text: str
    suggestion: Quote | None
    """What the machine found, or None for a quote that only a coder marked."""
    record: Record | None
    """The coder's record, or None for an untouched quote."""
    state: AnchorState = AnchorState.EXACT
    """Whether the words of the record are still where it says."""
    here: Anchor | None = None
    """Where the words of the record are now, if the article has changed and the coder has not confirmed it yet."""

    @property
    def verdict(self) -> Verdict | None:
        """The coder's verdict on the quote, None before one is given."""
        return self.record.verdict if self.record else None

    @property
    def reviewed(self) -> bool:
        """Whether the coder has judged it: accepted, rejected or added."""
        return self.verdict is not None

    @property
    def rejected(self) -> bool:
        """Whether the coder marked it as not a quote."""
        return self.verdict is Verdict.REJECTED

    @property
    def kind(self) -> Kind:
        """The coder's kind, else the machine's."""
        if self.record and self.record.kind:
            return self.record.kind
        return self.suggestion.kind if self.suggestion else Kind.DIRECT

    @property
    def actor(self) -> str | None:
        """The actor: as the coder judged or corrected it, else as the machine found it."""
        if self.record and self.record.actor:
            return self.record.actor
        judged = self._judged
        return judged.actor if judged else None

    @property
    def co_actors(self) -> tuple[str, ...]:
        """Who says the words together with the actor."""
        judged = self._judged
        return judged.co_actors if judged else ()

    @property
    def via(self) -> str | None:
        """Who relays the words."""
        judged = self._judged
        return judged.via if judged else None

    @property
    def addressee(self) -> str | None:
        """To whom they were said."""
        judged = self._judged
        return judged.addressee if judged else None

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances coded on it, one for each target."""
        return self.record.stances if self.record else ()

    @property
    def note(self) -> str:
        """The coder's note."""
        return self.record.note if self.record else ""

    @property
    def flagged(self) -> bool:
        """Whether the coder flagged it."""
        return self.record is not None and self.record.flag

    @property
    def _judged(self) -> Record | Quote | None:
        record = self.record
        return record if record and record.verdict else self.suggestion


def fresh_items(article: str, quotes: Mapping[str, Quote]) -> tuple[Item, ...]:
    """Return the items of an article without records; `quotes` are the quotes found, by id."""
    return tuple(sorted((fresh_item(article, name, quote) for name, quote in quotes.items()), key=position))


def items_of(
    article: str, quotes: Mapping[str, Quote], records: tuple[Record, ...], anchoring: Anchoring
) -> tuple[Item, ...]:
    """Return the quotes found and the quotes recorded as one list, in the order of the text.

    Records whose words are no longer in the article are left out; they stay in the file.
    """
    untouched = _where_found(article, quotes, records, anchoring.text)
    if untouched is not None:
        return untouched
    places = places_of(records, anchoring)
    recorded = {record.id: record for record in records}
    found = pair(article, quotes, records, places)
    items = (
        item_of(article, found.get(name), recorded[name], places[name], anchoring.text)
        if name in recorded
        else fresh_item(article, name, found[name])
        for name in {**found, **recorded}
    )
    return tuple(sorted((item for item in items if item is not None), key=position))


def _where_found(
    article: str, quotes: Mapping[str, Quote], records: tuple[Record, ...], text: str
) -> tuple[Item, ...] | None:
    """Return the quotes as one list where each record stands, in its very context, where its quote was found.

    None where one does not. In most articles pairing and anchoring come to that, too, in twice the time.
    """
    items = []
    recorded = set()
    for record in records:
        anchor, quote = record.quote, quotes.get(record.id)
        start, end = anchor.start, anchor.end
        begin = start - len(anchor.prefix)
        if quote is None or quote.start != start or quote.end != end or begin < 0:
            return None
        if text[begin : end + len(anchor.suffix)] != anchor.prefix + anchor.exact + anchor.suffix:
            return None
        items.append(Item(article, record.id, Span(start, end), anchor.exact, quote, record))
        recorded.add(record.id)
    items += [fresh_item(article, name, quote) for name, quote in quotes.items() if name not in recorded]
    items.sort(key=position)
    return tuple(items)


def fresh_item(article: str, identifier: str, quote: Quote) -> Item:
    """Return the item of a quote that was found and has no record."""
    return Item(article, identifier, Span(quote.start, quote.end), quote.text, quote, None)


def item_of(article: str, quote: Quote | None, record: Record, place: Found, text: str) -> Item | None:
    """Return the item of a recorded quote at its place in the text, or None if it is gone."""
    if place.span is None:
        return None
    here = anchor_at(text, place.span) if place.state is not AnchorState.EXACT else None
    words = here.exact if here else record.quote.exact
    return Item(article, record.id, place.span, words, quote, record, place.state, here)


def places_of(records: tuple[Record, ...], anchoring: Anchoring) -> dict[str, Found]:
    """Return where the words of each record are now, by the record's id."""
    found = anchoring.find_all([record.quote for record in records])
    return {record.id: place for record, place in zip(records, found, strict=True)}


position = attrgetter("span")
"""The sort key of items: their place in the text."""


def lost_records(records: tuple[Record, ...], anchoring: Anchoring) -> tuple[Record, ...]:
    """Return the records whose words are no longer in the article."""
    places = places_of(records, anchoring)
    return tuple(record for record in records if places[record.id].state is AnchorState.GONE)


def anchor_at(text: str, span: Span) -> Anchor:
    """Return the anchor of `span` in an article's text: its words and their context."""
    start, end = span
    return Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(start - CONTEXT_LENGTH, 0) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )


def untouched_record(article: Article, item: Item) -> Record:
    """Return the item's record, or a new one that holds only the quote's place."""
    return item.record or Record(id=item.id, quote=anchor_at(article.text, item.span))
