"""Fingerprints of many articles in columns: a few hundred bytes a quote, so that a million fit in memory."""

from __future__ import annotations

from array import array
from sys import intern
from typing import TYPE_CHECKING

from onrecord.quotes.echoes.rarity import Rarity

if TYPE_CHECKING:
    from onrecord.quotes.echoes.fingerprint import ArticlePrint


class Columns:
    """The quotes of many articles, numbered in the order in which they came."""

    def __init__(self) -> None:
        self.rarity = Rarity()
        self.articles: list[str] = []
        """The articles' keys."""
        self.outlets: list[str | None] = []
        self.languages: list[str] = []
        """Of each article, the ISO 639 code of its language."""
        self.days: array[int] = array("I")
        """Of each article; 0 where it is not known."""
        self.article_of: array[int] = array("I")
        """Of each quote, the number of its article."""
        self.speakers: array[int] = array("I")
        """Of each quote."""
        self.spoken = bytearray()
        """Of each quote, 0 where nobody was found to speak: a title, a term."""
        self.sure: array[float] = array("f")
        """Of each quote, how likely the actor is right, from 0 to 1."""
        self.starts: array[int] = array("I")
        """Of each quote, in code points of the article's text."""
        self.ends: array[int] = array("I")
        self.first_quotes: array[int] = array("I")
        """Of each article, the number of its first quote."""
        self.actors: list[str | None] = []
        """Of each quote, the actor's name."""
        self.cues: list[str | None] = []
        """Of each quote, the words that mark speaking."""
        self.headlines = bytearray()
        """Of each quote, 1 where it stands in a heading."""
        self.lengths: array[int] = array("I")
        """Of each article, the code points of its text."""
        self._texts = bytearray()
        self._text_ends: array[int] = array("Q", [0])
        self._words: array[int] = array("I")
        self._word_ends: array[int] = array("Q", [0])
        self._around: array[int] = array("I")
        self._around_ends: array[int] = array("Q", [0])
        self._runs: array[int] = array("I")
        self._run_ends: array[int] = array("Q", [0])

    def __len__(self) -> int:
        return len(self.article_of)

    def add(self, article: ArticlePrint) -> None:
        """Take in the quotes of an article."""
        number = len(self.articles)
        self.articles.append(article.key)
        self.outlets.append(intern(article.outlet) if article.outlet else None)
        self.languages.append(intern(article.language))
        self.days.append(article.day)
        self.lengths.append(article.length)
        self.first_quotes.append(len(self.article_of))
        self._runs.extend(article.runs)
        self._run_ends.append(len(self._runs))
        met: set[int] = set()
        for quote in article.quotes:
            self.article_of.append(number)
            self.starts.append(quote.start)
            self.ends.append(quote.end)
            self.speakers.append(quote.speaker)
            self.spoken.append(quote.spoken)
            self.sure.append(quote.sure)
            self.actors.append(intern(quote.actor) if quote.actor else None)
            self.cues.append(intern(quote.cue) if quote.cue else None)
            self.headlines.append(quote.headline)
            self._texts += quote.text.encode("utf-8", "surrogatepass")
            self._text_ends.append(len(self._texts))
            self._words.extend(quote.words)
            self._word_ends.append(len(self._words))
            self._around.extend(quote.around)
            self._around_ends.append(len(self._around))
            met.update(quote.words)
            met.update(quote.around)
        self.rarity.count(met)

    def text(self, quote: int) -> str:
        """Return a quote's words as they stand in the article."""
        return self._texts[self._text_ends[quote] : self._text_ends[quote + 1]].decode("utf-8", "surrogatepass")

    def words(self, quote: int) -> tuple[int, ...]:
        """Return the keys of a quote's words, in their order."""
        return tuple(self._words[self._word_ends[quote] : self._word_ends[quote + 1]])

    def length(self, quote: int) -> int:
        """Return how many words a quote has."""
        return self._word_ends[quote + 1] - self._word_ends[quote]

    def around(self, quote: int) -> set[int]:
        """Return the keys of the telling words in and around a quote."""
        return set(self._around[self._around_ends[quote] : self._around_ends[quote + 1]])

    def runs(self, article: int) -> set[int]:
        """Return the sampled runs of an article."""
        return set(self._runs[self._run_ends[article] : self._run_ends[article + 1]])

    def day(self, quote: int) -> int:
        """Return the day of a quote's article; 0 where it is not known."""
        return self.days[self.article_of[quote]]
