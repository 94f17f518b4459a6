"""Ranks the actors who may have said a quote, for the list in which a coder corrects the actor."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.named import Named


class LikelyActor(NamedTuple):
    """An actor who may have said it."""

    name: str
    """The canonical name."""
    why: str
    """The reason for its rank, in a few words; empty for an actor that is merely known."""


def likely_actors(session: ReviewSession, item: Item, named: Sequence[Named]) -> tuple[LikelyActor, ...]:
    """Return all actors to choose from for a quote, the likeliest *other* actor first.

    Before the other actors of the project come who was chosen last, who spoke the quote before, and who is named in
    the paragraph and then in the article, the nearest first; in the article those who are quoted somewhere lead.
    The present actor keeps its place, but is never the first.

    Args:
        session: whose actors they are.
        item: the quote.
        named: who is named in its article, quoted or not, in the order of the text.
    """
    found: dict[str, str] = {}
    for name, why in _candidates(session, item, named):
        found.setdefault(session.cast.actor(name).name, why)
    actors = [LikelyActor(name, why) for name, why in found.items()]
    present = session.actor_name(item)
    if len(actors) > 1 and actors[0].name == present:
        actors[0], actors[1] = actors[1], actors[0]
    return tuple(actors)


def actor_before(session: ReviewSession, item: Item) -> str | None:
    """Return the actor of the last quote before this one, in its article, that is somebody's; None without one."""
    before = [one for one in session.items(item.article) if one.span < item.span and not one.rejected]
    return next((session.actor_name(one) for one in reversed(before) if one.actor), None)


def _candidates(session: ReviewSession, item: Item, named: Sequence[Named]) -> Iterator[tuple[str, str]]:
    last = session.last_actor
    if last is not None:
        yield last, "chosen last"
    before = actor_before(session, item)
    if before is not None:
        yield before, "the quote before"
    start, end = _paragraph(session, item)
    for one in sorted(named, key=lambda one: _distance(one, item)):
        if start <= one.start < end:
            yield one.name, "in this paragraph"
    quoted = {member.actor.name for member in session.members()}
    # Whoever is quoted somewhere is likelier to speak here than a place or somebody who is only named.
    for is_quoted in (True, False):
        for one in sorted(named, key=lambda one: _distance(one, item)):
            if (session.cast.actor(one.name).name in quoted) is is_quoted:
                yield one.name, "in this article"
    for name in session.actor_names():
        yield name, ""


def _distance(one: Named, item: Item) -> tuple[int, int]:
    """Return how far a name stands from a quote; of two as far away, the one before it is the nearer."""
    if one.start < item.span.start:
        return item.span.start - one.start, 0
    return max(one.start - item.span.end, 0), 1


def _paragraph(session: ReviewSession, item: Item) -> tuple[int, int]:
    """Return where the quote's paragraph begins and ends, in code points of the article's text."""
    rendering = session.article(item.article).rendering
    blocks = rendering.blocks
    shown = rendering.to_shown(*item.span)
    number = bisect_right([block.start for block in blocks], shown.start) - 1
    if number < 0:
        return item.span.start, item.span.end
    block = blocks[number]
    source = rendering.to_source(block.start, max(block.end, block.start + 1))
    return source.start, source.end
