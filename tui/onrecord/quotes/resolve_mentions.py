"""Goes through an article in its order and says who each mention of a speaker is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Rule
from onrecord.quotes.canonical_names import identify
from onrecord.quotes.coreference import Discourse
from onrecord.quotes.entities import Entities
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, noun_at
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.quotes.descriptions import Identity
    from onrecord.quotes.language import Language
    from onrecord.quotes.name_tokens import Name
    from onrecord.quotes.paragraphs import Passage, Said
    from onrecord.quotes.tokens import Tokens

    Place = tuple[int, Noun]
    """Where a mention stands: the number of its passage, and its tokens there."""

_UNTRUSTED = (Rule.WEAK, Rule.CLAUSE, Rule.AFTER_BARE, Rule.COLON, Rule.LABEL)
"""Rules by which what is no person, body or paper need not be somebody who speaks."""
_STANDS_FOR = Tag.PRONOUN | Tag.POSSESSIVE | Tag.ARTICLE
_REACH = 2
"""Passages that are looked at before one whose speaker has no name."""
_DESCRIBING = Tag.PERSON | Tag.BODY | Tag.PAPER
_DESCRIBED_SUBJECT = 20.0
_LABEL = 10
"""Tokens of a label at most."""
_OPENING = 6
"""Tokens in which a sentence's subject may be a pronoun."""


def identify_speakers(passages: Sequence[Passage], language: Language) -> dict[Place, Identity]:
    """Return who speaks, relays and is spoken to, by the place of the mention."""
    mentions = _mentions(passages)
    if not mentions:
        return {}
    entities = Entities(language)
    entities.gather(name for passage in passages for name in passage.names)
    near = _near_pronouns(passages, mentions)
    discourse = Discourse(entities, language)
    identities: dict[Place, Identity] = {}
    for number, passage in enumerate(passages):
        waiting = sorted(mentions.get(number, {}).items(), reverse=True)
        names = passage.names[::-1]
        label = _label_end(passage.tokens)
        they = language.words["singular_they"].intersection(passage.tokens.lowers)
        while names and names[-1].end <= label:
            names.pop()
        for start, end in passage.tokens.sentences:
            discourse.begin_sentence()
            _refer_by_pronoun(passage.tokens, start, end, discourse)
            described = number in near and _note_subject(passage.tokens, max(start, label), end, discourse)
            _name(passage.tokens, names, end, discourse, subject=not described)
            if they and not they.isdisjoint(passage.tokens.lowers[start:end]):
                discourse.call_they()
            while waiting and waiting[-1][0].start < end:
                noun, (antecedent, speaks, trusted) = waiting.pop()
                identity = identify(passage.tokens, noun, antecedent, discourse, trusted=trusted)
                identities[number, noun] = identity
                if speaks and identity.entity is not None:
                    discourse.refer(identity.entity, passage.tokens.starts[noun.start])
                    discourse.speak(identity.entity)
    return identities


def _mentions(passages: Sequence[Passage]) -> dict[int, dict[Noun, tuple[Noun | None, bool, bool]]]:
    """Return the mentions by passage, each with antecedent, whether it is a speaker's, and whether that is sure."""
    mentions: dict[int, dict[Noun, tuple[Noun | None, bool, bool]]] = {}
    for passage in passages:
        for said in passage.said:
            trusted = said.attribution is not None and said.attribution.rule not in _UNTRUSTED
            for noun, antecedent, speaks in _mentions_of(said):
                found = mentions.setdefault(said.passage, {})
                if speaks or noun not in found:
                    found[noun] = antecedent, speaks, trusted
    return mentions


def _near_pronouns(passages: Sequence[Passage], mentions: Mapping[int, Mapping[Noun, object]]) -> frozenset[int]:
    """Return the passages in which somebody may be spoken of whom a pronoun or description stands for later."""
    found: set[int] = set()
    for number, nouns in mentions.items():
        if any(passages[number].tokens.tags[noun.start] & _STANDS_FOR for noun in nouns):
            found.update(range(number - _REACH, number + 1))
    return frozenset(found)


def _label_end(tokens: Tokens) -> int:
    """Return the end of a name with a colon that a paragraph begins with, as in transcripts; else 0."""
    for index, tag in enumerate(tokens.tags[:_LABEL]):
        if tag & Tag.COLON:
            return index + 1 if index and index + 1 < len(tokens) else 0
        if not tag & (Tag.CAPITAL | Tag.COMMA | Tag.OPEN | Tag.CLOSE):
            break
    return 0


def _note_subject(tokens: Tokens, start: int, end: int, discourse: Discourse) -> bool:
    """Take note of who is spoken of without a name, where a sentence begins with it: "The ministry …".

    Return whether it does.
    """
    tags = tokens.tags
    while start < end and tags[start] & (Tag.CONJUNCTION | Tag.ADVERB) and not tags[start] & Tag.DETERMINER:
        start += 1
    noun = noun_at(tokens, start, end)
    if noun is None:
        return False
    head = next((i for i in range(noun.start + 1, noun.end) if tags[i] & Tag.PREPOSITION), noun.end) - 1
    if tags[head] & Tag.CAPITAL or not tags[head] & _DESCRIBING:
        return False
    entity = identify(tokens, noun, None, discourse, trusted=False).entity
    if entity is not None and entity.described:
        discourse.refer(entity, tokens.starts[noun.start], _DESCRIBED_SUBJECT)
    elif entity is not None:
        discourse.refer(entity, tokens.starts[noun.start])
    return entity is not None


def _mentions_of(said: Said) -> Iterator[tuple[Noun, Noun | None, bool]]:
    attribution = said.attribution
    if attribution is None or said.kind is Kind.SCARE:
        return
    if attribution.noun is not None:
        yield attribution.noun, attribution.antecedent, True
    for other in attribution.others:
        yield other, None, True
    for noun in (attribution.source, attribution.addressee):
        if noun is not None:
            yield noun, None, False


def _name(tokens: Tokens, names: list[Name], end: int, discourse: Discourse, *, subject: bool) -> None:
    """Take note of the names up to `end`, the last of the list coming first.

    The first free one is the subject, unless the sentence has one without a name.
    """
    while names and names[-1].start < end:
        name = names.pop()
        free = not name.governed and not name.possessed and not name.attributive
        discourse.mention(tokens, name, subject=name.says or (subject and free))
        subject = subject and (name.governed or name.attributive)


def _refer_by_pronoun(tokens: Tokens, start: int, end: int, discourse: Discourse) -> None:
    """Take note of whom a pronoun that opens the sentence means: the text goes on about that person."""
    for index in range(start, min(end, start + _OPENING)):
        if tokens.tags[index] & Tag.QUOTE:
            return
        if tokens.tags[index] & Tag.PRONOUN:
            gender = discourse.language.genders.get(tokens.lowers[index], "")
            entity = discourse.behind_pronoun(gender, tokens.starts[index]) if gender in {"m", "f"} else None
            if entity is not None:
                discourse.refer(entity, tokens.starts[index])
            return
