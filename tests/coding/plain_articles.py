"""Articles of plain text, and the quotes that an engine would find in them."""

from __future__ import annotations

from pathlib import Path

from onrecord.articles.article import Article, Format, Metadata
from onrecord.articles.plain import render_plain
from onrecord.quotes.quote import Kind, Quote


def article(text: str, key: str = "a.txt") -> Article:
    """Return an article of that text, with the title “City”."""
    return Article(
        key=key,
        path=Path(key),
        text=text,
        sha256=f"{len(text):064}",
        format=Format.PLAIN,
        encoding="utf-8",
        encoding_guessed=False,
        metadata=Metadata(title="City"),
        rendering=render_plain(text),
    )


def quote(text: str, words: str, kind: Kind = Kind.DIRECT, actor: str | None = "Ada Berg") -> Quote:
    """Return the quote of these words of a text, where they stand first."""
    start = text.index(words)
    return Quote(start, start + len(words), words, kind, actor)
