"""Formats a quote with its citation, to paste into a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.articles.article import Article
    from onrecord.coding.item import Item


def cite(article: Article, item: Item, actor: str | None) -> str:
    """Return the quote, its actor and its source: title, outlet, date, address, file and code points."""
    about = article.metadata
    title = f"“{about.title}”" if about.title else None
    source = ", ".join(part for part in (about.byline, title, about.outlet, about.date, about.url) if part)
    where = f"{article.key}, characters {item.span.start}–{item.span.end}"
    speaker = f" — {actor}" if actor else ""
    return f"“{item.text}”{speaker} ({source}; {where})" if source else f"“{item.text}”{speaker} ({where})"
