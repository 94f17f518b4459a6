"""Articles without what tells whose they are, so that an outlet's name cannot colour a judgement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.articles.article import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.articles.article import Article, ArticleHead

_HIDDEN = "_"
"""Stands for each hidden letter, so that every other one stays at its place."""
_LEAST_LETTERS = 3
"""A shorter name stands in other words too."""
_BETWEEN = r"[\W_]{0,3}"


def blinded(article: Article, number: int) -> Article:
    """Return the article as number so and so: title, byline, outlet and address are hidden, also in its text.

    An outlet's name is found with or without spaces: `themoscowtimes.com` hides “The Moscow Times” too. The text
    keeps its length, so that every offset stays what it is.
    """
    rendering = article.rendering
    text = rendering.text
    for pattern in _telling(article.metadata):
        text = pattern.sub(lambda match: re.sub(r"\S", _HIDDEN, match[0]), text)
    about = _about(article, number)
    styled = tuple(one._replace(target="") for one in rendering.styled)
    return replace(article, metadata=about, rendering=replace(rendering, text=text, styled=styled))


def blinded_head(head: ArticleHead, number: int) -> ArticleHead:
    """Return what may be told of the article as number so and so."""
    return replace(head, metadata=_about(head, number))


def _about(head: ArticleHead, number: int) -> Metadata:
    return Metadata(title=f"Article {number}", date=head.metadata.date)


def _telling(about: Metadata) -> Iterator[re.Pattern[str]]:
    outlet = (about.outlet or "").removeprefix("www.")
    domain, dot, _ = outlet.rpartition(".")
    names = (about.url, about.title, about.byline, outlet, domain if dot and " " not in outlet else None)
    for name in names:
        letters = [re.escape(letter) for letter in name or "" if letter.isalnum()]
        if len(letters) >= _LEAST_LETTERS:
            yield re.compile(rf"(?<!\w){_BETWEEN.join(letters)}(?!\w)", re.IGNORECASE)
