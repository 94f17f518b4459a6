"""Who else has a part in a quote: who relays it, and to whom it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, noun_at

if TYPE_CHECKING:
    from onrecord.quotes.sentence import Sentence


def according_to(sentence: Sentence, start: int, end: int) -> Attribution | None:
    """Return the source that a phrase such as "according to …" names between two tokens."""
    for index in range(start, end):
        if sentence.tokens.lowers[index] in sentence.language.according:
            found = according_at(sentence, index)
            if found is not None:
                return found
    return None


def according_at(sentence: Sentence, index: int) -> Attribution | None:
    """Return the source that a phrase such as "according to …" at the token names."""
    lowers = sentence.tokens.lowers
    for phrase in sentence.language.according.get(lowers[index], ()):
        after = index + len(phrase)
        if tuple(lowers[index:after]) == phrase:
            noun = _source_at(sentence, after)
            if noun is not None:
                return Attribution(Rule.ACCORDING, noun, Noun(index, after))
    return None


def _source_at(sentence: Sentence, index: int) -> Noun | None:
    """Return the phrase there; of "a statement by Smith" the "Smith"."""
    tags = sentence.tags
    noun = noun_at(sentence.tokens, index, sentence.end)
    while noun is not None and noun.end + 1 < sentence.end and sentence.is_one_of(noun.end, "agents"):
        carries = tags[noun.end - 1] & (Tag.PAPER | Tag.CARRIER)
        owned = noun.end - noun.start > 1 and tags[noun.end - 2] & (Tag.CAPITAL | Tag.GENITIVE | Tag.POSSESSIVE)
        inner = noun_at(sentence.tokens, noun.end + 1, sentence.end)
        if inner is None or owned or not carries:
            break
        noun = inner
    return noun


def addressed_by(sentence: Sentence, verb: int) -> tuple[Noun | None, Noun | None]:
    """Return to whom the verb says it, or else the outlet that it was said to ("told the Daily News")."""
    index = sentence.after_adverbs(verb + 1)
    if index < sentence.end and sentence.is_one_of(index, "addressee_prepositions"):
        index += 1
    elif not sentence.is_one_of(verb, "addressing"):
        return None, None
    if index >= sentence.end or not sentence.tags[index] & (Tag.WORD | Tag.OBJECT):
        return None, None
    if sentence.tags[index] & Tag.OBJECT and not sentence.tags[index] & Tag.CAPITAL:
        return Noun(index, index + 1), None
    noun = noun_at(sentence.tokens, index, sentence.end)
    if noun is not None and _is_outlet(sentence, noun):
        return None, noun
    return noun, None


def _is_outlet(sentence: Sentence, noun: Noun) -> bool:
    words = sentence.tokens.words[noun.start : noun.end]
    acronym = any(len(word) > 1 and word.isupper() for word in words)
    return acronym or any(sentence.is_one_of(index, "media_words") for index in range(*noun))
