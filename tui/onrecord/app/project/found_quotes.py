"""The quotes found in the articles of a project, with their actors linked across the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.actors import link_actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.quote import Actor, QuotedArticle


class Linked(NamedTuple):
    """The articles whose quotes changed since they were last linked, and the actors of all articles."""

    articles: tuple[QuotedArticle, ...]
    actors: tuple[Actor, ...]


class FoundQuotes:
    """The quotes of all articles searched so far; links their actors, using the codebook's names and aliases."""

    def __init__(self, session: ReviewSession) -> None:
        """Start with no article searched."""
        self._session = session
        self._found: dict[str, QuotedArticle] = {}
        self._linked: dict[str, QuotedArticle] = {}

    def has_searched(self, key: str) -> bool:
        """Return whether the article of that key was searched."""
        return key in self._found

    def has_linked(self, key: str) -> bool:
        """Return whether the article's quotes were returned by `link` since they were added."""
        return key in self._linked

    @property
    def searched(self) -> int:
        """The number of articles searched."""
        return len(self._found)

    def add(self, quoted: QuotedArticle) -> None:
        """Add the quotes found in an article, in place of those found before."""
        self._found[quoted.article] = quoted
        self._linked.pop(quoted.article, None)

    def forget(self, key: str) -> None:
        """Remove the quotes of an article, so that it is searched again."""
        self._found.pop(key, None)
        self._linked.pop(key, None)

    def link(self) -> Linked:
        """Link the actors of all articles and return what changed."""
        return self.linking()()

    def linking(self) -> Callable[[], Linked]:
        """Return a function that links all articles searched so far; it may run in a thread."""
        found = tuple(self._found.values())
        known = {actor.name: actor.aliases for actor in self._session.codebook.actors}

        def work() -> Linked:
            articles, actors = link_actors(found, known)
            changed = tuple(one for one in articles if one != self._linked.get(one.article))
            self._linked.update((one.article, one) for one in changed)
            return Linked(changed, actors)

        return work
