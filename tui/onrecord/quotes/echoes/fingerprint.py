"""What is kept of an article to compare its quotes with those of others: numbers instead of text.

A fingerprint depends on its article alone, so it is made once and can be kept.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from onrecord.quotes.echoes.wording import common_words, cut_text, cut_words, shared_keys
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.articles.span import Span
    from onrecord.quotes.quote import Quote

AROUND = 250
"""Code points before and after a quote whose words tell what it is about."""
RUN = 5
"""Words of the runs by which two articles are compared."""
SAMPLED = 8
"""One run in so many is kept, chosen by its first word, so that two articles keep the same ones."""
MOST_WORDS = 400
"""Words of a quote that are compared; what follows is left aside, so that no quote takes long."""


class QuotePrint(NamedTuple):
    """A quote as it is compared."""

    start: int
    end: int
    text: str
    actor: str | None
    cue: str | None
    """The words that mark speaking."""
    headline: bool
    """It stands in a heading."""
    words: tuple[int, ...]
    """The keys of its words."""
    around: frozenset[int]
    """The keys of the words in it and around it that are not common."""
    speaker: int
    """A key of the actor's last name; 0 where no actor was found."""
    spoken: bool
    """It was not taken for words in quotation marks that nobody speaks, such as a title."""
    sure: float
    """How likely the actor is right, from 0 to 1."""


class ArticlePrint(NamedTuple):
    """An article as it is compared."""

    key: str
    outlet: str | None
    language: str
    """ISO 639 code."""
    day: int
    """The ordinal of its date (`datetime.date.toordinal`); 0 where the date is not known."""
    length: int
    """Code points of its text."""
    runs: frozenset[int]
    """A sample of its runs of five words."""
    quotes: tuple[QuotePrint, ...]


def article_print(
    key: str,
    text: str,
    quotes: Sequence[Quote],
    *,
    language: str,
    day: date | None = None,
    outlet: str | None = None,
    headings: Sequence[Span] = (),
) -> ArticlePrint:
    """Return the fingerprint of an article.

    Args:
        key: the article's key.
        text: the text that the quotes' offsets count in.
        quotes: its quotes.
        language: ISO 639 code of the language it is written in.
        day: when it was published.
        outlet: who published it.
        headings: where in the text its headings stand.
    """
    keys, common = shared_keys(), common_words()
    words, starts = cut_text(text)
    numbers = [keys[word] for word in words]
    dull = common.small | common.common
    telling = [0 if number in dull else number for number in numbers]
    prints: list[QuotePrint] = []
    for quote in quotes:
        first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        before = bisect_left(starts, quote.start - AROUND)
        after = bisect_left(starts, quote.end + AROUND)
        around = set(telling[before:after])
        around.discard(0)
        wording = tuple(numbers[first : min(last, first + MOST_WORDS)])
        prints.append(
            QuotePrint(
                start=quote.start,
                end=quote.end,
                text=text[quote.start : quote.end],
                actor=quote.actor,
                cue=quote.cue.text if quote.cue else None,
                headline=any(heading.start <= quote.start < heading.end for heading in headings),
                words=wording,
                around=frozenset(around),
                speaker=speaker_key(quote.actor),
                spoken=quote.kind is not Kind.SCARE,
                sure=quote.confidence,
            )
        )
    runs = frozenset(sampled_runs(numbers))
    return ArticlePrint(key, outlet, language, day.toordinal() if day else 0, len(text), runs, tuple(prints))


def sampled_runs(words: Sequence[int]) -> list[int]:
    """Return a sample of the runs of five words, each as a number of 32 bits."""
    return [
        hash(tuple(words[at : at + RUN])) & 0xFFFFFFFF
        for at, word in enumerate(words[: max(len(words) - RUN + 1, 0)])
        if not word % SAMPLED
    ]


def speaker_key(actor: str | None) -> int:
    """Return a key of an actor's last name, under which "Sherman" and "Wendy Sherman" are one.

    It is 0 of nobody, and of a description such as "a senior official", which may be anybody's.
    """
    words = cut_words(actor) if actor else []
    if not actor or not words or not _capital_begins(actor.split()[-1]):
        return 0
    return crc32(words[-1].encode("utf-8", "surrogatepass")) or 1


def _capital_begins(word: str) -> bool:
    """Return whether a name's word begins with a capital, or is written in a script without them."""
    first = next((sign for sign in word if sign.isalnum()), "")
    return not first.islower()
