"""Speakers named before the quote: Smith said: “…”; Smith called it “…”; Smith's claim that “…”; SMITH: “…”."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_sound, is_verb, noun_at, noun_before
from onrecord.quotes.relays import addressed_by
from onrecord.quotes.sentence import REPORTING
from onrecord.quotes.subjects import main_subject, subject_of

if TYPE_CHECKING:
    from onrecord.quotes.sentence import Sentence

_REACH = 60
"""Tokens from a verb to the quote at most."""
_CARRIER_REACH = 8
"""Tokens from a noun such as "claim" to the quoted words that it stands for, at most."""
_SPEAKING = Tag.SAYING | Tag.LABELLING | Tag.LOOSE
_AGENT_REACH = 20
_EARLIER_REACH = 30
_APPOSITION = 10
"""Tokens of an apposition at most."""


def named_before(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker that is named before the quote at the token `at`."""
    label = _label(sentence, at) or _name_after_dash(sentence, at)
    if label is not None:
        return _reported_by_label(sentence, at) or label
    weak: Attribution | None = None
    doubtful: Attribution | None = None
    for index in range(at - 1, max(sentence.start, at - _REACH) - 1, -1):
        tag = sentence.tags[index]
        if tag & Tag.QUOTE and index != at - 1 and sentence.is_utterance(index):
            break
        weak = weak or _carrier(sentence, index, at)
        helps = tag & Tag.AUXILIARY and index + 1 < at and sentence.tags[index + 1] & Tag.AUXILIARY
        reports = tag & REPORTING and not helps and is_verb(sentence.tokens, index)
        attribution = by_verb(sentence, index) if reports else None
        if attribution is None:
            continue
        adjoins = bool(tag & _SPEAKING) and sentence.adjoins(index, at)
        if adjoins and not tag & (Tag.SAYING | Tag.LABELLING) and sentence.goes_on(at):
            adjoins = False
        if adjoins:
            attribution = replace(attribution, rule=Rule.BEFORE_ADJOINING)
        quoted = attribution.source is not None and sentence.is_one_of(index, "quoting")
        if adjoins or quoted or tag & Tag.SAYING or (tag & Tag.LABELLING and sentence.governs(index, at)):
            if adjoins or attribution.noun is None or is_sound(sentence.tokens, attribution.noun):
                return attribution
            doubtful = doubtful or attribution
        else:
            weak = weak or replace(attribution, rule=Rule.WEAK)
    return doubtful or weak or _before_colon(sentence, at)


def _reported_by_label(sentence: Sentence, at: int) -> Attribution | None:
    """Return whom the one that a label names reports: "SMITH: *He* said “…” and left."."""
    if sentence.tags[at - 1] & Tag.COLON:
        return None
    colon = next(index for index in range(at - 1, sentence.start, -1) if sentence.tags[index] & Tag.COLON)
    report = named_before(replace(sentence, start=colon + 1), at)
    said = report is not None and report.rule in (Rule.BEFORE, Rule.BEFORE_ADJOINING)
    return report if said else None


def first_report(sentence: Sentence) -> Attribution | None:
    """Return the subject of the sentence's first verb of saying."""
    for index in range(sentence.start, sentence.end):
        if sentence.says(index):
            attribution = by_verb(sentence, index)
            if attribution is not None and attribution.noun is not None:
                return attribution
    return None


def by_verb(sentence: Sentence, verb: int) -> Attribution | None:
    """Return who says it, by the verb at `verb`; without a mention where the verb is passive and no agent named."""
    tags = sentence.tags
    cue = Noun(verb, verb + 1)
    quoted = quoted_by(sentence, verb) or _quoted_as_saying(sentence, verb)
    if quoted is not None:
        return quoted
    back, negated, passive = _auxiliaries(sentence, verb)
    if passive and not tags[verb] & (Tag.PARTICIPLE | Tag.BASE):
        return Attribution(Rule.BEFORE, _agent(sentence, verb), cue)
    if back > sentence.start and tags[back - 1] & Tag.NEGATION and tags[back] & Tag.INFINITIVE:
        negated = True
    inserted = _inserted(sentence, verb)
    if inserted is not None:
        return inserted
    subject = subject_of(sentence.tokens, verb, sentence.start)
    if subject is None:
        return _subject_behind(sentence, verb)
    addressee, source = addressed_by(sentence, verb)
    if tags[verb] & Tag.PARTICIPLE and source is None:
        source = _reporter(sentence, subject.noun)
        if source is None and addressee is None:
            addressee = _earlier_addressee(sentence, verb)
    return Attribution(Rule.BEFORE, subject.noun, cue, subject.antecedent, source, addressee, negated)


