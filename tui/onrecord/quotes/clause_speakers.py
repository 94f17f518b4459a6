"""Who speaks a quote by the clauses of its sentence, in a language whose finite verb stands second."""

from __future__ import annotations

from dataclasses import replace

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.clause_reports import ClauseReports, noun_of
from onrecord.quotes.clause_sources import source_at, source_in
from onrecord.quotes.clauses import Clause, Form, behind, subject_of_clause
from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import chunks_of
from onrecord.quotes.phrases import Noun
from onrecord.quotes.sentence import REPORTING

_STRONG = Tag.SAYING | Tag.LABELLING
_MOST = 6
"""Speakers of one quote at most."""
_CARRIER_REACH = 8
"""Tokens from a noun such as "Forderung" to the quoted words that it stands for, at most."""


class ClauseReading(ClauseReports):
    """A sentence by its clauses, and who speaks each of its quotes."""

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
            or self._by_earlier(number, doubtful=True)
            or source_in(self, self.sentence.start, self.sentence.end)
            or own
            or self._carrier(number, at)
        )

    def with_others(self, attribution: Attribution) -> Attribution:
        """Return the attribution with those who speak together with the one named: "Holm und *Kern*"."""
        noun = attribution.noun
        clause = next((c for c in self.clauses if noun is not None and c.start <= noun.start < c.end), None)
        if noun is None or clause is None or attribution.others:
            return attribution
        others: list[Noun] = []
        end = noun.end
        for chunk in chunks_of(self.sentence.tokens, noun.end, clause.end, self.sentence.language):
            joined = chunk.start == end + 1 and self.sentence.is_one_of(end, "joining")
            if not joined or chunk.oblique or chunk.pronoun or self.is_thing(chunk) or len(others) == _MOST:
                break
            others.append(noun_of(chunk))
            end = chunk.end
        return replace(attribution, others=tuple(others)) if others else attribution

    def is_reported(self, at: int) -> bool:
        """Return whether the quote stands in reported speech that the sentence names nobody for."""
        number = next((n for n, clause in enumerate(self.clauses) if clause.start <= at < clause.end), None)
        if number is None:
            return False
        while number > 0 and self.clauses[number].form is not Form.MAIN:
            number -= 1
        return self.in_mood(self.clauses[number])

    def reporter(self) -> Attribution | None:
        """Return who reports in the sentence: the subject of its first verb of saying, or its source."""
        for number in range(len(self.clauses)):
            report = self.report(number, Tag.SAYING)
            if report is not None and report.noun is not None:
                return report
        return source_in(self, self.sentence.start, self.sentence.end)

    def ends_in_report(self) -> bool:
        """Return whether the last clause has a subject and a verb of saying."""
        report = self.report(len(self.clauses) - 1, Tag.SAYING) if self.clauses else None
        return report is not None and report.noun is not None and self.clauses[-1].form is Form.MAIN

    def subject(self) -> Attribution | None:
        """Return the subject of the sentence's first main clause."""
        for number, clause in enumerate(self.clauses):
            if clause.form is Form.MAIN and not self.in_mood(clause):
                found = subject_of_clause(self.sentence.tokens, self.sentence.language, self.clauses, number)
                if found is None or not self.can_speak(found.noun):
                    return None
                return Attribution(Rule.CLAUSE, noun_of(found.noun))
        return None

    def _by_own_clause(self, number: int, at: int) -> Attribution | None:
        """Return the speaker whom the verb of the quote's own clause names."""
        report = self.report(number, REPORTING)
        if report is None or report.cue is None:
            return None
        kind = self.kind_of_verb(report.cue.start, self.clauses[number]) or Tag.SAYING
        if report.noun is not None and not self.can_say(report.noun):
            return replace(report, rule=Rule.WEAK)
        if report.cue.start < at and self.sentence.adjoins(report.cue.start, at):
            return replace(report, rule=Rule.BEFORE_ADJOINING)
        if report.cue.start > at and kind & Tag.SAYING:
            return replace(report, rule=Rule.AFTER)
        return report if kind & _STRONG else replace(report, rule=Rule.WEAK)

    def _leading_in(self, number: int, at: int) -> Attribution | None:
        """Return who says what follows a colon, by a verb of saying or a source before it."""
        if at <= self.sentence.start or not self.sentence.tags[at - 1] & Tag.COLON:
            return None
        for earlier in range(number - 1, -1, -1):
            report = self.report(earlier, REPORTING)
            if report is not None and report.noun is not None:
                return replace(report, rule=Rule.LED_IN)
            if self.clauses[earlier].form is Form.MAIN and not self.in_mood(self.clauses[earlier]):
                break
        return source_in(self, self.sentence.start, at)

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
            if subject is not None and not self.in_mood(self.clauses[earlier]):
                owner = self.owner(subject.noun, self.clauses[earlier])
                return Attribution(Rule.COLON, owner or noun_of(subject.noun), cue)
        first = next(self.chunks(self.clauses[number - 1]), None)
        if first is None:
            return None
        if sentence.tags[first.head - 1] & Tag.CARRIER:
            owned = sentence.tags[first.start] & Tag.POSSESSIVE
            owner = Noun(first.start, first.start + 1) if owned else self.owner(first, self.clauses[number - 1])
            return Attribution(Rule.CARRIER if owner else Rule.REPORTED, owner, cue if owner else None)
        label = number == 1 and first.start == sentence.start and not first.governed
        return Attribution(Rule.LABEL if label else Rule.COLON, noun_of(first), cue)

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
        according = source_at(self, clause.start)
        if according is not None:
            return according
        introduced = clause.form is Form.SUBORDINATE and sentence.is_one_of(clause.start, "as_words")
        inverted = clause.form is Form.MAIN and clause.finite == clause.start
        report = self.report(number, Tag.SAYING | Tag.LOOSE | Tag.THINKING) if introduced or inverted else None
        if report is None and bare and (inverted or self._may_begin_with_verb(clause)):
            verb_first = clause._replace(form=Form.MAIN, finite=clause.start)
            subject = behind(sentence.tokens, sentence.language, verb_first)
            if subject is not None and sentence.is_one_of(subject.noun.start, "impersonal_subjects"):
                return Attribution(Rule.REPORTED, None)
            if subject is not None and not self.in_mood(verb_first):
                report = Attribution(Rule.AFTER, noun_of(subject.noun), Noun(clause.start, clause.start + 1))
        return replace(report, rule=Rule.AFTER) if report is not None else None

    def _may_begin_with_verb(self, clause: Clause) -> bool:
        """Return whether a clause without a known verb begins with one: a small word of no list, then a phrase."""
        return clause.form is Form.FRAGMENT and self.sentence.tags[clause.start] == Tag.WORD

    def _by_earlier(self, number: int, *, doubtful: bool = False) -> Attribution | None:
        """Return the subject of the nearest verb of saying before the quote's clause.

        Where it is not `doubtful`, the verb is neither reported itself nor negated.
        """
        for earlier in range(number - 1, -1, -1):
            report = self.report(earlier, Tag.SAYING | Tag.LABELLING | Tag.THINKING)
            if report is None or report.noun is None:
                continue
            if doubtful is not (report.negated or self.in_mood(self.clauses[earlier])):
                continue
            if doubtful and not self.in_mood(self.clauses[number]):
                continue
            if self.can_say(report.noun) or self.document(self.clauses[earlier]) is not None:
                return report
        return None

    def _further_on(self, number: int) -> Attribution | None:
        for later in range(number + 1, len(self.clauses)):
            found = self._reports_back(later, bare=False)
            if found is not None:
                return replace(found, rule=Rule.PARENTHESIS) if found.rule is Rule.AFTER else found
        return None

    def _carrier(self, number: int, at: int) -> Attribution | None:
        """Return whose words a noun for words before them tells of: "die Forderung des Ministers nach …"."""
        tags = self.sentence.tags
        for clause in self.clauses[max(0, number - 1) : number + 1][::-1]:
            for chunk in self.chunks(clause):
                if chunk.start >= at or at - chunk.end > _CARRIER_REACH:
                    continue
                if clause is not self.clauses[number] and chunk.end != clause.end:
                    continue
                owner = self.owner(chunk, clause)
                if owner is None and chunk.end == at and tags[chunk.head - 1] & Tag.CARRIER and chunk.governed:
                    subject = subject_of_clause(self.sentence.tokens, self.sentence.language, self.clauses, number)
                    owner = noun_of(subject.noun) if subject is not None else None
                if owner is not None:
                    return Attribution(Rule.CARRIER, owner, Noun(chunk.head - 1, chunk.head))
                if tags[chunk.head - 1] & Tag.CARRIER and tags[chunk.start] & Tag.POSSESSIVE:
                    return Attribution(Rule.CARRIER, Noun(chunk.start, chunk.start + 1))
        return None
