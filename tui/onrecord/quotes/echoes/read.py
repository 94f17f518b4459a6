"""Reads the articles that paths name, finds their quotes and makes their fingerprints."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Format
from onrecord.articles.errors import ArticleError
from onrecord.articles.rendering import BlockKind
from onrecord.quotes.actors import link_actors
from onrecord.quotes.article_language import language_of
from onrecord.quotes.echoes.fingerprint import ArticlePrint, article_print, speaker_key
from onrecord.quotes.extract import find_in_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from onrecord.articles.article import Article, ArticleHead
    from onrecord.articles.span import Span
    from onrecord.quotes.quote import QuotedArticle

_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


class Published(NamedTuple):
    """Where and when an article appeared, as far as it is known."""

    outlet: str | None
    day: date | None


class _Printed(NamedTuple):
    print: ArticlePrint
    quoted: QuotedArticle


def print_paths(
    paths: Sequence[Path],
    project: Path | None = None,
    *,
    jobs: int = 1,
    tell: Callable[[str], None] | None = None,
) -> Iterator[ArticlePrint | ArticleError]:
    """Yield the fingerprint of each article that the paths name, or why it cannot be read.

    Of folders and single files, the actors are linked across all articles, so their fingerprints come when all are
    read. Those of a `.jsonl` or `.csv` file come one after the other. `tell` takes what is to be said of files that
    were left out.

    Raises:
        UsageError: a path does not exist, or there are no articles.
        ArticleError: a `.jsonl` or `.csv` file cannot be opened.
    """
    from onrecord.quotes.batch import each_article, is_streamed

    streamed = [path for path in paths if is_streamed(path)]
    whole = [path for path in paths if path not in streamed]
    if whole:
        outcomes = list(each_article(_printed, whole, project, jobs=jobs, tell=tell))
        printed = [outcome for outcome in outcomes if isinstance(outcome, _Printed)]
        yield from (outcome for outcome in outcomes if isinstance(outcome, ArticleError))
        linked = link_actors([outcome.quoted for outcome in printed]).articles
        for found, quoted in zip(printed, linked, strict=True):
            yield _with_actors(found.print, quoted)
    if streamed:
        for each in each_article(_printed, streamed, jobs=jobs):
            yield each if isinstance(each, ArticleError) else each.print


def print_article(article: Article, quoted: QuotedArticle) -> ArticlePrint:
    """Return the fingerprint of an article whose quotes were found."""
    outlet, day = published(article)
    template = article.format is Format.HTML
    language = language_of(article.rendering.text, article.metadata.language, by_template=template)
    return article_print(
        article.key,
        article.text,
        quoted.quotes,
        day=day,
        outlet=outlet,
        language=language,
        headings=headings(article),
    )


def headings(article: Article) -> tuple[Span, ...]:
    """Return where in the article's text its title and headings stand."""
    rendering = article.rendering
    return tuple(
        rendering.to_source(block.start, block.end) for block in rendering.blocks if block.kind is BlockKind.HEADING
    )


def _printed(article: Article) -> _Printed:
    quoted = find_in_article(article)
    return _Printed(print_article(article, quoted), quoted)


def _with_actors(article: ArticlePrint, quoted: QuotedArticle) -> ArticlePrint:
    """Return the fingerprint with the actors' names as they are in the whole folder."""
    quotes = tuple(
        found if found.actor == quote.actor else found._replace(actor=quote.actor, speaker=speaker_key(quote.actor))
        for found, quote in zip(article.quotes, quoted.quotes, strict=True)
    )
    return article._replace(quotes=quotes)


def published(head: ArticleHead) -> Published:
    """Return who published an article and when: what it says itself, else what its file's name or id tells.

    A name such as `tidewater-post_2022-03-18_harbour` tells both.
    """
    outlet, day = head.metadata.outlet, _day(head.metadata.date)
    if outlet and day:
        return Published(outlet, day)
    name = head.key.rpartition("/")[2]
    found = _DAY_IN_NAME.search(name)
    if found is None:
        return Published(outlet, day)
    before = name[: found.start()].strip("-_. ")
    return Published(outlet or before or None, day or _day(f"{found[1]}-{found[3]}-{found[4]}"))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
