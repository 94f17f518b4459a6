"""Finds the name behind a pronoun or a description, by who was last spoken of, and how.

Each mention so far lends its actor salience: the nearer and the more prominent, the more (after Lappin and Leass,
"An algorithm for pronominal anaphora resolution", 1994). The weights are set by hand.
"""

from __future__ import annotations

from collections import deque
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.quotes.entities import Entities, Entity
    from onrecord.quotes.language import Language
    from onrecord.quotes.name_tokens import Name
    from onrecord.quotes.tokens import Tokens

_MEMORY = 40
"""Mentions that are kept in mind."""
_REACH = 14
"""Sentences that a pronoun reaches back."""
_FADED = 12
"""Sentences after which a mention fades no further."""
_SPEAKER_REACH = 6
_NAMESAKE_REACH = 2
"""Sentences in which a last name goes on meaning the one of its bearers that was named."""

_PER_SENTENCE = -15.0
_SUBJECT = 30.0
_SPEAKER = 15.0
_POSSESSED = -15.0
_GOVERNED = -12.0
_GENDER_KNOWN = 8.0
_TYPE_UNKNOWN = -25.0
_DESCRIBED = 60.0
_DESCRIPTION_REACH = 2
"""Sentences that a description without a match reaches back for somebody named."""


class _Mention(NamedTuple):
    entity: Entity
    sentence: int
    position: int
    weight: float


