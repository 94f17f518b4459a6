"""What each action of the coder does to a quote's record: pure functions that return the new record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.articles.span import Span
from onrecord.coding.item import anchor_at
from onrecord.coding.record import Record, Stance, Verdict
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.article import Article
    from onrecord.coding.codebook import Codebook
    from onrecord.coding.item import Item
    from onrecord.coding.marking import MarkedWords


def accepted(item: Item, record: Record) -> Record:
    """Return the accepted record of a quote: as it was found, with the coder's earlier corrections."""
    record = confirmed(item, record)
    if record.verdict in (Verdict.ACCEPTED, Verdict.ADDED):
        return record
    suggestion = item.suggestion
    if suggestion is None:
        return replace(record, verdict=Verdict.ADDED, kind=record.kind or Kind.DIRECT)
    found = replace(
        record,
        verdict=Verdict.ACCEPTED,
        kind=suggestion.kind,
        actor=suggestion.actor,
        co_actors=suggestion.co_actors,
        via=suggestion.via,
        addressee=suggestion.addressee,
    )
    return with_actor(found, record.actor) if record.actor else found


def confirmed(item: Item, record: Record) -> Record:
    """Return the record with its words at their present place, in an article that has changed."""
    if item.here is None:
        return record
    found = None
    if record.found and item.suggestion:
        found = Span(item.suggestion.start, item.suggestion.end)
    return replace(record, quote=item.here, found=None if found == item.span else found)


def rejected(record: Record) -> Record:
    """Return the record of words that are not a quote: they have neither actor nor stance."""
    return replace(_unjudged(record), verdict=Verdict.REJECTED)


def reopened(record: Record) -> Record | None:
    """Return the record without its verdict, or None if neither note nor flag is left."""
    return _worth_keeping(_unjudged(record))


def added(marked: MarkedWords, article: Article, identifier: str, actor: str | None) -> Record:
    """Return the record of a quote that a coder marked."""
    quote = anchor_at(article.text, marked.span)
    return Record(id=identifier, quote=quote, verdict=Verdict.ADDED, kind=marked.kind, actor=actor)


def moved(record: Record, article: Article, span: Span) -> Record:
    """Return the record of a quote whose edges a coder moved to `span`; where it was at first is kept."""
    found = record.found or Span(record.quote.start, record.quote.end)
    return replace(record, quote=anchor_at(article.text, span), found=None if found == span else found)


def coded(record: Record, stance: Stance, codebook: Codebook) -> Record:
    """Return the record with this stance, in the place of what was coded toward its target under any name."""
    present = _toward(record, stance.target, codebook)
    if not present:
        return replace(record, stances=(*record.stances, stance))
    stances = (stance if s is present[0] else s for s in record.stances if s not in present[1:])
    return replace(record, stances=tuple(stances))


def with_stance(record: Record, target: str, stance: str, when: str, codebook: Codebook) -> Record:
    """Return the record with a stance toward `target`; choosing the stance it has turns *strong* on and off."""
    present = next(iter(codebook.settled(_toward(record, target, codebook))), None)
    strong = present is not None and present.stance == stance and not present.strong
    return coded(record, Stance(target=target, stance=stance, strong=strong, when=when), codebook)


def without_stance(record: Record, target: str, codebook: Codebook) -> Record:
    """Return the record with the stance toward `target` cleared, under whichever name it was coded."""
    present = _toward(record, target, codebook)
    return replace(record, stances=tuple(s for s in record.stances if s not in present))


def _toward(record: Record, target: str, codebook: Codebook) -> list[Stance]:
    name = codebook.target_name(target)
    return [stance for stance in record.stances if codebook.target_name(stance.target) == name]


def with_actor(record: Record, actor: str | None) -> Record:
    """Return the record with another actor, who neither relays nor hears their own words, nor says them twice.

    Words that somebody speaks are not a scare quote any more. Without an actor there are no other speakers either.
    """
    kind = Kind.PARTIAL if actor and record.kind is Kind.SCARE else record.kind
    via, addressee = (None if name == actor else name for name in (record.via, record.addressee))
    others = tuple(name for name in record.co_actors if name != actor) if actor else ()
    return replace(record, actor=actor, co_actors=others, kind=kind, via=via, addressee=addressee)


def with_co_actors(record: Record, names: Sequence[str]) -> Record:
    """Return the record with those who say the words together with its actor, each once and in this order.

    Where nobody is known to say them, the first of the names becomes the actor.
    """
    actor, *others = dict.fromkeys((*filter(None, (record.actor,)), *names)) or (None,)
    return with_actor(replace(record, co_actors=tuple(others)), actor)


def carried_over(record: Record, actor: str) -> Record:
    """Return the record of a quote that nobody has judged, with the actor that another quote was corrected to.

    It stays without a verdict: the name is right only if the reviewer, who has not looked at it, says so.
    """
    return replace(record, actor=actor)


def with_kind(record: Record, kind: Kind) -> Record:
    """Return the record with another kind. Nobody speaks in a scare quote."""
    if kind is Kind.SCARE:
        return replace(record, kind=kind, actor=None, co_actors=(), via=None, addressee=None)
    return replace(record, kind=kind)


def with_note(record: Record, note: str) -> Record | None:
    """Return the record with another note; None where that leaves nothing to keep."""
    return _worth_keeping(replace(record, note=note))


def with_flag(record: Record, *, flag: bool) -> Record | None:
    """Return the record with its flag set or taken away; None where that leaves nothing to keep."""
    return _worth_keeping(replace(record, flag=flag))


def with_remarks_of(restored: Record | None, present: Record) -> Record | None:
    """Return an earlier record with the present note and flag of the quote."""
    bare = restored or _unjudged(present)
    return _worth_keeping(replace(bare, note=present.note, flag=present.flag))


def _unjudged(record: Record) -> Record:
    without = replace(record, verdict=None, kind=None, actor=None, co_actors=(), via=None, addressee=None)
    return replace(without, joined_to=None, stances=())


def _worth_keeping(record: Record) -> Record | None:
    said = record.verdict or record.actor or record.note or record.flag or record.found or record.extra
    return record if said else None
