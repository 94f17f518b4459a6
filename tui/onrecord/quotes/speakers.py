"""Names the speaker of each quote of a paragraph, by the sentence that the quote stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.clause_speakers import ClauseReading
from onrecord.quotes.joint_speakers import behind_office, joint_with
from onrecord.quotes.kinds import stands_alone
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import noun_at
from onrecord.quotes.relays import according_to
from onrecord.quotes.sentence import Sentence
from onrecord.quotes.signatures import signed
from onrecord.quotes.speaker_after import named_after, named_further_on
from onrecord.quotes.speaker_before import first_report, named_before
from onrecord.quotes.subjects import main_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked
    from onrecord.quotes.tokens import Tokens

_TOO_LONG_FOR_A_TERM = 4
"""Words from which on quoted words are somebody's, even where no word of saying tells of it."""


_UNKNOWN = Attribution(Rule.REPORTED, None)
"""Somebody's words, though the paragraph does not say whose."""


def attribute(tokens: Tokens, text: str, marked: Sequence[Marked], language: Language) -> list[Attribution | None]:
    """Return for each of the paragraph's marked stretches who says it, as far as its own sentence tells."""
    if language.verb_second:
        return _attribute_by_clauses(tokens, text, marked, language)
    found: list[Attribution | None] = []
    for start, end in tokens.sentences:
        sentence = Sentence(tokens, text, marked, language, start, end)
        earlier: Attribution | None = None
        quotes = [at for at in range(start, end) if tokens.quotes[at] >= 0]
        if quotes and stands_alone(tokens, (start, end)):
            found.extend([None] * len(quotes))
            continue
        for at in quotes:
            if not tokens.tags[at] & Tag.QUOTE:
                found.append(None)
                continue
            attribution = _by_rules(sentence, at) or _by_neighbours(sentence, at, earlier, found)
            found.append(_completed(sentence, attribution) if attribution is not None else None)
            earlier = found[-1] or earlier
    return found


def _attribute_by_clauses(
    tokens: Tokens, text: str, marked: Sequence[Marked], language: Language
) -> list[Attribution | None]:
    """Return the speakers of a paragraph whose sentences are read by their clauses.

    Reported speech goes on over sentences that name nobody, so who reported last in the paragraph is kept.
    """
    found: list[Attribution | None] = []
    reporter: Attribution | None = None
    for start, end in tokens.sentences:
        reading = ClauseReading(Sentence(tokens, text, marked, language, start, end))
        quotes = [at for at in range(start, end) if tokens.quotes[at] >= 0]
        if quotes and stands_alone(tokens, (start, end)):
            found.extend([None] * len(quotes))
            continue
        earlier: Attribution | None = None
        for at in quotes:
            attribution = reading.speaker(at)
            if attribution is None and earlier is not None:
                attribution = replace(earlier, rule=Rule.SAME_SENTENCE)
            if attribution is None and reading.is_reported(at):
                attribution = replace(reporter or _UNKNOWN, rule=Rule.REPORTED)
            if attribution is None and reading.sentence.content(at).count(" ") >= _TOO_LONG_FOR_A_TERM - 1:
                attribution = reading.subject()
            if attribution is not None and attribution.rule not in {Rule.SAME_SENTENCE, Rule.REPORTED}:
                attribution = reading.with_others(attribution)
            found.append(attribution)
            earlier = attribution or earlier
        named = earlier if earlier is not None and earlier.rule is not Rule.CLAUSE else None
        reporter = named or reading.reporter() or reading.subject() or reporter
    return found


def _led_in_by_clauses(sentence: Sentence) -> Attribution | None:
    colon = sentence.end > sentence.start and sentence.tags[sentence.end - 1] & Tag.COLON
    subject = ClauseReading(sentence).subject()
    return replace(subject, rule=Rule.COLON) if subject is not None and colon else None


def speaker_at_end(tokens: Tokens, text: str, marked: Sequence[Marked], language: Language) -> Attribution | None:
    """Return who speaks what follows a paragraph, by its last sentence; of a sentence with a colon, its subject."""
    if not tokens.sentences:
        return None
    sentence = Sentence(tokens, text, marked, language, *tokens.sentences[-1])
    if language.verb_second:
        return ClauseReading(sentence).reporter() or _led_in_by_clauses(sentence)
    return first_report(sentence) or named_before(sentence, sentence.end)


def reports(tokens: Tokens, text: str, marked: Sequence[Marked], language: Language, span: tuple[int, int]) -> bool:
    """Return whether a sentence ends with a clause whose verb is one of saying."""
    reading = ClauseReading(Sentence(tokens, text, marked, language, *span))
    return reading.ends_in_report()


def reporter_in(
    tokens: Tokens, text: str, marked: Sequence[Marked], language: Language, span: tuple[int, int]
) -> Attribution | None:
    """Return the subject of a sentence's first verb of saying, else the subject of the sentence."""
    sentence = Sentence(tokens, text, marked, language, *span)
    if language.verb_second:
        reading = ClauseReading(sentence)
        return reading.reporter() or reading.subject()
    return first_report(sentence) or _subject_of_sentence(sentence, sentence.end)


