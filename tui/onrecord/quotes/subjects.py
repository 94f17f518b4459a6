"""Who does what a verb tells: the subject of a verb, by shallow rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_nominal, is_verb, noun_at, noun_before, skip_time

if TYPE_CHECKING:
    from onrecord.quotes.tokens import Tokens

_REACH = 60
_RELATIVE_REACH = 14
"""Tokens between a relative pronoun and its verb at most, where commas set something off between them."""
_GOVERNING_REACH = 40
_CONNECTING = (
    Tag.RELATIVE
    | Tag.CONJUNCTION
    | Tag.ADVERB
    | Tag.COMMA
    | Tag.BREAK
    | Tag.OPEN
    | Tag.CLOSE
    | Tag.OTHER
    | Tag.AUXILIARY
)


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
    if tags[at] & Tag.PRONOUN:
        return Subject(Noun(at, at + 1))
    subject: Subject | None = None
    if not tags[verb] & Tag.PARTICIPLE:
        subject = _relative(tokens, at, floor)
    if subject is None and (is_nominal(tokens, at) or tags[at] & Tag.CLOSE):
        noun = noun_before(tokens, at, floor)
        if noun is not None and not _is_object(tokens, noun, verb, floor):
            subject = Subject(noun)
    return subject or _shared_subject(tokens, verb, at, floor) or main_subject(tokens, verb, floor)


def _shared_subject(tokens: Tokens, verb: int, at: int, floor: int) -> Subject | None:
    """Return the subject that a participle shares with a verb of saying: "…," he said, adding "…"."""
    tags = tokens.tags
    if tags[verb] & Tag.PARTICIPLE and tags[at] & Tag.COMMA and at - 1 > floor and tags[at - 1] & Tag.SAYING:
        return subject_of(tokens, at - 1, floor)
    if not tags[verb] & Tag.PARTICIPLE or not any(
        tags[i] & Tag.QUOTE for i in range(max(floor, at - _REACH), at + 1)
    ):
        return None
    for earlier in range(at, max(floor, at - _GOVERNING_REACH) - 1, -1):
        if tags[earlier] & Tag.SAYING and not tags[earlier] & Tag.BASE and is_verb(tokens, earlier):
            return subject_of(tokens, earlier, floor)
    return None


def _is_object(tokens: Tokens, noun: Noun, verb: int, floor: int) -> bool:
    """Return whether the phrase right before a verb belongs to what stands before: "released a note saying …"."""
    if noun.start <= floor:
        return False
    tags = tokens.tags
    before = tags[noun.start - 1]
    if not tags[verb] & Tag.PARTICIPLE:
        return bool(before & Tag.PREPOSITION) and not before & (Tag.SUBORDINATOR | Tag.CAPITAL)
    inner = (i for i in range(noun.start + 1, noun.end) if tags[i] & Tag.PREPOSITION and not tags[i] & Tag.CAPITAL)
    head = tags[next(inner, noun.end) - 1]
    carries = bool(head & (Tag.PAPER | Tag.CARRIER | Tag.TIME | Tag.NUMBER))
    if before & Tag.PREPOSITION:
        return not before & Tag.ABSOLUTE and (carries or bool(tags[verb - 1] & Tag.TIME))
    return carries and is_verb(tokens, noun.start - 1)


def _relative(tokens: Tokens, at: int, floor: int) -> Subject | None:
    """Return the relative pronoun at `at`, or left of what commas set off there, with what it stands for."""
    tags = tokens.tags
    if tags[at] & Tag.COMMA:
        for index in range(at - 1, max(floor, at - _RELATIVE_REACH), -1):
            if tags[index] & Tag.RELATIVE and tags[index + 1] & Tag.COMMA and index + 1 < at:
                at = index
                break
    if not tags[at] & Tag.RELATIVE:
        return None
    last = at - 1
    while last > floor and tags[last] & (Tag.COMMA | Tag.BREAK):
        last -= 1
    antecedent = noun_before(tokens, last, floor) if last >= floor else None
    if antecedent is None and tags[at] & Tag.COMPLEMENTISER:
        return main_subject(tokens, at, floor)
    return Subject(Noun(at, at + 1), antecedent)


def main_subject(tokens: Tokens, verb: int, floor: int) -> Subject | None:
    """Return the first noun phrase of the verb's clause that nothing governs, else that of the clause before."""
    end = verb
    while end > floor:
        start = _clause_start(tokens, end, floor)
        noun = _first_noun(tokens, start, end)
        if noun is not None:
            return Subject(noun)
        end = start - 1
    return None


