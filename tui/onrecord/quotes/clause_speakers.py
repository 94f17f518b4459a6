"""Who speaks a quote by the clauses of its sentence, in a language whose finite verb stands second."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.clauses import Clause, Form, behind, cut_clauses, subject_of_clause
from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import chunks_of, is_small, is_time
from onrecord.quotes.phrases import Noun
from onrecord.quotes.sentence import REPORTING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.quotes.noun_chunks import Chunk
    from onrecord.quotes.sentence import Sentence

_STRONG = Tag.SAYING | Tag.LABELLING
_DOCUMENT = 12
"""Tokens from "heißt" to the "es" of "heißt es", at most."""
_CARRIER_REACH = 8
"""Tokens from a noun such as "Forderung" to the quoted words that it stands for, at most."""


class _Cue(NamedTuple):
    """The verb that a clause reports by."""

    verb: int
    kind: int
    """Its tags, those that a prefix at the clause's end gives it among them."""


@dataclass
class ClauseReading:
    """A sentence by its clauses."""

    sentence: Sentence

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the sentence."""
        sentence = self.sentence
        return cut_clauses(sentence.tokens, sentence.language, sentence.start, sentence.end)

    def speaker(self, at: int) -> Attribution | None:
        """Return who speaks the quote at the token `at`, by the sentence that it stands in."""
        number = next((n for n, clause in enumerate(self.clauses) if clause.start <= at < clause.end), None)
        if number is None:
            return None
        own = self._by_own_clause(number, at)
        strong = own is not None and own.rule is not Rule.WEAK
        if own is not None and strong:
            return own
        return (
            self._right_after(number, at)
            or self._leading_in(number, at)
            or self._before_colon(number, at)
            or self._by_earlier(number)
            or self._further_on(number)
            or self._according(self.sentence.start, self.sentence.end)
            or own
            or self._carrier(number, at)
        )

    def is_reported(self, at: int) -> bool:
        """Return whether the quote stands in reported speech that the sentence names nobody for."""
        number = next((n for n, clause in enumerate(self.clauses) if clause.start <= at < clause.end), None)
        if number is None:
            return False
        while number > 0 and self.clauses[number].form is not Form.MAIN:
            number -= 1
        return self._in_mood(self.clauses[number])

    def reporter(self) -> Attribution | None:
        """Return who reports in the sentence: the subject of its first verb of saying, or its source."""
        for number in range(len(self.clauses)):
            report = self._report(number, Tag.SAYING)
            if report is not None and report.noun is not None:
                return report
        return self._according(self.sentence.start, self.sentence.end)

    def subject(self) -> Attribution | None:
        """Return the subject of the sentence's first main clause."""
        for number, clause in enumerate(self.clauses):
            if clause.form is Form.MAIN and not self._in_mood(clause):
                found = subject_of_clause(self.sentence.tokens, self.sentence.language, self.clauses, number)
                if found is None or not self._can_speak(found.noun):
                    return None
                return Attribution(Rule.CLAUSE, _noun(found.noun))
        return None

    def _can_speak(self, chunk: Chunk) -> bool:
        if chunk.pronoun:
            return self.sentence.is_one_of(chunk.start, "personal")
        tags, last = self.sentence.tags, chunk.head - 1
        if any(tags[i] & (Tag.PERSON | Tag.TITLE | Tag.BODY) for i in range(chunk.start, chunk.head)):
            return True
        thing = tags[last] & (Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.TIME)
        abstract = self.sentence.tokens.lowers[last].endswith(self.sentence.language.feminine_endings)
        return (
            bool(tags[chunk.start] & Tag.CAPITAL)
            and not tags[chunk.start] & Tag.DETERMINER
            and not (thing or abstract)
        )

    def _in_mood(self, clause: Clause) -> bool:
        return clause.finite >= 0 and bool(self.sentence.tags[clause.finite] & Tag.MOOD)

    def _by_own_clause(self, number: int, at: int) -> Attribution | None:
        """Return the speaker whom the verb of the quote's own clause names."""
        report = self._report(number, REPORTING)
        if report is None or report.cue is None:
            return None
        kind = self._cue_kind(report.cue.start, number)
        if report.noun is not None and not self._can_say(report.noun):
            return replace(report, rule=Rule.WEAK)
        if report.cue.start < at and self.sentence.adjoins(report.cue.start, at):
            return replace(report, rule=Rule.BEFORE_ADJOINING)
        if report.cue.start > at and kind & Tag.SAYING:
            return replace(report, rule=Rule.AFTER)
        return report if kind & _STRONG else replace(report, rule=Rule.WEAK)

    def _can_say(self, noun: Noun) -> bool:
        chunk = next(chunks_of(self.sentence.tokens, noun.start, noun.end, self.sentence.language), None)
        return chunk is None or chunk.pronoun or self._can_speak(chunk)

    def _leading_in(self, number: int, at: int) -> Attribution | None:
        """Return who says what follows a colon, by a verb of saying or a source before it."""
        if at <= self.sentence.start or not self.sentence.tags[at - 1] & Tag.COLON:
            return None
        for earlier in range(number - 1, -1, -1):
            report = self._report(earlier, REPORTING)
            if report is not None and report.noun is not None:
                return replace(report, rule=Rule.BEFORE_ADJOINING)
            if self.clauses[earlier].form is Form.MAIN and not self._in_mood(self.clauses[earlier]):
                break
        return self._according(self.sentence.start, at)

    def _before_colon(self, number: int, at: int) -> Attribution | None:
        """Return the subject of what stands before a colon, or the phrase there."""
        sentence = self.sentence
        if at <= sentence.start or not sentence.tags[at - 1] & Tag.COLON or not number:
            return None
        cue = Noun(at - 1, at)
        for earlier in range(number - 1, -1, -1):
            if self.clauses[earlier].form is not Form.MAIN:
                continue
            subject = subject_of_clause(sentence.tokens, sentence.language, self.clauses, earlier)
            if subject is not None and not self._in_mood(self.clauses[earlier]):
                owner = self._owner(subject.noun, self.clauses[earlier])
                return Attribution(Rule.COLON, owner or _noun(subject.noun), cue)
        first = next(self._chunks(self.clauses[number - 1]), None)
        if first is None:
            return None
        label = number == 1 and first.start == sentence.start and not first.governed
        return Attribution(Rule.LABEL if label else Rule.COLON, _noun(first), cue)

    def _right_after(self, number: int, at: int) -> Attribution | None:
        """Return who is named right after the quote: "…", sagte der Minister; "…", so der Minister."""
        clause = self.clauses[number]
        if number + 1 >= len(self.clauses) or any(
            self.sentence.tags[i] & (Tag.WORD | Tag.NUMBER) for i in range(at + 1, clause.end)
        ):
            return None
        return self._reports_back(number + 1, bare=clause.form is Form.FRAGMENT)

    def _reports_back(self, number: int, *, bare: bool) -> Attribution | None:
        """Return who reports, in a clause behind the words that it reports; any verb does where `bare`."""
        clause, sentence = self.clauses[number], self.sentence
        according = self._according_at(clause.start)
        if according is not None:
            return according
        introduced = clause.form is Form.SUBORDINATE and sentence.is_one_of(clause.start, "as_words")
        inverted = clause.form is Form.MAIN and clause.finite == clause.start
        report = self._report(number, Tag.SAYING | Tag.LOOSE | Tag.THINKING) if introduced or inverted else None
        if report is None and bare and (inverted or self._may_begin_with_verb(clause)):
            verb_first = clause._replace(form=Form.MAIN, finite=clause.start)
            subject = behind(sentence.tokens, sentence.language, verb_first)
            if subject is not None and not self._in_mood(verb_first):
                report = Attribution(Rule.AFTER, _noun(subject.noun), Noun(clause.start, clause.start + 1))
        return replace(report, rule=Rule.AFTER) if report is not None else None

    def _may_begin_with_verb(self, clause: Clause) -> bool:
        """Return whether a clause without a known verb begins with one: a small word of no list, then a phrase."""
        return clause.form is Form.FRAGMENT and self.sentence.tags[clause.start] == Tag.WORD

    def _by_earlier(self, number: int) -> Attribution | None:
        """Return the subject of the nearest verb of saying before the quote's clause."""
        for earlier in range(number - 1, -1, -1):
            report = self._report(earlier, Tag.SAYING | Tag.LABELLING | Tag.THINKING)
            if report is not None and report.noun is not None and not report.negated:
                return report
        return None

    def _further_on(self, number: int) -> Attribution | None:
        for later in range(number + 1, len(self.clauses)):
            found = self._reports_back(later, bare=False)
            if found is not None:
                return replace(found, rule=Rule.PARENTHESIS) if found.rule is Rule.AFTER else found
        return None

    def _report(self, number: int, kinds: int) -> Attribution | None:
        """Return who says it by the verb of a clause; without a mention where it is passive and names no agent."""
        clause = self.clauses[number]
        if clause.finite < 0:
            return None
        document = self._document(clause)
        if document is not None:
            return Attribution(Rule.BEFORE, _noun(document), Noun(clause.finite, clause.finite + 1))
        cue = self._cue(clause, kinds)
        return self._by_verb(number, cue) if cue is not None else None

    def _by_verb(self, number: int, cue: _Cue) -> Attribution | None:
        sentence, clause = self.sentence, self.clauses[number]
        tokens, where = sentence.tokens, Noun(cue.verb, cue.verb + 1)
        if self._is_passive(clause, cue):
            agent = self._agent(clause)
            return Attribution(Rule.BEFORE, _noun(agent) if agent is not None else None, where)
        subject = subject_of_clause(tokens, sentence.language, self.clauses, number)
        if subject is None or sentence.is_one_of(subject.noun.start, "impersonal_subjects"):
            return None
        quoted = self._quoted_by(clause, cue, subject.noun)
        if quoted is not None:
            return Attribution(Rule.BEFORE, _noun(quoted), where, source=_noun(subject.noun))
        negated = any(tokens.tags[i] & Tag.NEGATION for i in range(clause.start, clause.end))
        antecedent = _noun(subject.antecedent) if subject.antecedent is not None else None
        return Attribution(Rule.BEFORE, _noun(subject.noun), where, antecedent, negated=negated)

    def _is_passive(self, clause: Clause, cue: _Cue) -> bool:
        """Return whether the subject is spoken of; who "is quoted" speaks."""
        tags = self.sentence.tags
        passive = tags[cue.verb] & Tag.PERFECT and any(
            tags[i] & Tag.PASSIVE for i in range(clause.start, clause.end)
        )
        return bool(passive) and not self.sentence.is_one_of(cue.verb, "quoting")

    def _quoted_by(self, clause: Clause, cue: _Cue, subject: Chunk) -> Chunk | None:
        """Return whom the subject quotes: "zitiert die Zeitung *den Minister*"."""
        tags = self.sentence.tags
        if not self.sentence.is_one_of(cue.verb, "quoting") or any(
            tags[i] & Tag.PASSIVE for i in range(clause.start, clause.end)
        ):
            return None
        for chunk in self._chunks(clause):
            if not chunk.governed and chunk.start != subject.start and not is_time(self.sentence.tokens, chunk):
                return chunk
        return None

    def _cue(self, clause: Clause, kinds: int) -> _Cue | None:
        """Return the clause's verb that is of one of the kinds, one of saying before any other."""
        best: _Cue | None = None
        for index in range(clause.start, clause.end):
            kind = self._kind(index, clause)
            if not kind & kinds:
                continue
            if best is None or (kind & _STRONG and not best.kind & _STRONG):
                best = _Cue(index, kind)
        return best

    def _kind(self, index: int, clause: Clause) -> int:
        """Return what a verb of the clause is, with the prefix that has left it for the clause's end."""
        tokens = self.sentence.tokens
        tag = tokens.tags[index]
        if not tag & Tag.VERB or not is_small(tokens, index):
            return 0
        inner = tag & (Tag.PERFECT | Tag.BASE)
        if index != clause.finite and not inner:
            return 0
        kind = tag & REPORTING
        parted = self.sentence.language.parted.get(tokens.lowers[index])
        if parted is not None and index == clause.finite:
            for at in range(index + 1, clause.end):
                last = at + 1 >= clause.end or not tokens.tags[at + 1] & Tag.WORD
                if last and tokens.lowers[at] in parted:
                    return parted[tokens.lowers[at]] & REPORTING
        return kind

    def _cue_kind(self, verb: int, number: int) -> int:
        return self._kind(verb, self.clauses[number]) or Tag.SAYING

    def _document(self, clause: Clause) -> Chunk | None:
        """Return the document of "in der Mitteilung heißt es"."""
        sentence = self.sentence
        near = range(max(clause.start, clause.finite - _DOCUMENT), min(clause.end, clause.finite + _DOCUMENT))
        emerging = any(sentence.is_one_of(i, "emerging") for i in near)
        if not emerging and not sentence.is_one_of(clause.finite, "impersonal"):
            return None
        told = emerging or any(sentence.is_one_of(i, "impersonal_subjects") for i in near)
        for chunk in self._chunks(clause):
            before = chunk.start - 1
            if not chunk.governed or chunk.pronoun or before < clause.start or is_time(sentence.tokens, chunk):
                continue
            paper = sentence.tags[chunk.head - 1] & (Tag.PAPER | Tag.CARRIER)
            if sentence.is_one_of(before, "document_prepositions") and (told or paper):
                return chunk
        return None

    def _agent(self, clause: Clause) -> Chunk | None:
        """Return by whom a passive verb says it."""
        for chunk in self._chunks(clause):
            if chunk.governed and chunk.start > clause.start and self.sentence.is_one_of(chunk.start - 1, "agent"):
                return chunk
        return None

    def _chunks(self, clause: Clause) -> Iterator[Chunk]:
        return chunks_of(self.sentence.tokens, clause.start, clause.end, self.sentence.language)

    def _according(self, start: int, end: int) -> Attribution | None:
        """Return the source that "laut …" or "… zufolge" names between two tokens."""
        for index in range(start, end):
            found = self._according_at(index)
            if found is not None:
                return found
        return None

    def _according_at(self, index: int) -> Attribution | None:
        sentence = self.sentence
        tokens, language = sentence.tokens, sentence.language
        lowers = tokens.lowers
        if sentence.is_one_of(index, "according_behind"):
            clause = next((c for c in self.clauses if c.start <= index < c.end), None)
            if clause is None:
                return None
            if index > clause.start and tokens.tags[index - 1] & Tag.OBJECT:
                return Attribution(Rule.ACCORDING, Noun(index - 1, index), Noun(index, index + 1))
            found = [chunk for chunk in self._chunks(clause) if chunk.end == index]
            return Attribution(Rule.ACCORDING, _noun(found[0]), Noun(index, index + 1)) if found else None
        for phrase in sorted(language.according.get(lowers[index], ()), key=len, reverse=True):
            after = index + len(phrase)
            if tuple(lowers[index:after]) != phrase or not is_small(tokens, index):
                continue
            if len(phrase) == 1 and tokens.tags[index] & Tag.ADVERB and not self._is_source(index, after):
                continue
            chunk = next(chunks_of(tokens, after, sentence.end, language), None)
            if chunk is not None and chunk.start <= after + 1 and not is_time(tokens, chunk):
                return Attribution(Rule.ACCORDING, _noun(chunk), Noun(index, after))
        return None

    def _is_source(self, index: int, after: int) -> bool:
        """Return whether an adverb stands for "said": ", so der Minister." and not "so wichtig"."""
        sentence = self.sentence
        clause = next((c for c in self.clauses if c.start <= index < c.end), None)
        if clause is None or clause.start != index or clause.finite >= 0 or after >= sentence.end:
            return False
        return bool(
            sentence.tags[after] & (Tag.CAPITAL | Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE)
        ) and index > (sentence.start)

    def _carrier(self, number: int, at: int) -> Attribution | None:
        """Return whose words a noun for words before them tells of: "die Forderung des Ministers nach …"."""
        tags = self.sentence.tags
        for clause in self.clauses[max(0, number - 1) : number + 1][::-1]:
            for chunk in self._chunks(clause):
                if chunk.start >= at or at - chunk.end > _CARRIER_REACH:
                    continue
                if clause is not self.clauses[number] and chunk.end != clause.end:
                    continue
                owner = self._owner(chunk, clause)
                if owner is not None:
                    return Attribution(Rule.CARRIER, owner, Noun(chunk.head - 1, chunk.head))
                if tags[chunk.head - 1] & Tag.CARRIER and tags[chunk.start] & Tag.POSSESSIVE:
                    return Attribution(Rule.CARRIER, Noun(chunk.start, chunk.start + 1))
        return None

    def _owner(self, chunk: Chunk, clause: Clause) -> Noun | None:
        """Return whose words a noun such as "Kritik" or "Aussage" tells of: "Kritik kam auch von *den Grünen*"."""
        if not self.sentence.tags[chunk.head - 1] & Tag.CARRIER:
            return None
        if chunk.end > chunk.head:
            return Noun(chunk.head, chunk.end)
        agent = self._agent(clause)
        return _noun(agent) if agent is not None and agent.start > chunk.start else None


def _noun(chunk: Chunk) -> Noun:
    return Noun(chunk.start, chunk.end)
