"""Hides title, byline and outlet of articles, so that they cannot influence the coding."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.articles.article import Metadata
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.articles.article import Article, ArticleHead

_HIDDEN = "_"
"""Replaces each hidden letter, so that all others keep their offsets."""
_LEAST_LETTERS = 3
"""Shorter names are not hidden: they would match within ordinary text."""
_NAMELESS = "(name hidden)"
"""Replaces the name of a file or folder that is not an article."""
_BETWEEN = r"[\W_]{0,3}"


def blinded(article: Article, number: int) -> Article:
    """Return the article under a number, with title, byline, outlet and address hidden, also in its text.

    An outlet's name is found with or without spaces: `themoscowtimes.com` hides “The Moscow Times” too. The lines
    between title and date are always hidden, because they may name an outlet that the metadata lacks. The text
    keeps its length, so that all offsets stay valid.
    """
    from onrecord.articles.metadata import lines_above_date

    rendering = article.rendering
    text = rendering.text
    for pattern in _telling(article.metadata):
        text = pattern.sub(lambda match: _hidden(match[0]), text)
    for line in lines_above_date(rendering, article.metadata):
        text = text[: line.start] + _hidden(text[line.start : line.end]) + text[line.end :]
    about = _about(article, number)
    styled = tuple(one._replace(target="") for one in rendering.styled)
    return replace(article, metadata=about, rendering=replace(rendering, text=text, styled=styled))


def blinded_head(head: ArticleHead, number: int) -> ArticleHead:
    """Return the article's head with only a number and its date."""
    return replace(head, metadata=_about(head, number))


def blind_name(number: int) -> str:
    """Return the name shown for an article in its place: “Article 3”."""
    return f"Article {number}"


def without_names(message: str, numbers: Mapping[str, int], project: Path) -> str:
    """Return a message without the project's file and folder names, which often contain an outlet's name.

    Args:
        message: a message that names files by key or path.
        numbers: the numbers of the articles that it may name, by key.
        project: the project folder.
    """
    folder = f"{re.escape(str(project))}[/{re.escape(os.sep)}]"
    named = {spelled: number for key, number in numbers.items() for spelled in _spellings(key)}
    for spelled in sorted((spelled for spelled in named if spelled in message), key=len, reverse=True):
        path = rf"(?:{folder}(?:annotations.[^/\\\n]+.)?|(?<![\w.-])){re.escape(spelled)}(?:\.yaml)?(?!\w)"
        message = re.sub(path, blind_name(named[spelled]), message)
    return re.sub(rf"{folder}[^:“”\n]*", _NAMELESS, message)


def _hidden(words: str) -> str:
    return re.sub(r"\S", _HIDDEN, words)


def _spellings(key: str) -> set[str]:
    keys = {key, key.replace("/", os.sep)}
    return keys | set(map(visible, keys))


def _about(head: ArticleHead, number: int) -> Metadata:
    return Metadata(title=blind_name(number), date=head.metadata.date)


def _telling(about: Metadata) -> Iterator[re.Pattern[str]]:
    outlet = (about.outlet or "").removeprefix("www.")
    domain, dot, _ = outlet.rpartition(".")
    names = (about.url, about.title, about.byline, outlet, domain if dot and " " not in outlet else None)
    for name in names:
        letters = [re.escape(letter) for letter in name or "" if letter.isalnum()]
        if len(letters) >= _LEAST_LETTERS:
            yield re.compile(rf"(?<!\w){_BETWEEN.join(letters)}(?!\w)", re.IGNORECASE)
