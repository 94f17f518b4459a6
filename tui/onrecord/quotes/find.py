"""Finds the quotes of an article and names who speaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Article, Span
from onrecord.articles.rendering import BlockKind
from onrecord.quotes.confidence import confidence_of
from onrecord.quotes.coreference import Discourse
from onrecord.quotes.entities import Entities, Entity
from onrecord.quotes.language import Language, Tag, load_language
from onrecord.quotes.marks import find_marked
from onrecord.quotes.names import names_of
from onrecord.quotes.naming import Identity, identify
from onrecord.quotes.phrases import Noun
from onrecord.quotes.quote import Actor, ActorType, Kind, Phrase, Quote, QuotedArticle
from onrecord.quotes.speakers import attribute
from onrecord.quotes.tokens import Tokens, tokenise
from onrecord.quotes.turns import Passage, Said, gather_said, take_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.articles.rendering import Rendering


def find_quotes(text: str | Article, *, language: str = "en") -> tuple[Quote, ...]:
    """Return the quotes of a text, in its order, with who speaks them.

    Args:
        text: an article, or plain text as it stands in a file.
        language: ISO 639 code of a language that there is a data file for.

    Returns:
        Quotes whose offsets count code points of the text (of an article: of its source).

    Raises:
        UsageError: the language is not known.
    """
    if isinstance(text, Article):
        return find_in_article(text, language=language).quotes
    from onrecord.articles.plain import render_plain  # noqa: PLC0415  # not needed where an article is given

    return _find("", text, render_plain(text), load_language(language)).quotes


def find_in_article(article: Article, *, language: str = "en") -> QuotedArticle:
    """Return the quotes and the actors of an article; offsets count code points of its source.

    Raises:
        UsageError: the language is not known.
    """
    return _find(article.key, article.text, article.rendering, load_language(language))


def _find(key: str, source: str, rendering: Rendering, language: Language) -> QuotedArticle:
    passages = _passages(rendering, language)
    take_turns(passages, rendering.text, language)
    entities = Entities(language)
    entities.gather(name for passage in passages for name in passage.names)
    identities = _identify(passages, entities, language)
    quotes: list[Quote] = []
    actors: dict[str, Actor] = {}
    for passage in passages:
        for said in passage.said:
            quote, identity = _quote(said, passages, identities, source, rendering)
            quotes.append(quote)
            if quote.actor is not None and quote.actor not in actors:
                actors[quote.actor] = _actor(quote.actor, identity)
    return QuotedArticle(key, tuple(quotes), tuple(actors.values()))


def _passages(rendering: Rendering, language: Language) -> list[Passage]:
    text = rendering.text
    blocks = [block for block in rendering.blocks if block.end > block.start and block.kind is not BlockKind.RULE]
    marked = find_marked(text, [Span(block.start, block.end) for block in blocks], language.words["elisions"])
    passages: list[Passage] = []
    singles = sum(1 if stretch.single else -1 for stretches in marked for stretch in stretches) > 0
    for number, (block, stretches) in enumerate(zip(blocks, marked, strict=True)):
        heading = block.kind is BlockKind.HEADING
        tokens = tokenise(text, block.start, block.end, stretches, language, heading=heading)
        passage = Passage(block.start, block.end, heading, tokens, list(names_of(tokens, language)))
        if stretches:
            found = attribute(tokens, text, stretches, language)
            passage.said = gather_said(passage, number, text, stretches, found, singles=singles)
        passages.append(passage)
    return passages


_Place = tuple[int, Noun]


def _identify(passages: Sequence[Passage], entities: Entities, language: Language) -> dict[_Place, Identity]:
    """Go through the text in its order and return who each mention of a speaker is."""
    wanted: dict[int, dict[Noun, Said]] = {}
    for passage in passages:
        for said in passage.said:
            for noun, antecedent in _nouns(said):
                wanted.setdefault(said.passage, {}).setdefault(noun, said)
    discourse = Discourse(entities, language)
    identities: dict[_Place, Identity] = {}
    for number, passage in enumerate(passages):
        tokens = passage.tokens
        names = iter(passage.names)
        name = next(names, None)
        mentions = sorted(wanted.get(number, {}).items(), key=lambda item: item[0])
        following = 0
        for start, end in tokens.sentences:
            discourse.begin_sentence()
            subject = True
            _refer_by_pronoun(tokens, start, end, discourse, language)
            while name is not None and name.start < end:
                discourse.mention(tokens, name, subject=subject and not name.governed and not name.possessed)
                subject = subject and name.governed
                name = next(names, None)
            while following < len(mentions) and mentions[following][0].start < end:
                noun, said = mentions[following]
                attribution = said.attribution
                antecedent = (
                    attribution.antecedent if attribution is not None and attribution.noun == noun else None
                )
                identity = identify(tokens, noun, antecedent, discourse, entities, language)
                identities[number, noun] = identity
                if attribution is not None and attribution.noun == noun:
                    if identity.entity is not None:
                        discourse.refer(identity.entity, tokens.starts[noun.start], subject=True)
                    discourse.speak(identity.entity)
                following += 1
    return identities


def _nouns(said: Said) -> Iterator[tuple[Noun, Noun | None]]:
    attribution = said.attribution
    if attribution is None or said.kind is Kind.SCARE:
        return
    if attribution.noun is not None:
        yield attribution.noun, attribution.antecedent
    for noun in (attribution.source, attribution.addressee):
        if noun is not None:
            yield noun, None


def _refer_by_pronoun(tokens: Tokens, start: int, end: int, discourse: Discourse, language: Language) -> None:
    for index in range(start, min(end, start + 6)):
        if tokens.tags[index] & Tag.PRONOUN:
            gender = language.genders.get(tokens.lowers[index], "")
            if gender in ("m", "f"):
                entity = discourse.behind_pronoun(gender, tokens.starts[index])
                if entity is not None:
                    discourse.refer(entity, tokens.starts[index], subject=True)
            return
        if tokens.tags[index] & Tag.QUOTE:
            return


def _quote(
    said: Said, passages: Sequence[Passage], identities: dict[_Place, Identity], source: str, rendering: Rendering
) -> tuple[Quote, Identity]:
    start, end = rendering.to_source(said.marked.start, said.marked.end)
    attribution = said.attribution if said.kind is not Kind.SCARE else None
    if attribution is None or attribution.noun is None:
        return Quote(
            start, end, source[start:end], said.kind, confidence=confidence_of(None, said.kind)
        ), Identity()
    tokens = passages[said.passage].tokens
    identity = identities.get((said.passage, attribution.noun), Identity())

    def phrase(noun: Noun | None) -> Phrase | None:
        if noun is None:
            return None
        span = rendering.to_source(tokens.starts[noun.start], tokens.ends[noun.end - 1])
        return Phrase(*span, source[span.start : span.end])

    def name(noun: Noun | None) -> str | None:
        return (
            identities[said.passage, noun].name if noun is not None and (said.passage, noun) in identities else None
        )

    cue = phrase(attribution.cue)
    return Quote(
        start,
        end,
        source[start:end],
        said.kind,
        actor=identity.name,
        via=name(attribution.source),
        addressee=name(attribution.addressee),
        mention=phrase(attribution.noun),
        cue=cue,
        confidence=confidence_of(attribution.rule, said.kind),
        reason=attribution.rule.value.format(cue=cue.text if cue is not None else ""),
    ), identity


def _actor(name: str, identity: Identity) -> Actor:
    entity = identity.entity
    if entity is None:
        return Actor(name, type=identity.type)
    aliases = tuple(alias for alias, _ in entity.names.most_common() if alias != name)
    return Actor(name, aliases, entity.type, entity.speaks_for)
