"""Finds the quotes that follow when an actor is corrected: those attributed through the corrected quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.coding.item import Item
    from onrecord.quotes.quote import Actor

_WORD = re.compile(r"\w+")


def followers(items: Sequence[Item], corrected: Item, found: Actor) -> tuple[Item, ...]:
    """Return the unreviewed quotes whose actor was found through the mention of the corrected quote.

    They are those that share its mention ("same speaker as the quote before", a quotation that goes on over a
    paragraph), and those after it that name nobody ("he", "the senator") until the actor is named again.

    Args:
        items: the article's quotes in the order of the text.
        corrected: the quote whose actor a coder has corrected.
        found: the actor whom the machine took it for, with all names.
    """
    source = corrected.suggestion
    if source is None or source.mention is None:
        return ()
    after = set(_after(items, corrected, found))
    return tuple(
        item
        for item in items
        if item.id != corrected.id
        and not item.reviewed
        and item.suggestion is not None
        and item.suggestion.actor == source.actor
        and (item.suggestion.mention == source.mention or item.id in after)
    )


def _after(items: Sequence[Item], corrected: Item, found: Actor) -> Iterator[str]:
    """Yield the ids of the quotes after the corrected one that have its actor and name nobody."""
    names = {word.casefold() for name in (found.name, *found.aliases) for word in _WORD.findall(name)}
    source = corrected.suggestion
    for item in (one for one in items if one.span > corrected.span):
        quote = item.suggestion
        if quote is None or source is None or quote.actor != source.actor or quote.mention is None:
            continue
        named = names & {word.casefold() for word in _WORD.findall(quote.mention.text)}
        if named and quote.mention != source.mention:
            return
        yield item.id
