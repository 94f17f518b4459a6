"""Finds the places in a text that resemble a quote and its context, and measures how much.

The text is normalised first (spaces, quotation marks, dashes, case and accents). Places that share short
strings with the quote are found by votes on their distance, and each is aligned with it by edit distance
(Levenshtein 1966).
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum, auto
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.span import Span
from onrecord.coding.normalise import Normalised, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rapidfuzz.distance import Opcode

    from onrecord.coding.record import Anchor

_GRAM = 5
"""Length in code points of the strings by which places are found."""
_STEP = 3
"""Distance in code points between the listed strings of the article."""
_MOST_PLACES = 64
"""A string found in more places than this is ignored."""
_MOST_CANDIDATES = 6
_BIN = 8
"""Code points by which two places may differ and still count as one."""
_NEAR = 32
"""Code points of the context with which a quote is aligned; what is farther may have been parted from it."""
_MORE_WORDS = 16
"""Code points by which a context may have grown whose words are compared."""
_CONTEXT_WEIGHT = 32
"""The context weighs as much as this number of code points of the quote."""
_REACH_OF_MARK = 12
"""Code points from an aligned edge within which the quotation mark is looked for that was there before."""


class _Needle(NamedTuple):
    """The normalised quote and context to look for."""

    before: str
    exact: str
    after: str

    @property
    def prefix(self) -> str:
        return self.before[-_NEAR:]

    @property
    def suffix(self) -> str:
        return self.after[:_NEAR]

    @property
    def whole(self) -> str:
        return self.prefix + self.exact + self.suffix


class Marks(Enum):
    """Whether a quote still has the quotation marks that were around it."""

    NONE = auto()
    """It had none."""
    KEPT = auto()
    """It had them and still has."""
    LOST = auto()
    """It had them and has them no longer."""


class Candidate(NamedTuple):
    """A place where the quote may be."""

    span: Span
    """In code points of the article's text."""
    likeness: float
    """Of the words to the quote's: one less their edit distance over the quote's length."""
    context: float
    """Similarity of the text before and after to the recorded context, from 0 to 1."""
    words: float
    """Share of the words of quote and context that are here in the same order."""
    score: float
    """Likeness and context combined."""
    own_words: int
    """Number of the quote's own words that are here in the same order."""
    other_words: int
    """How many words the quote has here, or had, that are not these."""
    context_kept: int
    """How many of the words before and after, as far as they are recorded, stand here in their order."""
    context_changed: int
    """How many words of the context are others, left out or put in."""
    marks: Marks
    """Whether it still has its quotation marks."""


