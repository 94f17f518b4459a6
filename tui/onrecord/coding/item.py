"""A quote as the reviewer sees it: what the machine found, as far as the coder left it standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.article import Span
from onrecord.coding.anchoring import AnchorState
from onrecord.coding.pairing import pair
from onrecord.coding.record import CONTEXT_LENGTH, Anchor, Record, Verdict
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.articles.article import Article
    from onrecord.coding.anchoring import Anchoring, Found
    from onrecord.coding.record import Stance
    from onrecord.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class Item:
    """One quote under review; spans in code points of the article's text."""

    article: str
    """The article's key."""
    id: str
    span: Span
    text: str
    suggestion: Quote | None
    """What the machine found, or None for a quote that only a coder marked."""
    record: Record | None
    """What the coder left, or None for a quote nobody has touched."""
    state: AnchorState = AnchorState.EXACT
    """Whether the words of the record still stand where it says."""
    here: Anchor | None = None
    """Where the words of the record stand now, if the article has changed and nobody has confirmed it yet."""

    @property
    def verdict(self) -> Verdict | None:
        """What the coder said of the quote as such, None while it is open."""
        return self.record.verdict if self.record else None

    @property
    def reviewed(self) -> bool:
        """Whether the coder has judged it: accepted, rejected or added."""
        return self.verdict is not None

    @property
    def rejected(self) -> bool:
        """Whether the coder said that this is no quote."""
        return self.verdict is Verdict.REJECTED

    @property
    def kind(self) -> Kind:
        """The coder's kind, else the machine's."""
        if self.record and self.record.kind:
            return self.record.kind
        return self.suggestion.kind if self.suggestion else Kind.DIRECT

    @property
    def actor(self) -> str | None:
        """Whose words they are: by the coder's verdict, else by the machine's suggestion."""
        return self._judged.actor if self._judged else None

    @property
    def via(self) -> str | None:
        """Who relays the words."""
        return self._judged.via if self._judged else None

    @property
    def addressee(self) -> str | None:
        """To whom they were said."""
        return self._judged.addressee if self._judged else None

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances coded on it, one a target."""
        return self.record.stances if self.record else ()

    @property
    def note(self) -> str:
        """The coder's note."""
        return self.record.note if self.record else ""

    @property
    def flagged(self) -> bool:
        """Whether the coder wants to come back to it."""
        return self.record is not None and self.record.flag

    @property
    def _judged(self) -> Record | Quote | None:
        return self.record if self.record and self.record.verdict else self.suggestion


def items_of(
    article: Article, quotes: Mapping[str, Quote], records: tuple[Record, ...], anchoring: Anchoring
) -> tuple[Item, ...]:
    """Return the quotes found, by their ids, and the quotes recorded as one list in the order of the text.

    A record whose words stand nowhere any more is left out here; it stays in its file.
    """
    places = places_of(records, anchoring)
    recorded = {record.id: record for record in records}
    found = pair(article.key, quotes, records, places)
    items = (
        item_of(article, name, found.get(name), recorded.get(name), places.get(name))
        for name in {**found, **recorded}
    )
    return tuple(sorted((item for item in items if item is not None), key=position))


def item_of(
    article: Article, identifier: str, quote: Quote | None, record: Record | None, place: Found | None
) -> Item | None:
    """Return the quote of that id as found and as recorded, with the place of its record; None where it is gone."""
    if record is not None and place is not None and place.span is not None:
        moved = place.state is not AnchorState.EXACT
        here = anchor_at(article.text, place.span) if moved else None
        text = here.exact if here else record.quote.exact
        return Item(article.key, identifier, place.span, text, quote, record, place.state, here)
    if record is None and quote is not None:
        return Item(article.key, identifier, Span(quote.start, quote.end), quote.text, quote, None)
    return None


def places_of(records: tuple[Record, ...], anchoring: Anchoring) -> dict[str, Found]:
    """Return where the words of each record stand now, by its id."""
    found = anchoring.find_all([record.quote for record in records])
    return {record.id: place for record, place in zip(records, found, strict=True)}


def position(item: Item) -> Span:
    """Return what items are sorted by: where they stand in the text."""
    return item.span


def lost_records(records: tuple[Record, ...], anchoring: Anchoring) -> tuple[Record, ...]:
    """Return the records whose words stand nowhere in the article any more."""
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
    """Return the item's record, or a new one that says nothing yet but where the quote stands."""
    return item.record or Record(id=item.id, quote=anchor_at(article.text, item.span))
