"""Noun phrases of a language that writes every noun with a capital: the capitals tell where a phrase ends.

A phrase is an article or the like, adjectives, and at least one noun or name; a phrase in the genitive belongs to
the one before it ("der Sprecher *des Amtes*").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_FUNCTION = (
    Tag.PRONOUN
    | Tag.OBJECT
    | Tag.DETERMINER
    | Tag.POSSESSIVE
    | Tag.RELATIVE
    | Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.SUBORDINATOR
    | Tag.ADVERB
    | Tag.AUXILIARY
    | Tag.NEGATION
)
_EDGE = Tag.DETERMINER | Tag.POSSESSIVE
_ADJECTIVES = 8
"""Tokens between an article and its noun at most."""
_NAME = 12
"""Tokens of a run of nouns and names at most."""
_ASIDE = 25
"""Tokens in brackets at most."""


class Chunk(NamedTuple):
    """A noun phrase: tokens from `start` up to, not including, `end`; its noun or name ends at `head`."""

    start: int
    end: int
    head: int
    """The end of the phrase without the phrases in the genitive that belong to it."""
    governed: bool
    """A preposition stands before it."""
    oblique: bool
    """Its form is none that a subject has."""
    pronoun: bool = False


def chunks_of(tokens: Tokens, start: int, end: int, language: Language) -> Iterator[Chunk]:
    """Yield the noun phrases between two tokens from left to right; what stands in brackets is left out."""
    tags = tokens.tags
    pending: Chunk | None = None
    governed = False
    at = start
    while at < end:
        tag = tags[at]
        if tag & Tag.OPEN:
            at = after_aside(tokens, at, end)
            continue
        if tag & Tag.PREPOSITION and is_small(tokens, at):
            ends_here = pending is not None and pending.end == at and not pending.pronoun
            linked = ends_here and tokens.lowers[at] in language.words["genitives"]
            linked = linked and at + 1 < end and bool(tags[at + 1] & Tag.CAPITAL)
            further = _chunk_at(tokens, at + 1, end, language, governed=True) if linked else None
            if pending is not None and further is not None and not is_time(tokens, further):
                pending = pending._replace(end=further.end)
                at = further.end
                continue
            governed = True
            at += 1
            continue
        chunk = _chunk_at(tokens, at, end, language, governed=governed)
        if chunk is None:
            governed = governed and bool(tag & (Tag.ADVERB | Tag.NUMBER))
            at += 1
            continue
        attached = (
            pending is not None
            and pending.end == chunk.start
            and not pending.pronoun
            and not chunk.pronoun
            and tokens.lowers[chunk.start] in language.words["genitives"]
        )
        if attached and pending is not None:
            pending = pending._replace(end=chunk.end)
        else:
            if pending is not None:
                yield pending
            pending = chunk
        governed = False
        at = chunk.end
    if pending is not None:
        yield pending


def after_aside(tokens: Tokens, at: int, end: int) -> int:
    """Return the token after the brackets that open at `at`; the next one where they are not closed."""
    for index in range(at + 1, min(end, at + _ASIDE)):
        if tokens.tags[index] & Tag.CLOSE:
            return index + 1
    return at + 1


def is_small(tokens: Tokens, index: int) -> bool:
    """Return whether a token is a small word: in lower case, or capitalised because a sentence begins."""
    return not tokens.tags[index] & Tag.CAPITAL or opens(tokens, index)


def opens(tokens: Tokens, index: int) -> bool:
    """Return whether a capital at the token only tells that a sentence begins."""
    if not index:
        return True
    before = tokens.tags[index - 1]
    return bool(before & (Tag.STOP | Tag.QUOTE | Tag.COLON | Tag.OPEN | Tag.BREAK))


def is_noun(tokens: Tokens, index: int, language: Language) -> bool:
    """Return whether the token is a noun or a part of a name, by its capital."""
    tag = tokens.tags[index]
    if not tag & Tag.CAPITAL or not tag & Tag.WORD:
        return False
    if not opens(tokens, index):
        return not tag & Tag.PRONOUN
    if tag & (Tag.TITLE | Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.TIME):
        return True
    if tag & (_FUNCTION | Tag.VERB):
        return False
    following = tokens.tags[index + 1] if index + 1 < len(tokens.tags) else 0
    return bool(following & Tag.CAPITAL) or not tokens.lowers[index].endswith(language.adverb_endings)


def is_time(tokens: Tokens, chunk: Chunk) -> bool:
    """Return whether a phrase tells when: "Ende Januar", "der gestrige Montag"."""
    tag = tokens.tags[chunk.head - 1]
    return bool(tag & Tag.TIME) or (
        bool(tag & Tag.NUMBER) and any(tokens.tags[i] & Tag.TIME for i in range(chunk.start, chunk.head))
    )


def _chunk_at(tokens: Tokens, first: int, end: int, language: Language, *, governed: bool) -> Chunk | None:
    tags, lowers = tokens.tags, tokens.lowers
    if first >= end:
        return None
    tag = tags[first]
    oblique_words = language.words["oblique"]
    if tag & Tag.PRONOUN and is_small(tokens, first):
        return Chunk(first, first + 1, first + 1, governed, lowers[first] in oblique_words, pronoun=True)
    at = first
    while at < end and tags[at] & _EDGE and is_small(tokens, at) and at - first < 3:
        at += 1
    edge = at
    limit = min(end, at + _ADJECTIVES)
    while at < limit and not is_noun(tokens, at, language) and _is_attribute(tokens, at, language):
        at += 1
    if edge > first and at < end and tags[at] & Tag.QUOTE and tokens.words[at][:1].isupper():
        return Chunk(first, at + 1, at + 1, governed, lowers[first] in oblique_words)
    if at >= end or not is_noun(tokens, at, language):
        alone = (
            edge == first + 1 and not tag & Tag.POSSESSIVE and lowers[first] not in language.words["never_alone"]
        )
        if alone and not tag & Tag.NUMBER and (edge >= end or not tags[edge] & Tag.CAPITAL):
            return Chunk(first, edge, edge, governed, lowers[first] in oblique_words, pronoun=True)
        return None
    noun = at
    limit = min(end, at + _NAME)
    while at < limit and (is_noun(tokens, at, language) or _goes_on(tokens, at, limit, language)):
        at += 1
    return Chunk(first, at, at, governed, _is_oblique(tokens, (first, edge, noun, at), language))


def _is_attribute(tokens: Tokens, index: int, language: Language) -> bool:
    """Return whether the token can stand between an article and its noun."""
    tag, lower = tokens.tags[index], tokens.lowers[index]
    if tag & (Tag.NUMBER | Tag.NAMING) and not tag & Tag.CAPITAL:
        return True
    capital = tag & Tag.CAPITAL and not opens(tokens, index)
    if not tag & Tag.WORD or capital or tag & (_FUNCTION & ~Tag.ADVERB):
        return False
    if tag & (Tag.SAYING | Tag.LABELLING) and not _before_noun(tokens, index):
        return False
    following = tokens.tags[index + 1] if index + 1 < len(tokens.tags) else 0
    if tag & Tag.ADVERB:
        return bool(following & Tag.WORD) and not following & Tag.CAPITAL
    return lower.endswith(language.adjective_endings)


def _before_noun(tokens: Tokens, index: int) -> bool:
    """Return whether a form that can be a verb is an adjective: "die *erklärte* Absicht"."""
    tags = tokens.tags
    if not index or index + 1 >= len(tags) or not tags[index + 1] & Tag.CAPITAL:
        return False
    return (
        bool(tags[index - 1] & (Tag.ARTICLE | Tag.POSSESSIVE | Tag.DETERMINER))
        and tokens.lowers[index][-1] in "enrs"
    )


def _goes_on(tokens: Tokens, index: int, limit: int, language: Language) -> bool:
    """Return whether a small word or number is a part of a name: "Ursula *von* *der* Leyen", "Benedikt *XVI.*"."""
    tags = tokens.tags
    tag = tags[index]
    if tag & Tag.SUFFIX and tag & Tag.WORD:
        return True
    if tag & Tag.NUMBER:
        return bool(tags[index - 1] & Tag.TIME)
    if not tag & Tag.PARTICLE:
        return False
    given = any(tokens.lowers[i] in language.given_names for i in (index - 1, index - 2) if i >= 0)
    for after in range(index + 1, min(limit, index + 3)):
        if tags[after] & Tag.CAPITAL:
            known = Tag.TITLE | Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.TIME
            return given and not tags[after] & known
        if not tags[after] & Tag.PARTICLE:
            return False
    return False


def _is_oblique(tokens: Tokens, phrase: tuple[int, int, int, int], language: Language) -> bool:
    """Return whether a phrase cannot be a subject, by where its parts begin."""
    first, edge, noun, end = phrase
    lowers, words = tokens.lowers, language.words
    if lowers[first] in words["oblique"]:
        return True
    adjective = lowers[noun - 1]
    if edge == first:
        oblique = adjective.endswith(language.ending_lists["oblique_endings"])
        return noun > first and oblique and not tokens.tags[noun - 1] & Tag.NUMBER
    if lowers[first] not in words["masculine_only"]:
        return False
    if noun > edge and adjective.endswith(language.ending_lists["oblique_endings_after_article"]):
        return True
    head = lowers[end - 1] if end - noun == 1 else lowers[noun]
    if tokens.tags[noun] & (Tag.PERSON | Tag.TITLE) and not head.endswith(language.female_endings):
        return False
    return head.endswith(language.feminine_endings) or bool(tokens.tags[noun] & Tag.FEMALE)
