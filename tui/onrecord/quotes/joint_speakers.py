"""Several speakers of one quote: "Anna Berg and Tom Lind said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, noun_at, noun_before

if TYPE_CHECKING:
    from onrecord.quotes.attribution import Attribution
    from onrecord.quotes.sentence import Sentence

_MOST = 6
"""Speakers of one quote at most."""
_OFFICE = Tag.TITLE | Tag.PERSON
_OPENS = Tag.COMMA | Tag.QUOTE | Tag.BREAK | Tag.COLON | Tag.STOP | Tag.SUBORDINATOR | Tag.COMPLEMENTISER
_ENDS = Tag.COMMA | Tag.QUOTE | Tag.BREAK | Tag.COLON | Tag.STOP | Tag.PREPOSITION | Tag.SUBORDINATOR


def joint_with(sentence: Sentence, attribution: Attribution) -> tuple[Noun, ...]:
    """Return the phrases for those who speak together with the one that the attribution names, in their order.

    The first speaker of all is among them where the attribution names a later one.
    """
    noun, cue = attribution.noun, attribution.cue
    if noun is None or not _is_one_of_several(sentence, noun):
        return ()
    found = [*_to_the_left(sentence, noun), *_to_the_right(sentence, noun, cue)]
    return tuple(found[:_MOST])


def behind_office(sentence: Sentence, noun: Noun) -> Noun:
    """Return the name behind the first of two offices that one person holds: "chairman and owner *Tom Lind*"."""
    if noun.end - noun.start > 1 or not sentence.tags[noun.start] & _OFFICE or noun.end + 1 >= sentence.end:
        return noun
    if not sentence.is_one_of(noun.end, "joining"):
        return noun
    after = noun_at(sentence.tokens, noun.end + 1, sentence.end)
    named = after is not None and sentence.tags[after.end - 1] & Tag.CAPITAL and after.end - after.start > 1
    return after if after is not None and named else noun


def _to_the_left(sentence: Sentence, noun: Noun) -> list[Noun]:
    """Return those before: "*the union* and the bank said", "*Berg*, *Lind* and Moss said"."""
    found: list[Noun] = []
    start = noun.start
    while start - 1 > sentence.start and len(found) < _MOST:
        joins = sentence.is_one_of(start - 1, "joining")
        listed = bool(found) and bool(sentence.tags[start - 1] & Tag.COMMA)
        if not joins and not listed:
            break
        last = start - 2
        if joins and last > sentence.start and sentence.tags[last] & Tag.COMMA:
            last -= 1
        before = noun_before(sentence.tokens, last, sentence.start)
        if before is None or not _is_one_of_several(sentence, before):
            break
        found.append(before)
        start = before.start
    edge = sentence.tags[start - 1] if start > sentence.start else Tag.STOP
    return found[::-1] if edge & _OPENS and not edge & Tag.PREPOSITION else []


def _to_the_right(sentence: Sentence, noun: Noun, cue: Noun | None) -> list[Noun]:
    """Return those behind: "said Berg and *Lind*", "Berg and *Lind* said"."""
    found: list[Noun] = []
    end = noun.end
    while end + 1 < sentence.end and len(found) < _MOST:
        joins = sentence.is_one_of(end, "joining")
        listed = bool(sentence.tags[end] & Tag.COMMA)
        first = end + 1
        if listed and first + 1 < sentence.end and sentence.is_one_of(first, "joining"):
            joins, first = True, first + 1
        if not joins and not listed:
            break
        after = noun_at(sentence.tokens, first, sentence.end)
        apposed = listed and sentence.tags[first] & Tag.DETERMINER
        if after is None or apposed or not _is_one_of_several(sentence, after):
            break
        found.append(after)
        end = after.end
        if joins:
            said = cue is not None and cue.start == end
            ends = end >= sentence.end or bool(sentence.tags[end] & _ENDS)
            return found if said or (ends and cue is not None and cue.end == noun.start) else []
    return []


def _is_one_of_several(sentence: Sentence, noun: Noun) -> bool:
    """Return whether the phrase can be one of several speakers: a name, or with an article a person or a body."""
    tags, last = sentence.tags, noun.end - 1
    head = tags[last]
    if head & (Tag.PRONOUN | Tag.OBJECT | Tag.RELATIVE) and not head & Tag.CAPITAL:
        return False
    office = head & _OFFICE and sentence.tokens.lowers[last] not in sentence.language.given_names
    if head & Tag.CAPITAL and (not office or noun.end - noun.start > 1):
        return not head & Tag.TIME
    return bool(tags[noun.start] & Tag.ARTICLE and head & (Tag.PERSON | Tag.BODY | Tag.TITLE))
