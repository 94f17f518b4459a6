"""Finding the quotes of a folder a few articles at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.articles.article import Article
    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.actors import LinkedArticles
    from onrecord.quotes.quote import QuotedArticle


class QuoteFinder:
    """Finds quotes, and recognises actors again in each further article, by the names that the codebook settles."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self._found: dict[str, QuotedArticle] = {}

    def has_searched(self, key: str) -> bool:
        """Return whether the article of that key was searched."""
        return key in self._found

    def find(self, articles: Iterable[Article]) -> LinkedArticles:
        """Search these articles; return the quotes of all searched so far, and the actors of all of them.

        With no articles, those of all searched so far are linked again, by the codebook as it is now.
        """
        # The engine takes a while to import: it is not waited for before the articles are on screen.
        from onrecord.quotes.actors import link_actors
        from onrecord.quotes.find import find_in_article

        for article in articles:
            self._found[article.key] = find_in_article(article)
        known = {actor.name: actor.aliases for actor in self._session.codebook.actors}
        return link_actors(self._found.values(), known)
