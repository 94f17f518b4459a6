"""The people and organisations of one article: which names are one actor's, and which is its full one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.names import Name


@dataclass(slots=True)
class Entity:
    """One actor of an article, as it is gathered."""

    words: tuple[str, ...]
    """Its fullest name."""
    type: ActorType | None = None
    gender: str | None = None
    """m, f, or None where it is not known."""
    titles: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    """How often each of its names stands in the text."""
    last: int = -1
    """Where it was last named, in code points; moves on as the text is read."""
    speaks_for: str | None = None

    @property
    def name(self) -> str:
        """Its fullest name."""
        return " ".join(self.words)


class Entities:
    """The actors of an article, filled as the text is read and asked by name."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_name: dict[tuple[str, ...], Entity] = {}
        self.all: list[Entity] = []

    def gather(self, names: Iterable[Name]) -> None:
        """Take in all names of the article, the full ones first."""
        singles: list[Name] = []
        for name in names:
            if len(self._bare(name.words)) > 1:
                self._add_full(name)
            else:
                singles.append(name)
        for name in singles:
            entity = self.find(name.words, name.titles)
            if entity is None:
                entity = self._new(self._bare(name.words), name)
            self._note(entity, name)

    def _bare(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return _bare(words, self._language.words["name_suffixes"])

    def _add_full(self, name: Name) -> None:
        bare = self._bare(name.words)
        entity = self._by_name.get(bare) or self._same_person(bare)
        if entity is None:
            entity = self._new(bare, name)
        elif len(bare) > len(entity.words) and entity.type is not ActorType.ORGANISATION:
            entity.words = bare
            self._by_name[bare] = entity
        self._note(entity, name)

    def _same_person(self, words: tuple[str, ...]) -> Entity | None:
        """Return the actor of the same first and last name, middle names left aside."""
        for entity in self._by_last.get(words[-1].lower(), ()):
            if (
                len(entity.words) > 1
                and _same_first(entity.words[0], words[0])
                and entity.type is not ActorType.ORGANISATION
            ):
                return entity
        return None

    def _new(self, words: tuple[str, ...], name: Name) -> Entity:
        entity = Entity(words)
        self.all.append(entity)
        self._by_name[words] = entity
        self._by_last.setdefault(words[-1].lower(), []).append(entity)
        self._by_first.setdefault(words[0].lower(), []).append(entity)
        return entity

    def _note(self, entity: Entity, name: Name) -> None:
        language = self._language
        entity.names[" ".join(name.words)] += 1
        entity.titles |= name.titles
        if entity.type is None or entity.gender is None:
            entity.type = self._type(entity, name) or entity.type
            if entity.type is not ActorType.ORGANISATION:
                entity.gender = entity.gender or self._gender(entity, name)

    def _type(self, entity: Entity, name: Name) -> ActorType | None:
        lexicon, words = self._language.lexicon, self._language.words
        lowers = [word.lower() for word in entity.words]
        if any(lower in words["bodies"] or lower in words["media_words"] for lower in lowers):
            return ActorType.ORGANISATION
        if lowers[0] in self._language.given_names and len(lowers) > 1:
            return ActorType.PERSON
        if name.titles & words["honorifics"] or name.titles & words["people"]:
            return ActorType.PERSON
        if name.definite or (len(entity.words) == 1 and len(lowers[0]) > 1 and entity.words[0].isupper()):
            return ActorType.ORGANISATION
        return None

    def _gender(self, entity: Entity, name: Name) -> str | None:
        genders = self._language.genders
        for title in name.titles:
            if genders.get(title) in ("m", "f"):
                return genders[title]
        if len(entity.words) > 1 or entity.type is ActorType.PERSON:
            given = self._language.given_names.get(entity.words[0].lower())
            if given in ("m", "f"):
                return given
        return None

    def find(
        self, words: Sequence[str], titles: frozenset[str] = frozenset(), at: int | None = None
    ) -> Entity | None:
        """Return the actor that goes by that name, at the place `at` of the text where several share it."""
        bare = self._bare(tuple(words))
        if not bare:
            return None
        exact = self._by_name.get(bare)
        if exact is not None and len(bare) > 1:
            return exact
        if len(bare) > 1:
            same = self._same_person(bare)
            if same is not None:
                return same
        candidates = (
            [
                e
                for e in self._by_last.get(bare[-1].lower(), ())
                if len(e.words) > 1 and e.type is not ActorType.ORGANISATION
            ]
            if len(bare) == 1
            else []
        )
        if not candidates and len(bare) == 1:
            candidates = [
                e
                for e in self._by_first.get(bare[0].lower(), ())
                if len(e.words) > 1 and e.type is not ActorType.ORGANISATION
            ]
        if not candidates:
            return exact
        if len(candidates) == 1:
            return candidates[0]
        wanted = next((g for t in titles if (g := self._language.genders.get(t)) in ("m", "f")), None)
        fitting = [e for e in candidates if wanted is None or e.gender in (None, wanted)] or candidates
        return max(fitting, key=lambda e: (sum(e.names.values()), e.last))


def _bare(words: tuple[str, ...], suffixes: frozenset[str]) -> tuple[str, ...]:
    while len(words) > 1 and (words[-1].lower() in suffixes):
        words = words[:-1]
    return words


def _same_first(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one == other or (len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1) and one[0] == other[0]
