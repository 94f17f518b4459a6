"""Proper names within phrases and runs of capitals: where the name begins, behind titles and openings, and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun

if TYPE_CHECKING:
    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_COMMON_NOUN = Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.TITLE | Tag.WORK | Tag.NOUN
_PARTICLE = Tag.PARTICLE | Tag.WORD
_NAME_ONLY = Tag.WORD | Tag.CAPITAL | Tag.PLURAL | Tag.SUFFIX
_NO_NAME = (
    Tag.SUBORDINATOR
    | Tag.PARTICIPLE
    | Tag.DETERMINER
    | Tag.ADVERB
    | Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.AUXILIARY
)


def name_in(tokens: Tokens, noun: Noun, language: Language) -> Noun | None:
    """Return the proper name of a noun phrase, without titles: "Xi Jinping" of "Chinese leader Xi Jinping"."""
    tags = tokens.tags
    end = _before_complement(tokens, noun)
    while end > noun.start and not tags[end - 1] & (Tag.CAPITAL | Tag.SUFFIX):
        end -= 1
    if end == noun.start:
        return None
    start = end - 1
    while start > noun.start:
        before = start - 1
        while before > noun.start and tags[before] & Tag.PARTICLE and not tags[before] & Tag.CAPITAL:
            before -= 1
        if not tags[before] & Tag.CAPITAL:
            break
        start = before
    end = without_post_nominals(tokens, start, end, language)
    opens = start == noun.start and opens_sentence(tokens, start)
    if opens:
        start = after_opening(tokens, start, end, language)
    first = after_titles(tokens, start, end, language, opening=opens)
    if opens and first == start == end - 1 and tags[first] & _NO_NAME and not _is_given(tokens, first, language):
        return None
    return Noun(before_particles(tokens, first), end)


def _before_complement(tokens: Tokens, noun: Noun) -> int:
    """Return where a phrase ends before a bracket or a preposition that joins no parts of a name."""
    tags = tokens.tags
    for index in range(noun.start, noun.end):
        prepositional = tags[index] & Tag.PREPOSITION and not tags[index] & Tag.CAPITAL and index > noun.start
        if tags[index] & Tag.OPEN or (prepositional and not _of_name(tokens, index, noun)):
            return index
    return noun.end


def opens_sentence(tokens: Tokens, index: int) -> bool:
    """Return whether the token is the first of a sentence, where a capital tells nothing."""
    return not index or bool(tokens.tags[index - 1] & (Tag.STOP | Tag.QUOTE | Tag.COLON))


def after_opening(tokens: Tokens, start: int, end: int, language: Language) -> int:
    """Return where the capitals of a sentence's opening can be a name: not at "In", "Said" or "Railing"."""
    while start < end - 1 and not _is_given(tokens, start, language):
        tag = tokens.tags[start]
        ending = language.tag_by_ending(tokens.lowers[start]) if tag & ~Tag.PLURAL == Tag.WORD | Tag.CAPITAL else 0
        if not (tag | ending) & _NO_NAME and not (tag & Tag.VERB and not tag & _COMMON_NOUN):
            break
        start += 1
    return start


def without_post_nominals(tokens: Tokens, start: int, end: int, language: Language) -> int:
    """Return where a name ends before letters such as "MP" and "PhD"."""
    letters = language.words.get("post_nominals", frozenset())
    while end - 1 > start and tokens.lowers[end - 1] in letters and not tokens.words[end - 1].islower():
        end -= 1
    return end


def before_particles(tokens: Tokens, start: int) -> int:
    """Return where a name begins that small particles lead in: "*van der* Meer"."""
    while start and tokens.tags[start - 1] & ~Tag.PLURAL == _PARTICLE:
        start -= 1
    return start


def name_words(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a name, nicknames in quotation marks left out."""
    if not tokens.nicknames:
        return tuple(tokens.words[start:end])
    return tuple(tokens.words[index] for index in range(start, end) if tokens.quotes[index] < 0)


def after_titles(tokens: Tokens, start: int, end: int, language: Language, *, opening: bool = False) -> int:
    """Return where the name itself begins in a run of capitals: after its last title ("Chinese President *Xi*").

    Where the run is `opening` a sentence, a word of no list before a given name is a title too ("Trapeze artist" is
    not, "Acrobat *Ann Reed*" is).
    """
    tags = tokens.tags
    last = end - 1
    while last > start and tags[last] & Tag.SUFFIX:
        last -= 1
    if not language.capitalised_nouns:
        start = _after_unknown_title(tokens, start, last, language, opening=opening)
    if language.capitalised_nouns:
        given = next((index for index in range(start, last) if _is_given(tokens, index, language)), start)
        start = max(start, given)
    if (
        tags[start] & Tag.PERSON
        and tags[start] & Tag.PLURAL
        and last > start
        and tags[start + 1] & Tag.LINK & ~Tag.CAPITAL
        and tags[start + 1] & Tag.PREPOSITION
    ):
        return start  # "Friends of the Harbour"
    if tags[last] & Tag.BODY and last > start:
        return start + 1 if tags[start] & (Tag.DETERMINER | Tag.OPENER) else start
    for index in range(last - 1, start - 1, -1):
        tag = tags[index]
        if tag & Tag.PARTICLE and index > start:
            continue
        if tag & (Tag.TITLE | Tag.PERSON | Tag.LINK | Tag.DETERMINER | Tag.OPENER) and not _is_given(
            tokens, index, language
        ):
            if (
                tag & Tag.LINK
                and not tag & (Tag.DETERMINER)
                and not any(t & (Tag.TITLE | Tag.PERSON) for t in tags[start:index])
            ):
                return start
            return index + 1
    return start


def _after_unknown_title(tokens: Tokens, start: int, last: int, language: Language, *, opening: bool) -> int:
    """Return where a given name begins behind words that cannot be one: "FBI", "Co-anchor", first of all any."""
    for index in range(start + 1, last):
        if not tokens.tags[index] & Tag.CAPITAL or not _is_given(tokens, index, language):
            continue
        before = tokens.words[index - 1]
        initial = len(before.rstrip(".")) == 1
        known = tokens.tags[index - 1] & (Tag.TITLE | Tag.PERSON | Tag.BODY | Tag.NOUN | Tag.PAPER | Tag.WORK)
        acronym = before.isupper() and before.isalpha()
        acronym = acronym and (len(before) > 2 or before.lower() in language.words["post_nominals"])
        if initial or _is_given(tokens, index - 1, language) or tokens.tags[index - 1] & Tag.PARTICLE:
            return start
        if known or acronym or (opening and index == start + 1 and tokens.tags[last] & ~_NAME_ONLY == 0):
            return index
        return start
    return start


def _of_name(tokens: Tokens, index: int, noun: Noun) -> bool:
    return (
        index + 1 < noun.end
        and bool(tokens.tags[index] & Tag.LINK)
        and bool(tokens.tags[index + 1] & Tag.CAPITAL)
        and bool(tokens.tags[index - 1] & (Tag.BODY | Tag.TITLE | Tag.PERSON))
    )


def _is_given(tokens: Tokens, index: int, language: Language) -> bool:
    return tokens.lowers[index] in language.given_names
