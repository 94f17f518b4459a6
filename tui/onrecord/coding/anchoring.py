"""Finds a quote again in an article that has changed since it was coded.

The quote is looked for with its context in a text made comparable (spaces, quotation marks, dashes, case and
accents alike), as in robust anchoring of annotations (Phelps & Wilensky 2000; Brush et al. 2001): places that share
short strings with it are found by votes on their distance, each is aligned with it by edit distance (Levenshtein
1966), and the best is taken only if it is like enough, ahead of the second, and, where words have changed, near
where the quotes around it have gone. Everything else is left to a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import Span
from onrecord.coding.comparable import Comparable, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rapidfuzz.distance import Opcode

    from onrecord.coding.record import Anchor

_GRAM = 5
"""Code points of the strings by which places are found."""
_STEP = 3
"""Every so many code points such a string of the article is listed."""
_MOST_PLACES = 64
"""A string that stands in more places says nothing."""
_MOST_CANDIDATES = 6
_BIN = 8
"""Code points by which two places may differ and still be one."""
_CONTEXT_WEIGHT = 32
"""The context tells as much as so many code points of the quote."""
_LEAD = 0.05
"""How far the best place must be ahead of the second."""
_REACH_OF_MARK = 12
"""Code points from an aligned edge within which the quotation mark is looked for that was there before."""
_LEAST_WORDS = 0.84
"""The share of its words and its context's that has to be left of a quote that has changed."""
_LEAST_LIKENESS = 0.6
"""Words less like the quote's are not shown as perhaps the quote."""
_SURE_CONTEXT = 0.9
"""A context so like it was marks the place, whatever became of the words."""
_TELLING = 12
"""Code points of a quote that hardly stands by chance where it stood before."""


class AnchorState(StrEnum):
    """What became of a quote in its article."""

    EXACT = "exact"
    """It stands where it stood."""
    MOVED = "moved"
    """It stands elsewhere, or with other words, and there is no doubt."""
    UNSURE = "unsure"
    """Something like it stands there; a person has to look."""
    GONE = "gone"
    """Nothing like it stands in the article."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands now."""

    state: AnchorState
    span: Span | None
    """In code points of the article's text; None where it is gone."""
    score: float
    """How like it is what it was, with its context: from 0 to 1."""


class _Needle(NamedTuple):
    """What is looked for, made comparable."""

    prefix: str
    exact: str
    suffix: str

    @property
    def whole(self) -> str:
        return self.prefix + self.exact + self.suffix


class _Candidate(NamedTuple):
    """A place where the quote may stand."""

    span: Span
    """In code points of the article's text."""
    likeness: float
    """Of the words to the quote's: one less their edit distance over the quote's length."""
    context: float
    """How like what stands before and after is what stood there."""
    words: float
    """Which share of the words of quote and context stands here, in their order."""
    score: float
    """Likeness and context as one."""


def find_again(text: str, anchor: Anchor) -> Found:
    """Return where the quote of `anchor` stands in `text`, the text of its article as it is now.

    For all the quotes of an article together, `Anchoring` does less work and finds more.
    """
    return Anchoring(text).find_all((anchor,))[0]


