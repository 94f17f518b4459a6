"""Gives a speaker's mention the canonical name of its actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.descriptions import Identity, describe, is_named, phrase_text
from onrecord.quotes.language import Tag
from onrecord.quotes.noun_identity import meant_by
from onrecord.quotes.phrases import Noun, noun_at
from onrecord.quotes.proper_names import name_in, name_words, opens_sentence
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.entities import Entity
    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_APPOSITION = 8
"""Tokens of an apposition in which a spokesman says for whom he speaks, at most."""


def identify(
    tokens: Tokens, noun: Noun, antecedent: Noun | None, discourse: Discourse, *, trusted: bool = True
) -> Identity:
    """Return who a mention is.

    Args:
        tokens: the paragraph's tokens.
        noun: the mention.
        antecedent: what it stands for, where it is a relative pronoun.
        discourse: who has been spoken of so far.
        trusted: a verb of saying proves that somebody is meant, so any phrase that can describe one does.
    """
    tag = tokens.tags[noun.start]
    single = noun.end - noun.start == 1
    if single and tag & Tag.RELATIVE and not tag & Tag.CAPITAL:
        return (
            identify(tokens, antecedent, None, discourse, trusted=trusted) if antecedent is not None else Identity()
        )
    if single and tag & (Tag.PRONOUN | Tag.OBJECT | Tag.POSSESSIVE):
        gender = discourse.language.genders.get(tokens.lowers[noun.start], "")
        entity = discourse.behind_pronoun(gender, tokens.starts[noun.start])
        return Identity(entity, margin=discourse.margin)
    if discourse.language.capitalised_nouns:
        relative = single and antecedent is not None
        return meant_by(tokens, antecedent if relative and antecedent is not None else noun, discourse)
    described = _owner(tokens, _author(tokens, noun, discourse))
    noun = _apposed_name(tokens, described, discourse)
    end = _head_end(tokens, noun)
    named = is_named(tokens, end, discourse.language)
    name = name_in(tokens, Noun(noun.start, end), discourse.language) if named else None
    if name is None:
        return describe(tokens, noun, end, discourse, trusted=trusted)
    words = name_words(tokens, name.start, name.end)
    entity = discourse.find(words, frozenset(tokens.lowers[noun.start : name.start])) or _part_of(words, discourse)
    if entity is None:
        plain = trusted and not tokens.headline and not _is_common(tokens, name, discourse.language)
        return Identity(phrase=" ".join(words)) if plain else Identity()
    if noun != described and entity.type is None and tokens.tags[described.end - 1] & Tag.PERSON:
        entity.type = ActorType.PERSON
    _note_client(tokens, noun, name, entity, discourse)
    return Identity(entity, namesakes=len(discourse.entities.bearers(words)) > 1)


def _part_of(words: tuple[str, ...], discourse: Discourse) -> Entity | None:
    """Return the actor whose name stands in a run of capitals that holds more: "Ann Holm Wins Ohio"."""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            entity = discourse.find(words[start : start + length])
            if entity is not None and (length > 1 or entity.type is ActorType.PERSON):
                return entity
    return None


def _is_common(tokens: Tokens, name: Noun, language: Language) -> bool:
    """Return whether a run of capitals is one word that is no name elsewhere: "Others", "Yesterday"."""
    tag, word = tokens.tags[name.start], tokens.lowers[name.start]
    if name.end - name.start == 1 and tag & (Tag.SUBORDINATOR | Tag.ADVERB | Tag.DETERMINER):
        return True
    known = (tag | language.tag_by_ending(word)) & ~(Tag.WORD | Tag.CAPITAL | Tag.PLURAL | Tag.BODY)
    if all(tokens.tags[index] & Tag.TIME for index in range(*name)):
        return True
    shortened = language.lexicon.get(word.replace("’", "'").partition("'")[0], 0) & Tag.PRONOUN
    return name.end - name.start == 1 and bool(known or shortened) and opens_sentence(tokens, name.start)


def _author(tokens: Tokens, noun: Noun, discourse: Discourse) -> Noun:
    """Return who wrote what speaks: "a column by *Ann Holm*", "a report from *the Harbour Board*"."""
    end = _head_end(tokens, noun)
    if not tokens.tags[end - 1] & (Tag.PAPER | Tag.CARRIER) or end >= len(tokens):
        return noun
    words = discourse.language.words
    if tokens.tags[end] & Tag.VERB and end + 1 < len(tokens) and tokens.lowers[end + 1] in words["agent"]:
        end += 1  # "an email sent by Ann Holm"
    elif tokens.lowers[end] not in words["authorship"]:
        return noun
    author = noun_at(tokens, end + 1, len(tokens))
    if author is None:
        return noun
    last = max((index for index in range(*author) if tokens.tags[index] & Tag.CAPITAL), default=None)
    return Noun(author.start, last + 1) if last is not None else noun


def _owner(tokens: Tokens, noun: Noun) -> Noun:
    """Return whose words a phrase such as "Smith's statement" or "the White House readout" names."""
    tags, last = tokens.tags, noun.end - 1
    for index in range(last, noun.start, -1):
        if tags[index] & Tag.GENITIVE:
            return Noun(noun.start, index) if index == last or tags[last] & Tag.CARRIER else noun
    owner = last > noun.start and tags[last - 1] & Tag.CAPITAL and not tags[last - 1] & (Tag.DETERMINER | Tag.TIME)
    owned = owner and tags[last] & Tag.CARRIER and not tags[last] & Tag.CAPITAL
    return Noun(noun.start, last) if owned else noun


def _apposed_name(tokens: Tokens, noun: Noun, discourse: Discourse) -> Noun:
    """Return the name that follows what somebody is: "the coach, *Dario Pini*, said"; else the phrase itself."""
    tags, last = tokens.tags, noun.end - 1
    thing = tags[last] & (Tag.BODY | Tag.PAPER | Tag.PRONOUN) and not tags[last] & Tag.PERSON
    if thing or is_named(tokens, noun.end, discourse.language):
        return noun
    end = noun.end
    if end < len(tokens) and tags[end] & Tag.PREPOSITION:
        inner = noun_at(tokens, end + 1, len(tokens))
        end = inner.end if inner is not None else end
    if end + 1 >= len(tokens) or not tags[end] & (Tag.COMMA | Tag.BREAK) or not tags[end + 1] & Tag.CAPITAL:
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
    return index + 1 < end and bool(tags[index] & Tag.LINK and tags[index - 1] & tags[index + 1] & Tag.CAPITAL)


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
    found = (
        name_in(tokens, client, discourse.language) if is_named(tokens, client.end, discourse.language) else None
    )
    known = discourse.entities.find(tuple(tokens.words[found.start : found.end])) if found is not None else None
    start = client.start
    while start < client.end - 1 and tokens.tags[start] & Tag.DETERMINER:
        start += 1
    entity.speaks_for = known.name if known is not None else phrase_text(tokens, start, client.end)
