"""Collects the proper names of an article and what stands beside each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import is_nominal
from onrecord.quotes.proper_names import (
    after_opening,
    after_titles,
    before_particles,
    name_words,
    without_post_nominals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_HEAD = Tag.TITLE | Tag.PERSON
_FUNCTION = (
    Tag.OPENER | Tag.PRONOUN | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.ADVERB | Tag.SUBORDINATOR | Tag.DETERMINER
)
_EDGE = Tag.VERB | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.DETERMINER | Tag.POSSESSIVE
_APPOSED = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PERSON | Tag.ADVERB | Tag.CAPITAL | Tag.NUMBER
_NOUNS = Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.WORK | Tag.CARRIER | Tag.TITLE
_PHRASE = 6
"""Tokens before a name that are looked at."""
_APPOSITION = 14
"""Tokens of an apposition that are looked at."""


class Name(NamedTuple):
    """A proper name where it stands, in tokens of its paragraph."""

    start: int
    end: int
    words: tuple[str, ...]
    """The name itself, without titles."""
    text: str
    """The name with the capitalised titles before it."""
    titles: frozenset[str]
    """Lower-case words right before it that say what it is, and those of its apposition."""
    possessed: bool
    """It stands in the genitive."""
    definite: bool
    """A definite article stands before it."""
    governed: bool
    """A preposition stands before it and its titles."""
    attributive: bool = False
    """It stands before another noun, as in "Holm aides"."""
    says: bool = False
    """It follows a comma and its verb of saying: "…, said Holm"."""
    doubtful: bool = False
    """It may be a noun, unless a longer name in the article ends with it."""
    office: str = ""
    """Where it is no name but only says what somebody is, the noun for that in lower case."""


def names_of(tokens: Tokens, language: Language) -> Iterator[Name]:
    """Yield the proper names of a paragraph in the order of its text."""
    if tokens.headline or tokens.title_case:
        yield from _headline_names(tokens, language)
        return
    tags = tokens.tags
    length = len(tags)
    openings = {start for start, _ in tokens.sentences}
    at = tokens.dateline
    while at < length:
        if not tags[at] & Tag.CAPITAL:
            at += 1
            continue
        start = at
        at = _run_end(tokens, at)
        opens = start in openings or (start > 0 and bool(tags[start - 1] & (Tag.STOP | Tag.QUOTE | Tag.COLON)))
        name = _name(tokens, start, at, language, opening=opens)
        if name is not None:
            yield name


def _headline_names(tokens: Tokens, language: Language) -> Iterator[Name]:
    """Yield the names of a line in capitals throughout: a given name and the word of no list behind it."""
    tags, lowers = tokens.tags, tokens.lowers
    at = 0
    while at + 1 < len(tags):
        end = at + 1
        if tags[at] & Tag.CAPITAL and lowers[at] in language.given_names:
            while end < len(tags) and len(tokens.words[end].rstrip(".")) == 1 and tags[end] & Tag.CAPITAL:
                end += 1
            if end < len(tags) and tags[end] & ~Tag.PLURAL == Tag.WORD | Tag.CAPITAL:
                words = name_words(tokens, at, end + 1)
                possessed = end + 1 < len(tags) and bool(tags[end + 1] & Tag.GENITIVE)
                none: frozenset[str] = frozenset()
                yield Name(at, end + 1, words, " ".join(words), none, possessed, definite=False, governed=False)
                at = end
        at += 1


def _run_end(tokens: Tokens, at: int) -> int:
    tags, length = tokens.tags, len(tokens.tags)
    at += 1
    while at < length:
        tag = tags[at]
        if tag & Tag.CAPITAL or (tag & Tag.SUFFIX and tag & Tag.WORD):
            at += 1
            continue
        after = at
        while after < length and tags[after] & Tag.PARTICLE and not tags[after] & Tag.CAPITAL:
            after += 1
        if after == at and tag & Tag.LINK and tags[at - 1] & (Tag.BODY | Tag.TITLE | Tag.PERSON):
            after += 1
        if after == at or after >= length or not tags[after] & Tag.CAPITAL or tags[after] & Tag.TIME:
            break
        at = after + 1
    return at


def _name(tokens: Tokens, start: int, end: int, language: Language, *, opening: bool) -> Name | None:
    """Return the name in a run of capitals; where that is `opening` a sentence, its first one proves nothing."""
    tags, lowers = tokens.tags, tokens.lowers
    run_start = start
    if opening and tags[start] & _FUNCTION and not (end - start > 1 and lowers[start] in language.given_names):
        start += 1
    if opening and start < end:
        start = after_opening(tokens, start, end, language)
    media = language.words["media_words"]
    while end > start and tags[end - 1] & Tag.TIME and not tags[end - 1] & _HEAD and lowers[end - 1] not in media:
        end -= 1
    dated = start > 0 and bool(tags[start - 1] & Tag.PREPOSITION)
    while start < end - 1 and tags[start] & Tag.TIME and (dated or lowers[start] not in language.given_names):
        start += 1
    end = without_post_nominals(tokens, start, end, language)
    opening = opening and start == run_start
    first = after_titles(tokens, start, end, language, opening=opening) if start < end else end
    common = end - start == 1 and _is_common(tokens, start, language, opening=opening)
    if first >= end or _is_letter(tokens, first, end) or common:
        return None
    first = before_particles(tokens, first)
    edge, before = _words_before(tokens, run_start)
    before.update(lowers[start:first])
    determiner = run_start if start > run_start else edge
    definite = determiner >= 0 and lowers[determiner] in language.words["definite"]
    possessed = end < len(tags) and bool(tags[end] & Tag.GENITIVE)
    if not possessed:
        before.update(_apposition(tokens, end))
    governed = edge >= 0 and bool(tags[edge] & Tag.PREPOSITION) and not tags[edge] & Tag.CAPITAL
    if first > start and tags[first - 1] & Tag.PREPOSITION and not tags[first - 1] & Tag.CAPITAL:
        governed = True  # "Attorney General of Ohio" names Ohio, which is no attorney
        before = set()
    text = " ".join(tokens.words[start:end])
    attributive = end < len(tags) and bool(tags[end] & _NOUNS) and is_nominal(tokens, end)
    says = edge > 0 and bool(tags[edge] & Tag.SAYING) and bool(tags[edge - 1] & (Tag.COMMA | Tag.QUOTE))
    words = name_words(tokens, first, end)
    return Name(first, end, words, text, frozenset(before), possessed, definite, governed, attributive, says)


def _is_letter(tokens: Tokens, start: int, end: int) -> bool:
    return end - start == 1 and len(tokens.words[start]) == 1


def _is_common(tokens: Tokens, index: int, language: Language, *, opening: bool) -> bool:
    """Return whether a single capitalised word is no name."""
    tag = tokens.tags[index]
    if tag & (_HEAD | Tag.PRONOUN | Tag.TIME):
        return True
    known = tag & ~(Tag.WORD | Tag.CAPITAL | Tag.BODY | Tag.PLURAL)
    return opening and bool(known) and tokens.lowers[index] not in language.given_names


def _words_before(tokens: Tokens, start: int) -> tuple[int, set[str]]:
    """Return the words of the phrase before a name ("leader", "Chinese") and the token that the phrase ends at."""
    tags = tokens.tags
    words: set[str] = set()
    at = start - 1
    while at >= 0 and start - at < _PHRASE and tags[at] & Tag.WORD and not tags[at] & _EDGE:
        words.add(tokens.lowers[at])
        at -= 1
    return at, words


def _apposition(tokens: Tokens, at: int) -> set[str]:
    """Return the words of an apposition: ", a teacher at the school,", ", 22,"."""
    tags = tokens.tags
    if at + 2 >= len(tags) or not tags[at] & Tag.COMMA or not tags[at + 1] & _APPOSED:
        return set()
    found: set[str] = set()
    person = False
    for index in range(at + 1, min(len(tags), at + _APPOSITION)):
        tag = tags[index]
        ends = tag & (Tag.STOP | Tag.QUOTE | Tag.RELATIVE | Tag.BREAK) or (tag & Tag.COMMA and index > at + 2)
        if ends or (person and tag & Tag.PREPOSITION):
            break
        person = person or bool(tag & Tag.PERSON)
        if tag & (Tag.WORD | Tag.NUMBER) and not tag & _EDGE & ~Tag.VERB:
            found.add(tokens.lowers[index])
    return found
