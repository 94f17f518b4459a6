"""Finds the name behind a pronoun or a description, by who was last spoken of, and how."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.entities import Entities, Entity
    from onrecord.quotes.language import Language
    from onrecord.quotes.names import Name
    from onrecord.quotes.tokens import Tokens

_MEMORY = 40
"""Mentions that are kept in mind."""
_REACH = 14
"""Sentences that a pronoun reaches back."""

# Salience by hand: what a mention counts for, in points.
_SAME_SENTENCE = 70.0
_PER_SENTENCE = 15.0
_SUBJECT = 30.0
_SPEAKER = 10.0
_POSSESSED = -15.0
_GOVERNED = -12.0
_GENDER_KNOWN = 12.0
_DESCRIBED = 60.0


@dataclass(frozen=True, slots=True)
class _Mention:
    entity: Entity
    sentence: int
    position: int
    weight: float


class Discourse:
    """Who has been spoken of so far, sentence by sentence."""

    def __init__(self, entities: Entities, language: Language) -> None:
        self._entities = entities
        self._language = language
        self._mentions: deque[_Mention] = deque(maxlen=_MEMORY)
        self._sentence = 0
        self._speaker: Entity | None = None
        self._speaker_sentence = 0

    def begin_sentence(self) -> None:
        """Go on to the next sentence."""
        self._sentence += 1

    def mention(self, tokens: Tokens, name: Name, *, subject: bool) -> Entity | None:
        """Take note of a name of the current sentence; return its actor."""
        entity = self._entities.find(name.words, name.titles)
        if entity is None:
            return None
        weight = (
            (_SUBJECT if subject else 0.0)
            + (_POSSESSED if name.possessed else 0.0)
            + (_GOVERNED if name.governed else 0.0)
        )
        self._mentions.append(_Mention(entity, self._sentence, tokens.starts[name.start], weight))
        entity.last = tokens.starts[name.start]
        return entity

    def refer(self, entity: Entity, position: int, *, subject: bool) -> None:
        """Take note that the actor was spoken of again, by another word than a name."""
        self._mentions.append(_Mention(entity, self._sentence, position, _SUBJECT if subject else 0.0))

    def speak(self, entity: Entity | None) -> None:
        """Take note of who was last quoted."""
        if entity is not None:
            self._speaker = entity
            self._speaker_sentence = self._sentence

    def behind_pronoun(self, gender: str, position: int) -> Entity | None:
        """Return whom a pronoun of that gender at that place means."""
        if gender not in ("m", "f", "n", "p"):
            return None
        return self._best(lambda entity: _agrees(entity, gender), position)

    def behind_description(self, words: frozenset[str], gender: str | None, position: int) -> Entity | None:
        """Return whom a description means, such as "the former governor": someone whom the article called that."""
        wanted = {self._noun(word) for word in words}

        def fit(entity: Entity) -> float | None:
            if gender in ("m", "f") and entity.gender not in (None, gender):
                return None
            shared = len(wanted & {self._noun(word) for word in entity.titles})
            return shared * _DESCRIBED / max(len(wanted), 1) if shared else None

        return self._best(fit, position, reach=10_000) or self._best_of_all(fit)

    def _noun(self, word: str) -> str:
        return self._language.title_nouns.get(word, word)

    def _best_of_all(self, fit: object) -> Entity | None:
        return None

    def _best(self, fit: object, position: int, reach: int = _REACH) -> Entity | None:
        scores: dict[int, float] = {}
        entities: dict[int, Entity] = {}
        for mention in self._mentions:
            distance = self._sentence - mention.sentence
            if mention.position >= position or distance > reach:
                continue
            bonus = fit(mention.entity)  # type: ignore[operator]
            if bonus is None:
                continue
            score = _SAME_SENTENCE - _PER_SENTENCE * min(distance, 12) + mention.weight + bonus
            if mention.entity is self._speaker and self._sentence - self._speaker_sentence <= 6:
                score += _SPEAKER
            score += mention.position * 1e-7
            key = id(mention.entity)
            if score > scores.get(key, -1e9):
                scores[key] = score
                entities[key] = mention.entity
        if not scores:
            return None
        return entities[max(scores, key=scores.__getitem__)]


def _agrees(entity: Entity, gender: str) -> float | None:
    """Return how well an actor fits a pronoun's gender; None where it does not."""
    if gender in ("m", "f"):
        if entity.type is ActorType.ORGANISATION:
            return None
        if entity.gender is None:
            return 0.0 if entity.type is ActorType.PERSON else -25.0
        return _GENDER_KNOWN if entity.gender == gender else None
    if entity.type is ActorType.PERSON:
        return None
    return 0.0 if entity.type is ActorType.ORGANISATION else -25.0