class Discourse:
    """Who has been spoken of so far, sentence by sentence."""

    def __init__(self, entities: Entities, language: Language) -> None:
        self.entities = entities
        self.language = language
        self._mentions: deque[_Mention] = deque(maxlen=_MEMORY)
        self._sentence = 0
        self._speaker: Entity | None = None
        self._speaker_sentence = 0
        self.margin = inf
        """By how much the one found last was more salient than the next one that fitted."""

    def begin_sentence(self) -> None:
        """Go on to the next sentence."""
        self._sentence += 1

    def find(self, words: tuple[str, ...], titles: frozenset[str] = frozenset()) -> Entity | None:
        """Return the actor that a name means here; of several people of it, the one most spoken of just now."""
        bearers = self.entities.bearers(words, titles)
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        return max(bearers, key=self._present)

    def _present(self, entity: Entity) -> tuple[float, int]:
        speaks = entity is self._speaker and self._sentence - self._speaker_sentence <= _NAMESAKE_REACH
        near = _SPEAKER * speaks
        for mention in self._mentions:
            distance = self._sentence - mention.sentence
            if mention.entity is entity and distance <= _NAMESAKE_REACH:
                near = max(near, mention.weight + _PER_SENTENCE * distance + _SPEAKER * speaks)
        return near, entity.names.total()

    def mention(self, tokens: Tokens, name: Name, *, subject: bool) -> None:
        """Take note of a name of the current sentence."""
        entity = self.find(name.words, name.titles)
        if entity is not None:
            depends = name.possessed or name.attributive
            weight = _SUBJECT * subject + _POSSESSED * depends + _GOVERNED * (name.governed and not subject)
            position = tokens.starts[name.start]
            self._mentions.append(_Mention(entity, self._sentence, position, weight))
            entity.last = position

    def refer(self, entity: Entity, position: int, weight: float = _SUBJECT) -> None:
        """Take note that the actor was spoken of again, as a subject, by another word than a name."""
        self._mentions.append(_Mention(entity, self._sentence, position, weight))

    def speak(self, entity: Entity | None) -> None:
        """Take note of who was last quoted."""
        if entity is not None:
            self._speaker, self._speaker_sentence = entity, self._sentence

    def call_they(self) -> None:
        """Take note that the person named first in the sentence is called "they"."""
        for mention in self._mentions:
            if mention.sentence == self._sentence and mention.entity.type is not ActorType.ORGANISATION:
                mention.entity.gender = "p"
                return

    def behind_pronoun(self, gender: str, position: int) -> Entity | None:
        """Return whom a pronoun of that gender at that place means."""
        if gender not in {"m", "f", "n", "p"}:
            return None
        return self._most_salient(lambda entity: _agreement(entity, gender), position, _REACH)

    def just_named(self, gender: str | None, position: int) -> Entity | None:
        """Return the only person of that gender who was named in this sentence or the one before."""
        near = {
            id(mention.entity): mention.entity
            for mention in self._mentions
            if self._sentence - mention.sentence <= 1
            and mention.position < position
            and mention.entity.type is ActorType.PERSON
            and mention.entity.gender in {gender, None}
        }
        return next(iter(near.values())) if len(near) == 1 and gender in {"m", "f"} else None

    def behind_description(self, words: frozenset[str], gender: str | None, position: int) -> Entity | None:
        """Return whom a description means, such as "the former governor": someone whom the article called that."""

        def fit(entity: Entity) -> float | None:
            if entity.type is ActorType.ORGANISATION:
                return None
            shared = [word for word in words if any(self.language.is_same(word, title) for title in entity.titles)]
            if not shared or (gender in {"m", "f"} and entity.gender not in {None, gender}):
                return None
            return len(shared) * _DESCRIBED / len(words)

        return self._most_salient(fit, position, self._sentence)

    def behind_any_person(self, gender: str | None, position: int) -> Entity | None:
        """Return the person whom a description that the article has not used before can only mean."""

        def fit(entity: Entity) -> float | None:
            person = entity.type is ActorType.PERSON or (
                entity.type is None and entity.free and len(entity.words) > 1
            )
            return 0.0 if person and (gender is None or entity.gender in {None, gender}) else None

        return self._most_salient(fit, position, _DESCRIPTION_REACH)

    def behind_body(self, word: str, position: int) -> Entity | None:
        """Return which named body "the department" means: one whose name says that it is a department."""

        def fit(entity: Entity) -> float | None:
            if entity.type is not ActorType.ORGANISATION:
                return None
            words = entity.name.lower().split()
            outlet = (
                word in self.language.words["outlets"] and not entity.described and _is_outlet(words, self.language)
            )
            return 0.0 if word in words or outlet else None

        return self._most_salient(fit, position, self._sentence)

    def _most_salient(self, fit: Callable[[Entity], float | None], position: int, reach: int) -> Entity | None:
        best: Entity | None = None
        highest = next_highest = -inf
        for mention in self._mentions:
            distance = self._sentence - mention.sentence
            if mention.position >= position or distance > reach:
                continue
            bonus = fit(mention.entity)
            if bonus is None:
                continue
            score = mention.weight + bonus + _PER_SENTENCE * min(distance, _FADED)
            if mention.entity is self._speaker and self._sentence - self._speaker_sentence <= _SPEAKER_REACH:
                score += _SPEAKER
            if score >= highest:
                if mention.entity is not best:
                    next_highest = highest
                best, highest = mention.entity, score
            elif mention.entity is not best and score > next_highest:
                next_highest = score
        self.margin = highest - next_highest if best is not None else inf
        return best


def _agreement(entity: Entity, gender: str) -> float | None:
    """Return how well an actor fits a pronoun's gender; None where it does not."""
    person = entity.type in {ActorType.PERSON, ActorType.ROLE}
    if gender == entity.gender:
        return _GENDER_KNOWN if entity.type is not ActorType.ORGANISATION else None
    if gender in {"m", "f"}:
        place = not person and not entity.free
        if entity.type is ActorType.ORGANISATION or entity.gender is not None or place:
            return None
        return 0.0 if person else _TYPE_UNKNOWN
    if person:
        return None
    return 0.0 if entity.type is ActorType.ORGANISATION else _TYPE_UNKNOWN


def _is_outlet(words: list[str], language: Language) -> bool:
    return any(word in language.words["media_words"] for word in words)
