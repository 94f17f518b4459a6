"""Keeps articles compressed while nobody reads them, so that thousands of them fit in memory."""

from __future__ import annotations

import zlib
from dataclasses import fields
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Article, ArticleHead

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = 64
"""How many articles, those used last, are kept whole."""
_LEVEL = 1
"""Half the size for a tenth of the time that the best compression takes."""


class PackedArticle(NamedTuple):
    """An article with its text compressed. Its rendering is made again from the text."""

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
    """Articles by key: those used last whole, all others packed. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        """Held while the two tables change, never while an article is packed or unpacked."""
        self._whole: dict[str, Article] = {}
        """The article used last stands last."""
        self._packed: dict[str, PackedArticle] = {}
        self._order: dict[str, None] = {}

    def put(self, article: Article | PackedArticle) -> None:
        """Store an article, in the place of an earlier reading of it."""
        head = article if isinstance(article, ArticleHead) else article.head
        with self._lock:
            self._order.setdefault(head.key)
            self._whole.pop(head.key, None)
            if isinstance(article, PackedArticle):
                self._packed[head.key] = article
                return
            self._packed.pop(head.key, None)
            self._whole[head.key] = article
        self._pack_oldest()

    def __contains__(self, key: str) -> bool:
        """Return whether the store has an article of that key."""
        return key in self._order

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order in which the articles were first stored."""
        with self._lock:
            keys = tuple(self._order)
        return iter(keys)

    def __getitem__(self, key: str) -> Article:
        """Return the article of that key, and keep it whole. Raises KeyError for an unknown key."""
        held = self._find(key)
        article = unpack(held) if isinstance(held, PackedArticle) else held
        with self._lock:
            # Another reading may have been stored meanwhile.
            if held is self._whole.get(key) or held is self._packed.get(key):
                self._whole.pop(key, None)
                self._whole[key] = article
        self._pack_oldest()
        return article

    def about(self, key: str) -> ArticleHead:
        """Return all of an article but its text. Raises KeyError for an unknown key."""
        held = self._find(key)
        return held.head if isinstance(held, PackedArticle) else held

    def peek(self, key: str) -> Article:
        """Return the article of that key without keeping it whole: for going through many."""
        held = self._find(key)
        return unpack(held) if isinstance(held, PackedArticle) else held

    def text(self, key: str) -> str:
        """Return the text of the article of that key, without rendering it."""
        held = self._find(key)
        return _text_of(held) if isinstance(held, PackedArticle) else held.text

    def _find(self, key: str) -> Article | PackedArticle:
        with self._lock:
            return self._whole.get(key) or self._packed[key]

    def _pack_oldest(self) -> None:
        """Pack the article that was used longest ago if too many are whole. It can be read all the while."""
        with self._lock:
            if len(self._whole) <= WHOLE:
                return
            key, article = next(iter(self._whole.items()))
            packed = self._packed.get(key)
        packed = packed or pack(article)
        with self._lock:
            if self._whole.get(key) is article:
                self._packed[key] = packed
                del self._whole[key]
