"""Articles without what tells whose they are, so that an outlet's name cannot colour a judgement."""

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
"""Stands for each hidden letter, so that every other one stays at its place."""
_LEAST_LETTERS = 3
"""A shorter name stands in other words too."""
_NAMELESS = "(name hidden)"
"""Stands for a file or folder that is no article."""
_BETWEEN = r"[\W_]{0,3}"


def blinded(article: Article, number: int) -> Article:
    """Return the article as number so and so: title, byline, outlet and address are hidden, also in its text.

    An outlet's name is found with or without spaces: `themoscowtimes.com` hides “The Moscow Times” too. The lines
    between title and date are hidden whatever they say: an outlet can stand there that nothing else tells. The text
    keeps its length, so that every offset stays what it is.
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
    """Return what may be told of the article as number so and so."""
    return replace(head, metadata=_about(head, number))


def blind_name(number: int) -> str:
    """Return what an article is called as number so and so."""
    return f"Article {number}"


def without_names(message: str, numbers: Mapping[str, int], project: Path) -> str:
    """Return a message without the names of files and folders of the project: those often are an outlet's.

    Args:
        message: what is told of files, by their keys or paths.
        numbers: of the articles that it may name, by their keys.
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
