"""Goes through an article in its order and says who each mention of a speaker is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.canonical_names import Identity, identify
from onrecord.quotes.coreference import Discourse
from onrecord.quotes.entities import Entities
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.name_tokens import Name
    from onrecord.quotes.paragraphs import Passage, Said
    from onrecord.quotes.tokens import Tokens

    Place = tuple[int, Noun]
    """Where a mention stands: the number of its passage, and its tokens there."""

_OPENING = 6
"""Tokens in which a sentence's subject may be a pronoun."""


def identify_speakers(passages: Sequence[Passage], language: Language) -> dict[Place, Identity]:
    """Return who speaks, relays and is spoken to, by the place of the mention."""
    entities = Entities(language)
    entities.gather(name for passage in passages for name in passage.names)
    mentions = _mentions(passages)
    discourse = Discourse(entities, language)
    identities: dict[Place, Identity] = {}
    for number, passage in enumerate(passages):
        waiting = sorted(mentions.get(number, {}).items(), reverse=True)
        names = passage.names[::-1]
        for start, end in passage.tokens.sentences:
            discourse.begin_sentence()
            _refer_by_pronoun(passage.tokens, start, end, discourse)
            _name(passage.tokens, names, end, discourse)
            while waiting and waiting[-1][0].start < end:
                noun, (antecedent, speaks) = waiting.pop()
                identity = identify(passage.tokens, noun, antecedent, discourse)
                identities[number, noun] = identity
                if speaks and identity.entity is not None:
                    discourse.refer(identity.entity, passage.tokens.starts[noun.start])
                    discourse.speak(identity.entity)
    return identities


def _mentions(passages: Sequence[Passage]) -> dict[int, dict[Noun, tuple[Noun | None, bool]]]:
    """Return the mentions to identify by passage, each with its antecedent and whether it is a speaker's."""
    mentions: dict[int, dict[Noun, tuple[Noun | None, bool]]] = {}
    for passage in passages:
        for said in passage.said:
            for noun, antecedent, speaks in _mentions_of(said):
                found = mentions.setdefault(said.passage, {})
                if speaks or noun not in found:
                    found[noun] = antecedent, speaks
    return mentions


def _mentions_of(said: Said) -> Iterator[tuple[Noun, Noun | None, bool]]:
    attribution = said.attribution
    if attribution is None or said.kind is Kind.SCARE:
        return
    if attribution.noun is not None:
        yield attribution.noun, attribution.antecedent, True
    for noun in (attribution.source, attribution.addressee):
        if noun is not None:
            yield noun, None, False


def _name(tokens: Tokens, names: list[Name], end: int, discourse: Discourse) -> None:
    """Take note of the names up to `end`, the last of the list coming first; its first free one is the subject."""
    subject = True
    while names and names[-1].start < end:
        name = names.pop()
        discourse.mention(tokens, name, subject=subject and not name.governed and not name.possessed)
        subject = subject and name.governed


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
