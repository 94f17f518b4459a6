"""Quotes in headings against the body of their own article: do the words stand there, and how?"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.span import Span
from onrecord.quotes.echoes.compare import Comparison, compare
from onrecord.quotes.echoes.wording import common_words, cut_text, shared_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.quote import Quote

_MUCH = 0.5
"""Share of the heading's telling words that a quote of the body must have to be the one that was reworded."""


class HeadlineState(StrEnum):
    """How the words of a heading's quote stand in the body."""

    SAME = "same"
    """Word for word."""
    CUT = "cut"
    """In parts: words between them were left out in the heading."""
    REWORDED = "reworded"
    """A quote of the body is much like it, in other words."""
    ABSENT = "absent"
    """Not at all."""


class HeadlineCheck(NamedTuple):
    """A quote in a heading and what the body has of it. Spans count code points of the article's text."""

    quote: Span
    state: HeadlineState
    body: Span | None
    """Where its words, or the quote that is like it, stand in the body."""
    is_quoted: bool
    """They stand in quotation marks there."""
    comparison: Comparison | None
    """The heading's words beside those of the body's quote, where they differ."""


def check_headlines(
    text: str, quotes: Sequence[Quote], headings: Sequence[Span], language: str | None = None
) -> tuple[HeadlineCheck, ...]:
    """Return for each quote in a heading how its words stand in the body.

    Args:
        text: the article's text.
        quotes: its quotes.
        headings: where its headings stand in the text.
        language: ISO 639 code of its language; None looks for negations and the like in the lists of all.
    """
    in_heading = [quote for quote in quotes if _is_in(quote.start, headings)]
    body = [quote for quote in quotes if not _is_in(quote.start, headings)]
    if not in_heading:
        return ()
    return tuple(_check(_Body(text, body, headings), quote, language) for quote in in_heading)


class _Body:
    """An article without its headings."""

    def __init__(self, text: str, quotes: Sequence[Quote], headings: Sequence[Span]) -> None:
        self.text = text
        self.quotes = quotes
        cut, keys = cut_text(text), shared_keys()
        placed = [pair for pair in zip(cut.words, cut.starts, strict=True) if not _is_in(pair[1], headings)]
        self.keys = [keys[word] for word, _ in placed]
        self.places = [Span(start, start + len(word)) for word, start in placed]


def _check(body: _Body, quote: Quote, language: str | None) -> HeadlineCheck:
    heading = Span(quote.start, quote.end)
    words = body.text[quote.start : quote.end]
    own = [shared_keys()[word] for word in cut_text(words).words]
    at = _find(body.keys, own)
    if at is not None and own:
        there = Span(body.places[at].start, body.places[at + len(own) - 1].end)
        is_quoted = any(other.start <= there.start and there.end <= other.end for other in body.quotes)
        return HeadlineCheck(heading, HeadlineState.SAME, there, is_quoted, None)
    small = common_words().small
    telling = {key for key in own if key not in small} or set(own)
    best: tuple[float, Quote, Comparison] | None = None
    for other in body.quotes:
        comparison = compare(other.text, words, language)
        shared = telling.intersection(shared_keys()[word] for word in cut_text(other.text).words)
        share = len(shared) / max(len(telling), 1)
        if share >= _MUCH and (best is None or share > best[0]):
            best = share, other, comparison
    if best is None:
        return HeadlineCheck(heading, HeadlineState.ABSENT, None, is_quoted=False, comparison=None)
    _, other, comparison = best
    is_cut = not comparison.is_reworded and comparison.kept >= len(own)
    state = HeadlineState.CUT if is_cut else HeadlineState.REWORDED
    return HeadlineCheck(heading, state, Span(other.start, other.end), is_quoted=True, comparison=comparison)


def _is_in(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _find(words: Sequence[int], run: Sequence[int]) -> int | None:
    """Return where a run of words begins among others."""
    number = len(run)
    return next((at for at in range(len(words) - number + 1) if words[at : at + number] == run), None)
