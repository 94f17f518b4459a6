"""Cuts text into words and gives each a number under which its spellings are one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from onrecord.languages.files import entries, language_codes, read_beginning, read_comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"([^\W_]+(?:'[^\W_]+)*)")
_GENITIVE = re.compile(r"'s\b")
_APOSTROPHES = "’‘‛ʼ`´′＇"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ASIDE = re.compile(r"\[[^\[\]]{0,200}\]")
_SMALL_LISTS = (
    "auxiliaries",
    "pronouns",
    "object_pronouns",
    "possessives",
    "relatives",
    "determiners",
    "prepositions",
    "conjunctions",
    "subordinators",
)
_VOCABULARY = 400_000
"""Spellings whose keys are kept in memory."""


class CutText(NamedTuple):
    """The words of a text with their places."""

    words: list[str]
    """In small letters, without punctuation and the genitive's "'s"."""
    starts: list[int]
    """Where each begins, in code points of the text."""


def cut_text(text: str) -> CutText:
    """Return the words of a text with their places in it; words in square brackets are an editor's and left out."""
    small = text.lower()
    if len(small) != len(text):
        # Some capitals have small forms of two code points, which would shift all places after them.
        small = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    for sign in _APOSTROPHES:
        small = small.replace(sign, "'")
    if "'s" in small:
        small = _GENITIVE.sub("  ", small)
    if "[" in small:
        small = _ASIDE.sub(lambda aside: " " * len(aside[0]), small)
    parts = _WORD.split(small)
    starts = list(accumulate(map(len, parts[:-1])))[::2]
    return CutText(parts[1::2], starts)


def cut_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without their places."""
    return cut_text(text).words


class WordKeys(dict[str, int]):
    """The key of each word met so far; that of any other is worked out when it is asked for.

    A key is a checksum of 32 bits, so it is the same in every run and on every machine. Accents are left out, and
    the spellings that the languages' data name are one.
    """

    def __init__(self, spellings: Sequence[tuple[str, str]]) -> None:
        """Begin; `spellings` are pairs of endings, of which the second stands for the first."""
        super().__init__()
        self._spellings = spellings

    def __missing__(self, word: str) -> int:
        if len(self) > _VOCABULARY:
            self.clear()
        key = self[word] = crc32(self.plain(word).encode("utf-8", "surrogatepass")) or 1
        return key

    def plain(self, word: str) -> str:
        """Return the spelling that stands for all of a word's spellings."""
        if not word.isascii():
            parts = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word))
            word = "".join(sign for sign in parts if not unicodedata.combining(sign)) or word
        for ending, other in self._spellings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: len(word) - len(ending)] + other
        return word


@cache
def shared_keys() -> WordKeys:
    """Return the keys of words for all languages together, so that articles of two languages can be compared."""
    spellings: dict[str, str] = {}
    for code in language_codes():
        for ending, other in read_comparison(code).get("spellings", {}).items():
            spellings.setdefault(ending, other)
    # The longest ending that fits tells most.
    return WordKeys(sorted(spellings.items(), key=lambda pair: -len(pair[0])))


class CommonWords(NamedTuple):
    """Keys of words that tell little, because any article has them."""

    small: frozenset[int]
    """Articles, pronouns, prepositions and the like."""
    common: frozenset[int]
    """Other words of everyday news."""


@cache
def common_words() -> CommonWords:
    """Return the common words of all languages that there are data of."""
    keys = shared_keys()
    small: set[int] = set()
    common: set[int] = set()
    for code in language_codes():
        beginning = read_beginning(code)
        words = [word for name in _SMALL_LISTS for word in entries(beginning.get(name, ""))]
        small.update(keys[part] for word in words for part in cut_words(word))
        common.update(keys[word] for word in entries(read_comparison(code).get("common", "")))
    return CommonWords(frozenset(small), frozenset(common - small))


@cache
def word_class(code: str, name: str) -> frozenset[int]:
    """Return the keys of a language's words of one class: `negations`, `hedges`, `conditions` and so on."""
    keys = shared_keys()
    return frozenset(
        keys[part] for word in entries(read_comparison(code).get(name, "")) for part in cut_words(word)
    )
