"""Which rows of a list match what was typed, the closest first."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_LETTERS_BY_THEMSELVES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a plain letter and an accent."""


class Closeness(IntEnum):
    """How a name matches what was typed, the closest first."""

    EXACT = 0
    """The whole name."""
    BEGINNING = 1
    """The beginning of the name, or of a word in it."""
    WORDS = 2
    """The beginnings of several words, in their order: "fe bo" in "Femke de Boer"."""
    WITHIN = 3
    """Somewhere in the name."""
    LOOSE = 4
    """Its letters in their order, with others between them."""


class Match(NamedTuple):
    """A row that matches, and how closely its closest name does."""

    row: int
    closeness: Closeness


class RankedNames:
    """The names of a list's rows, each compared by itself and never across two names of one row."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        """Prepare the names of each row; a row without a name is only found while nothing is typed."""
        self._rows = [tuple(map(folded, one)) for one in names]

    def matching(self, typed: str) -> list[Match]:
        """Return the rows that match, the closest first, of equally close ones in their own order.

        Case, accents and punctuation do not count.
        """
        query = folded(typed)
        if not query:
            return []
        loosely = re.compile(".*?".join(map(re.escape, query.replace(" ", ""))))
        words = query.split()
        begins = re.compile(r"\b" + r".*?\b".join(map(re.escape, words)))
        matches = []
        for row, names in enumerate(self._rows):
            near = [found for name in names if (found := _closeness(name, query, begins, loosely)) is not None]
            if near:
                matches.append(Match(row, min(near)))
        matches.sort(key=lambda match: match.closeness)
        return matches


def _closeness(name: str, query: str, begins: re.Pattern[str], loosely: re.Pattern[str]) -> Closeness | None:
    if not loosely.search(name):
        return None
    if name == query:
        return Closeness.EXACT
    if f" {name}".find(f" {query}") >= 0:
        return Closeness.BEGINNING
    if begins.search(name):
        return Closeness.WORDS
    return Closeness.WITHIN if query in name else Closeness.LOOSE


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Return a name as it is compared: in lower case, without accents, words parted by single spaces."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_LETTERS_BY_THEMSELVES)
    return _NEITHER_LETTER_NOR_DIGIT.sub(" ", bare).strip()
