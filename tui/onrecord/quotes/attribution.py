"""Names the speaker of each quote of a paragraph, by the sentence that the quote stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_verb, noun_at, noun_before
from onrecord.quotes.subjects import main_subject, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked
    from onrecord.quotes.tokens import Tokens

_REPORT = Tag.SAYING | Tag.LABELLING | Tag.THINKING | Tag.LOOSE
_TOO_LONG_FOR_A_TERM = 4
"""Words from which on quoted words are somebody's, even where no word of saying tells of it."""
_CARRIER_REACH = 8
"""Tokens between a noun such as "claim" and the quoted words that it stands for, at most."""


class Rule(Enum):
    """Which rule named a speaker; the words are what the reviewer reads, `{cue}` being the cue."""

    AFTER = "subject of “{cue}”"
    AFTER_BARE = "named right after the quote"
    BEFORE = "subject of “{cue}” "
    COLON = "named before the colon"
    PARENTHESIS = "subject of “{cue}” in the same sentence"
    ACCORDING = "named by “{cue}”"
    WEAK = "subject of “{cue}”, no verb of saying"
    CARRIER = "whose “{cue}” is quoted"
    CLAUSE = "subject of the sentence"
    SAME_SENTENCE = "same speaker as the quote before it in the sentence"
    SAME_PARAGRAPH = "same speaker as the quote before"
    NEXT_QUOTE = "same speaker as the quote after"
    CONTINUED = "goes on from the paragraph before"
    PARAGRAPH_BEFORE = "speaker of the paragraph before"
    SENTENCE_BEFORE = "subject of the sentence before"
    SENTENCE_AFTER = "subject of the sentence after"
    LABEL = "named at the start of the line"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a quote, in tokens of its paragraph."""

    rule: Rule
    noun: Noun | None
    cue: Noun | None = None
    antecedent: Noun | None = None
    source: Noun | None = None
    """Who relays it."""
    addressee: Noun | None = None
    negated: bool = False
    passive: bool = False


def attribute(tokens: Tokens, text: str, marked: Sequence[Marked], language: Language) -> list[Attribution | None]:
    """Return for each of the paragraph's marked stretches who says it, as far as its own sentence tells."""
    found: list[Attribution | None] = [None] * len(marked)
    for start, end in tokens.sentences:
        quotes = [at for at in range(start, end) if tokens.tags[at] & Tag.QUOTE]
        sentence = _Sentence(tokens, text, marked, language, start, end)
        for at in quotes:
            found[tokens.quotes[at]] = sentence.attribute(at, found)
    return found


def speaker_before_colon(
    tokens: Tokens, text: str, marked: Sequence[Marked], language: Language
) -> Attribution | None:
    """Return who speaks what follows a paragraph: the subject of the verb of saying in its last sentence.

    Where the paragraph ends with a colon, the subject of the sentence will do.
    """
    if not tokens.sentences:
        return None
    start, end = tokens.sentences[-1]
    sentence = _Sentence(tokens, text, marked, language, start, end)
    return sentence.first_report() or sentence.before(end)


