"""Finds a quote again in an article that has changed since it was coded.

As in robust anchoring of annotations (Phelps & Wilensky 2000; Brush et al. 2001), a quote is looked for with its
context. Of the places that are like it the best is taken only if it is like enough and ahead of the second. Where
words have changed, so many words of the quote and its context must be left that no lookalike has them, and it must
stand where it is to be expected; a quote of which less is known is taken where it stands between its neighbours as
before, in its quotation marks. All else is left to a person.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

from onrecord.articles.span import Span
from onrecord.coding.alignment import Alignment, Candidate, Marks, overlap
from onrecord.coding.anchor_state import AnchorState, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from onrecord.coding.record import Anchor

    _Rule: TypeAlias = Callable[[list[Candidate], Anchor, "_FixedPoints"], Candidate | None]

_LEAD = 0.05
"""Least lead of the best place over the second, in score."""
_LEAST_LIKENESS = 0.6
"""Places with a lower likeness are not offered."""
_SURE_CONTEXT = 0.9
"""A context this similar marks the place, even if the words have changed."""
_LEAST_BETWEEN = 0.4
"""How like the words and the context have to be of a quote that keeps its distance from those beside it."""
_LEAST_WORDS_BETWEEN = 0.6
"""The share of its words and its context's that has to be left of such a quote."""
_MOST_OTHER_WORDS_NEAR = 0.25
"""How many other words a quote that has changed may have for each of its own that is left."""
_MOST_OTHER_WORDS = 0.5
"""How many a quote may have that keeps its distance; of few words, one may be another."""
_LEAST_CONTEXT_OF_FEW_WORDS = 0.7
"""How like the context has to be if the letters are not: one of two words changed is half of the letters."""
_KEPT_DISTANCE = 24
"""Code points by which the distance to the next quote may change: less than a sentence put in or cut."""
_EXPECTED_WITHIN = 40
"""Code points by which a quote may have left the place where the next quote lets one expect it."""
_GROWTH = 0.06
"""Further code points for each code point in between: a revised article grows or shrinks."""
_CHANGED_AGAINST_KEPT = 2
"""How many kept words outweigh one changed word."""
_TELLING_CONTEXT = 12
"""How many words of the context, those that changed set off, mark a place."""
_TELLING_WORDS = 8
"""How many words of context and quote together do, if few of the quote have changed."""
_MOST_TOLD_BY_OWN_WORDS = 6
"""How many of these may be the quote's own."""
_LEAD_IN_WORDS = 0.1
"""Least lead of the best place over the second, in the share of kept words."""
_LONG = 40
"""Length in code points from which a quote is unlikely to occur twice."""
_TELLING = 12
"""Length in code points from which a quote at its old place is no coincidence."""


def find_again(text: str, anchor: Anchor) -> Found:
    """Return where the quote of `anchor` stands in `text`, the text of its article as it is now.

    For all the quotes of an article together, `Anchoring` does less work and finds more.
    """
    return Anchoring(text).find_all((anchor,))[0]


