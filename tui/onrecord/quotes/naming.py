"""Gives a speaker's mention the canonical name of its actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, name_in
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.entities import Entities, Entity
    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a mention: an actor of the article's, or a phrase that describes somebody nameless."""

    entity: Entity | None = None
    phrase: str | None = None
    type: ActorType | None = None
    speaks_for: str | None = None

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.entity.name if self.entity is not None else self.phrase


def identify(
    tokens: Tokens,
    noun: Noun,
    antecedent: Noun | None,
    discourse: Discourse,
    entities: Entities,
    language: Language,
) -> Identity:
    """Return who the mention `noun` is."""
    tags = tokens.tags
    first = tags[noun.start]
    if noun.end - noun.start == 1 and first & Tag.RELATIVE and not first & Tag.CAPITAL:
        return (
            identify(tokens, antecedent, None, discourse, entities, language)
            if antecedent is not None
            else Identity()
        )
    if noun.end - noun.start == 1 and first & (Tag.PRONOUN | Tag.OBJECT):
        gender = language.genders.get(tokens.lowers[noun.start], "")
        return Identity(discourse.behind_pronoun(gender, tokens.starts[noun.start]))
    noun = _owner(tokens, noun)
    end = _head_end(tokens, noun)
    head = tags[end - 1]
    if head & (Tag.CAPITAL | Tag.SUFFIX):
        name = name_in(tokens, Noun(noun.start, end), language)
        if name is not None:
            titles = frozenset(tokens.lowers[noun.start : name.start])
            words = tuple(tokens.words[name.start : name.end])
            entity = entities.find(words, titles)
            if entity is not None:
                _note_spokesperson(tokens, noun, name, entity, entities, language)
                return Identity(entity)
            return Identity(phrase=" ".join(words))
    return _describe(tokens, noun, end, discourse, language)


def _owner(tokens: Tokens, noun: Noun) -> Noun:
    """Return whose words a phrase such as "Smith's statement" names: Smith."""
    tags = tokens.tags
    for index in range(noun.end - 1, noun.start, -1):
        if tags[index] & Tag.GENITIVE:
            if index == noun.end - 1 or tags[noun.end - 1] & Tag.CARRIER:
                return Noun(noun.start, index)
            return noun
    last = noun.end - 1
    if tags[last] & Tag.CARRIER and last > noun.start and tags[last - 1] & Tag.CAPITAL:
        return Noun(noun.start, last)
    return noun


def _head_end(tokens: Tokens, noun: Noun) -> int:
    tags = tokens.tags
    for index in range(noun.start + 1, noun.end):
        if tags[index] & (Tag.OPEN | Tag.COMMA):
            return index
        if tags[index] & Tag.PREPOSITION and not tags[index] & Tag.CAPITAL:
            after = index + 2 if index + 1 < noun.end and tags[index + 1] & Tag.ARTICLE else index + 1
            joins = tags[index - 1] & Tag.CAPITAL and after < noun.end and tags[after] & Tag.CAPITAL
            joins = joins and (after == index + 1 or tags[index - 1] & (Tag.TITLE | Tag.PERSON | Tag.BODY))
            if not joins:
                return index
    return noun.end


def _describe(tokens: Tokens, noun: Noun, end: int, discourse: Discourse, language: Language) -> Identity:
    tags, lowers = tokens.tags, tokens.lowers
    start = noun.start
    definite = lowers[start] in language.words["definite"]
    content = frozenset(
        lowers[i]
        for i in range(start, end)
        if tags[i] & Tag.WORD and not tags[i] & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION)
    )
    head = tags[end - 1]
    person = head & (Tag.PERSON | Tag.TITLE) or not head & (Tag.BODY | Tag.PAPER)
    if definite and person:
        gender = next((g for word in content if (g := language.genders.get(word)) in ("m", "f")), None)
        entity = discourse.behind_description(content, gender, tokens.starts[start])
        if entity is not None:
            return Identity(entity)
    while start < end - 1 and tags[start] & Tag.DETERMINER:
        start += 1
    text = _text(tokens, start, noun.end)
    if head & Tag.PERSON:
        return Identity(phrase=text, type=ActorType.ROLE)
    return Identity(phrase=text, type=ActorType.ORGANISATION if head & (Tag.BODY | Tag.PAPER) else None)


def _text(tokens: Tokens, start: int, end: int) -> str:
    pieces: list[str] = []
    for index in range(start, end):
        if pieces and tokens.starts[index] > tokens.ends[index - 1]:
            pieces.append(" ")
        pieces.append(tokens.words[index])
    return "".join(pieces)


def _note_spokesperson(
    tokens: Tokens, noun: Noun, name: Noun, entity: Entity, entities: Entities, language: Language
) -> None:
    for index in range(noun.start, name.start):
        if (
            tokens.lowers[index] in language.words["spokespeople"]
            and index > noun.start
            and tokens.tags[index - 1] & (Tag.CAPITAL | Tag.BODY | Tag.GENITIVE)
        ):
            client = name_in(tokens, Noun(noun.start, index), language)
            if client is not None and entity.speaks_for is None:
                found = entities.find(tuple(tokens.words[client.start : client.end]))
                entity.speaks_for = found.name if found is not None else _text(tokens, noun.start, index)
            return
