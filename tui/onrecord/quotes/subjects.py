"""Who does what a verb tells: the subject of a verb, by shallow rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_nominal, is_verb, noun_at, noun_before, skip_time

if TYPE_CHECKING:
    from onrecord.quotes.tokens import Tokens

_REPORT = Tag.SAYING | Tag.LABELLING | Tag.THINKING
_REACH = 60
_NEW_CLAUSE = Tag.CONJUNCTION | Tag.SUBORDINATOR


class Subject(NamedTuple):
    """The subject of a verb."""

    noun: Noun
    antecedent: Noun | None = None
    """What a relative pronoun stands for."""


def subject_of(tokens: Tokens, verb: int, floor: int) -> Subject | None:
    """Return the subject of the verb at `verb`, looking no further left than the token `floor`."""
    tags = tokens.tags
    at = skip_time(tokens, verb - 1)
    if at < floor:
        return None
    tag = tags[at]
    if tag & Tag.PRONOUN:
        return Subject(Noun(at, at + 1))
    if tag & Tag.RELATIVE and not tags[verb] & Tag.PARTICIPLE:
        return _relative(tokens, at, floor)
    if tag & Tag.COMMA and not tags[verb] & Tag.PARTICIPLE:
        for index in range(at - 1, max(floor, at - 14), -1):
            if tags[index] & Tag.RELATIVE and tags[index + 1] & Tag.COMMA and index + 1 < at:
                return _relative(tokens, index, floor)
    if is_nominal(tokens, at) or tag & Tag.CLOSE:
        noun = noun_before(tokens, at, floor)
        if noun is not None and not _is_object(tokens, noun, verb, floor):
            return Subject(noun)
    if tags[verb] & Tag.PARTICIPLE and any(tags[i] & Tag.QUOTE for i in range(max(floor, at - _REACH), at + 1)):
        governing = _governing_verb(tokens, at, floor)
        if governing is not None:
            return subject_of(tokens, governing, floor)
    return main_subject(tokens, verb, floor)


def _governing_verb(tokens: Tokens, last: int, floor: int) -> int | None:
    """Return the nearest verb of saying left of a participle, which shares its subject with it."""
    tags = tokens.tags
    for at in range(last, max(floor, last - 40) - 1, -1):
        if tags[at] & Tag.SAYING and not tags[at] & Tag.BASE and is_verb(tokens, at):
            return at
    return None


def _is_object(tokens: Tokens, noun: Noun, verb: int, floor: int) -> bool:
    """Return whether the phrase right before the verb belongs to what stands before it ("in a tweet saying" does not)."""
    if noun.start <= floor:
        return False
    before = tokens.tags[noun.start - 1]
    if tokens.tags[verb] & Tag.PARTICIPLE:
        spoken = tokens.tags[noun.end - 1] & (Tag.PAPER | Tag.CARRIER | Tag.TIME | Tag.NUMBER)
        governed = before & Tag.PREPOSITION or is_verb(tokens, noun.start - 1)
        return bool(governed and (spoken or before & Tag.PREPOSITION and tokens.tags[verb - 1] & Tag.TIME))
    return bool(before & Tag.PREPOSITION) and not before & (Tag.SUBORDINATOR | Tag.CAPITAL)


def _relative(tokens: Tokens, at: int, floor: int) -> Subject | None:
    last = at - 1
    while last > floor and tokens.tags[last] & (Tag.COMMA | Tag.BREAK):
        last -= 1
    if last < floor:
        return None
    antecedent = noun_before(tokens, last, floor)
    if tokens.lowers[at] == "that" and antecedent is None:
        return main_subject(tokens, at, floor)
    return Subject(Noun(at, at + 1), antecedent)


def main_subject(tokens: Tokens, verb: int, floor: int) -> Subject | None:
    """Return the first noun phrase of the verb's clause that nothing governs."""
    end = verb
    while True:
        start = _clause_start(tokens, end, floor)
        noun = _first_noun(tokens, start, verb if end == verb else end)
        if noun is not None:
            return Subject(noun)
        if start <= floor:
            return None
        end = start - 1
        if end <= floor:
            return None


def _clause_start(tokens: Tokens, end: int, floor: int) -> int:
    tags = tokens.tags
    for at in range(end - 1, floor - 1, -1):
        tag = tags[at]
        if tag & (Tag.QUOTE | Tag.COLON) or tokens.words[at] == ";":
            return at + 1
        if (
            tag & _NEW_CLAUSE
            and at > floor
            and tags[at - 1] & (Tag.COMMA | Tag.BREAK)
            and not tag & Tag.RELATIVE
            and at + 1 < end
            and noun_at(tokens, at + 1, end) is not None
            and _has_verb(tokens, at + 1, end + 1)
        ):
            return at + 1
    return floor


def _has_verb(tokens: Tokens, start: int, end: int) -> bool:
    tags = tokens.tags
    return any(tags[at] & Tag.AUXILIARY or is_verb(tokens, at) for at in range(start, min(end, len(tags))))


def _first_noun(tokens: Tokens, start: int, end: int) -> Noun | None:
    tags = tokens.tags
    at = start
    opened = False
    while at < end:
        tag = tags[at]
        if tag & Tag.PRONOUN:
            return Noun(at, at + 1)
        if (
            tag & (Tag.PREPOSITION | Tag.SUBORDINATOR | Tag.PARTICIPLE)
            or (at == start and _only_opens(tag))
            or (tag & Tag.VERB and is_verb(tokens, at))
        ):
            at = _after_opening(tokens, at, end)
            opened = True
            continue
        if tag & (
            Tag.RELATIVE
            | Tag.CONJUNCTION
            | Tag.ADVERB
            | Tag.COMMA
            | Tag.BREAK
            | Tag.OPEN
            | Tag.CLOSE
            | Tag.OTHER
            | Tag.AUXILIARY
        ):
            at += 1
            continue
        noun = noun_at(tokens, at, end)
        if noun is None:
            at += 1
            continue
        if all(tags[index] & (Tag.TIME | Tag.DETERMINER | Tag.NUMBER | Tag.PREPOSITION) for index in range(*noun)):
            at = noun.end
            continue
        if opened and noun.end + 1 < end and tags[noun.end] & Tag.COMMA:
            further = noun_at(tokens, noun.end + 1, end)
            if further is not None and further.end < end + 1 and _begins_verb(tokens, further.end):
                return further
        return noun
    return None


def _only_opens(tag: int) -> bool:
    return bool(tag & Tag.OPENER) and not tag & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.NUMBER)


def _begins_verb(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and (
        bool(tokens.tags[index] & (Tag.AUXILIARY | Tag.ADVERB)) or is_verb(tokens, index)
    )


def _after_opening(tokens: Tokens, at: int, end: int) -> int:
    """Return the token after an introductory phrase: after its comma, else after its noun."""
    for index in range(at + 1, end):
        if tokens.tags[index] & Tag.COMMA:
            return index + 1
    noun = noun_at(tokens, at + 1, end)
    return noun.end if noun is not None else at + 1