def reporter_in(
    tokens: Tokens, text: str, marked: Sequence[Marked], language: Language, sentence: tuple[int, int]
) -> Attribution | None:
    """Return the subject of a sentence's first verb of saying, else the subject of the sentence."""
    whole = _Sentence(tokens, text, marked, language, *sentence)
    return whole.first_report() or whole.clause(sentence[1])


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: Tokens
    text: str
    marked: Sequence[Marked]
    language: Language
    start: int
    end: int

    def attribute(self, at: int, found: Sequence[Attribution | None]) -> Attribution | None:
        attribution = self.by_rules(at, found)
        if attribution is None or attribution.source is not None or attribution.rule is Rule.ACCORDING:
            return attribution
        for index in range(self.start, self.end):
            according = self.according_at(index)
            if according is not None:
                return replace(attribution, source=according.noun)
        return attribution

    def by_rules(self, at: int, found: Sequence[Attribution | None]) -> Attribution | None:
        before = self.before(at)
        if (
            before is not None
            and before.rule is Rule.BEFORE
            and before.cue is not None
            and self.adjoins(before.cue.end - 1, at)
        ):
            return before
        after = self.after(at)
        if before is not None and before.rule is Rule.BEFORE and self.in_dashes(at):
            return before
        if after is not None and after.rule is not Rule.AFTER_BARE:
            return after
        if before is not None and before.rule in (Rule.BEFORE, Rule.COLON, Rule.LABEL):
            return before
        if after is not None:
            return after
        tail = self.parenthesis(at)
        if tail is not None:
            return tail
        if before is not None:
            return before
        return self.same_sentence(at, found) or self.without_cue(at, found)

    def without_cue(self, at: int, found: Sequence[Attribution | None]) -> Attribution | None:
        """Return who speaks quoted words of some length in a sentence without any word of saying."""
        stretch = self.marked[self.tokens.quotes[at]]
        content = self.text[stretch.start : stretch.end]
        if content.count(" ") < _TOO_LONG_FOR_A_TERM - 1 or not any(
            self.tokens.tags[i] & Tag.WORD for i in range(self.start, self.end)
        ):
            return None
        clause = self.clause(at)
        if clause is not None:
            return clause
        earlier = next(
            (a for a in reversed(found[: self.tokens.quotes[at]]) if a is not None and a.noun is not None), None
        )
        return replace(earlier, rule=Rule.SAME_PARAGRAPH) if earlier is not None else None

    def first_report(self) -> Attribution | None:
        tags = self.tokens.tags
        for index in range(self.start, self.end):
            if tags[index] & Tag.SAYING and not tags[index] & Tag.PARTICIPLE and is_verb(self.tokens, index):
                attribution = self.by_verb(index)
                if attribution is not None and attribution.noun is not None:
                    return attribution
        return None

    def clause(self, at: int) -> Attribution | None:
        """Return the subject of the sentence as the speaker, where no word of saying tells of one."""
        subject = main_subject(self.tokens, at, self.start)
        return (
            Attribution(Rule.CLAUSE, subject.noun, antecedent=subject.antecedent) if subject is not None else None
        )

    # -- after the quote ------------------------------------------------------------------------------------------

    def after(self, at: int) -> Attribution | None:
        tokens, tags, end = self.tokens, self.tokens.tags, self.end
        final = self.final(at)
        index = at + 1
        while index < end and tags[index] & (Tag.COMMA | Tag.BREAK | Tag.OTHER):
            index += 1
        separated = final in ",?!…—–-" or index > at + 1
        while index < end and tags[index] & Tag.ADVERB and not tags[index] & Tag.CAPITAL:
            index += 1
        if index >= end:
            return None
        inverted = self.inverted(index, separated=separated)
        if inverted is not None:
            return inverted
        if not separated:
            return None
        noun = noun_at(tokens, index, end)
        if noun is None:
            return None
        if _is_time(tokens, noun):
            return None
        cue = self.verb_after(noun)
        if cue is None:
            return None
        addressee, source = self.addressed(cue)
        rule = Rule.AFTER if tags[cue] & (Tag.SAYING | Tag.LOOSE) else Rule.AFTER_BARE
        return Attribution(rule, noun, Noun(cue, cue + 1), addressee=addressee, source=source)

    def in_dashes(self, at: int) -> bool:
        tags = self.tokens.tags
        return at > self.start and at + 1 < self.end and bool(tags[at - 1] & tags[at + 1] & Tag.BREAK)

    def final(self, at: int) -> str:
        stretch = self.marked[self.tokens.quotes[at]]
        inner = self.text[max(stretch.start, stretch.end - 3) : stretch.end].rstrip("'’”\" ")
        return inner[-1:] or " "

    def inverted(self, index: int, *, separated: bool) -> Attribution | None:
        tokens, tags, end = self.tokens, self.tokens.tags, self.end
        according = self.according_at(index)
        if according is not None:
            return according
        if (
            not tags[index] & Tag.VERB
            or tags[index] & (Tag.CAPITAL | Tag.AUXILIARY)
            or tags[index] & Tag.PARTICIPLE
        ):
            if not (separated and tokens.lowers[index].endswith("ed") and not tags[index] & Tag.CAPITAL):
                return None
        elif not tags[index] & (Tag.SAYING | Tag.LOOSE) and not separated:
            return None
        follow = index + 1
        while follow < end and tags[follow] & Tag.ADVERB and not tags[follow] & (Tag.CAPITAL):
            follow += 1
        noun = noun_at(tokens, follow, end)
        if noun is None or _is_time(tokens, noun):
            return None
        return Attribution(Rule.AFTER, noun, Noun(index, index + 1))

    def verb_after(self, noun: Noun) -> int | None:
        """Return the verb that follows a noun phrase, past what stands in apposition to it."""
        tokens, tags = self.tokens, self.tokens.tags
        other: int | None = None
        depth = 0
        for index in range(noun.end, min(self.end, noun.end + 40)):
            tag = tags[index]
            if tag & Tag.QUOTE or tag & Tag.STOP:
                break
            if tag & Tag.OPEN:
                depth += 1
            elif tag & Tag.CLOSE:
                depth -= 1
            if depth > 0:
                continue
            if tag & (Tag.SAYING | Tag.LOOSE) and not tag & Tag.PARTICIPLE and is_verb(tokens, index):
                return index
            if (
                other is None
                and index <= noun.end + 2
                and tag & Tag.VERB
                and not tag & Tag.PARTICIPLE
                and is_verb(tokens, index)
            ):
                other = index
        return other

    def addressed(self, cue: int) -> tuple[Noun | None, Noun | None]:
        """Return to whom the verb says it, and the outlet where that is to whom."""
        tokens, tags, words = self.tokens, self.tokens.tags, self.language.words
        index = cue + 1
        while index < self.end and tags[index] & Tag.ADVERB and not tags[index] & Tag.CAPITAL:
            index += 1
        if index >= self.end:
            return None, None
        if tokens.lowers[index] in words["addressee_prepositions"]:
            index += 1
        elif tokens.lowers[cue] not in words["addressing"]:
            return None, None
        if index >= self.end or not tags[index] & (Tag.WORD | Tag.OBJECT):
            return None, None
        if tags[index] & Tag.OBJECT and not tags[index] & Tag.CAPITAL:
            return Noun(index, index + 1), None
        noun = noun_at(tokens, index, self.end)
        if noun is None:
            return None, None
        last = tokens.words[noun.end - 1]
        outlet = (
            len(last) > 1 and last.isupper() or any(tokens.lowers[i] in words["media_words"] for i in range(*noun))
        )
        return (None, noun) if outlet else (noun, None)

    def according_at(self, index: int) -> Attribution | None:
        lowers = self.tokens.lowers
        for phrase in self.language.according:
            if lowers[index] == phrase[0] and tuple(lowers[index : index + len(phrase)]) == phrase:
                noun = self.source_at(index + len(phrase))
                if noun is not None:
                    return Attribution(Rule.ACCORDING, noun, Noun(index, index + len(phrase)))
        return None

    def source_at(self, index: int) -> Noun | None:
        tokens, tags = self.tokens, self.tokens.tags
        noun = noun_at(tokens, index, self.end)
        while (
            noun is not None
            and noun.end + 1 < self.end
            and tags[noun.end] & Tag.PREPOSITION
            and tags[noun.end - 1] & (Tag.PAPER | Tag.CARRIER)
        ):
            inner = noun_at(tokens, noun.end + 1, self.end)
            owned = noun.end - noun.start > 1 and tags[noun.end - 2] & (Tag.CAPITAL | Tag.GENITIVE | Tag.POSSESSIVE)
            if inner is None or owned or tokens.lowers[noun.end] not in self.language.words["agents"]:
                break
            noun = inner
        return noun

    # -- before the quote -----------------------------------------------------------------------------------------

    def before(self, at: int) -> Attribution | None:
        tokens, tags = self.tokens, self.tokens.tags
        colon = at > self.start and bool(tags[at - 1] & Tag.COLON)
        label = self.label(at) or self.named_after_dash(at)
        if label is not None:
            return label
        weak: Attribution | None = None
        for index in range(at - 1, max(self.start, at - 60) - 1, -1):
            tag = tags[index]
            if tag & Tag.QUOTE and index != at - 1 and self.is_whole(index):
                break
            weak = weak or self.carrier(index, at)
            if not tag & _REPORT or not is_verb(tokens, index):
                continue
            attribution = self.by_verb(index)
            if attribution is None:
                continue
            if (
                tag & Tag.SAYING
                or (tag & Tag.LOOSE and self.adjoins(index, at))
                or (tag & Tag.LABELLING and self.governs(index, at))
            ):
                return attribution
            weak = weak or replace(attribution, rule=Rule.WEAK)
        if weak is not None:
            return weak
        return self.before_colon(at) if colon else None

    def before_colon(self, at: int) -> Attribution | None:
        cue = Noun(at - 1, at)
        subject = main_subject(self.tokens, at - 1, self.start)
        if subject is not None:
            return Attribution(Rule.COLON, subject.noun, cue)
        nearest = noun_before(self.tokens, at - 2, self.start) if at - 2 >= self.start else None
        return Attribution(Rule.COLON, nearest, cue) if nearest is not None else None

    def named_after_dash(self, at: int) -> Attribution | None:
        """Return the name between a dash and the colon right before the quote: "A close race - Smith: …"."""
        tags = self.tokens.tags
        if at - 2 < self.start or not tags[at - 1] & Tag.COLON or not tags[at - 2] & Tag.CAPITAL:
            return None
        noun = noun_before(self.tokens, at - 2, self.start)
        if noun is None or noun.start == self.start or not tags[noun.start - 1] & Tag.BREAK:
            return None
        return Attribution(Rule.LABEL, noun)

    def governs(self, verb: int, at: int) -> bool:
        """Return whether the quoted words stand in the verb's own object: no other verb, no comma between."""
        tokens, tags = self.tokens, self.tokens.tags
        return not any(
            tags[i] & (Tag.COMMA | Tag.BREAK | Tag.AUXILIARY | Tag.RELATIVE)
            or (is_verb(tokens, i) and not tags[i] & Tag.PARTICIPLE)
            for i in range(verb + 1, at)
        )

    def adjoins(self, index: int, at: int) -> bool:
        """Return whether nothing but marks and adverbs stands between the token and the quote."""
        between = Tag.COMMA | Tag.COLON | Tag.ADVERB | Tag.COMPLEMENTISER | Tag.OTHER
        return all(self.tokens.tags[i] & between for i in range(index + 1, at))

    def carrier(self, index: int, at: int) -> Attribution | None:
        """Return whose words they are where a noun for words comes before them: "her claim that …", "Smith's signature …"."""
        tokens, tags = self.tokens, self.tokens.tags
        if (
            not tags[index] & Tag.CARRIER
            or index <= self.start
            or at - index > _CARRIER_REACH
            or is_verb(tokens, index)
        ):
            return None
        edge = index - 1
        while (
            edge > self.start
            and edge > index - 4
            and tags[edge] & Tag.WORD
            and not tags[edge] & (Tag.POSSESSIVE | Tag.DETERMINER | Tag.VERB)
        ):
            edge -= 1
        if tags[edge] & Tag.GENITIVE and edge > self.start:
            owner = noun_before(tokens, edge - 1, self.start)
        elif tags[edge] & Tag.POSSESSIVE:
            owner = Noun(edge, edge + 1)
        else:
            return None
        return Attribution(Rule.CARRIER, owner, Noun(index, index + 1)) if owner is not None else None

    def label(self, at: int) -> Attribution | None:
        """Return the speaker whom a line names first, before a colon: "SMITH: …", "Smith to Jones: …"."""
        tokens, tags = self.tokens, self.tokens.tags
        if self.start and not tags[self.start - 1] & Tag.QUOTE:
            return None
        noun = noun_at(tokens, self.start, at)
        if noun is None or noun.end >= at or not any(tags[i] & Tag.CAPITAL for i in range(*noun)):
            return None
        index, addressee = noun.end, None
        if tokens.lowers[index] in self.language.words["addressee_prepositions"]:
            addressee = noun_at(tokens, index + 1, at)
            index = addressee.end if addressee is not None else index
        if index >= at or not tags[index] & Tag.COLON:
            return None
        return Attribution(Rule.LABEL, noun, addressee=addressee)

    def is_whole(self, index: int) -> bool:
        return self.final(index) in ",.?!" and self.text[self.marked[self.tokens.quotes[index]].start].isupper()

    def by_verb(self, verb: int) -> Attribution | None:
        tokens, tags, lowers = self.tokens, self.tokens.tags, self.tokens.lowers
        back = verb - 1
        negated = passive = False
        while back >= self.start and tags[back] & (Tag.ADVERB | Tag.AUXILIARY | Tag.NEGATION):
            negated = negated or bool(tags[back] & Tag.NEGATION)
            passive = passive or bool(tags[back] & Tag.PASSIVE)
            back -= 1
        passive = passive and not tags[verb] & (Tag.PARTICIPLE | Tag.BASE)
        if (
            back > self.start
            and tags[back - 1] & Tag.NEGATION
            and lowers[back] in self.language.words["infinitive"]
        ):
            negated = True
        if passive:
            agent = self.agent(verb)
            if agent is None:
                return Attribution(Rule.BEFORE, None, Noun(verb, verb + 1), passive=True)
            return Attribution(Rule.BEFORE, agent, Noun(verb, verb + 1))
        subject = subject_of(tokens, verb, self.start)
        if subject is None:
            return self.subject_behind(verb)
        addressee, source = self.addressed(verb)
        if tags[verb] & Tag.PARTICIPLE and source is None:
            reporter = self.reporter(subject.noun)
            if reporter is not None:
                source = reporter
            elif addressee is None:
                addressee = self.earlier_addressee(verb)
        return Attribution(
            Rule.BEFORE,
            subject.noun,
            Noun(verb, verb + 1),
            antecedent=subject.antecedent,
            addressee=addressee,
            source=source,
            negated=negated,
        )

    def subject_behind(self, verb: int) -> Attribution | None:
        """Return the subject that stands after its verb: "Said Smith: …", "Calling it …, Smith went on"."""
        tokens, tags = self.tokens, self.tokens.tags
        cue = Noun(verb, verb + 1)
        if tags[verb] & Tag.PARTICIPLE:
            for index in range(verb + 1, min(self.end - 1, verb + 40)):
                ends = tags[index] & Tag.COMMA or (tags[index] & Tag.QUOTE and self.final(index) == ",")
                if ends and (noun := noun_at(tokens, index + 1, self.end)) is not None:
                    return Attribution(Rule.BEFORE, noun, cue)
            return None
        noun = noun_at(tokens, verb + 1, self.end)
        return Attribution(Rule.BEFORE, noun, cue) if noun is not None and tags[verb] & Tag.SAYING else None

    def reporter(self, noun: Noun) -> Noun | None:
        """Return who reports it, where the speaker is the object of another's verb ("the network reported Smith saying")."""
        verb = noun.start - 1
        if verb <= self.start or not self.tokens.tags[verb] & _REPORT or not is_verb(self.tokens, verb):
            return None
        subject = subject_of(self.tokens, verb, self.start)
        return subject.noun if subject is not None else None

    def earlier_addressee(self, verb: int) -> Noun | None:
        for index in range(verb - 1, max(self.start, verb - 30) - 1, -1):
            if self.tokens.tags[index] & Tag.SAYING and is_verb(self.tokens, index):
                return self.addressed(index)[0]
        return None

    def agent(self, verb: int) -> Noun | None:
        tokens = self.tokens
        for index in range(verb + 1, min(self.end - 1, verb + 20)):
            if tokens.lowers[index] in self.language.words["agent"]:
                return noun_at(tokens, index + 1, self.end)
        return None

    # -- elsewhere in the sentence --------------------------------------------------------------------------------

    def parenthesis(self, at: int) -> Attribution | None:
        """Return the speaker named after a comma further on: "…, Smith said", "…, said Smith", "…, according to Smith"."""
        tokens, tags = self.tokens, self.tokens.tags
        for index in range(at + 1, min(self.end, at + 80)):
            tag = tags[index]
            according = self.according_at(index)
            if according is not None:
                return replace(according, rule=Rule.ACCORDING)
            if not tag & Tag.SAYING or tag & Tag.PARTICIPLE or not is_verb(tokens, index):
                continue
            if tags[index - 1] & (Tag.COMMA | Tag.QUOTE):
                inverted = self.inverted(index, separated=True)
                if inverted is not None:
                    return replace(inverted, rule=Rule.PARENTHESIS)
            subject = subject_of(tokens, index, at + 1)
            if subject is not None and tags[subject.noun.start - 1] & (Tag.COMMA | Tag.QUOTE | Tag.BREAK):
                addressee, source = self.addressed(index)
                return Attribution(
                    Rule.PARENTHESIS, subject.noun, Noun(index, index + 1), addressee=addressee, source=source
                )
        for index in range(self.start, at):
            according = self.according_at(index)
            if according is not None:
                return according
        return None

    def same_sentence(self, at: int, found: Sequence[Attribution | None]) -> Attribution | None:
        for index in range(at - 1, self.start - 1, -1):
            number = self.tokens.quotes[index]
            if number >= 0 and (earlier := found[number]) is not None:
                return replace(earlier, rule=Rule.SAME_SENTENCE)
        return None


def _is_time(tokens: Tokens, noun: Noun) -> bool:
    tags = tokens.tags
    return any(tags[i] & Tag.TIME for i in range(*noun)) and all(
        tags[i] & (Tag.TIME | Tag.DETERMINER | Tag.NUMBER) for i in range(*noun)
    )
