"""The words by which articles are read in every language: months, weekdays, bylines, labels.

What an article says of itself is read before its language is known, so the words of all languages count at once.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.languages.files import language_codes, read_article_words

_MONTHS = 12


class Byline(NamedTuple):
    """How a language begins the line that names an article's authors."""

    words: frozenset[str]
    """Before any author: `by`."""
    words_before_names: frozenset[str]
    """Words that also begin headlines, and so a byline only before names alone: `von`."""
    particles: frozenset[str]
    """Words in lower case among those names."""


class ArticleWords(NamedTuple):
    """The words of all languages, in lower case."""

    months: dict[str, int]
    """From 1."""
    weekdays: frozenset[str]
    date_labels: frozenset[str]
    """Words before a date: `published`."""
    ordinals: tuple[str, ...]
    """Endings of a day's number: `st`."""
    time_prepositions: frozenset[str]
    """Words between a date and a time of day: `at`."""
    clock_words: frozenset[str]
    """Words after a time of day, which may then be written with a full stop: `10.53 uhr`."""
    hour_letters: frozenset[str]
    """Letters between hours and minutes: `10h53`."""
    bylines: tuple[Byline, ...]
    """One a language."""
    address_labels: frozenset[str]
    """Words that call what follows a web address."""
    after_open_hyphen: frozenset[str]
    """Words before which a hyphen stands for the rest of a word: "two- and three-year"."""


@cache
def article_words() -> ArticleWords:
    """Return the words of all languages."""
    languages = [read_article_words(code) for code in language_codes()]

    def union(key: str) -> frozenset[str]:
        return frozenset(word for words in languages for word in words.get(key, ()))

    return ArticleWords(
        months={word: number for number in range(1, _MONTHS + 1) for word in union(f"month_{number}")},
        weekdays=union("weekdays"),
        date_labels=union("date_labels"),
        ordinals=tuple(union("ordinals")),
        time_prepositions=union("time_prepositions"),
        clock_words=union("clock_words"),
        hour_letters=union("hour_letters"),
        bylines=tuple(
            Byline(
                *(frozenset(words.get(key, ())) for key in ("byline", "byline_before_names", "byline_particles"))
            )
            for words in languages
        ),
        address_labels=union("address_labels"),
        after_open_hyphen=union("after_open_hyphen"),
    )
