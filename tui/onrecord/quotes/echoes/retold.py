"""Pairs of quotes that may be two translations or transcripts of one utterance.

They share no words in a row that would tell, so only what one actor says within a day is compared. Every telling
word of the shorter quote has to stand in the longer one, at least in another form, in much the same order.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.wording import common_words, cut_words, shared_keys

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from onrecord.quotes.echoes.columns import Columns

_FEWEST_WORDS = 3
_DAYS = 1
_NEXT = 60
"""Quotes of an actor that each is compared with, those that come next by date."""
_STEM = 4
"""Letters that the forms of a word begin with alike."""
_WORDS_ALIKE = 80.0
"""Percentage from which on two words are taken for forms of one (Levenshtein's similarity)."""
_PASSAGES_ALIKE = 70.0
"""Percentage of the shorter quote that stands somewhere in the longer one, letter by letter."""


class _Telling(NamedTuple):
    quote: int
    day: int
    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    """How its telling words begin."""


def retold_pairs(
    columns: Columns, linked: Container[tuple[int, int]], since: int = 0
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of quotes of different articles that may be one utterance told twice, and how alike they are.

    Likeness goes from 0 to 1. Pairs that are linked already are left out, and those without a quote of the number
    `since` or a higher one.
    """
    by_actor: dict[int, list[int]] = defaultdict(list)
    for quote, actor in enumerate(columns.speakers):
        if actor and columns.length(quote) >= _FEWEST_WORDS:
            by_actor[actor].append(quote)
    for quotes in by_actor.values():
        if len(quotes) > 1 and quotes[-1] >= since:
            yield from _of_actor(columns, quotes, linked, since)


def _of_actor(
    columns: Columns, quotes: list[int], linked: Container[tuple[int, int]], since: int
) -> Iterator[tuple[int, int, float]]:
    told = sorted((_telling(columns, quote) for quote in quotes), key=lambda telling: telling.day)
    for at, one in enumerate(told):
        for other in told[at + 1 : at + 1 + _NEXT]:
            if one.day and other.day - one.day > _DAYS:
                break
            first, last = sorted((one.quote, other.quote))
            if last < since or columns.article_of[first] == columns.article_of[last] or (first, last) in linked:
                continue
            likeness = _likeness(one, other)
            if likeness:
                yield first, last, likeness


def _telling(columns: Columns, quote: int) -> _Telling:
    keys, small = shared_keys(), common_words().small
    words = cut_words(columns.text(quote))
    telling = tuple(word for word in words if keys[word] not in small)
    return _Telling(
        quote, columns.day(quote), " ".join(words), telling, frozenset(word[:_STEM] for word in telling)
    )


def _likeness(one: _Telling, other: _Telling) -> float:
    from rapidfuzz import fuzz

    short, long = (one, other) if len(one.text) <= len(other.text) else (other, one)
    if not short.stems or not short.stems <= long.stems:
        return 0.0
    likeness = fuzz.partial_ratio(short.text, long.text)
    if likeness < _PASSAGES_ALIKE:
        return 0.0
    there = set(long.words)
    forms = (word for word in short.words if word not in there)
    if any(all(fuzz.ratio(word, other) < _WORDS_ALIKE for other in there) for word in forms):
        return 0.0
    return likeness / 100
