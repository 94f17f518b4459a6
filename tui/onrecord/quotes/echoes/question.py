"""What is asked of the engine's process about echoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.articles.article_store import PackedArticle
    from onrecord.quotes.quote import QuotedArticle

    EchoArticles = tuple[tuple[PackedArticle, QuotedArticle], ...]
    """Articles with their quotes, under the actors' names that are to count."""


class EchoQuestion:
    """Which utterances do several of these articles, and of those given before, quote?"""

    __slots__ = ("articles",)

    def __init__(self, articles: EchoArticles) -> None:
        self.articles = articles
