"""Gives a speaker's mention the canonical name of its actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.noun_identity import meant_by
from onrecord.quotes.phrases import Noun, name_in, noun_at
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.entities import Entity
    from onrecord.quotes.tokens import Tokens

_OFFICE = Tag.PERSON | Tag.TITLE | Tag.BODY | Tag.PAPER
_APPOSITION = 8
"""Tokens of an apposition in which a spokesman says for whom he speaks, at most."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a mention: an actor of the article's, or a phrase that describes somebody nameless."""

    entity: Entity | None = None
    phrase: str | None = None
    type: ActorType | None = None

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.entity.name if self.entity is not None else self.phrase


def identify(tokens: Tokens, noun: Noun, antecedent: Noun | None, discourse: Discourse) -> Identity:
    """Return who the mention `noun` is, `antecedent` being what it stands for where it is a relative pronoun."""
    tag = tokens.tags[noun.start]
    single = noun.end - noun.start == 1
    if single and tag & Tag.RELATIVE and not tag & Tag.CAPITAL:
        return identify(tokens, antecedent, None, discourse) if antecedent is not None else Identity()
    if single and tag & (Tag.PRONOUN | Tag.OBJECT | Tag.POSSESSIVE):
        gender = discourse.language.genders.get(tokens.lowers[noun.start], "")
        return Identity(discourse.behind_pronoun(gender, tokens.starts[noun.start]))
    if discourse.language.capitalised_nouns:
        relative = single and antecedent is not None
        return Identity(*meant_by(tokens, antecedent if relative and antecedent is not None else noun, discourse))
    noun = _apposed_name(tokens, _owner(tokens, noun), discourse)
    end = _head_end(tokens, noun)
    name = name_in(tokens, Noun(noun.start, end), discourse.language) if _is_named(tokens, end) else None
    if name is None:
        return _describe(tokens, noun, end, discourse)
    words = tuple(tokens.words[name.start : name.end])
    entity = discourse.entities.find(words, frozenset(tokens.lowers[noun.start : name.start]))
    if entity is None:
        return Identity(phrase=" ".join(words))
    _note_client(tokens, noun, name, entity, discourse)
    return Identity(entity)


def _is_named(tokens: Tokens, end: int) -> bool:
    """Return whether the phrase that ends there ends in a name, not in a noun such as "the President"."""
    tags = tokens.tags
    lone = end < 2 or not tags[end - 2] & Tag.CAPITAL
    return bool(tags[end - 1] & (Tag.CAPITAL | Tag.SUFFIX)) and not (lone and tags[end - 1] & _OFFICE)


def _owner(tokens: Tokens, noun: Noun) -> Noun:
    """Return whose words a phrase such as "Smith's statement" or "the White House readout" names."""
    tags, last = tokens.tags, noun.end - 1
    for index in range(last, noun.start, -1):
        if tags[index] & Tag.GENITIVE:
            return Noun(noun.start, index) if index == last or tags[last] & Tag.CARRIER else noun
    owned = last > noun.start and tags[last] & Tag.CARRIER and tags[last - 1] & Tag.CAPITAL
    return Noun(noun.start, last) if owned else noun


def _apposed_name(tokens: Tokens, noun: Noun, discourse: Discourse) -> Noun:
    """Return the name that follows what somebody is: "the coach, *Dario Pini*, said"; else the phrase itself."""
    tags, last = tokens.tags, noun.end - 1
    thing = tags[last] & (Tag.BODY | Tag.PAPER | Tag.PRONOUN) and not tags[last] & Tag.PERSON
    if thing or _is_named(tokens, noun.end):
        return noun
    end = noun.end
    if end < len(tokens) and tags[end] & Tag.PREPOSITION:
        inner = noun_at(tokens, end + 1, len(tokens))
        end = inner.end if inner is not None else end
    if end + 1 >= len(tokens) or not tags[end] & Tag.COMMA or not tags[end + 1] & Tag.CAPITAL:
        return noun
    name = noun_at(tokens, end + 1, len(tokens))
    if name is None or name_in(tokens, name, discourse.language) is None:
        return noun
    return name