def quoted_by(sentence: Sentence, verb: int) -> Attribution | None:
    """Return whom another quotes: "the paper quoted *Smith* as saying", "*Smith* was quoted as saying"."""
    if not sentence.is_one_of(verb, "quoting") or not is_verb(sentence.tokens, verb):
        return None
    cue = Noun(verb, verb + 1)
    subject = subject_of(sentence.tokens, verb, sentence.start)
    if _auxiliaries(sentence, verb)[2]:
        if subject is None:
            return None
        return Attribution(Rule.BEFORE, subject.noun, cue, subject.antecedent, _agent(sentence, verb))
    noun = noun_at(sentence.tokens, verb + 1, sentence.end)
    if noun is None or not _leads_on(sentence, noun.end):
        return None
    return Attribution(Rule.BEFORE, noun, cue, source=subject.noun if subject is not None else None)


def _leads_on(sentence: Sentence, end: int) -> bool:
    """Return whether "as" follows the phrase that ends there, an apposition between them aside."""
    if end < sentence.end and sentence.tags[end] & Tag.COMMA:
        closing = (i for i in range(end + 1, min(end + _APPOSITION, sentence.end)) if sentence.tags[i] & Tag.COMMA)
        end = next(closing, sentence.end) + 1
    return end < sentence.end and sentence.is_one_of(end, "as_words")


def _quoted_as_saying(sentence: Sentence, verb: int) -> Attribution | None:
    """Return who is quoted, by the "saying" of "quoted Smith as saying" and of "was quoted as saying"."""
    led_in = verb - 2 > sentence.start and sentence.is_one_of(verb - 1, "as_words")
    if not led_in or not sentence.tags[verb] & Tag.PARTICIPLE:
        return None
    for index in range(verb - 2, max(sentence.start, verb - _AGENT_REACH), -1):
        found = quoted_by(sentence, index)
        if found is not None:
            return found
    return None


def _inserted(sentence: Sentence, verb: int) -> Attribution | None:
    """Return the speaker of an insertion: "by spring, *said the engineer Ada Roth*, it was “…”"."""
    tags = sentence.tags
    apart = verb > sentence.start and tags[verb - 1] & (Tag.COMMA | Tag.BREAK)
    if not apart or not tags[verb] & Tag.SAYING or tags[verb] & (Tag.PARTICIPLE | Tag.BASE):
        return None
    noun = noun_at(sentence.tokens, verb + 1, sentence.end)
    if noun is None or noun.end >= sentence.end or not tags[noun.end] & (Tag.COMMA | Tag.BREAK):
        return None
    named = any(tags[index] & Tag.CAPITAL for index in range(*noun)) or tags[noun.end - 1] & Tag.PERSON
    return Attribution(Rule.BEFORE, noun, Noun(verb, verb + 1)) if named else None


def _auxiliaries(sentence: Sentence, verb: int) -> tuple[int, bool, bool]:
    """Return the token before a verb's auxiliaries, and whether they negate it and make it passive."""
    tags = sentence.tags
    back, met = verb - 1, 0
    while back >= sentence.start and tags[back] & (Tag.ADVERB | Tag.AUXILIARY | Tag.NEGATION):
        met |= tags[back]
        back -= 1
    return back, bool(met & Tag.NEGATION), bool(met & Tag.PASSIVE)


def _agent(sentence: Sentence, verb: int) -> Noun | None:
    """Return by whom a passive verb says it."""
    for index in range(verb + 1, min(sentence.end - 1, verb + _AGENT_REACH)):
        if sentence.is_one_of(index, "agent"):
            return noun_at(sentence.tokens, index + 1, sentence.end)
    return None


