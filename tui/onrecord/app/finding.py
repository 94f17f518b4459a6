"""Finding the quotes of a folder a few articles at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.actors import link_actors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.articles.article import Article
    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.actors import LinkedArticles
    from onrecord.quotes.quote import QuotedArticle


class QuoteFinder:
    """Finds quotes, and recognises actors again in each further article, by the names that the codebook settles."""

    def __init__(self, session: ReviewSession, search: Callable[[Article], QuotedArticle]) -> None:
        """Find quotes for a session; `search` finds those of one article."""
        self._session = session
        self._search = search
        self._found: dict[str, QuotedArticle] = {}

    def has_searched(self, key: str) -> bool:
        """Return whether the article of that key was searched."""
        return key in self._found

    def find(self, articles: Iterable[Article]) -> LinkedArticles:
        """Search these articles; return the quotes of all searched so far, and the actors of all of them.

        With no articles, those of all searched so far are linked again, by the codebook as it is now.
        """
        for article in articles:
            self._found[article.key] = self._search(article)
        known = {actor.name: actor.aliases for actor in self._session.codebook.actors}
        return link_actors(self._found.values(), known)
