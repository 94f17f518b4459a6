"""The people and organisations of one article: which names are one actor's, and which is its full one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from onrecord.quotes.language import Language
    from onrecord.quotes.name_tokens import Name

    _FullName = tuple[tuple[str, ...], str, Name]

_NAMESAKES = 16
"""People of one name that are told apart at most, which keeps hostile texts linear."""


@dataclass(slots=True, eq=False)
class Entity:
    """One actor of an article, as it is gathered."""

    words: tuple[str, ...]
    """Its longest name, without "Jr." and the like."""
    type: ActorType | None = None
    gender: str | None = None
    """m, f, p for somebody who is called "they", or None where it is not known."""
    titles: set[str] = field(default_factory=set)
    """Lower-case words that stand before its names and in apposition to them."""
    names: Counter[str] = field(default_factory=Counter)
    """How often each of its names stands in the text."""
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How often each of its full names does, without titles."""
    suffix: str = ""
    """ "Jr." and the like."""
    free: bool = False
    """It stands somewhere without a preposition before it and a noun after it, as places seldom do."""
    last: int = -1
    """Where it was last named, in code points; moves on as the text is read."""
    speaks_for: str | None = None
    described: bool = False
    """It has no name, only a description."""

    @property
    def name(self) -> str:
        """Its most usual full name; of names as usual, one without initials, then the longest."""
        words = max(self.forms, key=self._usual) if self.forms else self.words
        return " ".join((*words, self.suffix) if self.suffix else words)

    def _usual(self, words: tuple[str, ...]) -> tuple[int, int, int]:
        initials = sum(1 for word in words if len(word.rstrip(".")) == 1)
        return self.forms[words], -initials, len(words)


