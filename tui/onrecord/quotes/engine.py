"""The quote engine as the review asks it: what was found before and has not changed is not found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article_store import head_of, pack
from onrecord.errors import OnrecordError
from onrecord.quotes.found_cache import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.article import Article, Format
    from onrecord.articles.article_store import PackedArticle
    from onrecord.articles.source import ArticleSource
    from onrecord.quotes.echoes.echo import EchoGroup
    from onrecord.quotes.echoes.memory import EchoMemory
    from onrecord.quotes.echoes.question import EchoArticles
    from onrecord.quotes.found_cache import FoundCache
    from onrecord.quotes.quote import QuotedArticle


class Request(NamedTuple):
    """An article to be read and searched."""

    source: ArticleSource
    reading: Format | None
    """How to read it; None leaves that to a guess."""
    known: str | None = None
    """The sha256 under which it is known already: it is looked at closely, and given only if it is another."""


class Reading(NamedTuple):
    """An article as it was read and searched, or why it cannot be read."""

    key: str
    article: PackedArticle | None
    quoted: QuotedArticle | None
    fault: str = ""
    read: bool = True
    """Whether the file was read; else it has only the size and time of one that was."""


class Engine:
    """Reads articles and finds their quotes, here and now."""

    def __init__(self, cache: FoundCache | None = None) -> None:
        """Begin; `cache` keeps what is found for the next time."""
        self._cache = cache
        self._echoes: EchoMemory | None = None

    def find_in_article(self, source: ArticleSource, article: Article) -> QuotedArticle:
        """Return the quotes and the actors of an article that was read from its source."""
        kept = self._kept(source)
        if kept is not None and kept.article.head == head_of(article):
            return kept.quoted
        return self._find(article, pack(article), (), None)

    def read(self, requests: Sequence[Request]) -> list[Reading]:
        """Read articles and find their quotes; one that is known and has not changed is left out.

        An article whose file has the size and time that it had is taken to be the one that was searched.
        """
        return [reading for request in requests if (reading := self._read(request))]

    def find_echoes(self, articles: EchoArticles) -> list[EchoGroup]:
        """Return the utterances that several of the articles quote that were given up to now.

        Articles that have not changed since an earlier call need not be given again. The actors count as they are
        named in what is given.
        """
        if self._echoes is None:
            from onrecord.quotes.echoes.memory import EchoMemory

            self._echoes = EchoMemory()
        return self._echoes.groups(articles)

    def close(self) -> None:
        """Let go of everything."""

    def _as_kept(self, request: Request) -> Reading | None:
        """Return what was kept of an article whose file has the size and time that it had; None of any other."""
        if request.known is not None:
            return None
        kept, stamp = self._kept(request.source), _stamp(request.source)
        if kept is None or not stamp or (kept.stamp, kept.reading) != (stamp, request.reading):
            return None
        return Reading(request.source.key, kept.article, kept.quoted, read=False)

    def _read(self, request: Request) -> Reading | None:
        reading = self._as_kept(request)
        if reading is not None:
            return reading
        from onrecord.articles.load import load_source

        source, wanted = request.source, request.reading
        stamp = _stamp(source)
        try:
            article = load_source(source, wanted)
        except OnrecordError as error:
            return Reading(source.key, None, None, str(error))
        if article.sha256 == request.known:
            return None
        packed, kept = pack(article), self._kept(source)
        if kept is None or kept.article.head != packed.head:
            return Reading(source.key, packed, self._find(article, packed, stamp, wanted))
        self._keep(Kept(packed, kept.quoted, stamp, wanted))
        return Reading(source.key, packed, kept.quoted)

    def _find(
        self, article: Article, packed: PackedArticle, stamp: tuple[int, ...], reading: Format | None
    ) -> QuotedArticle:
        from onrecord.quotes.extract import find_in_article

        quoted = find_in_article(article)
        self._keep(Kept(packed, quoted, stamp, reading))
        return quoted

    def _kept(self, source: ArticleSource) -> Kept | None:
        return self._cache.get(source) if self._cache is not None else None

    def _keep(self, kept: Kept) -> None:
        if self._cache is not None:
            self._cache.put(kept)


def _stamp(source: ArticleSource) -> tuple[int, ...]:
    try:
        status = source.path.stat()
    except OSError:
        return ()
    place = (source.row.start, source.row.size) if source.row else ()
    return (status.st_size, status.st_mtime_ns, *place)
