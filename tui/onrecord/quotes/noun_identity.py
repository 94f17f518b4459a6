"""Says whom a phrase means where every noun has a capital: somebody named, or whom the phrase describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.descriptions import Identity
from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import chunks_of
from onrecord.quotes.noun_names import attributes, is_acronym, is_bare_office, name_of, shown_form
from onrecord.quotes.phrases import Noun
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.language import Language
    from onrecord.quotes.noun_chunks import Chunk
    from onrecord.quotes.tokens import Tokens

_EDGE = Tag.DETERMINER | Tag.POSSESSIVE


def meant_by(tokens: Tokens, noun: Noun, discourse: Discourse) -> Identity:
    """Return whom the phrase means."""
    language = discourse.language
    chunk = next(chunks_of(tokens, noun.start, noun.end, language), None)
    if chunk is None:
        return Identity()
    if chunk.pronoun:
        gender = language.genders.get(tokens.lowers[chunk.start], "")
        return Identity(discourse.behind_pronoun(gender, tokens.starts[chunk.start]))
    chunk, owner = _owner_of(tokens, chunk, language)
    shown = owner or _outlet(tokens, chunk)
    if shown is not None:
        return Identity(discourse.entities.describe(shown, ActorType.ORGANISATION, None))
    name = name_of(tokens, chunk, language) or _apposed(tokens, chunk, discourse)
    return _named(tokens, chunk, name, discourse) if name is not None else _unnamed(tokens, chunk, discourse)


def _owner_of(tokens: Tokens, chunk: Chunk, language: Language) -> tuple[Chunk, str | None]:
    """Return whose words a phrase such as "Angaben der Polizei" tells of; of "Polizeiangaben" as a word."""
    if not tokens.tags[chunk.head - 1] & Tag.CARRIER:
        return chunk, None
    if chunk.end == chunk.head:
        part = language.first_part(tokens.lowers[chunk.head - 1])
        return chunk, part.capitalize() if part is not None else None
    owner = next(chunks_of(tokens, chunk.head, chunk.end, language), None)
    return (owner if owner is not None and not owner.pronoun else chunk), None


def _named(tokens: Tokens, chunk: Chunk, name: Noun, discourse: Discourse) -> Identity:
    """Return whom the name in a phrase means; a lone noun behind an article may be none."""
    language = discourse.language
    words = tuple(tokens.words[name.start : name.end])
    titles = frozenset(tokens.lowers[chunk.start : min(chunk.head, name.start)])
    entity = discourse.find(words, titles)
    edged = bool(tokens.tags[chunk.start] & _EDGE) and chunk.start < name.start < chunk.head
    attached = chunk.end > chunk.head and tokens.tags[chunk.head] & Tag.ARTICLE
    before = (tokens.tags[i] for i in range(chunk.start, name.start))
    titled = any(tag & (Tag.TITLE | Tag.PERSON | Tag.CAPITAL) and not tag & _EDGE for tag in before)
    plain = not titled or words[0].endswith(language.genitive_endings)
    if entity is None and (edged or attached) and len(words) == 1 and plain and not is_acronym(words[0]):
        return _described(tokens, chunk, discourse)
    if entity is None and len(words) > 1 and words[0] not in language.given_names:
        entity = discourse.find(words[:1])
    if entity is None:
        kind = ActorType.PERSON if titled else ActorType.ORGANISATION if is_acronym(words[0]) else None
        entity = discourse.entities.describe(" ".join(words), kind, None)
    return Identity(entity)


def _unnamed(tokens: Tokens, chunk: Chunk, discourse: Discourse) -> Identity:
    """Return whom a phrase without a name means; "Richter" alone may be the surname of somebody named."""
    surname = is_bare_office(tokens, Noun(chunk.start, chunk.head), chunk) and chunk.end == chunk.head
    head = tokens.tags[chunk.head - 1]
    if head & Tag.CARRIER and not head & Tag.PAPER and chunk.end == chunk.head:
        return Identity()
    bearer = discourse.find(tuple(tokens.words[chunk.start : chunk.head])) if surname else None
    return Identity(bearer) if bearer is not None else _described(tokens, chunk, discourse)


def _outlet(tokens: Tokens, chunk: Chunk) -> str | None:
    """Return the name in marks behind what it names: "die Zeitung „*Die Warte*“"."""
    tags, after = tokens.tags, chunk.end
    kind = tags[chunk.head - 1] & (Tag.BODY | Tag.WORK)
    if not kind or chunk.end > chunk.head or after >= len(tags) or tokens.quotes[after] < 0:
        return None
    named = tokens.words[after]
    return named if named[:1].isupper() and named[-1:] not in ".!?," else None


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


def _described(tokens: Tokens, chunk: Chunk, discourse: Discourse) -> Identity:
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
            gender = language.gender_of(noun) or language.article_genders.get(lowers[chunk.start])
            entity = discourse.behind_description(wanted, gender, position)
            first = chunk.start + 1
            while first < chunk.head and not tags[first] & Tag.CAPITAL:
                first += 1
            if entity is not None and not attributes(tokens, first, language.adjective_endings) <= entity.titles:
                entity = None
            plain = head & Tag.PERSON and not head & Tag.TITLE and first == chunk.head - 1
            if entity is None and (plain or age):
                entity = discourse.just_named(gender, position)
        if entity is not None:
            return Identity(entity)
    kind = ActorType.ORGANISATION if thing else ActorType.ROLE if head & (Tag.PERSON | Tag.TITLE) else None
    phrase = shown_form(tokens, chunk, language)
    gender = language.gender_of(lowers[chunk.head - 1])
    return Identity(discourse.entities.describe(phrase, kind, gender)) if phrase else Identity()