def _by_rules(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker whom the sentence names; what touches the quote counts first, then verbs of saying."""
    before = named_before(sentence, at)
    after = named_after(sentence, at)
    if before is not None and _governs(sentence, before, after, at):
        return before
    if after is not None and after.rule is Rule.AFTER:
        return after
    if before is not None and before.rule in (Rule.BEFORE, Rule.COLON, Rule.LABEL):
        return before
    return (
        after
        or named_further_on(sentence, at)
        or according_to(sentence, sentence.start, at)
        or before
        or signed(sentence, at)
    )


def _governs(sentence: Sentence, before: Attribution, after: Attribution | None, at: int) -> bool:
    """Return whether what stands before the quote tells its speaker whatever stands behind."""
    if before.antecedent is not None and _is_said(after):
        return False
    if before.cue is not None and before.cue.end == at and sentence.goes_on(at) and _is_said(after):
        return False
    return before.rule is Rule.BEFORE_ADJOINING or (before.rule is Rule.BEFORE and sentence.is_enclosed(at))


def _is_said(after: Attribution | None) -> bool:
    return after is not None and after.rule is Rule.AFTER


def _completed(sentence: Sentence, attribution: Attribution) -> Attribution:
    """Return the attribution with who relays the words, and with those who speak together with the one named."""
    attribution = _with_source(sentence, attribution)
    if attribution.rule is Rule.SAME_SENTENCE or attribution.noun is None:
        return attribution
    attribution = replace(attribution, noun=behind_office(sentence, attribution.noun))
    others = joint_with(sentence, attribution)
    if others and attribution.noun is not None and others[0].start < attribution.noun.start:
        return replace(attribution, noun=others[0], others=(*others[1:], attribution.noun))
    return replace(attribution, others=others) if others else attribution


def _with_source(sentence: Sentence, attribution: Attribution) -> Attribution:
    """Add who relays the words, where the sentence names a speaker and an "according to" too."""
    if attribution.source is not None or attribution.rule is Rule.ACCORDING:
        return attribution
    according = according_to(sentence, sentence.start, sentence.end)
    return replace(attribution, source=according.noun) if according is not None else attribution


def _by_neighbours(
    sentence: Sentence, at: int, earlier: Attribution | None, found: Sequence[Attribution | None]
) -> Attribution | None:
    """Return who speaks words in a sentence without a word of saying: as before in it, or its subject."""
    if earlier is not None:
        return replace(earlier, rule=Rule.SAME_SENTENCE)
    holder = _holder(sentence, at)
    if holder is not None:
        return holder
    if sentence.content(at).count(" ") < _TOO_LONG_FOR_A_TERM - 1:
        return None
    subject = _subject_of_sentence(sentence, at)
    if subject is None and found and (last := found[-1]) is not None and last.noun is not None:
        return replace(last, rule=Rule.SAME_PARAGRAPH)
    return subject


def _holder(sentence: Sentence, at: int) -> Attribution | None:
    """Return whose view it is in a sentence such as "For Jane Smith, the storm was “a teacher.”"."""
    first = sentence.start
    if first + 2 >= at or not sentence.is_one_of(first, "holders"):
        return None
    noun = noun_at(sentence.tokens, first + 1, at)
    if noun is None or noun.end >= at or not sentence.tags[noun.end] & Tag.COMMA:
        return None
    lowers, given_names = sentence.tokens.lowers, sentence.language.given_names
    named = any(
        lowers[index] in given_names and sentence.tags[index] & sentence.tags[index + 1] & Tag.CAPITAL
        for index in range(noun.start, noun.end - 1)
    )
    person = named or sentence.tags[noun.start] & (Tag.OBJECT | Tag.TITLE)
    return Attribution(Rule.HOLDER, noun) if person else None


def sentence_after(
    tokens: Tokens, text: str, marked: Sequence[Marked], language: Language, span: tuple[int, int]
) -> tuple[Attribution | None, bool]:
    """Return whom a sentence names as the speaker of the quote before it, and whether it says that it is so.

    It does say so in "That is how Jane Smith sees it" and "The words are Jane Smith's"; it does not in "Jane Smith
    wiped her eyes".
    """
    sentence = Sentence(tokens, text, marked, language, *span)
    tags, (start, end) = tokens.tags, span
    if any(tags[index] & Tag.QUOTE for index in range(start, end)):
        return None, False
    first = noun_at(tokens, start, end)
    pointing = tokens.lowers[start] in language.words["pointing"]
    pointing = pointing or (
        first is not None and bool(tags[first.end - 1] & Tag.CARRIER) and not tags[first.end - 1] & Tag.CAPITAL
    )
    if pointing:
        for index in range(start + 1, end):
            if tags[index] & Tag.CAPITAL:
                noun = noun_at(tokens, index, end)
                return (Attribution(Rule.SENTENCE_AFTER, noun), True) if noun is not None else (None, False)
        return None, False
    subject = _subject_of_sentence(sentence, end)
    if subject is None or subject.noun is None:
        return None, False
    head = tags[subject.noun.start]
    person = (head & Tag.CAPITAL and not head & (Tag.DETERMINER | Tag.PREPOSITION | Tag.PRONOUN)) or (
        tokens.lowers[subject.noun.start] in language.genders and head & Tag.PRONOUN
    )
    return (replace(subject, rule=Rule.SENTENCE_AFTER), False) if person else (None, False)


def _subject_of_sentence(sentence: Sentence, at: int) -> Attribution | None:
    subject = main_subject(sentence.tokens, at, sentence.start)
    return Attribution(Rule.CLAUSE, subject.noun, antecedent=subject.antecedent) if subject is not None else None
