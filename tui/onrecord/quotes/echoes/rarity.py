"""How much it tells that two texts share a word: much where the word is rare, little where it is common."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

from onrecord.quotes.echoes.wording import common_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASSUMED = 1_000
"""Articles that are assumed beside those that are there, so that two articles alone are not taken for the world."""
_SMALL_WORD = 0.3
"""Share of the assumed articles that have one of the small words in or around a quote."""
_COMMON_WORD = 0.03
_OTHER_WORD = 0.0005


class Rarity(dict[int, float]):
    """The rarity of each word, by its key: the inverse document frequency (Spärck Jones 1972), smoothed.

    In natural logarithms: some 1 for "the", 3 for "country", 7 for a word that no other article has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.articles = 0
        """Articles that were counted."""
        self._counts: Counter[int] = Counter()

    def count(self, words: Iterable[int]) -> None:
        """Count an article that has these words, each given once."""
        self.articles += 1
        self._counts.update(words)
        self.clear()

    def __missing__(self, word: int) -> float:
        common = common_words()
        share = _SMALL_WORD if word in common.small else _COMMON_WORD if word in common.common else _OTHER_WORD
        expected = _ASSUMED * share + 0.5 + self._counts[word]
        rarity = self[word] = log((_ASSUMED + self.articles) / expected)
        return rarity

    @property
    def highest(self) -> float:
        """The rarity of what stands in one of all articles."""
        return log(_ASSUMED + self.articles)
