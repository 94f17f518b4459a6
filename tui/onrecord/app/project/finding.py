"""What was found in the articles of a project, with every actor recognised again in each further one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.actors import link_actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.coding.session import ReviewSession
    from onrecord.quotes.quote import Actor, QuotedArticle


class Linked(NamedTuple):
    """The articles in which something is new since they were linked last, and the actors of all articles."""

    articles: tuple[QuotedArticle, ...]
    actors: tuple[Actor, ...]


class QuoteFinder:
    """Links the actors of all articles searched so far, by the names that the session's codebook settles."""

    def __init__(self, session: ReviewSession) -> None:
        """Begin with no article searched."""
        self._session = session
        self._found: dict[str, QuotedArticle] = {}
        self._linked: dict[str, QuotedArticle] = {}

    def has_searched(self, key: str) -> bool:
        """Return whether the article of that key was searched."""
        return key in self._found

    def has_linked(self, key: str) -> bool:
        """Return whether what was found in the article of that key was handed out."""
        return key in self._linked

    @property
    def searched(self) -> int:
        """How many articles were searched."""
        return len(self._found)

    def add(self, quoted: QuotedArticle) -> None:
        """Take in what was found in an article, or found in it anew."""
        self._found[quoted.article] = quoted
        self._linked.pop(quoted.article, None)

    def forget(self, key: str) -> None:
        """Forget what was found in an article, which is to be searched anew."""
        self._found.pop(key, None)
        self._linked.pop(key, None)

    def link(self) -> Linked:
        """Link the actors of all articles, and return what that changes."""
        return self.linking()()

    def linking(self) -> Callable[[], Linked]:
        """Return what links all articles searched by now: it may run in a thread while more are searched."""
        found = tuple(self._found.values())
        known = {actor.name: actor.aliases for actor in self._session.codebook.actors}

        def work() -> Linked:
            articles, actors = link_actors(found, known)
            changed = tuple(one for one in articles if one != self._linked.get(one.article))
            self._linked.update((one.article, one) for one in changed)
            return Linked(changed, actors)

        return work
