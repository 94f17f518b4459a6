"""The clauses of a sentence in which the finite verb stands second, or last in a subordinate clause.

The sentence is cut at commas and the like, then each part is told by where its finite verb stands. In a main clause
the subject stands first or, where anything else does, behind the verb: "Am Montag sagte *der Minister*, man …".
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import Chunk, after_aside, chunks_of, is_small, is_time, opens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_BOUNDARY = Tag.COMMA | Tag.COLON | Tag.BREAK | Tag.STOP
_VERBAL = Tag.VERB | Tag.AUXILIARY
_SPEAKER = Tag.TITLE | Tag.PERSON | Tag.BODY
_THING = Tag.PAPER | Tag.CARRIER | Tag.WORK
_BACK = 8
"""Clauses that a subject is looked for to the left of its verb, at most."""


class Form(Enum):
    """What a clause is by the place of its finite verb."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    FRAGMENT = "fragment"
    """It has no finite verb: an apposition, an infinitive with its words, the first part of a divided clause."""


class Clause(NamedTuple):
    """Tokens from `start` up to, not including, `end`, without the marks around them."""

    start: int
    end: int
    form: Form
    finite: int
    """Its finite verb; -1 where it has none."""
    opening: int
    """The first token after the words that tie it to what is before: "und", "dass", "*auch* wenn"."""


def cut_clauses(tokens: Tokens, language: Language, start: int, end: int) -> list[Clause]:
    """Return the clauses of the sentence from `start` up to, not including, `end`, in its order."""
    tags = tokens.tags
    clauses: list[Clause] = []
    at = begin = start
    while at <= end:
        if at < end and tags[at] & Tag.OPEN:
            at = after_aside(tokens, at, end)
            continue
        if at == end or tags[at] & _BOUNDARY:
            if at > begin:
                clauses.extend(_coordinated(tokens, language, begin, at, start))
            begin = at + 1
        at += 1
    return clauses


def _coordinated(tokens: Tokens, language: Language, start: int, end: int, first: int) -> list[Clause]:
    """Return a part as one clause, or as two that an "und" joins, each with a finite verb of its own."""
    verbs = _verbs(tokens, language, start, end)
    finite = [verb for verb in verbs if _can_be_finite(tokens, language, verb)]
    for index in range(start + 1, end - 1):
        if not tokens.tags[index] & Tag.CONJUNCTION or tokens.tags[index] & Tag.CAPITAL:
            continue
        before = [verb for verb in finite if verb < index]
        after = [verb for verb in finite if verb > index]
        if before and after and not (before[-1] == index - 1 and after[0] == index + 1):
            head = _clause(tokens, language, start, index, first)
            if head.form is Form.SUBORDINATE and after[0] != index + 1 and after[-1] == end - 1:
                continue
            return [head, *_coordinated(tokens, language, index, end, first)]
    return [_clause(tokens, language, start, end, first)]


def _verbs(tokens: Tokens, language: Language, start: int, end: int) -> list[int]:
    tags = tokens.tags
    verbs: list[int] = []
    at = start
    while at < end:
        if tags[at] & Tag.OPEN:
            at = after_aside(tokens, at, end)
            continue
        if tags[at] & _VERBAL and is_small(tokens, at) and not _is_attribute(tokens, language, at, end):
            verbs.append(at)
        at += 1
    return verbs


def _is_attribute(tokens: Tokens, language: Language, index: int, end: int) -> bool:
    """Return whether a form that can be a verb is a part of a noun phrase or an infinitive with its "zu"."""
    tags = tokens.tags
    before = tags[index - 1] if index else 0
    after = tags[index + 1] if index + 1 < end else 0
    tag = tags[index]
    if tag & Tag.POSSESSIVE:
        return (not (before & Tag.TITLE) and bool(after & Tag.CAPITAL)) or not tag & _VERBAL
    if not before & (Tag.ARTICLE | Tag.POSSESSIVE | Tag.DETERMINER) or tag & Tag.AUXILIARY:
        return False
    lower = tokens.lowers[index]
    endings = language.ending_lists
    inflected = lower.endswith(endings["attributive_endings"]) and not lower.endswith(endings["past_endings"])
    adjective = after & ~(Tag.NOUN | Tag.ADVERB) == Tag.WORD
    noun = after & Tag.CAPITAL and after & Tag.WORD
    return (inflected or bool(tag & Tag.MOOD)) and (adjective or bool(noun))