class Alignment:
    """Finds places in one text. The index is built when it is first needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _comparable(self) -> Normalised:
        return normalise(self._text)

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        text = self._comparable.text
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place in range(0, len(text) - _GRAM + 1, _STEP):
            places[text[place : place + _GRAM]].append(place)
        return places

    def candidates(self, anchor: Anchor) -> Iterator[Candidate]:
        """Yield the places where the quote of `anchor` may be. They do not overlap."""
        needle = _Needle(*(normalise(part).text for part in (anchor.prefix, anchor.exact, anchor.suffix)))
        if not needle.exact.strip():
            return
        seen: set[Span] = set()
        for place in self._likely_places(needle):
            candidate = self._aligned(needle, place)
            if candidate is not None and not any(overlap(candidate.span, other) for other in seen):
                seen.add(candidate.span)
                yield candidate

    def _likely_places(self, needle: _Needle) -> list[int]:
        """Return where in the normalised text the needle may begin, the likeliest first."""
        whole = needle.whole
        votes: defaultdict[int, float] = defaultdict(float)
        for place in range(len(whole) - _GRAM + 1):
            there = self._grams.get(whole[place : place + _GRAM], ())
            if len(there) <= _MOST_PLACES:
                for other in there:
                    votes[(other - place) // _BIN] += 1 / len(there)
        for at in _occurrences(self._comparable.text, needle.exact):
            votes[(at - len(needle.prefix)) // _BIN] += 1.0
        apart = max(len(whole) // 4 // _BIN, 2)
        chosen: list[int] = []
        summed = {bin: votes.get(bin - 1, 0) + votes[bin] + votes.get(bin + 1, 0) for bin in votes}
        for bin, _ in sorted(summed.items(), key=lambda item: -item[1]):
            if all(abs(bin - other) >= apart for other in chosen):
                chosen.append(bin)
                if len(chosen) == _MOST_CANDIDATES:
                    break
        return [bin * _BIN for bin in chosen]

    def _aligned(self, needle: _Needle, place: int) -> Candidate | None:
        """Return the quote's place near `place`, where the needle begins roughly."""
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Levenshtein

        text, whole = self._comparable.text, needle.whole
        slack = _CONTEXT_WEIGHT + len(whole) // 5
        low = max(place - slack, 0)
        window = text[low : place + len(whole) + slack]
        rough = fuzz.partial_ratio_alignment(whole, window)
        if rough is None or rough.dest_end <= rough.dest_start:
            return None
        low += rough.dest_start
        window = text[low : low + rough.dest_end - rough.dest_start]
        edits = Levenshtein.opcodes(whole, window)
        edges = [len(needle.prefix), len(needle.prefix) + len(needle.exact)]
        start, end = (low + _moved_edge(edits, edge) for edge in edges)
        start, end = _snapped(text, start, end, needle)
        if end <= start:
            return None
        likeness = 1 - min(Levenshtein.distance(needle.exact, text[start:end]) / len(needle.exact), 1.0)
        before = _likeness_of_side(needle.prefix[::-1], text[max(start - 48, 0) : start][::-1])
        after = _likeness_of_side(needle.suffix, text[end : end + 48])
        # A paragraph put in on one side leaves the other as it was.
        context = (before + after + 2 * max(before, after)) / 4
        around = text[max(start - len(needle.prefix) - 8, 0) : end + len(needle.suffix) + 8]
        weight = len(needle.exact)
        score = (likeness * weight + context * _CONTEXT_WEIGHT) / (weight + _CONTEXT_WEIGHT)
        return Candidate(
            self._source_span(start, end),
            likeness,
            context,
            _shared_words(whole, around),
            score,
            *_own_and_other_words(needle.exact, text[start:end]),
            *_kept_and_changed_words(needle, text, start, end),
            _marks(text, start, end, needle),
        )

    def _source_span(self, start: int, end: int) -> Span:
        start, end = map(self._comparable.to_source, (start, end))
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return Span(start, end)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two spans have code points in common."""
    return one[0] < other[1] and other[0] < one[1]


def _likeness_of_side(old: str, new: str) -> float:
    """Return how like the beginning of `new` is `old`; both read from the quote outwards."""
    from rapidfuzz.distance import Levenshtein

    if not old:
        return 1.0
    lengths = (len(old) - 8, len(old), len(old) + 8)
    return max(Levenshtein.normalized_similarity(old, new[: max(length, 1)]) for length in lengths)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _moved_edge(edits: Iterable[Opcode], edge: int) -> int:
    """Return where an edge of the old text lies in the new one."""
    moved = 0
    for edit in edits:
        if edit.src_start <= edge < edit.src_end:
            return min(edit.dest_start + edge - edit.src_start, edit.dest_end)
        moved = edit.dest_end
    return moved


def _snapped(text: str, start: int, end: int, needle: _Needle) -> tuple[int, int]:
    """Return the edges at the quotation marks, where there were some before, or else at whole words."""
    opened = needle.prefix.endswith("'") and not needle.exact.startswith("'")
    closed = needle.suffix.startswith("'") and not needle.exact.endswith("'")
    start = (_nearest(text, start, _begins_after_mark) if opened else None) or _word_start(text, start)
    end = (_nearest(text, end, _ends_before_mark) if closed else None) or _word_end(text, end)
    while start < end and text[start] == " " and not needle.exact.startswith(" "):
        start += 1
    while start < end and text[end - 1] == " " and not needle.exact.endswith(" "):
        end -= 1
    return start, end


def _nearest(text: str, place: int, fits: Callable[[str, int], bool]) -> int | None:
    for distance in range(_REACH_OF_MARK):
        for near in (place - distance, place + distance):
            if 0 < near < len(text) and fits(text, near):
                return near
    return None


def _begins_after_mark(text: str, place: int) -> bool:
    if text[place] == " ":
        return False
    # Between spaces it stands as the French write it, or where the first word was left out.
    return text.endswith(" ' ", 0, place) or (
        text[place - 1] == "'" and not _is_in_word(text[max(place - 2, 0) : place - 1])
    )


def _ends_before_mark(text: str, place: int) -> bool:
    if text[place - 1] == " ":
        return False
    mark = place + 1 if text.startswith(" '", place) else place
    return text[mark] == "'" and not _is_in_word(text[mark + 1 : mark + 2])


def _is_in_word(character: str) -> bool:
    """Whether a mark beside it is an apostrophe: where no spaces part the words, it is none."""
    return character.isalnum() and not "\u3040" <= character <= "\u9fff"


def _word_start(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    return place


def _shared_words(old: str, new: str) -> float:
    """Return the share of the old words, the cut ones at the edges aside, that the new text has in their order."""
    from rapidfuzz.distance import LCSseq

    words = _words().findall(old)
    words = words[1:-1] if len(words) > 4 else words
    return LCSseq.similarity(words, _words().findall(new)) / max(len(words), 1)


def _own_and_other_words(old: str, new: str) -> tuple[int, int]:
    from rapidfuzz.distance import LCSseq

    then, now = _words().findall(old), _words().findall(new)
    own = LCSseq.similarity(then, now)
    return own, max(len(then), len(now)) - own


def _kept_and_changed_words(needle: _Needle, text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many words of the context are kept where the quote stands from start to end, and how many not."""
    words = _words()
    before = words.findall(text, max(start - len(needle.before) - _MORE_WORDS, 0), start)
    after = words.findall(text, end, end + len(needle.after) + _MORE_WORDS)
    # The outermost word may be cut.
    sides = ((words.findall(needle.before)[:0:-1], before[::-1]), (words.findall(needle.after)[:-1], after))
    counts = [_kept_and_changed(then, now) for then, now in sides]
    return sum(kept for kept, _ in counts), sum(changed for _, changed in counts)


def _kept_and_changed(then: list[str], now: list[str]) -> tuple[int, int]:
    """Count the words, in the order from the quote outwards; what follows after the last of then is left out."""
    from rapidfuzz.distance import Levenshtein

    kept = changed = put_in = 0
    for edit in Levenshtein.opcodes(then, now):
        old, new = edit.src_end - edit.src_start, edit.dest_end - edit.dest_start
        changed += put_in
        put_in = 0
        if edit.tag == "equal":
            kept += old
        elif edit.tag == "insert":
            put_in = new
        else:
            changed += max(old, new)
    return kept, changed


def _marks(text: str, start: int, end: int, needle: _Needle) -> Marks:
    if not (needle.prefix.endswith("'") and needle.suffix.startswith("'")):
        return Marks.NONE
    around = 0 < start < end < len(text) and _begins_after_mark(text, start) and _ends_before_mark(text, end)
    return Marks.KEPT if around else Marks.LOST


@cache
def _words() -> re.Pattern[str]:
    # Where no spaces part the words, a character is one.
    return re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
