"""The language that an article is read in: the one that it says it is in, or else the one of its small words.

Counting small words tells languages apart that are written in one script (Ingle 1976, “A language identification
table”), and needs nothing but the lists that the engine reads articles by.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from onrecord.languages.files import entries, language_codes, read_beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAMPLE = 4_000
"""Code points from the beginning of an article that are looked at: some 600 words."""
_SMALL_WORDS = (
    *("auxiliaries", "negations", "pronouns", "object_pronouns", "possessives", "relatives", "determiners"),
    *("prepositions", "conjunctions", "subordinators"),
)
_PARTICLES = "name_particles"
_DIFFERENT = 3
"""So many different small words of a language have to be there: one alone may be a name's, or come by chance."""
_SHARE = 1 / 8
"""Of the words; an article has a third in its own language, and hardly one in twenty in another."""
_LEAD = 2
"""So many times those of any other language."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[“„\"«»][^“”„\"«»\n]*[“”\"«»]")
_NAME = r"([^\W\d_]+)(?:[-_. (][^,;/|]*)?"
"""One language by its code or name, and what follows these (`de-AT`, `de_DE.UTF-8`, `German (Austria)`)."""


def language_of(text: str, said: str | None = None, *, by_template: bool = False) -> str:
    """Return the ISO 639 code of the language that an article is to be read in; there is a data file for it.

    What the article says of itself counts, where there is a data file for that. Else it is the language whose small
    words (articles, pronouns, prepositions and their kin) stand in the beginning of the text, first without what is
    quoted there, since a reporter may quote what was said in another language; where that is too little to tell,
    with it. Where nothing tells, it is the default of the data files. A web page often names the language of its
    template: it counts only where the text does not tell.

    Args:
        text: the article as it is read.
        said: the language as the article names it: `de`, `de-AT`, `German`.
        by_template: whether it may be that of the template that a web page was made with.
    """
    named = _known_by(said) if said else None
    if named is not None and not by_template:
        return named
    return _guess(text[:_SAMPLE].lower()) or named or _default()


def _known_by(said: str) -> str | None:
    name = re.fullmatch(_NAME, said.strip().lower())
    return _names().get(name[1]) if name else None


def _guess(sample: str) -> str | None:
    return _told_by(_WORD.findall(_QUOTED.sub(" ", sample))) or _told_by(_WORD.findall(sample))


def _told_by(words: Sequence[str]) -> str | None:
    """Return the language that these words are plainly of."""
    telling = _telling_words()
    found: Counter[str] = Counter()
    different: Counter[str] = Counter()
    for word, times in Counter(words).items():
        if code := telling.get(word):
            found[code] += times
            different[code] += 1
    if not found:
        return None
    (best, most), *others = found.most_common(2)
    clear = all(most >= _LEAD * times for _, times in others) and most >= _SHARE * len(words)
    return best if clear and different[best] >= _DIFFERENT else None


@cache
def _telling_words() -> dict[str, str]:
    """Return the small words that a single language has, and which.

    A word that another language knows as a part of names tells nothing: “von der Leyen” is no German.
    """
    holders: dict[str, set[str]] = {}
    small: dict[str, str] = {}
    for code in language_codes():
        data = read_beginning(code)
        listed = [word for name in _SMALL_WORDS for word in entries(data.get(name))]
        small.update(dict.fromkeys(listed, code))
        for word in (*listed, *entries(data.get(_PARTICLES))):
            holders.setdefault(word, set()).add(code)
    return {word: code for word, code in small.items() if len(holders[word]) == 1}


@cache
def _names() -> dict[str, str]:
    """Return the languages' codes by their codes and names in lower case."""
    return {name: code for code in language_codes() for name in (code, *entries(read_beginning(code).get("names")))}


@cache
def _default() -> str:
    return next(code for code in language_codes() if read_beginning(code).get("default"))
