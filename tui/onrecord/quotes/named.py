"""Everybody whom an article names, whether quoted or not: for offering names when a speaker is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.article_language import language_of
from onrecord.quotes.entities import Entities
from onrecord.quotes.language import load_language
from onrecord.quotes.paragraphs import read_passages

if TYPE_CHECKING:
    from onrecord.articles.article import Article


class Named(NamedTuple):
    """A name where it stands."""

    name: str
    """The fullest name that the article gives its bearer."""
    start: int
    """In code points of the article's text."""


def names_in(article: Article) -> tuple[Named, ...]:
    """Return the people and organisations that an article names, in the order of its text, as often as named."""
    rendering = article.rendering
    language = load_language(language_of(rendering.text, article.metadata.language))
    passages = read_passages(rendering, language)
    entities = Entities(language)
    entities.gather(name for passage in passages for name in passage.names)
    return tuple(
        Named(entity.name, rendering.to_source(start, start + 1).start)
        for passage in passages
        for name in passage.names
        if (entity := entities.find(name.words, name.titles)) is not None
        for start in [passage.tokens.starts[name.start]]
    )
