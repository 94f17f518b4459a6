"""Noun phrases by shallow rules: where one begins, where it ends, which of its words are a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag

if TYPE_CHECKING:
    from onrecord.quotes.tokens import Tokens

_NOUN = Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.TITLE | Tag.WORK
_FUNCTION = (
    Tag.VERB
    | Tag.AUXILIARY
    | Tag.PRONOUN
    | Tag.OBJECT
    | Tag.RELATIVE
    | Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.SUBORDINATOR
    | Tag.ADVERB
)
_LEFT_EDGE = Tag.DETERMINER | Tag.POSSESSIVE
_VERB_BEFORE = Tag.PRONOUN | Tag.RELATIVE | Tag.AUXILIARY | Tag.INFINITIVE | Tag.QUOTE | Tag.COMMA | Tag.CLOSE
_VERB_AFTER = (
    Tag.QUOTE
    | Tag.COLON
    | Tag.COMPLEMENTISER
    | Tag.DETERMINER
    | Tag.PRONOUN
    | Tag.OBJECT
    | Tag.POSSESSIVE
    | Tag.SUBORDINATOR
)
_REACH = 60
"""Tokens that a rule looks left or right at most, which keeps the whole linear."""


class Noun(NamedTuple):
    """A noun phrase: tokens from `start` up to, not including, `end`."""

    start: int
    end: int


def is_verb(tokens: Tokens, index: int) -> bool:
    """Return whether the token, which can be a verb, stands where a verb can stand."""
    tags = tokens.tags
    tag = tags[index]
    if not tag & Tag.VERB:
        return False
    if tag & Tag.CAPITAL and index and not tags[index - 1] & (Tag.QUOTE | Tag.STOP | Tag.COLON):
        return False
    at = index - 1
    while at > 0 and tags[at] & Tag.ADVERB and not tags[at] & (Tag.CAPITAL | Tag.PREPOSITION | Tag.DETERMINER):
        at -= 1
    before = tags[at] if at >= 0 else 0
    edge = before & (Tag.POSSESSIVE | Tag.GENITIVE) and not before & (Tag.PRONOUN | Tag.OBJECT)
    if edge or before & Tag.ARTICLE:
        return False
    if tag & (Tag.NOUN | _NOUN | Tag.CARRIER):
        return _ambiguous_is_verb(tokens, index, before)
    return True


def _ambiguous_is_verb(tokens: Tokens, index: int, before: int) -> bool:
    """Return whether a word that is as often a noun ("claims") is a verb here."""
    tags = tokens.tags
    after = tags[index + 1] if index + 1 < len(tags) else 0
    if before & (Tag.QUOTE | Tag.COMMA | Tag.CLOSE) and not after & Tag.QUOTE:
        return not after & (Tag.AUXILIARY | Tag.VERB | Tag.STOP)
    if before & _VERB_BEFORE:
        return True
    # "a public-records request"
    compound = index > 1 and tags[index - 2] & Tag.ARTICLE and "-" in tokens.words[index - 1]
    small = before & (Tag.PREPOSITION | Tag.NUMBER | Tag.SUBORDINATOR | Tag.DETERMINER)
    if small or not before & Tag.WORD or (compound and not before & Tag.PERSON):
        return False
    reads = tags[index] & Tag.LOOSE and before & Tag.PAPER and after & (Tag.QUOTE | Tag.COLON)
    if tags[index] & Tag.BASE and not reads:
        ends = _VERB_AFTER | Tag.PREPOSITION | Tag.STOP | Tag.COMMA
        return bool(before & Tag.CONJUNCTION) or bool(before & Tag.PLURAL and after & ends)
    if before & (Tag.CAPITAL | Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.CONJUNCTION):
        return True
    return bool(after & _VERB_AFTER)


def is_nominal(tokens: Tokens, index: int) -> bool:
    """Return whether the token can stand within a noun phrase, right of its determiner."""
    tag = tokens.tags[index]
    if tag & (Tag.CAPITAL | Tag.NUMBER | Tag.GENITIVE):
        return not tag & (Tag.PRONOUN | Tag.SUBORDINATOR | Tag.CONJUNCTION | Tag.RELATIVE)
    if not tag & Tag.WORD:
        return False
    if not tag & _FUNCTION:
        return not tag & Tag.ARTICLE
    if tag & (_NOUN | Tag.NOUN | Tag.CARRIER):
        return not is_verb(tokens, index) or _follows_nominal_edge(tokens, index)
    if tag & _FUNCTION == Tag.VERB:
        return not is_verb(tokens, index)
    return bool(tag & Tag.PARTICLE) and _between_capitals(tokens, index)


def _follows_nominal_edge(tokens: Tokens, index: int) -> bool:
    if not index:
        return False
    before = tokens.tags[index - 1]
    return bool(before & (_LEFT_EDGE | Tag.GENITIVE | Tag.TITLE)) or bool(
        before & Tag.WORD and not before & (_FUNCTION | Tag.CAPITAL)
    )


def _between_capitals(tokens: Tokens, index: int) -> bool:
    tags = tokens.tags
    return 0 < index < len(tags) - 1 and bool(tags[index - 1] & tags[index + 1] & Tag.CAPITAL)


def is_sound(tokens: Tokens, noun: Noun) -> bool:
    """Return whether a phrase looks like one who speaks: a name, a pronoun, a person, a body or a paper."""
    speaks = Tag.CAPITAL | Tag.PRONOUN | Tag.RELATIVE | _NOUN
    for index in range(*noun):
        tag = tokens.tags[index]
        if index > noun.start and tag & Tag.PREPOSITION and not tag & Tag.CAPITAL:
            return bool(tokens.tags[index - 1] & speaks)
    return bool(tokens.tags[noun.end - 1] & speaks)


def noun_before(tokens: Tokens, last: int, floor: int) -> Noun | None:
    """Return the noun phrase that ends with the token `last`, with the "of …" and "for …" phrases in it."""
    tags = tokens.tags
    start = _core_start(tokens, last, floor)
    if start is None:
        return None
    for _ in range(4):
        before = start - 1
        if before - 1 < floor or not tags[before] & Tag.PREPOSITION or tags[before] & Tag.CAPITAL:
            break
        further = _core_start(tokens, before - 1, floor)
        if further is None:
            break
        start = further
    return Noun(start, last + 1)


def _core_start(tokens: Tokens, last: int, floor: int) -> int | None:
    tags = tokens.tags
    at = last
    if tags[at] & Tag.CLOSE:
        while at > max(floor, last - 12) and not tags[at] & Tag.OPEN:
            at -= 1
        at -= 1
    if at < floor or not is_nominal(tokens, at):
        return None
    limit = max(floor, at - _REACH)
    while at > limit and is_nominal(tokens, at - 1):
        at -= 1
    if at > floor and tags[at - 1] & Tag.COMPLEMENTISER and tags[at] & Tag.CAPITAL:
        return at
    if at > floor and tags[at - 1] & _LEFT_EDGE and not tags[at - 1] & Tag.OBJECT:
        at -= 1
        if at > floor and tags[at - 1] & Tag.DETERMINER and not tags[at - 1] & (Tag.SUBORDINATOR | Tag.RELATIVE):
            at -= 1
    elif at > floor and tags[at - 1] & Tag.OBJECT and tags[at - 1] & Tag.POSSESSIVE:
        at -= 1
    return at


def noun_at(tokens: Tokens, first: int, ceiling: int) -> Noun | None:
    """Return the noun phrase that begins with the token `first`; a pronoun is one too."""
    tags = tokens.tags
    if first >= ceiling:
        return None
    tag = tags[first]
    if (
        tag & Tag.COMPLEMENTISER
        and first + 1 < ceiling
        and tags[first + 1] & (Tag.CAPITAL | Tag.PRONOUN | Tag.ARTICLE)
    ):
        return None
    if tag & Tag.PRONOUN and not tag & Tag.DETERMINER:
        return Noun(first, first + 1)
    at = first
    while (at < ceiling and tags[at] & (_LEFT_EDGE | Tag.NUMBER) and not tags[at] & Tag.CAPITAL) or (
        at == first and at < ceiling and tags[at] & _LEFT_EDGE
    ):
        at += 1
    if at < ceiling and tags[at] & Tag.ADVERB and not tags[at] & Tag.CAPITAL:
        at += 1
    limit = min(ceiling, at + _REACH)
    begin = at
    while at < limit and (is_nominal(tokens, at) or _links_name(tokens, at, limit)):
        at += 1
    if at == begin:
        return (
            Noun(first, at)
            if at - first in {1, 2}
            and tags[at - 1] & Tag.DETERMINER
            and not tags[at - 1] & (Tag.ARTICLE | Tag.SUBORDINATOR)
            else None
        )
    return Noun(first, at)


def _links_name(tokens: Tokens, index: int, limit: int) -> bool:
    """Return whether the token ties two parts of one name: "Secretary *of* State"."""
    tags = tokens.tags
    return bool(
        index + 1 < limit
        and tags[index] & Tag.PREPOSITION
        and tags[index] & Tag.LINK
        and tags[index - 1] & (Tag.CAPITAL | Tag.TITLE | Tag.PERSON | Tag.BODY)
        and (tags[index - 1] & Tag.CAPITAL or not tags[index - 1] & Tag.PLURAL)
        and tags[index + 1] & Tag.CAPITAL
        and not tags[index + 1] & Tag.TIME
    )


def skip_time(tokens: Tokens, index: int) -> int:
    """Return the first token left of `index` (itself included) that is no adverb, auxiliary or time."""
    tags = tokens.tags
    limit = max(-1, index - 16)
    while index > limit:
        tag = tags[index]
        if tag & (Tag.ADVERB | Tag.AUXILIARY | Tag.NEGATION) and not tag & Tag.PRONOUN:
            index -= 1
        elif tag & Tag.TIME and not tag & (Tag.PERSON):
            index -= 1
            while index > limit and tags[index] & (Tag.TIME | Tag.NUMBER):
                index -= 1
            if (
                index > limit
                and tags[index] & (Tag.PREPOSITION | Tag.DETERMINER)
                and not tags[index] & Tag.RELATIVE
            ):
                index -= 1
        else:
            break
    return index