def _clause_start(tokens: Tokens, end: int, floor: int) -> int:
    tags = tokens.tags
    depth = 0
    for at in range(end - 1, floor - 1, -1):
        tag = tags[at]
        depth += bool(tag & Tag.CLOSE) - bool(tag & Tag.OPEN)
        if depth < 0 or tag & (Tag.QUOTE | Tag.COLON | Tag.SEMICOLON) or _opens_clause(tokens, at, end, floor):
            return at + 1
    return floor


def _opens_clause(tokens: Tokens, at: int, end: int, floor: int) -> bool:
    """Return whether a clause with a subject of its own begins after the token: ", but the mayor said"."""
    tag = tokens.tags[at]
    if not tag & (Tag.CONJUNCTION | Tag.SUBORDINATOR) or tag & Tag.RELATIVE or at <= floor or at + 1 >= end:
        return False
    if not tokens.tags[at - 1] & (Tag.COMMA | Tag.BREAK) or noun_at(tokens, at + 1, end) is None:
        return False
    last = min(end + 1, len(tokens))
    return any(tokens.tags[i] & Tag.AUXILIARY or is_verb(tokens, i) for i in range(at + 1, last))


def _first_noun(tokens: Tokens, start: int, end: int) -> Noun | None:
    tags = tokens.tags
    at, opened = start, False
    while at < end:
        tag = tags[at]
        if tag & Tag.PRONOUN:
            return Noun(at, at + 1)
        if _introduces(tokens, at, start):
            at, opened = _after_introduction(tokens, at, end), True
            continue
        noun = None if tag & _CONNECTING else noun_at(tokens, at, end)
        if noun is None:
            at += 1
        elif _is_circumstance(tokens, noun):
            at = noun.end
        else:
            return (_after_place(tokens, noun, end) if opened else None) or noun
    return None


def _introduces(tokens: Tokens, at: int, start: int) -> bool:
    """Return whether an introductory phrase begins at the token: "In Ohio, …", "Asked about it, …"."""
    tag = tokens.tags[at]
    if tag & (Tag.PREPOSITION | Tag.SUBORDINATOR | Tag.PARTICIPLE):
        return True
    only_opens = tag & Tag.OPENER and not tag & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.NUMBER)
    return (at == start and bool(only_opens)) or is_verb(tokens, at)


def _after_introduction(tokens: Tokens, at: int, end: int) -> int:
    """Return the token after an introductory phrase: after its comma, else after its noun."""
    for index in range(at + 1, end):
        if tokens.tags[index] & Tag.COMMA:
            return index + 1
    noun = noun_at(tokens, at + 1, end)
    return noun.end if noun is not None else at + 1


def _is_circumstance(tokens: Tokens, noun: Noun) -> bool:
    time = Tag.TIME | Tag.DETERMINER | Tag.NUMBER | Tag.PREPOSITION
    return all(tokens.tags[index] & time for index in range(*noun))


def _after_place(tokens: Tokens, noun: Noun, end: int) -> Noun | None:
    """Return the subject that follows the rest of a place: "In Salem, *New Hampshire*, Smith went …"."""
    if noun.end + 1 >= end or not tokens.tags[noun.end] & Tag.COMMA:
        return None
    further = noun_at(tokens, noun.end + 1, end)
    if further is None or further.end >= len(tokens):
        return None
    begins = tokens.tags[further.end] & (Tag.AUXILIARY | Tag.ADVERB) or is_verb(tokens, further.end)
    return further if begins else None