class Anchoring:
    """Finds quotes again in one text. What the search needs is made when the first quote does not stand exactly."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[Anchor, tuple[_Candidate, ...]] = {}

    @property
    def searched(self) -> bool:
        """Whether any quote did not stand exactly, so that the places of quotes depend on each other."""
        return bool(self._known)

    def find_all(self, anchors: Sequence[Anchor]) -> tuple[Found, ...]:
        """Return where each quote stands.

        Those that stand beyond doubt tell where the others are to be looked for, and take their places: two quotes
        that stood apart cannot stand in one place.
        """
        found: dict[Anchor, Found] = {}
        for anchor in anchors:
            if _stands(self.text, anchor):
                found[anchor] = Found(AnchorState.EXACT, Span(anchor.start, anchor.end), 1.0)
        missing = [anchor for anchor in dict.fromkeys(anchors) if anchor not in found]
        for surely in (_surely_anywhere, _surely_near):
            fixed = _FixedPoints(found)
            for anchor in missing:
                free = [place for place in self._places(anchor) if not fixed.taken(place.span, anchor)]
                place = surely(free, anchor, fixed)
                if place is not None and anchor not in found:
                    found[anchor] = Found(AnchorState.MOVED, place.span, place.score)
        fixed = _FixedPoints(found)
        for anchor in missing:
            if anchor not in found:
                free = [place for place in self._places(anchor) if not fixed.taken(place.span, anchor)]
                found[anchor] = _doubtful(free, anchor, fixed)
        return tuple(found[anchor] for anchor in anchors)

    def _places(self, anchor: Anchor) -> tuple[_Candidate, ...]:
        """Return where the quote of `anchor` may stand, the likest first."""
        places = self._known.get(anchor)
        if places is None:
            places = tuple(sorted(self._candidates(anchor), key=lambda place: -place.score))
            self._known[anchor] = places
        return places

    @cached_property
    def _comparable(self) -> Comparable:
        return comparable(self.text)

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        text = self._comparable.text
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place in range(0, len(text) - _GRAM + 1, _STEP):
            places[text[place : place + _GRAM]].append(place)
        return places

    def _candidates(self, anchor: Anchor) -> Iterator[_Candidate]:
        needle = _Needle(*(comparable(part).text for part in (anchor.prefix, anchor.exact, anchor.suffix)))
        if not needle.exact.strip():
            return
        seen: set[Span] = set()
        for place in self._likely_places(needle):
            candidate = self._aligned(needle, place)
            if candidate is not None and not any(_overlap(candidate.span, other) for other in seen):
                seen.add(candidate.span)
                yield candidate

    def _likely_places(self, needle: _Needle) -> list[int]:
        """Return where in the comparable text the needle may begin, the likeliest first."""
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

    def _aligned(self, needle: _Needle, place: int) -> _Candidate | None:
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
        return _Candidate(self._source_span(start, end), likeness, context, _shared_words(whole, around), score)

    def _source_span(self, start: int, end: int) -> Span:
        start, end = map(self._comparable.to_source, (start, end))
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)


class _FixedPoints:
    """The quotes of an article that stand beyond doubt: where they stood, and where they stand."""

    def __init__(self, found: Mapping[Anchor, Found]) -> None:
        points = ((anchor.start, one.span, anchor) for anchor, one in found.items() if one.span is not None)
        self._points = sorted(points, key=lambda point: point[0])
        self._starts = [start for start, _, _ in self._points]
        by_place = sorted(self._points, key=lambda point: point[1])
        self._places = [span.start for _, span, _ in by_place]
        self._by_place = by_place

    def taken(self, span: Span, anchor: Anchor) -> bool:
        """Whether another quote stands there that stood apart from that of `anchor`."""
        last = bisect_left(self._places, span.end)
        return any(
            _overlap(span, there) and not _overlap((anchor.start, anchor.end), (other.start, other.end))
            for _, there, other in self._by_place[max(last - 2, 0) : last]
        )

    def expect(self, span: Span, anchor: Anchor) -> bool:
        """Whether the quote may be expected there, from where the nearest fixed points have gone.

        Edits in between add up as in a random walk: with the root of the distance.
        """
        at = bisect_left(self._starts, anchor.start)
        pairs = [(start, there.start) for start, there, _ in self._points[max(at - 1, 0) : at + 1]]
        if at == 0:
            pairs.append((0, 0))
        return any(
            abs((span.start - now) - (anchor.start - then)) <= 40 + 0.5 * abs(anchor.start - then) ** 0.5
            for then, now in pairs
        )


def _surely_anywhere(places: list[_Candidate], anchor: Anchor, _fixed: _FixedPoints) -> _Candidate | None:
    """Return the place that is so like the quote that it may be anywhere in the article."""
    best = _leading(places)
    if best is None:
        return None
    if best.likeness == 1.0:
        return best if len(anchor.exact) >= 40 or best.context >= _SURE_CONTEXT else None
    return best if best.likeness >= 0.9 and best.context >= _SURE_CONTEXT else None


def _surely_near(places: list[_Candidate], anchor: Anchor, fixed: _FixedPoints) -> _Candidate | None:
    """Return the place that is like the quote and stands where it is to be expected."""
    best = _leading([place for place in places if fixed.expect(place.span, anchor)])
    if best is None or best.likeness < 0.5 or best.context < 0.6:
        return None
    return best if best.words >= _LEAST_WORDS or (best.likeness == 1.0 and best.context >= 0.75) else None


def _leading(places: list[_Candidate]) -> _Candidate | None:
    if not places or (len(places) > 1 and places[0].score - places[1].score < _LEAD):
        return None
    return places[0]


def _doubtful(places: list[_Candidate], anchor: Anchor, fixed: _FixedPoints) -> Found:
    like = [place for place in places if place.likeness >= _LEAST_LIKENESS or place.context >= _SURE_CONTEXT]
    if not like:
        return Found(AnchorState.GONE, None, max((place.score for place in places), default=0.0))
    best = next((place for place in like if fixed.expect(place.span, anchor)), like[0])
    return Found(AnchorState.UNSURE, best.span, best.score)


def _stands(text: str, anchor: Anchor) -> bool:
    """Whether the quote stands where it stood; a word or two could by chance, so their context has to, too."""
    start, end = anchor.start, anchor.end
    if text[start:end] != anchor.exact or end > len(text):
        return False
    if end - start >= _TELLING:
        return True
    return text.startswith(anchor.suffix[:8], end) or text.endswith(anchor.prefix[-8:], 0, start)


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
    return text[place - 1] == "'" and text[place] != " " and not text[max(place - 2, 0) : place - 1].isalnum()


def _ends_before_mark(text: str, place: int) -> bool:
    return text[place] == "'" and text[place - 1] != " " and not text[place + 1 : place + 2].isalnum()


def _word_start(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    return place


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared_words(old: str, new: str) -> float:
    """Return the share of the old words, the cut ones at the edges aside, that the new text has in their order."""
    from rapidfuzz.distance import LCSseq

    words = _words().findall(old)
    words = words[1:-1] if len(words) > 4 else words
    return LCSseq.similarity(words, _words().findall(new)) / max(len(words), 1)


@cache
def _words() -> re.Pattern[str]:
    # Where no spaces part the words, a character is one.
    return re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
