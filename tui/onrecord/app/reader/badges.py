"""The letters and signs that the reader sets behind a quote, and where."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len

from onrecord.app.reader.marks import Mark, MarkState
from onrecord.articles.safe_text import visible
from onrecord.coding.anchor_state import AnchorState

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCEPTED, REJECTED, FLAGGED, MOVED, UNSURE = "✓", "✗", "⚑", "~", "?"
"""One cell each in every terminal: neither emoji nor of ambiguous width (Unicode's UAX 11)."""

_QUOTATION_MARKS = frozenset("\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞＂")


def letters(mark: Mark) -> str:
    """Return the actor's letters; none for a rejected quote, which is nobody's."""
    if mark.state is MarkState.REJECTED:
        return ""
    return "".join(visible(mark.badge).split())


def label(mark: Mark) -> str:
    """Return all that is set behind a quote."""
    return letters(mark) + verdict_sign(mark) + place_sign(mark) + flag_sign(mark)


def verdict_sign(mark: Mark) -> str:
    """Return the sign for how far the review of this quote has come; none while it is open."""
    return {MarkState.OPEN: "", MarkState.ACCEPTED: ACCEPTED, MarkState.REJECTED: REJECTED}[mark.state]


def place_sign(mark: Mark) -> str:
    """Return the sign for words that do not stand where they were coded; none for those that do."""
    return {AnchorState.MOVED: MOVED, AnchorState.UNSURE: UNSURE}.get(mark.anchor, "")


def flag_sign(mark: Mark) -> str:
    """Return the sign for a flag; none without one."""
    return FLAGGED * mark.flagged


def has_badge(mark: Mark) -> bool:
    """Return whether anything is set behind this quote."""
    return not mark.faded and (bool(mark.badge) or bool(verdict_sign(mark) + place_sign(mark) + flag_sign(mark)))


def badge_position(text: str, mark: Mark) -> int:
    """Return the shown code point before which the badge stands: right behind the closing quotation mark.

    A doubled mark such as `''` counts as one. Words that were marked without quotation marks have the badge
    right behind them.
    """
    position = mark.end
    if text[mark.start - 1 : mark.start] in _QUOTATION_MARKS:
        closing = text[position : position + 1]
        if closing in _QUOTATION_MARKS:
            position += 2 if text[position : position + 2] in ("''", "``", ",,") else 1
    while position > mark.start and text[position - 1].isspace():
        position -= 1
    while position < len(text) and not text[position].isascii() and cell_len(text[position]) == 0:
        position += 1
    return position


class Labelled:
    """A paragraph with labels set into it, to be wrapped as one text.

    `glued` are the stretches that must not be torn: each label with the grapheme before it.
    """

    def __init__(self, text: str, labels: Sequence[tuple[int, str]]) -> None:
        pieces: list[str] = []
        self.glued: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._inserted = [0]
        done = 0
        for position, label in labels:
            pieces += (text[done:position], label)
            done = position
            start = position + self._inserted[-1]
            end = start + len(label)
            self._starts.append(start)
            self._inserted.append(self._inserted[-1] + len(label))
            if self.glued and self.glued[-1][1] == start:
                self.glued[-1] = (self.glued[-1][0], end)
            else:
                self.glued.append((start - _length_of_grapheme(text, position), end))
        self.text = "".join((*pieces, text[done:]))

    def without_labels(self, offset: int) -> int:
        """Return the place in the paragraph itself of a place in `text`."""
        passed = bisect_left(self._starts, offset)
        if passed == 0:
            return offset
        return max(offset - self._inserted[passed], self._starts[passed - 1] - self._inserted[passed - 1])


def _length_of_grapheme(text: str, end: int) -> int:
    start = end - 1
    while start > 0 and not text[start].isascii() and cell_len(text[start]) == 0:
        start -= 1
    return end - start
