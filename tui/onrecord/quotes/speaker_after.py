"""Speakers named behind the quote: "…," Smith said; "…," said Smith; "…," according to Smith."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_verb, noun_at
from onrecord.quotes.relays import according_at, addressed_by
from onrecord.quotes.speaker_before import quoted_by
from onrecord.quotes.subjects import subject_of

if TYPE_CHECKING:
    from onrecord.quotes.sentence import Sentence

_APPOSITION = 40
"""Tokens between a subject and its verb at most."""
_FURTHER_ON = 80
"""Tokens from a quote to a speaker who is named further on in the sentence, at most."""
_SEPARATING = ",?!…—–-"


def named_after(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker that is named right after the quote at the token `at`."""
    index = at + 1
    while index < sentence.end and sentence.tags[index] & (Tag.COMMA | Tag.BREAK | Tag.OTHER):
        index += 1
    separated = sentence.final_mark(at) in _SEPARATING or index > at + 1
    index = sentence.after_adverbs(index)
    if index >= sentence.end:
        return None
    inverted = _inverted(sentence, index, separated=separated)
    if inverted is not None or not separated:
        return inverted
    noun = noun_at(sentence.tokens, index, sentence.end)
    if noun is None or _is_time(sentence, noun):
        return None
    verb = _verb_after(sentence, noun)
    if verb is None:
        noun, verb = _without_verb(sentence, noun)
    if verb is None:
        return None
    quoted = quoted_by(sentence, verb)
    if quoted is not None:
        return replace(quoted, rule=Rule.AFTER)
    addressee, source = addressed_by(sentence, verb)
    rule = Rule.AFTER if sentence.tags[verb] & (Tag.SAYING | Tag.LOOSE) else Rule.AFTER_BARE
    return Attribution(rule, noun, Noun(verb, verb + 1), addressee=addressee, source=source)


def named_further_on(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker that is named after a comma further on, as in “…” in the clause, Smith said."""
    tags = sentence.tags
    for index in range(at + 1, min(sentence.end, at + _FURTHER_ON)):
        according = according_at(sentence, index)
        if according is not None:
            return according
        if not sentence.says(index):
            continue
        if tags[index - 1] & (Tag.COMMA | Tag.QUOTE):
            inverted = _inverted(sentence, index, separated=True)
            if inverted is not None:
                return replace(inverted, rule=Rule.PARENTHESIS)
        subject = subject_of(sentence.tokens, index, at + 1)
        if subject is not None and tags[subject.noun.start - 1] & (Tag.COMMA | Tag.QUOTE | Tag.BREAK):
            addressee, source = addressed_by(sentence, index)
            cue = Noun(index, index + 1)
            return Attribution(Rule.PARENTHESIS, subject.noun, cue, addressee=addressee, source=source)
    return None


def _inverted(sentence: Sentence, index: int, *, separated: bool) -> Attribution | None:
    """Return the speaker behind the verb at `index`: said Smith."""
    found = according_at(sentence, index) or _inverted_perfect(sentence, index)
    if found is not None:
        return found
    tag = sentence.tags[index]
    if not tag & Tag.VERB or tag & (Tag.CAPITAL | Tag.AUXILIARY | Tag.PARTICIPLE):
        return None
    noun = noun_at(sentence.tokens, sentence.after_adverbs(index + 1), sentence.end)
    if noun is None or _is_time(sentence, noun):
        return None
    if tag & Tag.BASE and not tag & (Tag.SAYING | Tag.LOOSE):
        return None
    if not separated and not (tag & Tag.SAYING and sentence.tags[noun.start] & (Tag.CAPITAL | Tag.PRONOUN)):
        return None
    return Attribution(Rule.AFTER, noun, Noun(index, index + 1))


def _inverted_perfect(sentence: Sentence, index: int) -> Attribution | None:
    """Return the speaker behind an auxiliary and its verb, or between them: "a dit Durand", "a-t-il dit"."""
    auxiliaries = sentence.language.words.get("inverted_auxiliaries")
    if not auxiliaries or sentence.tokens.lowers[index] not in auxiliaries:
        return None
    at = sentence.after_adverbs(index + 1)
    between = Noun(at, at + 1) if at < sentence.end and sentence.tags[at] & Tag.PRONOUN else None
    verb = sentence.after_adverbs(at + 1) if between else at
    if verb >= sentence.end or not sentence.tags[verb] & Tag.SAYING:
        return None
    at = sentence.after_adverbs(verb + 1)
    while at < sentence.end and sentence.tags[at] & Tag.TIME:
        at += 1
    noun = between or noun_at(sentence.tokens, at, sentence.end)
    return None if noun is None or _is_time(sentence, noun) else Attribution(Rule.AFTER, noun, Noun(verb, verb + 1))


def _without_verb(sentence: Sentence, noun: Noun) -> tuple[Noun, int | None]:
    """Return a phrase that ends the clause, and the verb that was taken for its last noun: "the email *read*."."""
    last = noun.end - 1
    ends = noun.end == sentence.end or sentence.tags[noun.end] & (Tag.STOP | Tag.COMMA)
    if last > noun.start and ends and sentence.tags[last] & (Tag.SAYING | Tag.LOOSE):
        return Noun(noun.start, last), last
    return noun, None


def _verb_after(sentence: Sentence, noun: Noun) -> int | None:
    """Return the verb of saying that follows a noun phrase, past its apposition; else the verb right there."""
    tags = sentence.tags
    other: int | None = None
    depth = 0
    for index in range(noun.end, min(sentence.end, noun.end + _APPOSITION)):
        tag = tags[index]
        if tag & (Tag.QUOTE | Tag.STOP):
            break
        depth += bool(tag & Tag.OPEN) - bool(tag & Tag.CLOSE)
        if depth > 0 or not tag & Tag.VERB or tag & Tag.PARTICIPLE or not is_verb(sentence.tokens, index):
            continue
        if tag & (Tag.SAYING | Tag.LOOSE):
            return index
        if other is None and index <= noun.end + 2:
            other = index
    return other


def _is_time(sentence: Sentence, noun: Noun) -> bool:
    tags = sentence.tags
    return any(tags[i] & Tag.TIME for i in range(*noun)) and all(
        tags[i] & (Tag.TIME | Tag.DETERMINER | Tag.NUMBER) for i in range(*noun)
    )