def _head_end(tokens: Tokens, noun: Noun) -> int:
    """Return the end of the phrase without what follows its head: "(R-Ohio)", ", a teacher", "for the campaign"."""
    tags = tokens.tags
    for index in range(noun.start + 1, noun.end):
        if tags[index] & (Tag.OPEN | Tag.COMMA):
            return index
        if tags[index] & Tag.PREPOSITION and not tags[index] & Tag.CAPITAL and not _joins(tokens, index, noun.end):
            return index
    return noun.end


def _joins(tokens: Tokens, index: int, end: int) -> bool:
    """Return whether a preposition joins parts of a name: "Secretary *of* State", "Speaker *of* the House"."""
    tags = tokens.tags
    if index + 1 < end and tags[index + 1] & Tag.ARTICLE:
        office = tags[index - 1] & (Tag.TITLE | Tag.PERSON | Tag.BODY)
        return bool(office and index + 2 < end and tags[index - 1] & tags[index + 2] & Tag.CAPITAL)
    return index + 1 < end and bool(tags[index - 1] & tags[index + 1] & Tag.CAPITAL)


def _describe(tokens: Tokens, noun: Noun, end: int, discourse: Discourse) -> Identity:
    """Return whom a phrase without a name means: somebody whom the article called that, or just the phrase."""
    tags = tokens.tags
    start, head = noun.start, tags[end - 1]
    thing = head & (Tag.BODY | Tag.PAPER) and not head & (Tag.PERSON | Tag.TITLE)
    entity = _described(tokens, Noun(start, end), discourse, thing=bool(thing))
    if entity is not None:
        return Identity(entity)
    while start < end - 1 and tags[start] & Tag.DETERMINER:
        start += 1
    kind = ActorType.ROLE if head & Tag.PERSON else ActorType.ORGANISATION if thing else None
    return Identity(phrase=_text(tokens, start, noun.end), type=kind)


def _described(tokens: Tokens, noun: Noun, discourse: Discourse, *, thing: bool) -> Entity | None:
    """Return which actor of the article a phrase with a definite article means."""
    tags, lowers, position = tokens.tags, tokens.lowers, tokens.starts[noun.start]
    if lowers[noun.start] not in discourse.language.words["definite"]:
        return None
    if thing:
        return discourse.behind_body(lowers[noun.end - 1], position)
    edges = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION
    words = [lowers[i] for i in range(*noun) if tags[i] & Tag.WORD and not tags[i] & edges]
    # Who was named with an age ("Roy, 54,") may be called by it: "the 54-year-old".
    content = frozenset(word.partition("-")[0] if word[0].isdigit() else word for word in words)
    genders = discourse.language.genders
    gender = next((found for word in content if (found := genders.get(word)) in {"m", "f"}), None)
    return discourse.behind_description(content, gender, position) if content else None


def _text(tokens: Tokens, start: int, end: int) -> str:
    pieces: list[str] = []
    for index in range(start, end):
        if pieces and tokens.starts[index] > tokens.ends[index - 1]:
            pieces.append(" ")
        pieces.append(tokens.words[index])
    return "".join(pieces)


def _note_client(tokens: Tokens, noun: Noun, name: Noun, entity: Entity, discourse: Discourse) -> None:
    """Keep for whom a spokesperson speaks: "Smith spokeswoman Ann Jones", "Ann Jones, a spokeswoman for Smith"."""
    if entity.speaks_for is not None:
        return
    spokespeople = discourse.language.words["spokespeople"]
    client: Noun | None = None
    for index in range(noun.start + 1, name.start):
        if tokens.lowers[index] in spokespeople:
            client = Noun(noun.start, index)
    for index in range(name.end, min(name.end + _APPOSITION, len(tokens) - 2)):
        if tokens.lowers[index] in spokespeople and tokens.tags[index + 1] & Tag.PREPOSITION:
            client = noun_at(tokens, index + 2, len(tokens))
    if client is None:
        return
    found = name_in(tokens, client, discourse.language) if _is_named(tokens, client.end) else None
    known = discourse.entities.find(tuple(tokens.words[found.start : found.end])) if found is not None else None
    start = client.start
    while start < client.end - 1 and tokens.tags[start] & Tag.DETERMINER:
        start += 1
    entity.speaks_for = known.name if known is not None else _text(tokens, start, client.end)