def _can_be_finite(tokens: Tokens, language: Language, index: int) -> bool:
    tags, tag = tokens.tags, tokens.tags[index]
    if tag & Tag.BASE and tag & Tag.VERB and (tag & Tag.INFINITIVE or (index and tags[index - 1] & Tag.INFINITIVE)):
        return False
    strong = tag & Tag.PERFECT and tokens.lowers[index].endswith(language.ending_lists["strong_perfect_endings"])
    return not strong or bool(tag & (Tag.AUXILIARY | Tag.BASE))


def _clause(tokens: Tokens, language: Language, start: int, end: int, first: int) -> Clause:
    tags = tokens.tags
    opening = start
    while opening < end and tags[opening] & Tag.CONJUNCTION and is_small(tokens, opening):
        opening += 1
    verbs = _verbs(tokens, language, start, end)
    finite = [verb for verb in verbs if _can_be_finite(tokens, language, verb)]
    last = _last_word(tokens, start, end)
    if not finite:
        if _is_subordinator(tokens, opening, end) and not tags[last] & (Tag.CAPITAL | Tag.NUMBER | Tag.QUOTE):
            return Clause(start, end, Form.SUBORDINATE, last, opening + 1)
        return Clause(start, end, Form.FRAGMENT, -1, opening)
    closing = last
    while closing > start and tags[closing] & (_VERBAL | Tag.INFINITIVE):
        closing -= 1
    parted = tags[last] & (Tag.PERFECT | Tag.BASE) and any(tags[i] & Tag.AUXILIARY for i in finite if i <= closing)
    ends_in_verbs = closing < finite[-1] <= last and not parted
    introduced = _after_introducer(tokens, language, opening, end, final=ends_in_verbs, begins=start == first)
    if introduced is not None:
        return Clause(start, end, Form.SUBORDINATE, _final_finite(tokens, finite), introduced)
    return Clause(start, end, Form.MAIN, _second_finite(tokens, finite), opening)


