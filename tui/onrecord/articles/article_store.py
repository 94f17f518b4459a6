"""Articles kept small while nobody reads them: thousands fit in memory, and none is read from disk again."""

from __future__ import annotations

import zlib
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Article, ArticleHead

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = 64
"""So many articles, those used last, are kept as they are."""
_LEVEL = 1
"""Half the size for a tenth of the time that the best compression takes."""


class PackedArticle(NamedTuple):
    """An article with its text compressed; what is shown of it is made again from the text."""

    head: ArticleHead
    data: bytes


def head_of(article: Article) -> ArticleHead:
    """Return all of an article but its text."""
    return ArticleHead(**{name: getattr(article, name) for name in _head_fields()})


def pack(article: Article) -> PackedArticle:
    """Return an article in its small form."""
    return PackedArticle(head_of(article), zlib.compress(article.text.encode("utf-8", "surrogatepass"), _LEVEL))


def unpack(packed: PackedArticle) -> Article:
    """Return an article as it was before it was packed."""
    from onrecord.articles.render_text import render, with_heading

    head, text = packed.head, _text_of(packed)
    rendering = with_heading(render(text, head.format), head.metadata.title)
    return Article(**{name: getattr(head, name) for name in _head_fields()}, text=text, rendering=rendering)


def _text_of(packed: PackedArticle) -> str:
    return zlib.decompress(packed.data).decode("utf-8", "surrogatepass")


@cache
def _head_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(ArticleHead))


class ArticleStore:
    """Articles by key: those used last whole, all others packed."""

    def __init__(self) -> None:
        self._whole: dict[str, Article] = {}
        self._packed: dict[str, PackedArticle] = {}
        self._order: dict[str, None] = {}

    def put(self, article: Article | PackedArticle) -> None:
        """Take in an article, or another reading of one that is there."""
        head = article if isinstance(article, ArticleHead) else article.head
        self._order.setdefault(head.key)
        if isinstance(article, PackedArticle):
            self._whole.pop(head.key, None)
            self._packed[head.key] = article
        else:
            self._packed.pop(head.key, None)
            self._whole.pop(head.key, None)
            self._keep_whole(article)

    def __contains__(self, key: str) -> bool:
        """Return whether an article of that key is there."""
        return key in self._order

    def __iter__(self) -> Iterator[str]:
        """Yield the articles' keys, in the order in which they came."""
        return iter(self._order)

    def __getitem__(self, key: str) -> Article:
        """Return the article of that key, whole. Raises KeyError for one that is not there."""
        article = self._whole.pop(key, None) or unpack(self._packed[key])
        self._keep_whole(article)
        return article

    def about(self, key: str) -> ArticleHead:
        """Return all of an article but its text. Raises KeyError for one that is not there."""
        return self._whole.get(key) or self._packed[key].head

    def peek(self, key: str) -> Article:
        """Return the article of that key, whole, without keeping it so: for going through many."""
        return self._whole.get(key) or unpack(self._packed[key])

    def text(self, key: str) -> str:
        """Return the text of the article of that key, without rendering it."""
        whole = self._whole.get(key)
        return whole.text if whole else _text_of(self._packed[key])

    def _keep_whole(self, article: Article) -> None:
        self._whole[article.key] = article
        if len(self._whole) > WHOLE:
            oldest = next(iter(self._whole))
            leaving = self._whole.pop(oldest)
            self._packed.setdefault(oldest, pack(leaving))