def _subject_behind(sentence: Sentence, verb: int) -> Attribution | None:
    """Return the subject that stands after its verb: "Said Smith: …", "Calling it …, Smith went on"."""
    tokens, tags, cue = sentence.tokens, sentence.tags, Noun(verb, verb + 1)
    if not tags[verb] & Tag.PARTICIPLE:
        noun = noun_at(tokens, verb + 1, sentence.end)
        return Attribution(Rule.BEFORE, noun, cue) if noun is not None and tags[verb] & Tag.SAYING else None
    for index in range(verb + 1, min(sentence.end - 1, verb + _REACH)):
        if tags[index] & Tag.COMMA or (tags[index] & Tag.QUOTE and sentence.final_mark(index) == ","):
            noun = noun_at(tokens, index + 1, sentence.end)
            if noun is not None:
                return Attribution(Rule.BEFORE, noun, cue)
    return None


def _reporter(sentence: Sentence, noun: Noun) -> Noun | None:
    """Return who reports it, where the speaker is another's object: "the network reported Smith saying"."""
    verb = noun.start - 1
    if verb <= sentence.start or not sentence.tags[verb] & REPORTING or not is_verb(sentence.tokens, verb):
        return None
    subject = subject_of(sentence.tokens, verb, sentence.start)
    return subject.noun if subject is not None else None


def _earlier_addressee(sentence: Sentence, verb: int) -> Noun | None:
    """Return to whom the main verb of a participle speaks: "he told Smith …, adding …"."""
    for index in range(verb - 1, max(sentence.start, verb - _EARLIER_REACH) - 1, -1):
        if sentence.tags[index] & Tag.SAYING and is_verb(sentence.tokens, index):
            return addressed_by(sentence, index)[0]
    return None


def _carrier(sentence: Sentence, index: int, at: int) -> Attribution | None:
    """Return whose words a noun for words before them tells of: "her claim that …", "Smith's signature …"."""
    tags = sentence.tags
    far = at - index > _CARRIER_REACH or index <= sentence.start
    if far or not tags[index] & Tag.CARRIER or is_verb(sentence.tokens, index):
        return None
    edge, floor = index - 1, max(sentence.start, index - 4)
    while edge > floor and tags[edge] & Tag.WORD and not tags[edge] & (Tag.POSSESSIVE | Tag.DETERMINER | Tag.VERB):
        edge -= 1
    owner: Noun | None = None
    if tags[edge] & Tag.GENITIVE and edge > sentence.start:
        owner = noun_before(sentence.tokens, edge - 1, sentence.start)
    elif tags[edge] & Tag.POSSESSIVE:
        owner = Noun(edge, edge + 1)
    return Attribution(Rule.CARRIER, owner, Noun(index, index + 1)) if owner is not None else None


def _label(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker whom a line names first, before a colon: "SMITH: …", "Smith to Jones: …"."""
    tokens, tags = sentence.tokens, sentence.tags
    if sentence.start and not tags[sentence.start - 1] & Tag.QUOTE:
        return None
    noun = noun_at(tokens, sentence.start, at)
    if noun is None or noun.end >= at or not any(tags[i] & Tag.CAPITAL for i in range(*noun)):
        return None
    index, addressee = noun.end, None
    if sentence.is_one_of(index, "addressee_prepositions"):
        addressee = noun_at(tokens, index + 1, at)
        index = addressee.end if addressee is not None else index
    if index >= at or not tags[index] & Tag.COLON:
        return None
    return Attribution(Rule.LABEL, noun, addressee=addressee)


def _name_after_dash(sentence: Sentence, at: int) -> Attribution | None:
    """Return the name between a dash and the colon right before the quote: "A close race - Smith: …"."""
    tags = sentence.tags
    if at - 2 < sentence.start or not tags[at - 1] & Tag.COLON or not tags[at - 2] & Tag.CAPITAL:
        return None
    noun = noun_before(sentence.tokens, at - 2, sentence.start)
    if noun is None or noun.start == sentence.start or not tags[noun.start - 1] & Tag.BREAK:
        return None
    return Attribution(Rule.LABEL, noun)


def _before_colon(sentence: Sentence, at: int) -> Attribution | None:
    """Return the subject of what stands before a colon, or the phrase there: "From the report: …"."""
    if at <= sentence.start or not sentence.tags[at - 1] & Tag.COLON:
        return None
    subject = main_subject(sentence.tokens, at - 1, sentence.start)
    noun = subject.noun if subject is not None else None
    if noun is None and at - 2 >= sentence.start:
        noun = noun_before(sentence.tokens, at - 2, sentence.start)
    return Attribution(Rule.COLON, noun, Noun(at - 1, at)) if noun is not None else None