class Anchoring:
    """Finds quotes again in one text. The index is built when the first quote is not exactly where it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._alignment = Alignment(text)
        self._known: dict[Anchor, tuple[Candidate, ...]] = {}

    @property
    def searched(self) -> bool:
        """Whether any quote did not stand exactly, so that the places of quotes depend on each other."""
        return bool(self._known)

    def find_all(self, anchors: Sequence[Anchor]) -> tuple[Found, ...]:
        """Return where each quote is now.

        Quotes found beyond doubt tell where to look for the others and occupy their places: two quotes that did not
        overlap cannot be in one place.
        """
        found: dict[Anchor, Found] = {}
        for anchor in anchors:
            if _stands(self.text, anchor):
                found[anchor] = Found(AnchorState.EXACT, Span(anchor.start, anchor.end), 1.0)
        missing = [anchor for anchor in dict.fromkeys(anchors) if anchor not in found]
        if not missing:
            return tuple(found[anchor] for anchor in anchors)  # as in most articles: nothing has changed
        for surely in (_surely_anywhere, _surely_near, _surely_by_words):
            found |= self._settled(missing, found, surely)
        # Each one settled is a nearer neighbour to those that are left.
        while nearer := self._settled(missing, found, _surely_between):
            found |= nearer
        fixed = _FixedPoints(found)
        for anchor in missing:
            if anchor not in found:
                free = [place for place in self._places(anchor) if not fixed.taken(place.span, anchor)]
                found[anchor] = _doubtful(free, anchor, fixed)
        return tuple(found[anchor] for anchor in anchors)

    def _settled(
        self, missing: Iterable[Anchor], found: Mapping[Anchor, Found], surely: _Rule
    ) -> dict[Anchor, Found]:
        """Return where those of the missing quotes stand that are not found yet and that the rule settles."""
        fixed = _FixedPoints(found)
        missing = [anchor for anchor in missing if anchor not in found]
        claimed = {place.span for anchor in missing for place in self._places(anchor) if place.likeness == 1.0}
        moved: dict[Anchor, Candidate] = {}
        for anchor in missing:
            free = [place for place in self._places(anchor) if not fixed.taken(place.span, anchor)]
            place = surely(free, anchor, fixed)
            # Where the very words of another quote stand, it is likelier that one.
            if place is not None and (place.likeness == 1.0 or place.span not in claimed):
                moved[anchor] = place
        return _without_rivals(moved)

    def _places(self, anchor: Anchor) -> tuple[Candidate, ...]:
        """Return where the quote of `anchor` may stand, the likest first."""
        places = self._known.get(anchor)
        if places is None:
            places = tuple(sorted(self._alignment.candidates(anchor), key=lambda place: -place.score))
            self._known[anchor] = places
        return places


class _FixedPoints:
    """The quotes found beyond doubt: where they were, and where they are."""

    def __init__(self, found: Mapping[Anchor, Found]) -> None:
        points = ((anchor.start, one.span, anchor) for anchor, one in found.items() if one.span is not None)
        self._points = sorted(points, key=lambda point: point[0])
        self._starts = [start for start, _, _ in self._points]
        by_place = sorted(self._points, key=lambda point: point[1])
        self._places = [span.start for _, span, _ in by_place]
        self._by_place = by_place

    def taken(self, span: Span, anchor: Anchor) -> bool:
        """Whether another quote stands there that stood apart from that of `anchor`."""
        return any(True for _ in self.rivals(span, anchor))

    def rivals(self, span: Span, anchor: Anchor) -> Iterator[Anchor]:
        """Yield the quotes that stand there too, and stood apart from that of `anchor`."""
        last = bisect_left(self._places, span.end)
        for _, there, other in self._by_place[max(last - 3, 0) : last]:
            if overlap(span, there) and not overlap((anchor.start, anchor.end), (other.start, other.end)):
                yield other

    def expect(self, span: Span, anchor: Anchor) -> bool:
        """Whether the quote may be expected there, from where the nearest fixed points have gone."""
        drifts = self._drifts(span, anchor)
        return any(drift <= _EXPECTED_WITHIN + _GROWTH * distance for drift, distance in drifts)

    def keeps_distance(self, span: Span, anchor: Anchor) -> bool:
        """Whether the quote would stand there as far from the fixed points before and after it as it did.

        Then nothing in between was cut, put in or moved, and only words have changed.
        """
        drifts = self._drifts(span, anchor)
        # Words changed in between add up as in a random walk, with the root of the distance.
        kept = [drift <= _KEPT_DISTANCE + 0.5 * distance**0.5 for drift, distance in drifts]
        return len(kept) == 2 and all(kept)

    def _drifts(self, span: Span, anchor: Anchor) -> list[tuple[int, int]]:
        """Return by how much the distance to the nearest fixed point before, and to that after, has changed.

        Beside it stands how far that was. Before the first quote, the beginning of the text is such a point.
        """
        at = bisect_left(self._starts, anchor.start)
        beside = [(start, there.start) for start, there, _ in self._points[max(at - 1, 0) : at + 1]]
        return [
            (abs((span.start - now) - (anchor.start - then)), abs(anchor.start - then))
            for then, now in (beside if at else [(0, 0), *beside])
        ]


def _without_rivals(moved: Mapping[Anchor, Candidate]) -> dict[Anchor, Found]:
    """Of quotes that stood apart and would now stand in one place, return only the one that is likest in all."""
    found = {anchor: Found(AnchorState.MOVED, place.span, place.score) for anchor, place in moved.items()}
    points = _FixedPoints(found)
    return {
        anchor: one
        for anchor, one in found.items()
        if all(_likelier(moved[anchor], moved[other]) for other in points.rivals(moved[anchor].span, anchor))
    }


def _likelier(one: Candidate, other: Candidate) -> bool:
    if one.likeness == other.likeness:
        return one.score - other.score >= _LEAD
    return one.likeness > other.likeness and one.score > other.score


def _surely_anywhere(places: list[Candidate], anchor: Anchor, _fixed: _FixedPoints) -> Candidate | None:
    """Return the place where the quote's very words stand, if there is only one, wherever in the article."""
    best = _leading(places)
    if best is None or best.likeness < 1.0:
        return None
    # Others may have said the same, in a context that is the same close by.
    if not _leads_in_words(best, (place for place in places if place.likeness == 1.0)):
        return None
    in_context = best.context >= _SURE_CONTEXT and best.context_kept >= best.context_changed
    return best if in_context or len(anchor.exact) >= _LONG else None