def _is_subordinator(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether a clause without a known verb is a subordinate one, by its first word."""
    return index + 2 < end and bool(tokens.tags[index] & Tag.SUBORDINATOR) and is_small(tokens, index)


def _last_word(tokens: Tokens, start: int, end: int) -> int:
    last = end - 1
    while last > start and not tokens.tags[last] & (Tag.WORD | Tag.NUMBER | Tag.QUOTE):
        last -= 1
    return last


def _final_finite(tokens: Tokens, finite: Sequence[int]) -> int:
    """Return the finite verb of a subordinate clause: its last one, an auxiliary before any other."""
    for verb in reversed(finite):
        if tokens.tags[verb] & Tag.AUXILIARY:
            return verb
    return finite[-1]


def _second_finite(tokens: Tokens, finite: Sequence[int]) -> int:
    """Return the finite verb of a main clause: its first one, but for a participle that stands before it."""
    tags = tokens.tags
    for verb, further in zip(finite, (*finite[1:], -1), strict=True):
        if not (tags[verb] & Tag.PERFECT and further == verb + 1 and tags[further] & Tag.AUXILIARY):
            return verb
    return finite[0]


def _after_introducer(
    tokens: Tokens, language: Language, opening: int, end: int, *, final: bool, begins: bool
) -> int | None:
    """Return the token after what makes a clause a subordinate one; the relative pronoun itself; else None."""
    tags, lowers = tokens.tags, tokens.lowers
    at = opening
    if at + 1 < end and tags[at] & Tag.ADVERB and tags[at + 1] & Tag.SUBORDINATOR and is_small(tokens, at):
        at += 1
    tag = tags[at]
    if tag & Tag.SUBORDINATOR and is_small(tokens, at):
        sure = tag & Tag.COMPLEMENTISER and not tag & (Tag.ADVERB | Tag.PREPOSITION | Tag.RELATIVE)
        return at + 1 if final or sure else None
    if not final or not is_small(tokens, at):
        return None
    if begins and at == opening and opens(tokens, at) and not tag & Tag.RELATIVE:
        return None
    relatives = language.words["relative_articles"]
    if tag & Tag.RELATIVE or lowers[at] in relatives:
        return at
    governed = tag & Tag.PREPOSITION and at + 1 < end
    if governed and (lowers[at + 1] in relatives or tags[at + 1] & Tag.RELATIVE):
        following = tags[at + 2] if at + 2 < end else 0
        return at + 1 if not following & Tag.CAPITAL else None
    return None


class Subject(NamedTuple):
    """The subject of a clause."""

    noun: Chunk
    antecedent: Chunk | None = None
    """What a relative pronoun stands for."""


def subject_of_clause(
    tokens: Tokens, language: Language, clauses: Sequence[Clause], number: int, depth: int = 0
) -> Subject | None:
    """Return the subject of the clause of that number; of a fragment, that of the clause before it."""
    clause = clauses[number]
    if depth > _BACK:
        return None
    if clause.form is Form.FRAGMENT:
        return subject_of_clause(tokens, language, clauses, number - 1, depth + 1) if number else None
    if clause.form is Form.SUBORDINATE:
        return _of_subordinate(tokens, language, clauses, number, depth)
    if clause.finite == clause.opening:
        return _of_verb_first(tokens, language, clauses, number, depth)
    return _in_front(tokens, language, clause) or behind(tokens, language, clause)


def behind(tokens: Tokens, language: Language, clause: Clause) -> Subject | None:
    """Return the subject behind the finite verb of a main clause."""
    first: Chunk | None = None
    for chunk in chunks_of(tokens, clause.finite + 1, clause.end, language):
        if chunk.governed or chunk.oblique or is_time(tokens, chunk):
            continue
        if chunk.pronoun and tokens.tags[chunk.start] & Tag.PRONOUN:
            return Subject(chunk)
        first = first or chunk
    return Subject(first) if first is not None else None


def _in_front(tokens: Tokens, language: Language, clause: Clause) -> Subject | None:
    """Return the subject in front of the finite verb, if what stands there can be one."""
    tags = tokens.tags
    at = clause.opening
    while at < clause.finite and tokens.lowers[at] in language.words["focusing"]:
        at += 1
    tag = tags[at]
    if (
        tag & (Tag.PREPOSITION | Tag.ADVERB | Tag.SUBORDINATOR)
        and is_small(tokens, at)
        and not tag & Tag.DETERMINER
    ):
        return None
    chunk = next(chunks_of(tokens, at, clause.finite, language), None)
    if chunk is None or chunk.governed or chunk.oblique or is_time(tokens, chunk):
        return None
    if chunk.pronoun and tags[chunk.start] & Tag.PRONOUN:
        return Subject(chunk)
    if any(tags[i] & Tag.QUOTE for i in range(at, chunk.start)):
        return None
    other = behind(tokens, language, clause)
    if other is not None and _is_rather(tokens, language, other.noun, chunk, clause):
        return None
    return Subject(chunk)


def _is_rather(tokens: Tokens, language: Language, other: Chunk, front: Chunk, clause: Clause) -> bool:
    """Return whether the phrase behind the verb is rather the subject than the one in front of it."""
    if other.pronoun and tokens.tags[other.start] & Tag.PRONOUN:
        return tokens.lowers[other.start] not in language.words["impersonal_subjects"]
    if other.pronoun:
        return False
    if front.pronoun:
        return tokens.lowers[front.start] not in language.words["masculine_only"]
    if other.start != clause.finite + 1:
        return False
    if not _speaks(tokens, other, language) or _speaks(tokens, front, language):
        return False
    last = front.head - 1
    abstract = tokens.lowers[last].endswith(language.feminine_endings)
    return abstract or bool(tokens.tags[last] & _THING or tokens.tags[front.start] & Tag.ARTICLE)


def _speaks(tokens: Tokens, chunk: Chunk, language: Language) -> bool:
    """Return whether a phrase looks like a person, a body or a name."""
    nouns = [i for i in range(chunk.start, chunk.head) if tokens.tags[i] & Tag.CAPITAL]
    if any(tokens.tags[i] & _SPEAKER or tokens.lowers[i] in language.given_names for i in nouns):
        return True
    bare = not tokens.tags[chunk.start] & (Tag.DETERMINER | Tag.POSSESSIVE)
    return bare and all(not tokens.tags[i] & ~(Tag.WORD | Tag.CAPITAL) for i in nouns)


def _of_subordinate(
    tokens: Tokens, language: Language, clauses: Sequence[Clause], number: int, depth: int
) -> Subject | None:
    clause = clauses[number]
    tags, lowers, at = tokens.tags, tokens.lowers, clause.opening
    introduced = at > clause.start and tags[at - 1] & Tag.SUBORDINATOR and not tags[at - 1] & Tag.RELATIVE
    relative = at < clause.end and (lowers[at] in language.words["relative_articles"] or tags[at] & Tag.RELATIVE)
    if relative and not introduced and not tags[at] & Tag.SUBORDINATOR:
        owner = bool(tags[at] & Tag.POSSESSIVE)
        inner = _first_nominative(tokens, language, at if owner else at + 1, clause)
        can_be = lowers[at] not in language.words["oblique"] and not owner
        governed = at > clause.start and bool(tags[at - 1] & Tag.PREPOSITION)
        if can_be and not governed:
            speaks = inner is not None and (inner.pronoun or _speaks(tokens, inner, language))
            if not speaks or lowers[at] in language.words["masculine_only"]:
                pronoun = Chunk(at, at + 1, at + 1, governed=False, oblique=False, pronoun=True)
                return Subject(pronoun, _antecedent(tokens, language, clauses, number))
        return Subject(inner) if inner is not None else None
    if at == clause.start:
        return None
    noun = _first_nominative(tokens, language, at, clause)
    if noun is None and number and clauses[number - 1].form is Form.SUBORDINATE:
        return subject_of_clause(tokens, language, clauses, number - 1, depth + 1)
    return Subject(noun) if noun is not None else None


def _first_nominative(tokens: Tokens, language: Language, start: int, clause: Clause) -> Chunk | None:
    for chunk in chunks_of(tokens, start, clause.finite, language):
        if not chunk.governed and not chunk.oblique and not is_time(tokens, chunk):
            return chunk
    return None


def _antecedent(tokens: Tokens, language: Language, clauses: Sequence[Clause], number: int) -> Chunk | None:
    """Return the phrase that a relative pronoun stands for: the last one of the clause before."""
    if not number:
        return None
    before = clauses[number - 1]
    found: Chunk | None = None
    for chunk in chunks_of(tokens, before.start, before.end, language):
        found = chunk
    return found


def _of_verb_first(
    tokens: Tokens, language: Language, clauses: Sequence[Clause], number: int, depth: int
) -> Subject | None:
    """Return the subject of a main clause that begins with its verb: a part of it stands before the comma."""
    clause = clauses[number]
    if clause.opening > clause.start and number and clauses[number - 1].form is not Form.FRAGMENT:
        own = behind(tokens, language, clause)
        if own is not None and own.noun.start == clause.finite + 1 and own.noun.pronoun:
            return own
        return subject_of_clause(tokens, language, clauses, number - 1, depth + 1)
    front: Chunk | None = None
    for earlier in range(number - 1, max(-1, number - _BACK), -1):
        before = clauses[earlier]
        if before.form is Form.MAIN:
            break
        if before.form is Form.SUBORDINATE:
            front = None
            continue
        front = _nominative_front(tokens, language, before)
    return Subject(front) if front is not None else behind(tokens, language, clause)


def _nominative_front(tokens: Tokens, language: Language, fragment: Clause) -> Chunk | None:
    """Return the phrase that a fragment begins with, if it can be the subject of the clause that it begins."""
    tags, at = tokens.tags, fragment.opening
    while at < fragment.end and tokens.lowers[at] in language.words["focusing"]:
        at += 1
    if at >= fragment.end or (tags[at] & (Tag.PREPOSITION | Tag.ADVERB) and is_small(tokens, at)):
        return None
    if any(tags[i] & Tag.QUOTE for i in range(fragment.start, fragment.end)):
        return None
    chunk = next(chunks_of(tokens, at, fragment.end, language), None)
    usable = chunk is not None and not chunk.governed and not chunk.oblique and not is_time(tokens, chunk)
    return chunk if usable else None
