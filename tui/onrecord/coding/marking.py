"""Marks words by hand: moves the edges of a selection, and makes a quote of it.

Places count code points of the shown text, unless a name says otherwise.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.span import Span
from onrecord.errors import OnrecordError
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.articles.article import Article
    from onrecord.articles.rendering import Rendering
    from onrecord.coding.item import Item

_WINDOW = 4000
"""Code points on either side of an edge within which the next one is searched, to keep a step fast."""
_MARKS = "\"“”„‟«»‹›‘’'`"
_FINAL = ".,!?…"
_EXCERPT = 14
"""Length in code points of a quote's beginning in messages."""


class CannotMarkError(OnrecordError):
    """Words cannot be made a quote, or a quote's edge cannot be moved so."""


class Unit(StrEnum):
    """How far a step goes."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Edge(StrEnum):
    """One of the two ends of a stretch of words."""

    START = "start"
    END = "end"


class MarkedWords(NamedTuple):
    """Words that can be made a quote."""

    article: str
    """The article's key."""
    span: Span
    """In code points of the article's text."""
    kind: Kind


def moved_edge(rendering: Rendering, span: Span, edge: Edge, unit: Unit, step: int) -> Span:
    """Return `span` with one edge moved forward (`step` 1) or back (-1) to the next unit's start or end.

    The span is returned unchanged if it would have no word left, or leave the text.
    """
    at = span.end if edge is Edge.END else span.start
    places = [place for place in _places(rendering, edge, unit, at) if (place > at if step > 0 else place < at)]
    if not places:
        return span
    to = min(places) if step > 0 else max(places)
    moved = Span(span.start, to) if edge is Edge.END else Span(to, span.end)
    return moved if rendering.text[moved.start : moved.end].strip() else span


def marked_words(article: Article, shown: Span, items: Iterable[Item]) -> MarkedWords:
    """Return the quote that the shown words make, without blanks and quotation marks around them.

    Inside quotation marks they are direct where they begin and end as a sentence does, else partial; outside they
    are indirect speech. `items` are the article's quotes.

    Raises:
        CannotMarkError: there are no words, or another quote has some of them.
    """
    text = article.rendering.text
    start, end = _without_marks(text, *_stripped(text, *shown))
    if start >= end or not any(character.isalnum() for character in text[start:end]):
        message = "There is no word in this selection."
        raise CannotMarkError(message)
    span = article.rendering.to_source(start, end)
    refuse_overlap(span, items)
    return MarkedWords(article.key, span, _kind(article.rendering, Span(start, end)))


def refuse_overlap(span: Span, items: Iterable[Item], *, before: Span | None = None) -> None:
    """Check that no quote that stands has words of `span` (of the source) that it did not share with `before`.

    Raises:
        CannotMarkError: one has.
    """
    for item in items:
        if not item.rejected and _overlap(item.span, span) and not (before and _overlap(item.span, before)):
            words = item.text if len(item.text) <= _EXCERPT else f"{item.text[:_EXCERPT].rstrip()}…"
            message = f"Words of “{words}” would be in two quotes: move its edges or reject it."
            raise CannotMarkError(message)


def word_from(rendering: Rendering, offset: int) -> Span:
    """Return the word at a place, or the first one after it; the last one where none follows."""
    text = rendering.text
    words = [match.span() for match in _words().finditer(text, max(offset - 100, 0), offset + _WINDOW)]
    following = next((Span(*word) for word in words if word[1] > offset), None)
    return following or (Span(*words[-1]) if words else Span(min(offset, len(text)), min(offset, len(text))))


def next_sentence(rendering: Rendering, span: Span, step: int) -> Span:
    """Return the next (`step` 1) or previous (-1) sentence; `span` itself where there is none.

    Before a stretch that begins within a sentence, the previous one is that sentence.
    """
    at = span.start
    starts = [place for place in _places(rendering, Edge.START, Unit.SENTENCE, at) if (place - at) * step > 0]
    starts = [place for place in starts if place < len(rendering.text)]
    if not starts:
        return span
    start = min(starts) if step > 0 else max(starts)
    ends = [place for place in _places(rendering, Edge.END, Unit.SENTENCE, start) if place > start]
    return Span(start, min(ends)) if ends else span


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of a shown text begin; every block begins one."""
    starts = {_word_after(text, 0), *(_word_after(text, match.end()) for match in _sentence_ends().finditer(text))}
    return sorted(start for start in starts if start < len(text))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\w+(?:['’‑-]\w+)*")


@cache
def _sentence_ends() -> re.Pattern[str]:
    # No sentence ends after a single letter ("U.S.", "J. Berg"), nor where the next word is small.
    return re.compile(rf"(?<![^\w]\w)[.!?…]+[{_MARKS})\]]*(?=\s+(?:[^\Wa-zß-öø-ÿ]|\W)|\s*$)|\n|$")


def _places(rendering: Rendering, edge: Edge, unit: Unit, at: int) -> Iterator[int]:
    """Yield the places near `at` where such an edge may stand."""
    text = rendering.text
    low, high = max(at - _WINDOW, 0), min(at + _WINDOW, len(text))
    if unit is Unit.CHARACTER:
        yield from (place for place in (at - 1, at + 1) if 0 <= place <= len(text))
    elif unit is Unit.WORD:
        for match in _words().finditer(text, low, high):
            yield match.start() if edge is Edge.START else match.end()
            if edge is Edge.END:
                yield _after_final(text, match.end())
    elif unit is Unit.SENTENCE:
        for match in _sentence_ends().finditer(text, low, high):
            yield match.end() if edge is Edge.END and match.group() != "\n" else _word_after(text, match.end())
        if low == 0 and edge is Edge.START:
            yield 0
    else:
        for block in rendering.blocks:
            yield block.end if edge is Edge.END else block.start


def _after_final(text: str, end: int) -> int:
    while end < len(text) and text[end] in _FINAL:
        end += 1
    return end


def _word_after(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _without_marks(text: str, start: int, end: int) -> Span:
    """Return the span without a quotation mark at its edge that belongs to the other edge, or to nothing in it."""
    inner = text[start + 1 : end - 1]
    bare = not any(mark in inner for mark in '"“”„«»')
    if start < end and text[start] in _MARKS and bare:
        start += 1
    if start < end and text[end - 1] in _MARKS and bare:
        end -= 1
    return _stripped(text, start, end)


def _kind(rendering: Rendering, span: Span) -> Kind:
    # The engine takes a while to import; most reviews mark nothing by hand.
    from onrecord.quotes.marks import find_marked

    paragraphs = [Span(block.start, block.end) for block in rendering.blocks]
    here = [paragraph for paragraph in paragraphs if _overlap(paragraph, span)]
    marked = [one for stretches in find_marked(rendering.text, here, {}) for one in stretches]
    if not any(one.outer_start <= span.start and span.end <= one.outer_end for one in marked):
        return Kind.INDIRECT
    words = rendering.text[span.start : span.end]
    return Kind.DIRECT if words[0].isupper() and words[-1] in _FINAL else Kind.PARTIAL


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
