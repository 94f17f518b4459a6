"""The articles that were given to compare, so that only what is new is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.article_store import unpack
from onrecord.quotes.echoes.find import EchoFinder
from onrecord.quotes.echoes.read import print_article

if TYPE_CHECKING:
    from onrecord.quotes.echoes.echo import EchoGroup
    from onrecord.quotes.echoes.fingerprint import ArticlePrint
    from onrecord.quotes.echoes.question import EchoArticles


class EchoMemory:
    """The fingerprints of all articles given up to now, and the links between them."""

    def __init__(self) -> None:
        self._prints: dict[str, ArticlePrint] = {}
        self._finder = EchoFinder()

    def groups(self, articles: EchoArticles) -> list[EchoGroup]:
        """Take in the articles, those that changed in the place of what they were, and return all groups."""
        changed = False
        for packed, quoted in articles:
            found = print_article(unpack(packed), quoted)
            before = self._prints.get(found.key)
            self._prints[found.key] = found
            if before is None:
                self._finder.add(found)
            elif before != found:
                changed = True
        if changed:
            self._finder = EchoFinder(self._prints.values())
        return self._finder.groups()
