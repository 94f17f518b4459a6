"""Tells marks around a name from those around somebody's words, in a language where every noun has a capital.

A capital tells no title there, but the place does: behind a noun and without a verb of saying ("die Zeitung „…“"),
behind an article or a preposition, or after a word such as "Titel" or "Motto".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Rule
from onrecord.quotes.kinds import is_listed, kind_of
from onrecord.quotes.language import Tag
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from onrecord.quotes.attribution import Attribution
    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_KNOWN = Tag.WORK | Tag.BODY | Tag.PAPER | Tag.NAMING | Tag.TERM
_EDGE = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION
_LOOSELY = (Rule.SAME_SENTENCE, Rule.REPORTED, Rule.WEAK, Rule.CLAUSE)
"""Rules that do not prove that the quoted words are the object of a verb of saying."""
_LONGEST_NAME = 9
"""Words of a name at most, but for titles after a word that announces one."""
_SHORT = 2
"""Words that are taken for a term unless a verb of saying governs them, at most."""
_BACK = 8
"""Tokens before a quote that are looked at for the beginning of its noun phrase."""


def kind_among_nouns(words: MarkedWords, earlier: tuple[int, Kind] | None) -> tuple[Kind, Attribution | None]:
    """Return what marked words are, and who says them as far as their sentence tells.

    Args:
        words: what stands in the marks, with who says it if it is said.
        earlier: the token and the kind of the quote before in the sentence.
    """
    tokens, at, content, attribution = words.tokens, words.at, words.content, words.attribution
    if (earlier is not None and is_listed(tokens, *earlier, at)) or words.are_name():
        return Kind.SCARE, attribution
    if attribution is not None and attribution.noun is None and attribution.rule is Rule.REPORTED:
        following = tokens.tags[at + 1] if at + 1 < len(tokens) else 0
        whole = content[0].isupper() and (content[-1] in ".!?" or bool(following & Tag.COMMA))
        kind = Kind.DIRECT if whole else Kind.PARTIAL if content.count(" ") >= _SHORT else Kind.SCARE
        return kind, None
    kind = kind_of(tokens, at, words.sentence, content, attribution)
    if kind is Kind.DIRECT and earlier is None and content[0].islower():
        kind = Kind.PARTIAL
    return kind, attribution


@dataclass
class MarkedWords:
    """What stands in quotation marks, in its sentence."""

    tokens: Tokens
    language: Language
    at: int
    """The token that stands for it."""
    sentence: tuple[int, int]
    """The first token and the end of the sentence."""
    content: str
    attribution: Attribution | None
    """Who says it, if it is said."""

    def are_name(self) -> bool:
        """Return whether they are a name, a title or a term that nobody says."""
        tags, at = self.tokens.tags, self.at
        start, end = self.sentence
        if self._stand_in_brackets():
            return True
        before = at - 1
        while before > start and tags[before] & (Tag.COLON | Tag.COMMA | Tag.OPEN):
            before -= 1
        if before < start:
            following = tags[at + 1] if at + 1 < end else 0
            return bool(following & (Tag.AUXILIARY | Tag.NAMING)) and not following & (Tag.SAYING | Tag.MOOD)
        if self._name_speaker() or self._are_announced(before):
            return True
        if tags[at - 1] & (Tag.COLON | Tag.COMMA):
            return bool(tags[at - 1] & Tag.COLON) and not self._is_whole and self._is_presented()
        return self._stand_as_name(before)

    def _stand_as_name(self, before: int) -> bool:
        """Return whether they are a name by the word right before them, which is the token `before`."""
        tag, words = self.tokens.tags[before], self.content.split()
        capital = tag & Tag.CAPITAL and tag & Tag.WORD
        work = tag & Tag.WORK and self.content[0].isupper()
        if (capital and (work or self._is_outlet(before))) or self._is_one_of(before, "source_prepositions"):
            return True
        if self._is_whole or len(words) > _LONGEST_NAME:
            return False
        if len(words) <= _SHORT and not self._are_object and not (self.content[0].islower() and self._are_reported):
            return True
        if capital:
            return self._follow_noun(before)
        reflexive = tag & Tag.OBJECT and self._is_labelled and self._is_one_of(before, "reflexives")
        proper = len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in words)
        return bool(reflexive) or (proper and not self._are_object) or self._follow_small_word(before)

    def _stand_in_brackets(self) -> bool:
        """Return whether brackets hold nothing but them and a word or two: "(kurz: „…“)"."""
        tags, left = self.tokens.tags, self.at - 1
        start, end = self.sentence
        while left > max(start, self.at - 4) and not tags[left] & (Tag.OPEN | Tag.QUOTE | Tag.VERB | Tag.AUXILIARY):
            left -= 1
        closes = self.at + 1 < end and tags[self.at + 1] & Tag.CLOSE
        return left >= start and bool(tags[left] & Tag.OPEN and closes)

    def _name_speaker(self) -> bool:
        """Return whether they are a part of the phrase that names the speaker: "schreibt die „…“", "laut „…“"."""
        attribution = self.attribution
        if attribution is None or attribution.noun is None:
            return False
        if any(noun and noun.start <= self.at < noun.end for noun in (attribution.noun, attribution.source)):
            return True
        if attribution.rule is not Rule.ACCORDING:
            return False
        behind = self.tokens.tags[attribution.noun.end : self.at]
        return attribution.noun.end < self.at <= attribution.noun.end + 2 and all(tag & _EDGE for tag in behind)

    def _are_announced(self, before: int) -> bool:
        """Return whether a word such as "Titel", "Begriff" or "heißt" stands before them."""
        tag = self.tokens.tags[before]
        if tag & (Tag.NAMING | Tag.TERM):
            return not tag & Tag.CARRIER and not (tag & Tag.TERM and before < self.at - 1)
        if self._is_one_of(before, "naming_verbs"):
            near = range(max(self.sentence[0], before - _BACK), min(len(self.tokens), before + 3))
            told = any(self._is_one_of(i, "impersonal_subjects") or self.tokens.tags[i] & Tag.CARRIER for i in near)
            return not told
        if self._is_one_of(before, "comparing") and before > self.sentence[0]:
            return bool(self.tokens.tags[before - 1] & (Tag.NAMING | Tag.WORK)) and not self._are_object
        return False

    def _is_presented(self) -> bool:
        """Return whether what stands before a colon tells of a name or a work: "die neue CD: „…“"."""
        tags = self.tokens.tags
        return any(
            tags[i] & (Tag.WORK | Tag.NAMING) and tags[i] & Tag.CAPITAL for i in range(self.sentence[0], self.at)
        )

    @cached_property
    def _is_whole(self) -> bool:
        """Whether they are more than a name: they end as a sentence does, or have a verb."""
        bare = (word.strip(",.;:!?()[]…’‘") for word in self.content.split() if word[0].islower())
        return self.content[-1] in ".!?," or any(self.language.is_verbal(word) for word in bare)

    @cached_property
    def _are_object(self) -> bool:
        """Whether a verb of saying or judging has them in its own object."""
        attribution = self.attribution
        if attribution is None or attribution.cue is None or attribution.rule in _LOOSELY:
            return False
        low, high = sorted((attribution.cue.start, self.at))
        return not any(
            self.tokens.tags[i] & (Tag.COMMA | Tag.COLON | Tag.BREAK) for i in range(low + 1, high)
        ) and bool(attribution.noun)

    @property
    def _are_reported(self) -> bool:
        """Whether a verb of saying or a source governs the clause that they stand in."""
        attribution = self.attribution
        return attribution is not None and attribution.noun is not None and attribution.rule not in _LOOSELY

    @property
    def _is_labelled(self) -> bool:
        cue = self.attribution.cue if self.attribution is not None else None
        return cue is not None and bool(self.tokens.tags[cue.start] & Tag.LABELLING) and self._are_object

    def _follow_noun(self, noun: int) -> bool:
        """Return whether they are the name of what the noun before them says: "die Zeitung „…“"."""
        tags, tag = self.tokens.tags, self.tokens.tags[noun]
        if self._is_labelled or self.content[0].islower() or tag & (Tag.CARRIER | Tag.TIME):
            return False
        if tag & _KNOWN:
            return True
        first, start = noun, self.sentence[0]
        inner = ~(_EDGE | Tag.VERB | Tag.AUXILIARY)
        while (
            first > max(start, noun - _BACK)
            and tags[first - 1] & Tag.WORD
            and tags[first - 1] == (tags[first - 1] & inner)
        ):
            first -= 1
        if any(self.tokens.lowers[i] in self.language.given_names for i in range(first, noun)):
            return False
        return first > start and bool(tags[first - 1] & _EDGE)

    def _is_outlet(self, noun: int) -> bool:
        return self.language.head_of(self.tokens.lowers[noun]) in self.language.words["media_words"]

    def _follow_small_word(self, before: int) -> bool:
        """Return whether they are a name behind an article or a preposition: "im „…“", "in der „…“"."""
        while before > self.sentence[0] and self._is_adjective(before):
            before -= 1
        tag = self.tokens.tags[before]
        upper = self.content[0].isupper() or self.content[0].isdigit()
        if tag & Tag.PREPOSITION and self._is_one_of(before, "naming_prepositions"):
            return upper
        if upper and self._is_one_of(before, "dative_articles"):
            return not self._is_one_of(before - 1, "reporting_prepositions")
        if upper and self._is_one_of(before, "definite"):
            return not self._are_object or self._is_governed(before)
        return bool(tag & _EDGE) and self.content.count(" ") < _SHORT and not self._are_object

    def _is_adjective(self, index: int) -> bool:
        word = self.tokens.tags[index] == Tag.WORD or self.tokens.tags[index] == Tag.WORD | Tag.ADVERB
        return word and self.tokens.lowers[index].endswith(self.language.adjective_endings)

    def _is_governed(self, article: int) -> bool:
        """Return whether a preposition or a noun governs the phrase, so that it is not the object of a verb."""
        before = article - 1
        if before < self.sentence[0]:
            return False
        tag = self.tokens.tags[before]
        if tag & Tag.PREPOSITION:
            return not self._is_one_of(before, "reporting_prepositions")
        return bool(tag & Tag.CAPITAL and self._is_one_of(article, "genitives"))

    def _is_one_of(self, index: int, words: str) -> bool:
        return self.tokens.lowers[index] in self.language.words[words]
