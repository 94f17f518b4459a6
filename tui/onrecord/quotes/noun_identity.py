"""Says whom a phrase means where every noun has a capital: somebody named, or whom the phrase describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import chunks_of
from onrecord.quotes.noun_names import attributes, is_acronym, name_of, shown_form
from onrecord.quotes.phrases import Noun
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.entities import Entity
    from onrecord.quotes.noun_chunks import Chunk
    from onrecord.quotes.tokens import Tokens

_EDGE = Tag.DETERMINER | Tag.POSSESSIVE


class Meant(NamedTuple):
    """An actor of the article's, or a phrase that describes somebody nameless."""

    entity: Entity | None = None
    phrase: str | None = None
    type: ActorType | None = None


def meant_by(tokens: Tokens, noun: Noun, discourse: Discourse) -> Meant:
    """Return whom the phrase means."""
    language = discourse.language
    chunk = next(chunks_of(tokens, noun.start, noun.end, language), None)
    if chunk is None:
        return Meant()
    if chunk.pronoun:
        gender = language.genders.get(tokens.lowers[chunk.start], "")
        return Meant(discourse.behind_pronoun(gender, tokens.starts[chunk.start]))
    if tokens.tags[chunk.head - 1] & Tag.CARRIER and chunk.end > chunk.head:
        owner = next(chunks_of(tokens, chunk.head, chunk.end, language), None)
        if owner is not None and not owner.pronoun:
            chunk = owner
    name = name_of(tokens, chunk, language) or _apposed(tokens, chunk, discourse)
    if name is None:
        return _described(tokens, chunk, discourse)
    words = tuple(tokens.words[name.start : name.end])
    titles = frozenset(tokens.lowers[chunk.start : min(chunk.head, name.start)])
    entity = discourse.entities.find(words, titles)
    edged = bool(tokens.tags[chunk.start] & _EDGE) and chunk.start < name.start < chunk.head
    titled = any(tokens.tags[i] & (Tag.TITLE | Tag.PERSON | Tag.CAPITAL) for i in range(chunk.start, name.start))
    plain = not titled or words[0].endswith("s")
    if entity is None and edged and len(words) == 1 and plain and not is_acronym(words[0]):
        return _described(tokens, chunk, discourse)
    if entity is None and len(words) > 1 and words[0] not in language.given_names:
        entity = discourse.entities.find(words[:1])
    return Meant(entity) if entity is not None else Meant(phrase=" ".join(words))


def _apposed(tokens: Tokens, chunk: Chunk, discourse: Discourse) -> Noun | None:
    """Return the name that follows what somebody is: "der Vorsitzende des Vereins, *Udo Brandt*, sagte"."""
    tags, after = tokens.tags, chunk.end
    office = tags[chunk.head - 1] & (Tag.PERSON | Tag.TITLE)
    if not office or after + 1 >= len(tags) or not tags[after] & Tag.COMMA or not tags[after + 1] & Tag.CAPITAL:
        return None
    further = next(chunks_of(tokens, after + 1, len(tags), discourse.language), None)
    if further is None or further.start != after + 1:
        return None
    ends = further.end >= len(tags) or tags[further.end] & (
        Tag.COMMA | Tag.STOP | Tag.COLON | Tag.QUOTE | Tag.OPEN | Tag.BREAK
    )
    return name_of(tokens, further, discourse.language) if ends else None


def _described(tokens: Tokens, chunk: Chunk, discourse: Discourse) -> Meant:
    """Return whom a phrase without a name means: somebody whom the article called that, or just the phrase."""
    tags, lowers, language = tokens.tags, tokens.lowers, discourse.language
    head, position = tags[chunk.head - 1], tokens.starts[chunk.start]
    thing = bool(head & (Tag.BODY | Tag.PAPER)) and not head & (Tag.PERSON | Tag.TITLE)
    if lowers[chunk.start] in language.words["definite"] and chunk.end == chunk.head and not head & Tag.QUOTE:
        noun = lowers[chunk.head - 1]
        if thing:
            entity = discourse.behind_body(noun, position)
        else:
            age = noun.partition("-")[0] if noun[0].isdigit() else ""
            wanted = frozenset({age} if age else {language.base_of(noun)})
            gender = language.gender_of(noun)
            entity = discourse.behind_description(wanted, gender, position)
            first = chunk.start + 1
            while first < chunk.head and not tags[first] & Tag.CAPITAL:
                first += 1
            if entity is not None and not attributes(tokens, first, language.adjective_endings) <= entity.titles:
                entity = None
        if entity is not None:
            return Meant(entity)
    kind = ActorType.ORGANISATION if thing else ActorType.ROLE if head & (Tag.PERSON | Tag.TITLE) else None
    return Meant(phrase=shown_form(tokens, chunk, language) or None, type=kind)