def _surely_near(places: list[Candidate], anchor: Anchor, fixed: _FixedPoints) -> Candidate | None:
    """Return the place where the quote's very words stand, if there is only one where it is to be expected."""
    best = _surely_anywhere([place for place in places if fixed.expect(place.span, anchor)], anchor, fixed)
    # What stands elsewhere in more of the same context is likelier the quote than what has come into its place.
    likelier = (place for place in places if best is not None and _leads_in_words(place, (best,)))
    return None if any(place.likeness == 1.0 for place in likelier) else best


def _surely_by_words(places: list[Candidate], anchor: Anchor, fixed: _FixedPoints) -> Candidate | None:
    """Return the place where so many words of the quote and of its context are left that it is no lookalike."""
    ranked = sorted(places, key=_share_of_words, reverse=True)
    if not ranked or any(
        _share_of_words(ranked[0]) - _share_of_words(place) < _LEAD_IN_WORDS for place in ranked[1:]
    ):
        return None
    best = ranked[0]
    context = best.context_kept - _CHANGED_AGAINST_KEPT * best.context_changed
    in_context = context >= _TELLING_CONTEXT
    if best.marks is Marks.LOST or not _mostly_its_own(best):
        return None
    if not fixed.expect(best.span, anchor):
        return best if in_context and best.other_words <= 1 and len(anchor.exact) >= _LONG else None
    if best.other_words > best.own_words * _MOST_OTHER_WORDS_NEAR:
        close = best.marks is Marks.KEPT and best.context >= _LEAST_CONTEXT_OF_FEW_WORDS
        return best if in_context and close else None
    # A long lookalike has most of its words in common with the quote.
    own = min(best.own_words - _CHANGED_AGAINST_KEPT * best.other_words, _MOST_TOLD_BY_OWN_WORDS)
    return best if in_context or context + own >= _TELLING_WORDS else None


def _leads_in_words(best: Candidate, places: Iterable[Candidate]) -> bool:
    others = (place for place in places if place is not best)
    return all(_share_of_words(best) - _share_of_words(other) >= _LEAD_IN_WORDS for other in others)


def _share_of_words(place: Candidate) -> float:
    kept = place.own_words + place.context_kept
    return kept / max(kept + place.other_words + place.context_changed, 1)


def _mostly_its_own(place: Candidate) -> bool:
    """Whether most words are the quote's; of few, one may be another."""
    return place.own_words > 0 and place.other_words <= max(place.own_words * _MOST_OTHER_WORDS, 1)


def _surely_between(places: list[Candidate], anchor: Anchor, fixed: _FixedPoints) -> Candidate | None:
    """Return the place that is much like the quote and as far from the quotes before and after as it was."""
    best = _leading([place for place in places if fixed.keeps_distance(place.span, anchor)])
    if best is None or best.words < _LEAST_WORDS_BETWEEN or best.marks is Marks.LOST:
        return None
    if not _mostly_its_own(best):
        return None
    if best.likeness >= _LEAST_BETWEEN and best.context >= _LEAST_BETWEEN:
        return best
    return best if best.marks is Marks.KEPT and best.context >= _LEAST_CONTEXT_OF_FEW_WORDS else None


def _leading(places: list[Candidate]) -> Candidate | None:
    if not places or (len(places) > 1 and places[0].score - places[1].score < _LEAD):
        return None
    return places[0]


def _doubtful(places: list[Candidate], anchor: Anchor, fixed: _FixedPoints) -> Found:
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