class Entities:
    """The actors of an article, filled once with all its names and then asked by name."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._by_name: dict[tuple[str, ...], Entity] = {}
        self._people_by_last: dict[str, list[Entity]] = {}
        self._people_by_first: dict[str, list[Entity]] = {}
        self._outlets: dict[str, list[Entity]] = {}
        self._known: dict[tuple[str, ...], list[Entity]] = {}
        self._described: dict[tuple[str, ...], Entity] = {}

    def gather(self, names: Iterable[Name]) -> None:
        """Take in all names of the article, the full ones first."""
        full: list[_FullName] = []
        short: list[tuple[tuple[str, ...], Name]] = []
        described: list[Name] = []
        for name in names:
            bare, suffix = self._bare(name.words)
            if name.office:
                described.append(name)
            elif len(bare) > 1 and not self._begins_with_particle(bare):
                full.append((bare, suffix, name))
            else:
                short.append((bare, name))
        placed = {bare for bare, name in short if name.governed}
        self._add_all_full(full, {bare for bare, _ in short}, placed)
        for bare, name in sorted(short, key=lambda one: -len(one[0])):
            self._add_short(bare, name)
        bearers = self._by_office() if described else {}
        for name in described:
            self._add_described(name, bearers)

    def _add_all_full(
        self, full: Sequence[_FullName], alone: set[tuple[str, ...]], placed: set[tuple[str, ...]]
    ) -> None:
        """Take in the full names, the longest first.

        Args:
            full: each without "Jr.", that, and where it stands.
            alone: names that stand in the article by themselves.
            placed: those that do so behind a preposition, as places do.
        """
        often = Counter(bare for bare, _, _ in full)
        for bare, suffix, name in sorted(full, key=lambda one: -len(one[0])):
            rest = bare[1:]
            place = bare[:1] in placed and not self._is_given(bare[0])
            apart = place and often[bare] == 1 and (rest in alone or often[rest] > 0)
            self._add_full(rest if apart else bare, suffix, name)

    def _is_given(self, word: str) -> bool:
        return word.lower() in self._language.given_names

    def _add_short(self, bare: tuple[str, ...], name: Name) -> None:
        found = self.find(bare, name.titles)
        if found is None and len(bare) > 1:
            self._add_full(bare, "", name)
        elif found is not None or not name.doubtful:
            self._note(found or self._new(bare, name), name)

    def _add_described(self, name: Name, bearers: Mapping[str, Sequence[Entity]]) -> None:
        """Take in what somebody is: that of one who is named in the article, or of somebody nameless."""
        known = self._known.get(name.words)
        if known:
            entity = known[0]
        else:
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
            self._known[name.words] = [entity]
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

    def describe(self, phrase: str, kind: ActorType | None, gender: str | None) -> Entity:
        """Return the actor that goes by a description and no name; it is taken in where it is a new one."""
        words = tuple(phrase.split())
        entity = self._described.get(_key(words))
        if entity is None:
            entity = Entity(words, kind, gender, titles=set(_key(words)), described=True)
            self._described[_key(words)] = entity
        entity.names[phrase] += 1
        return entity

    def find(self, words: tuple[str, ...], titles: frozenset[str] = frozenset()) -> Entity | None:
        """Return the actor that goes by that name; of several, the one of most names, then the one last named."""
        found = self.bearers(words, titles)
        return max(found, key=lambda one: (one.names.total(), one.last)) if found else None

    def bearers(self, words: tuple[str, ...], titles: frozenset[str] = frozenset()) -> list[Entity]:
        """Return the actors that a name can mean: of a last name, all people of that name whom the titles fit."""
        found = self._known.get(words)
        if found is None:
            found = self._find(words)
            if found:
                self._known[words] = found
        if len(found) > 1:
            gender = self._gender_of_titles(titles)
            return [one for one in found if gender is None or one.gender in {None, gender}] or found
        return found

    def _find(self, words: tuple[str, ...]) -> list[Entity]:
        bare, suffix = self._bare(words)
        key = _key(bare)
        if len(bare) == 1:
            people = self._people_by_last.get(key[0]) or self._people_by_first.get(key[0])
            if people:
                return people
        exact = self._by_name.get((*key, _key_of_suffix(suffix))) or self._by_name.get(key)
        if exact is not None:
            return [exact]
        if len(bare) == 1:
            return self._outlets.get(key[0], [])
        same = self._same_person(bare, suffix)
        return [same] if same is not None else self._of_surname(bare)

    def _of_surname(self, words: tuple[str, ...]) -> list[Entity]:
        """Return the people whose longer name ends with these words: "Van der Meer", "Abu Salem"."""
        key = _key(words)
        return [
            entity
            for entity in self._people_by_last.get(key[-1], ())
            if len(entity.words) > len(key) and _key(entity.words)[-len(key) :] == key
        ]

    def _begins_with_particle(self, words: tuple[str, ...]) -> bool:
        return words[0].lower() in self._language.words["name_particles"]

    def _bare(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """Return the name without "Jr." and the like, and that."""
        suffixes = self._language.words["name_suffixes"]
        suffix = ""
        while len(words) > 1 and words[-1].lower() in suffixes:
            words, suffix = words[:-1], words[-1]
        return words, suffix

    def _add_full(self, bare: tuple[str, ...], suffix: str, name: Name) -> None:
        if len(bare) == 1:
            self._note(self.find(bare, name.titles) or self._new(bare, name), name)
            return
        entity = self._by_name.get(_key(bare))
        if entity is None or not _same_suffix(entity, suffix):
            entity = self._same_person(bare, suffix)
        if entity is None and not suffix:
            entity = next(iter(self._of_surname(bare)), None)
        if entity is None:
            entity = self._new(bare, name, suffix)
        entity.suffix = entity.suffix or suffix
        if _key(bare)[0] == _key(entity.words)[0]:
            entity.forms[bare] += 1
        self._by_name.setdefault(_key(bare), entity)
        if suffix:
            self._by_name[(*_key(bare), _key_of_suffix(suffix))] = entity
        self._note(entity, name)

    def _same_person(self, words: tuple[str, ...], suffix: str) -> Entity | None:
        """Return the person of the same first and last name, middle names left aside."""
        for entity in self._people_by_last.get(words[-1].casefold(), ()):
            if _same_first(entity.words[0], words[0]) and _same_suffix(entity, suffix):
                return entity
        return None

    def _new(self, words: tuple[str, ...], name: Name, suffix: str = "") -> Entity:
        entity = Entity(words, self._type(words, name), suffix=suffix)
        self._by_name.setdefault(_key(words), entity)
        if len(words) > 1 and entity.type is not ActorType.ORGANISATION:
            for table, word in ((self._people_by_last, words[-1]), (self._people_by_first, words[0])):
                _add(table, word, entity)
        elif len(words) > 1 and words[-1].lower() in self._language.words["media_words"]:
            _add(self._outlets, words[-1], entity)
        return entity

    def _note(self, entity: Entity, name: Name) -> None:
        entity.names[name.text] += 1
        entity.titles |= name.titles
        entity.free = entity.free or not (name.governed or name.attributive or name.possessed)
        if entity.type is None:
            entity.type = self._type(entity.words, name)
        if entity.gender is None and entity.type is not ActorType.ORGANISATION:
            entity.gender = self._gender_of_titles(name.titles) or self._gender_of_name(entity)

    def _type(self, name: tuple[str, ...], found: Name) -> ActorType | None:
        words = self._language.words
        lowers = [word.lower() for word in name]
        titles: Set[str] = found.titles
        heads = lowers
        if self._language.capitalised_nouns:
            lowers = [self._language.base_of(lower) for lower in lowers]
            heads = [*lowers, *map(self._language.head_of, lowers)]
            titles = {self._language.head_of(title) for title in titles}
        if not words["bodies"].isdisjoint(heads) or not words["media_words"].isdisjoint(lowers):
            return ActorType.ORGANISATION
        if len(lowers) > 1 and lowers[0] in self._language.given_names:
            return ActorType.PERSON
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


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str.casefold, words))


def _key_of_suffix(suffix: str) -> str:
    return suffix.casefold().rstrip(".")


def _same_suffix(entity: Entity, suffix: str) -> bool:
    return not suffix or not entity.suffix or _key_of_suffix(entity.suffix) == _key_of_suffix(suffix)


def _add(table: dict[str, list[Entity]], word: str, entity: Entity) -> None:
    namesakes = table.setdefault(word.casefold(), [])
    if len(namesakes) < _NAMESAKES:
        namesakes.append(entity)


def _same_first(one: str, other: str) -> bool:
    """Return whether two first names are one, an initial standing for any that begins so."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
