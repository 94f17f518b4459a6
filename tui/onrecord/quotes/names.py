"""Collects the proper names of an article and what stands beside each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import after_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_HEAD = Tag.TITLE | Tag.PERSON
_APPOSITION = 14
"""Tokens of an apposition that are looked at."""


class Name(NamedTuple):
    """A proper name where it stands, in tokens of its paragraph."""

    start: int
    end: int
    words: tuple[str, ...]
    """The name itself, without titles."""
    titles: frozenset[str]
    """Lower-case words right before it that say what it is, and those of its apposition."""
    possessed: bool
    """It stands in the genitive."""
    definite: bool
    """A definite article stands before it."""
    governed: bool
    """A preposition stands before it and its titles."""


def names_of(tokens: Tokens, language: Language) -> Iterator[Name]:
    """Yield the proper names of a paragraph in the order of its text."""
    if tokens.headline:
        return
    tags = tokens.tags
    length = len(tags)
    openings = {start for start, _ in tokens.sentences}
    at = 0
    while at < length:
        if not tags[at] & Tag.CAPITAL:
            at += 1
            continue
        start = at
        at = _run_end(tokens, at)
        yield from _name(
            tokens,
            start,
            at,
            language,
            opening=start in openings or (start and bool(tags[start - 1] & (Tag.STOP | Tag.QUOTE | Tag.COLON))),
        )


def _run_end(tokens: Tokens, at: int) -> int:
    tags, length = tokens.tags, len(tokens.tags)
    at += 1
    while at < length:
        tag = tags[at]
        if tag & Tag.CAPITAL or tag & Tag.SUFFIX and tag & Tag.WORD:
            at += 1
        elif (
            tag & (Tag.PARTICLE | Tag.LINK)
            and at + 1 < length
            and tags[at + 1] & Tag.CAPITAL
            and (not tag & Tag.LINK or tags[at - 1] & (Tag.BODY | Tag.TITLE | Tag.PERSON))
        ):
            at += 2
        else:
            break
    return at


def _name(tokens: Tokens, start: int, end: int, language: Language, *, opening: bool) -> Iterator[Name]:
    tags, lowers = tokens.tags, tokens.lowers
    run_start = start
    if opening and tags[start] & (
        Tag.OPENER
        | Tag.PRONOUN
        | Tag.PREPOSITION
        | Tag.CONJUNCTION
        | Tag.ADVERB
        | Tag.SUBORDINATOR
        | Tag.DETERMINER
    ):
        start += 1
    while end > start and tags[end - 1] & Tag.TIME and not tags[end - 1] & _HEAD:
        end -= 1
    while start < end - 1 and tags[start] & Tag.TIME:
        start += 1
    if start >= end:
        return
    first = after_titles(tokens, start, end, language)
    titled = first > start
    if not titled and end - start == 1:
        common = tags[start] & ~(Tag.WORD | Tag.CAPITAL | Tag.BODY) and lowers[start] not in language.given_names
        if tags[start] & (_HEAD | Tag.PRONOUN | Tag.TIME) or (opening and common):
            return
    before = set(lowers[start:first]) if titled else set()
    definite = False
    at = run_start - 1
    while (
        at >= 0
        and run_start - at < 6
        and tags[at] & Tag.WORD
        and not tags[at] & (Tag.VERB | Tag.PREPOSITION | Tag.CONJUNCTION) | (tags[at] & Tag.PERSON)
    ):
        if tags[at] & Tag.DETERMINER:
            definite = lowers[at] in language.words["definite"]
            break
        before.add(lowers[at])
        at -= 1
    if opening and run_start < start:
        definite = lowers[run_start] in language.words["definite"]
    possessed = end < len(tags) and bool(tags[end] & Tag.GENITIVE)
    if not possessed:
        before.update(_apposition(tokens, end))
    governed = at >= 0 and bool(tags[at] & Tag.PREPOSITION) and not tags[at] & Tag.CAPITAL
    yield Name(first, end, tuple(tokens.words[first:end]), frozenset(before), possessed, definite, governed)


def _apposition(tokens: Tokens, at: int) -> set[str]:
    tags = tokens.tags
    if at + 2 >= len(tags) or not tags[at] & Tag.COMMA:
        return set()
    found: set[str] = set()
    if tags[at + 1] & Tag.NUMBER:
        found.add(tokens.lowers[at + 1])
    elif (
        not tags[at + 1] & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PERSON | Tag.ADVERB)
        and not tags[at + 1] & Tag.CAPITAL
    ):
        return found
    for index in range(at + 1, min(len(tags), at + _APPOSITION)):
        tag = tags[index]
        if tag & (Tag.STOP | Tag.QUOTE | Tag.RELATIVE | Tag.BREAK) or (tag & Tag.COMMA and index > at + 2):
            break
        if tag & Tag.PREPOSITION and found & {word for word in found if word}:
            if any(tags[i] & Tag.PERSON for i in range(at + 1, index)):
                break
        if tag & Tag.WORD and not tag & (Tag.DETERMINER | Tag.PREPOSITION | Tag.CONJUNCTION):
            found.add(tokens.lowers[index])
    return found
