"""What the clauses of a sentence report: who says, by the verb of a clause, where the finite verb stands second."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.clauses import Clause, Form, cut_clauses, subject_of_clause
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


class _Cue(NamedTuple):
    """The verb that a clause reports by."""

    verb: int
    kind: int
    """Its tags, those that a prefix at the clause's end gives it among them."""


def noun_of(chunk: Chunk) -> Noun:
    """Return a noun phrase as a mention."""
    return Noun(chunk.start, chunk.end)


@dataclass
class ClauseReports:
    """A sentence by its clauses, and who says something in each."""

    sentence: Sentence
    _reports: dict[tuple[int, int], Attribution | None] = field(default_factory=dict)
    """What the clauses were found to report, by the number of the clause and the kinds of verbs."""

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the sentence."""
        sentence = self.sentence
        return cut_clauses(sentence.tokens, sentence.language, sentence.start, sentence.end)

    def can_speak(self, chunk: Chunk) -> bool:
        """Return whether a subject is likely somebody, without a verb of saying that tells so."""
        if chunk.pronoun:
            return self.sentence.is_one_of(chunk.start, "personal")
        tags = self.sentence.tags
        bare = tags[chunk.start] & Tag.CAPITAL and not tags[chunk.start] & Tag.DETERMINER
        return not self.is_thing(chunk) and (bool(bare) or self._is_somebody(chunk))

    def _is_somebody(self, chunk: Chunk) -> bool:
        tags = self.sentence.tags
        return any(tags[i] & (Tag.PERSON | Tag.TITLE | Tag.BODY) for i in range(chunk.start, chunk.head))

    def is_thing(self, chunk: Chunk) -> bool:
        """Return whether a phrase is one that says nothing: a work, a paper, a time, an abstract noun."""
        if self._is_somebody(chunk):
            return False
        tag, lower = self.sentence.tags[chunk.head - 1], self.sentence.tokens.lowers[chunk.head - 1]
        if self.sentence.language.head_of(lower) in self.sentence.language.words["media_words"]:
            return False
        thing = tag & (Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.TIME)
        return bool(thing) or lower.endswith(self.sentence.language.feminine_endings)

    def in_mood(self, clause: Clause) -> bool:
        """Return whether the clause stands in the mood of reported speech ("er *sei* krank")."""
        return clause.finite >= 0 and bool(self.sentence.tags[clause.finite] & Tag.MOOD)

    def can_say(self, noun: Noun) -> bool:
        """Return whether a mention can be the subject of a verb of saying: anything but a thing."""
        chunk = next(chunks_of(self.sentence.tokens, noun.start, noun.end, self.sentence.language), None)
        return chunk is None or chunk.pronoun or not self.is_thing(chunk)

    def report(self, number: int, kinds: int) -> Attribution | None:
        """Return who says it by the verb of a clause; without a mention where it is passive and names no agent."""
        if (number, kinds) not in self._reports:
            self._reports[number, kinds] = self._find_report(number, kinds)
        return self._reports[number, kinds]

    def _find_report(self, number: int, kinds: int) -> Attribution | None:
        clause = self.clauses[number]
        if clause.finite < 0:
            return None
        document = self.document(clause)
        if document is not None:
            return Attribution(Rule.BEFORE, noun_of(document), Noun(clause.finite, clause.finite + 1))
        cue = self._cue(clause, kinds)
        return self._by_verb(number, cue) if cue is not None else None

    def _by_verb(self, number: int, cue: _Cue) -> Attribution | None:
        sentence, clause = self.sentence, self.clauses[number]
        tokens, where = sentence.tokens, Noun(cue.verb, cue.verb + 1)
        if self._is_passive(clause, cue):
            agent = self.agent(clause)
            return Attribution(Rule.BEFORE, noun_of(agent) if agent is not None else None, where)
        subject = subject_of_clause(tokens, sentence.language, self.clauses, number)
        if subject is None or sentence.is_one_of(subject.noun.start, "impersonal_subjects"):
            return None
        quoted = self._quoted_by(clause, cue, subject.noun)
        if quoted is not None:
            return Attribution(Rule.BEFORE, noun_of(quoted), where, source=noun_of(subject.noun))
        agent = self.agent(clause) if sentence.is_one_of(cue.verb, "quoting") else None
        negated = any(tokens.tags[i] & Tag.NEGATION for i in range(clause.start, clause.end))
        antecedent = noun_of(subject.antecedent) if subject.antecedent is not None else None
        source = noun_of(agent) if agent is not None else None
        return Attribution(Rule.BEFORE, noun_of(subject.noun), where, antecedent, source, negated=negated)

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
        for chunk in self.chunks(clause):
            if not chunk.governed and chunk.start != subject.start and not is_time(self.sentence.tokens, chunk):
                return chunk
        return None

    def _cue(self, clause: Clause, kinds: int) -> _Cue | None:
        """Return the clause's verb that is of one of the kinds, one of saying before any other."""
        best: _Cue | None = None
        for index in range(clause.start, clause.end):
            kind = self.kind_of_verb(index, clause)
            if not kind & kinds:
                continue
            if best is None or (kind & _STRONG and not best.kind & _STRONG):
                best = _Cue(index, kind)
        return best

    def kind_of_verb(self, index: int, clause: Clause) -> int:
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

    def document(self, clause: Clause) -> Chunk | None:
        """Return the document of "in der Mitteilung heißt es"."""
        sentence = self.sentence
        near = range(max(clause.start, clause.finite - _DOCUMENT), min(clause.end, clause.finite + _DOCUMENT))
        emerging = any(sentence.is_one_of(i, "emerging") for i in near)
        if not emerging and not sentence.is_one_of(clause.finite, "impersonal"):
            return None
        told = emerging or any(sentence.is_one_of(i, "impersonal_subjects") for i in near)
        first = next((c for c in self.clauses if c.end <= clause.start), clause)
        parted = first.form is Form.FRAGMENT and clause.finite == clause.start
        for chunk in chain(self.chunks(clause), self.chunks(first) if parted else ()):
            before = chunk.start - 1
            if not chunk.governed or chunk.pronoun or before < sentence.start or is_time(sentence.tokens, chunk):
                continue
            paper = sentence.tags[chunk.head - 1] & (Tag.PAPER | Tag.CARRIER)
            if sentence.is_one_of(before, "document_prepositions") and (told or paper):
                return chunk
        return None

    def agent(self, clause: Clause) -> Chunk | None:
        """Return by whom a passive verb says it."""
        for chunk in self.chunks(clause):
            governed = chunk.governed and chunk.start > clause.start and not is_time(self.sentence.tokens, chunk)
            if governed and self.sentence.is_one_of(chunk.start - 1, "agent"):
                return chunk
        return None

    def chunks(self, clause: Clause) -> Iterator[Chunk]:
        """Yield the noun phrases of a clause."""
        return chunks_of(self.sentence.tokens, clause.start, clause.end, self.sentence.language)

    def owner(self, chunk: Chunk, clause: Clause) -> Noun | None:
        """Return whose words a noun such as "Kritik" or "Aussage" tells of: "Kritik kam auch von *den Grünen*"."""
        if not self.sentence.tags[chunk.head - 1] & Tag.CARRIER:
            return None
        if chunk.end > chunk.head:
            return Noun(chunk.head, chunk.end)
        agent = self.agent(clause)
        return noun_of(agent) if agent is not None and agent.start > chunk.start else None
