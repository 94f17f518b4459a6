"""Sets two wordings of one utterance against each other, word by word, and says how much hangs on what was dropped.

The longest run of words that both have is kept first, then the longest ones on either side of it, and so on
(Ratcliff and Obershelp 1988), with rare words counting for more than common ones.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.span import Span
from onrecord.languages.files import language_codes
from onrecord.quotes.echoes.wording import CutText, common_words, cut_text, shared_keys, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_COMPARED = 1_500
"""Words of each side that are compared; what follows counts as dropped or added."""
_ALIKE = 80.0
"""Percentage from which on two spellings are taken for one word (Levenshtein's similarity)."""


class Change(StrEnum):
    """What an outlet did with some words of the longest version."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"
    CHANGED = "changed"
    """Other words stand in their place."""


class Loss(StrEnum):
    """What makes dropped or changed words consequential, the most consequential first."""

    NEGATION = "negation"
    CONDITION = "condition"
    NUMBER = "number"
    HEDGE = "hedge"
    CONTRAST = "contrast"
    ABSOLUTE = "absolute"


_LISTS = {
    Loss.NEGATION: "negations",
    Loss.CONDITION: "conditions",
    Loss.HEDGE: "hedges",
    Loss.CONTRAST: "contrasts",
    Loss.ABSOLUTE: "absolutes",
    Loss.NUMBER: "numbers",
}


class Piece(NamedTuple):
    """Some words in a row that were treated alike; spans count code points of the two texts compared."""

    change: Change
    longest: Span | None
    """Its words in the longest version; None of added ones."""
    version: Span | None
    """Its words in the version compared; None of dropped ones."""
    words: int
    """Words of the longest version, or of what was added."""
    losses: tuple[Loss, ...] = ()
    """What was lost with the words that were dropped or changed, the most consequential first."""


class Comparison(NamedTuple):
    """A version of an utterance beside the longest one."""

    pieces: tuple[Piece, ...]
    """In the order of the texts; together they hold every word of both."""
    kept: int
    """Words of the longest version that the other has too."""
    words: int
    """Words of the longest version."""

    @property
    def share_kept(self) -> float:
        """Which share of the longest version is kept, from 0 to 1."""
        return self.kept / self.words if self.words else 1.0

    @property
    def is_reworded(self) -> bool:
        """Whether other words stand somewhere in the place of some: another transcript or translation."""
        return any(piece.change is Change.CHANGED for piece in self.pieces)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What was lost, the most consequential first."""
        lost = {loss for piece in self.pieces for loss in piece.losses}
        return tuple(loss for loss in Loss if loss in lost)

    @property
    def consequence(self) -> tuple[int, int]:
        """What cuts are sorted by: how consequential the worst loss is, then how many words are gone."""
        losses = self.losses
        worst = len(Loss) - list(Loss).index(losses[0]) if losses else 0
        return worst, self.words - self.kept

    def __str__(self) -> str:
        return _described(self)


def compare(longest: str, version: str, language: str | None = None) -> Comparison:
    """Return how a version differs from the longest one.

    Args:
        longest: the longest wording of the utterance.
        version: another outlet's.
        language: ISO 639 code of the language whose lists tell negations, numbers and the like; None looks in all.
    """
    one, other = _Side(longest), _Side(version)
    pieces: list[Piece] = []
    kept = 0
    one_at = other_at = 0
    for first, other_first, length in _matches(one.keys, other.keys):
        pieces += _between(one, other, (one_at, first), (other_at, other_first), language)
        kept += length
        one_at, other_at = first + length, other_first + length
        pieces.append(Piece(Change.KEPT, one.span(first, one_at), other.span(other_first, other_at), length))
    end, other_end = len(one.cut.words), len(other.cut.words)
    pieces += _between(one, other, (one_at, end), (other_at, other_end), language)
    merged = tuple(_merged(pieces))
    kept = sum(piece.words for piece in merged if piece.change is Change.KEPT)
    return Comparison(merged, kept, end)


class _Side:
    """One of the two texts."""

    def __init__(self, text: str) -> None:
        self.cut: CutText = cut_text(text)
        keys = shared_keys()
        self.keys = [keys[word] for word in self.cut.words]

    def span(self, first: int, last: int) -> Span:
        """Return the place of the words from `first` up to, not including, `last`."""
        end = self.cut.starts[last - 1] + len(self.cut.words[last - 1])
        return Span(self.cut.starts[first], end)


def _matches(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the runs that are kept: where each begins in both, and its words; in the order of the texts."""
    short = min(len(one), len(other))
    head = _shared_head(one, other)
    tail = _shared_head(one[::-1], other[::-1])
    # Most cuts are at an end or in one place inside.
    if head == short or (tail < short and head + tail >= short):
        rest = min(tail, short - head)
        runs = [(0, 0, head), (len(one) - rest, len(other) - rest, rest)]
        return [run for run in runs if run[2]]
    if tail == short:
        return [(len(one) - tail, len(other) - tail, tail)] if tail else []
    small = common_words().small
    found: list[tuple[int, int, int]] = []
    waiting = [(0, min(len(one), MOST_COMPARED), 0, min(len(other), MOST_COMPARED))]
    while waiting:
        start, end, other_start, other_end = waiting.pop()
        if start >= end or other_start >= other_end:
            continue
        at, other_at, length = _longest(one, other, (start, end, other_start, other_end), small)
        if not length:
            continue
        found.append((at, other_at, length))
        waiting.append((start, at, other_start, other_at))
        waiting.append((at + length, end, other_at + length, other_end))
    return _without_islands(sorted(found), one, len(other), small)


def _shared_head(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many words both begin with."""
    for at, (word, there) in enumerate(zip(one, other, strict=False)):
        if word != there:
            return at
    return min(len(one), len(other))


def _longest(
    one: Sequence[int], other: Sequence[int], within: tuple[int, int, int, int], small: frozenset[int]
) -> tuple[int, int, int]:
    """Return the run that weighs most, a small word counting a third, and is found first."""
    start, end, other_start, other_end = within
    places: dict[int, list[int]] = {}
    for at in range(other_start, other_end):
        places.setdefault(other[at], []).append(at)
    best, best_weight = (start, other_start, 0), 0
    before: dict[int, tuple[int, int]] = {}
    for at in range(start, end):
        here: dict[int, tuple[int, int]] = {}
        word = one[at]
        own = 1 if word in small else 3
        for place in places.get(word, ()):
            length, weight = before.get(place - 1, (0, 0))
            here[place] = length, weight = length + 1, weight + own
            if weight > best_weight:
                best, best_weight = (at - length + 1, place - length + 1, length), weight
        before = here
    return best


def _without_islands(
    runs: list[tuple[int, int, int]], one: Sequence[int], other_length: int, small: frozenset[int]
) -> list[tuple[int, int, int]]:
    """Leave out single small words amid changed ones: they match by chance and break up what is read."""
    kept: list[tuple[int, int, int]] = []
    for index, (at, other_at, length) in enumerate(runs):
        end, other_end = (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) if kept else (0, 0)
        following = runs[index + 1] if index + 1 < len(runs) else (len(one), other_length, 0)
        alone = length == 1 and one[at] in small and len(runs) > 1
        changed_before = at > end and other_at > other_end
        changed_after = following[0] > at + length and following[1] > other_at + length
        if not (alone and changed_before and changed_after):
            kept.append((at, other_at, length))
    return kept


def _between(
    one: _Side, other: _Side, words: tuple[int, int], others: tuple[int, int], language: str | None
) -> Iterator[Piece]:
    """Yield the pieces between two kept runs."""
    count, other_count = words[1] - words[0], others[1] - others[0]
    if count and other_count:
        if _spelled_alike(one.cut.words[slice(*words)], other.cut.words[slice(*others)]):
            yield Piece(Change.KEPT, one.span(*words), other.span(*others), count)
            return
        losses = _losses(one, words, language, other.keys[slice(*others)])
        yield Piece(Change.CHANGED, one.span(*words), other.span(*others), count, losses)
    elif count:
        yield Piece(Change.DROPPED, one.span(*words), None, count, _losses(one, words, language))
    elif other_count:
        yield Piece(Change.ADDED, None, other.span(*others), other_count)


def _spelled_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether they are the same words, spelled or hyphenated otherwise."""
    from rapidfuzz import fuzz

    if "".join(words) == "".join(others):
        return True
    classes = ("negations", "numbers")
    return len(words) == len(others) and all(
        fuzz.ratio(word, other) >= _ALIKE
        and not any(sign.isdigit() for sign in word + other)
        and not any(_in_any(word, name) != _in_any(other, name) for name in classes)
        and not _opposite(word, other)
        for word, other in zip(words, others, strict=True)
    )


def _opposite(word: str, other: str) -> bool:
    """Return whether one is the other with something before it, as "unlike" and "like" are."""
    return word != other and (word.endswith(other) or other.endswith(word))


def _in_any(word: str, name: str) -> bool:
    key = shared_keys()[word]
    return any(key in word_class(code, name) for code in language_codes())


def _losses(
    side: _Side, words: tuple[int, int], language: str | None, instead: Sequence[int] = ()
) -> tuple[Loss, ...]:
    keys = set(side.keys[slice(*words)]).difference(instead)
    digits = any(word[0].isdigit() for word in side.cut.words[slice(*words)])
    codes = (language,) if language is not None else language_codes()
    return tuple(
        loss
        for loss in Loss
        if (loss is Loss.NUMBER and digits)
        or any(not keys.isdisjoint(word_class(code, _LISTS[loss])) for code in codes)
    )


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with kept ones that follow each other made one."""
    last: Piece | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif last.change is piece.change is Change.KEPT and last.longest and piece.longest:
            version = Span(last.version.start, piece.version.end) if last.version and piece.version else None
            last = Piece(
                Change.KEPT, Span(last.longest.start, piece.longest.end), version, last.words + piece.words
            )
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _described(comparison: Comparison) -> str:
    pieces = comparison.pieces
    parts: list[str] = []
    for at, piece in enumerate(pieces):
        place = " at the start" if at == 0 else " at the end" if at == len(pieces) - 1 else " inside"
        if piece.change is Change.DROPPED:
            parts.append(f"{_count(piece.words)} cut{place}{_lost(piece)}")
        elif piece.change is Change.ADDED:
            parts.append(f"{_count(piece.words)} more{place}")
    changed = sum(piece.words for piece in pieces if piece.change is Change.CHANGED)
    if changed:
        parts.append(f"{_count(changed)} worded otherwise")
    return "; ".join(parts) or "the same words"


def _lost(piece: Piece) -> str:
    return f" ({', '.join(piece.losses)})" if piece.losses else ""


def _count(words: int) -> str:
    return "1 word" if words == 1 else f"{words} words"
