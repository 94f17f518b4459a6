"""The people and organisations of one article: which names are one actor's, and which is its full one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.name_tokens import Name

_NAMESAKES = 16
"""People of one name that are told apart at most, which keeps hostile texts linear."""


@dataclass(slots=True, eq=False)
class Entity:
    """One actor of an article, as it is gathered."""

    words: tuple[str, ...]
    """Its fullest name."""
    type: ActorType | None = None
    gender: str | None = None
    """m, f, or None where it is not known."""
    titles: set[str] = field(default_factory=set)
    """Lower-case words that stand before its names and in apposition to them."""
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
    """The actors of an article, filled once with all its names and then asked by name."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._by_name: dict[tuple[str, ...], Entity] = {}
        self._people_by_last: dict[str, list[Entity]] = {}
        self._people_by_first: dict[str, list[Entity]] = {}
        self._known: dict[tuple[str, ...], Entity] = {}

    def gather(self, names: Iterable[Name]) -> None:
        """Take in all names of the article, the full ones first."""
        singles: list[Name] = []
        described: list[Name] = []
        for name in names:
            if name.office:
                described.append(name)
                continue
            bare = self._bare(name.words)
            if len(bare) > 1:
                self._add_full(bare, name)
            else:
                singles.append(name)
        for name in singles:
            bare = self._bare(name.words)
            entity = self.find(bare, name.titles)
            if entity is not None or not name.doubtful:
                self._note(entity or self._new(bare, name), name)
        bearers = self._by_office() if described else {}
        for name in described:
            self._add_described(name, bearers)

    def _add_described(self, name: Name, bearers: Mapping[str, Sequence[Entity]]) -> None:
        """Take in what somebody is: that of one who is named in the article, or of somebody nameless."""
        entity = self._known.get(name.words)
        if entity is None:
            gender = self._gender_of_titles(name.titles)
            fitting = [
                one
                for one in bearers.get(self._language.head_of(name.office), ())
                if one.gender in {None, gender}
                and all(any(self._language.is_same(word, title) for title in one.titles) for word in name.titles)
            ]
            if len(fitting) == 1:
                entity = fitting[0]
            else:
                entity = Entity(name.words, ActorType.ROLE, gender, set(name.titles))
            self._known[name.words] = entity
        if entity.type is ActorType.ROLE:
            entity.names[name.text] += 1

    def _by_office(self) -> dict[str, list[Entity]]:
        """Return the people who are named, by what they are called besides."""
        bearers: dict[str, list[Entity]] = {}
        for entity in self._by_name.values():
            for head in {self._language.head_of(title) for title in entity.titles}:
                namesakes = bearers.setdefault(head, [])
                if len(namesakes) < _NAMESAKES and entity not in namesakes:
                    namesakes.append(entity)
        return bearers

    def find(self, words: tuple[str, ...], titles: frozenset[str] = frozenset()) -> Entity | None:
        """Return the actor that goes by that name; of several, the one of most names, then the one last named."""
        known = self._known.get(words)
        if known is not None:
            return known
        bare = self._bare(words)
        people = self._people(bare) if len(bare) == 1 else None
        if people and len(people) > 1:
            gender = self._gender_of_titles(titles)
            fitting = [one for one in people if gender is None or one.gender in {None, gender}] or people
            return max(fitting, key=lambda one: (one.names.total(), one.last))
        if people:
            entity: Entity | None = people[0]
        else:
            entity = self._by_name.get(bare) or (self._same_person(bare) if len(bare) > 1 else None)
        if entity is not None:
            self._known[words] = entity
        return entity

    def _people(self, bare: tuple[str, ...]) -> list[Entity] | None:
        """Return the people of that last name, else those of that first name."""
        lower = bare[0].lower()
        return self._people_by_last.get(lower) or self._people_by_first.get(lower)

    def _bare(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the name without "Jr." and the like."""
        suffixes = self._language.words["name_suffixes"]
        while len(words) > 1 and words[-1].lower() in suffixes:
            words = words[:-1]
        return words

    def _add_full(self, bare: tuple[str, ...], name: Name) -> None:
        entity = self._by_name.get(bare) or self._same_person(bare)
        if entity is None:
            entity = self._new(bare, name)
        elif len(bare) > len(entity.words):
            entity.words = bare
            self._by_name[bare] = entity
        self._note(entity, name)

    def _same_person(self, words: tuple[str, ...]) -> Entity | None:
        """Return the person of the same first and last name, middle names left aside."""
        for entity in self._people_by_last.get(words[-1].lower(), ()):
            if _same_first(entity.words[0], words[0]):
                return entity
        return None

    def _new(self, words: tuple[str, ...], name: Name) -> Entity:
        entity = Entity(words, self._type(words, name))
        self._by_name[words] = entity
        if len(words) > 1 and entity.type is not ActorType.ORGANISATION:
            for table, word in ((self._people_by_last, words[-1]), (self._people_by_first, words[0])):
                namesakes = table.setdefault(word.lower(), [])
                if len(namesakes) < _NAMESAKES:
                    namesakes.append(entity)
        return entity

    def _note(self, entity: Entity, name: Name) -> None:
        entity.names[name.text] += 1
        entity.titles |= name.titles
        if entity.type is None:
            entity.type = self._type(entity.words, name)
        if entity.gender is None and entity.type is not ActorType.ORGANISATION:
            entity.gender = self._gender_of_titles(name.titles) or self._gender_of_name(entity)

    def _type(self, name: tuple[str, ...], found: Name) -> ActorType | None:
        words = self._language.words
        lowers = [self._language.base_of(word.lower()) for word in name]
        heads = [self._language.head_of(lower) for lower in lowers]
        if any(lower in words["bodies"] for lower in heads) or any(
            lower in words["bodies"] or lower in words["media_words"] for lower in lowers
        ):
            return ActorType.ORGANISATION
        if len(lowers) > 1 and lowers[0] in self._language.given_names:
            return ActorType.PERSON
        titles = {self._language.head_of(title) for title in found.titles}
        if titles & words["honorifics"] or titles & words["people"]:
            return ActorType.PERSON
        acronym = len(name) == 1 and len(name[0]) > 1 and name[0].isupper()
        return ActorType.ORGANISATION if found.definite or acronym else None

    def _gender_of_titles(self, titles: frozenset[str]) -> str | None:
        """Return the gender that the words tell, if they do not tell both."""
        told = {self._language.gender_of(title) for title in titles} & {"m", "f"}
        return told.pop() if len(told) == 1 else None

    def _gender_of_name(self, entity: Entity) -> str | None:
        if len(entity.words) == 1 and entity.type is not ActorType.PERSON:
            return None
        gender = self._language.given_names.get(entity.words[0].lower())
        return gender if gender in {"m", "f"} else None


def _same_first(one: str, other: str) -> bool:
    """Return whether two first names are one, an initial standing for any that begins so."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
