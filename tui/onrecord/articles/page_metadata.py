"""What a web page plainly says of its article: in meta elements, in data for search engines, in headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.articles.article import Metadata
from onrecord.articles.dates import parse_date
from onrecord.articles.metadata import host, is_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 500
_LONGEST_DATA = 200_000
_DEEPEST = 10
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_DATES = (
    *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date"),
    *("sailthru.date", "publishdate", "pubdate", "citation_publication_date"),
)
_LANGUAGES = ("og:locale", "dc.language")
_BYLINES = ("author", "article:author", "dc.creator", "parsely-author", "byl")
# What browsers and SingleFile leave in a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\([0-9]+\)|[^>]{0,200}?\burl: )(https?://[^\s>]+)")


def page_metadata(tree: HtmlElement, source: str) -> Metadata:
    """Return what a page says of its article. A field that is not plainly there is None.

    Meta elements (Open Graph and its kin) come first, then JSON-LD of schema.org, then the page's own elements.

    Args:
        tree: the page.
        source: its HTML.
    """
    meta = _meta(tree)
    data = _article_data(tree)
    url = _address(tree, meta, data) or _saved_from(source)
    outlet = _first(meta, _OUTLETS) or _name(data.get("publisher"))
    byline = next((words for name in _BYLINES if (words := meta.get(name)) and "://" not in words), None)
    dates = (*(meta.get(name) for name in _DATES), data.get("datePublished"), *_times(tree))
    return Metadata(
        title=_first(meta, _TITLES) or _words(data.get("headline")) or _own_title(tree, outlet),
        byline=byline or _name(data.get("author")),
        outlet=outlet or (host(url) if url else None),
        date=next((day for date in dates if (day := parse_date(_words(date) or ""))), None),
        url=url,
        language=_language(tree, meta, data),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _words(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _words(value: object) -> str | None:
    return " ".join(value[: 2 * _LONGEST].split())[:_LONGEST] or None if isinstance(value, str) else None


def _address(tree: HtmlElement, meta: Mapping[str, str], data: Mapping[str, object]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    addresses = (*links, meta.get("og:url"), data.get("url"), data.get("mainEntityOfPage"))
    return next((words for address in addresses if (words := _words(address)) and is_address(words)), None)


def _language(tree: HtmlElement, meta: Mapping[str, str], data: Mapping[str, object]) -> str | None:
    """Return the language that the page says it is in, if it does not say two."""
    said = (tree.get("lang"), *(meta.get(name) for name in _LANGUAGES), data.get("inLanguage"))
    named = [words for name in said if (words := _words(name))]
    return named[0] if len({re.split(r"[-_]", words.lower())[0] for words in named}) == 1 else None


def _saved_from(source: str) -> str | None:
    found = _SAVED_FROM.search(source[:4096])
    return found[1] if found and is_address(found[1]) else None


def _times(tree: HtmlElement) -> Iterator[str | None]:
    for element in tree.iter("time"):
        yield element.get("datetime") or element.text


def _own_title(tree: HtmlElement, outlet: str | None) -> str | None:
    headings = main_headings(tree)
    if len(headings) == 1:
        return headings[0]
    title = _words(tree.findtext(".//title"))
    if title and outlet:
        for separator in (" | ", " - ", " – ", " — ", " · ", " :: "):
            title = title.removesuffix(f"{separator}{outlet}")
    return title


def main_headings(tree: HtmlElement) -> list[str]:
    """Return the words of the headings of the first level."""
    return [heading for element in tree.iter("h1") if (heading := _words("".join(element.itertext())))]


# Data for search engines


def _article_data(tree: HtmlElement) -> Mapping[str, object]:
    """Return what JSON-LD says of the article, the first of its kind."""
    for script in tree.iter("script"):
        written = script.text or ""
        if script.get("type") != "application/ld+json" or len(written) > _LONGEST_DATA:
            continue
        try:
            said = json.loads(written)
        except (ValueError, RecursionError):
            continue
        for thing in _things(said, _DEEPEST):
            kinds = thing.get("@type")
            if any(isinstance(kind, str) and kind.endswith(("Article", "Posting")) for kind in _listed(kinds)):
                return thing
    return {}


def _things(said: object, deepest: int) -> Iterator[Mapping[str, object]]:
    if isinstance(said, dict):
        yield said
        said = said.get("@graph")
    if isinstance(said, list) and deepest:
        for thing in said:
            yield from _things(thing, deepest - 1)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> str | None:
    """Return the names of persons or organisations, joined by commas."""
    names = [_words(one.get("name") if isinstance(one, dict) else one) for one in _listed(value)]
    return ", ".join(name for name in names if name and "://" not in name) or None
