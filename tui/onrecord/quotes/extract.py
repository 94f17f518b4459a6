"""Finds the quotes of an article and names who speaks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.article import Article, Format
from onrecord.quotes.article_language import language_of
from onrecord.quotes.confidence import confidence_of
from onrecord.quotes.descriptions import Identity
from onrecord.quotes.dialogue import take_turns
from onrecord.quotes.language import Language, load_language
from onrecord.quotes.paragraphs import Passage, Said, read_passages
from onrecord.quotes.quote import Actor, Kind, Phrase, Quote, QuotedArticle
from onrecord.quotes.resolve_mentions import identify_speakers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.articles.rendering import Rendering
    from onrecord.quotes.phrases import Noun
    from onrecord.quotes.resolve_mentions import Place


def find_quotes(text: str | Article, *, language: str | None = None) -> tuple[Quote, ...]:
    """Return the quotes of a text, in its order, with who speaks them.

    Args:
        text: an article, or plain text as it stands in a file.
        language: ISO 639 code of a language that there is a data file for; None reads the text in its own.

    Returns:
        Quotes whose offsets count code points of the text (of an article: of its source).

    Raises:
        UsageError: the language is not known.
    """
    if isinstance(text, Article):
        return find_in_article(text, language=language).quotes
    from onrecord.articles.plain import render_plain

    rendering = render_plain(text)
    code = language_of(rendering.text) if language is None else language
    return _find("", text, rendering, load_language(code)).quotes


def find_in_article(article: Article, *, language: str | None = None) -> QuotedArticle:
    """Return the quotes and the actors of an article; offsets count code points of its source.

    Args:
        article: the article.
        language: ISO 639 code; None reads the article in its own, as `language_of` tells it.

    Raises:
        UsageError: the language is not known.
    """
    rendering = article.rendering
    if language is None:
        template = article.format is Format.HTML
        language = language_of(rendering.text, article.metadata.language, by_template=template)
    return _find(article.key, article.text, rendering, load_language(language))


def _find(key: str, source: str, rendering: Rendering, language: Language) -> QuotedArticle:
    passages = read_passages(rendering, language)
    take_turns(passages, rendering.text, language)
    results = _Results(source, rendering, passages, identify_speakers(passages, language))
    every = [said for passage in passages for said in passage.said]
    quotes = tuple(results.quote(said) for said in every)
    return QuotedArticle(key, quotes, results.actors(every))


@dataclass(frozen=True, slots=True)
class _Results:
    """What was found in the shown text, on its way to what is said of the source."""

    source: str
    rendering: Rendering
    passages: Sequence[Passage]
    identities: Mapping[Place, Identity]

    def quote(self, said: Said) -> Quote:
        start, end = self.rendering.to_source(said.marked.start, said.marked.end)
        text = self.source[start:end]
        attribution = said.attribution
        if attribution is None or attribution.noun is None or said.kind is Kind.SCARE:
            confidence = confidence_of(said, _NOBODY, self.passages[said.passage].tokens)
            return Quote(start, end, text, said.kind, confidence=confidence)
        identity = self._identity(said, attribution.noun)
        cue = self._phrase(said, attribution.cue)
        return Quote(
            start,
            end,
            text,
            said.kind,
            actor=identity.name,
            co_actors=self._others(said, identity),
            via=self._identity(said, attribution.source).name,
            addressee=self._identity(said, attribution.addressee).name,
            mention=self._phrase(said, attribution.noun),
            cue=cue,
            confidence=confidence_of(said, identity, self.passages[said.passage].tokens),
            reason=attribution.rule.value.format(cue=cue.text if cue is not None else ""),
        )

    def _others(self, said: Said, first: Identity) -> tuple[str, ...]:
        others = said.attribution.others if said.attribution is not None else ()
        names = [self._identity(said, noun).name for noun in others]
        return tuple(dict.fromkeys(name for name in names if name is not None and name != first.name))

    def actors(self, every: Sequence[Said]) -> tuple[Actor, ...]:
        found: dict[str, Actor] = {}
        for said in every:
            if said.has_speaker and said.attribution is not None and said.kind is not Kind.SCARE:
                for noun in (said.attribution.noun, *said.attribution.others):
                    identity = self._identity(said, noun)
                    if identity.name is not None and identity.name not in found:
                        found[identity.name] = _actor(identity.name, identity)
        return tuple(found.values())

    def _identity(self, said: Said, noun: Noun | None) -> Identity:
        return self.identities.get((said.passage, noun), _NOBODY) if noun is not None else _NOBODY

    def _phrase(self, said: Said, noun: Noun | None) -> Phrase | None:
        if noun is None:
            return None
        tokens = self.passages[said.passage].tokens
        start, end = self.rendering.to_source(tokens.starts[noun.start], tokens.ends[noun.end - 1])
        return Phrase(start, end, self.source[start:end])


_NOBODY = Identity()


def _actor(name: str, identity: Identity) -> Actor:
    entity = identity.entity
    if entity is None:
        return Actor(name, type=identity.type)
    aliases = tuple(alias for alias, _ in entity.names.most_common() if alias != name)
    return Actor(name, aliases, entity.type, entity.speaks_for)
