"""The label that the reader sets behind a quote, and where: the actor's letters, then the stance.

A label takes the cells that it may ever need from the beginning, so that judging a quote wraps no paragraph anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from onrecord.app.reader.marks import Mark, MarkState
from onrecord.articles.safe_text import visible
from onrecord.coding.anchor_state import AnchorState

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN, ACCEPTED, REJECTED, FLAGGED, MOVED, UNSURE = "·", "✓", "✗", "⚑", "~", "?"
"""One cell each in every terminal: neither emoji nor of ambiguous width (Unicode's UAX 11)."""

SIGN_CELLS = 2
"""Cells behind the letters that are kept free for the stance; a strong one takes both."""
_VERDICTS = {MarkState.OPEN: "", MarkState.ACCEPTED: ACCEPTED, MarkState.REJECTED: REJECTED}
_NO_BREAK_SPACE = "\xa0"
_MARKS = "\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞＂"
_QUOTATION_MARKS = frozenset(_MARKS)
_ATTACHED = re.compile(rf"(?:[,.;:!?…)\]]|[{_MARKS}](?=[\s,.;:!?…)\]]|\Z)){{0,4}}")


def letters(mark: Mark) -> str:
    """Return the actor's letters; blanks for a rejected quote, which is nobody's."""
    badge = "".join(visible(mark.badge).split())
    return " " * cell_len(badge) if mark.state is MarkState.REJECTED else badge


def sign(mark: Mark) -> str:
    """Return the sign behind the letters, always `SIGN_CELLS` wide.

    It is the stance toward the chosen target; without one, whether the quote is accepted or rejected.
    """
    shown = mark.sign if mark.state is MarkState.ACCEPTED else ""
    return set_cell_size(shown or _VERDICTS[mark.state], SIGN_CELLS)


def label(mark: Mark) -> str:
    """Return all that is set behind a quote, without a place where a line may break."""
    return f" {letters(mark)}{sign(mark)}".replace(" ", _NO_BREAK_SPACE)


def gutter_sign(marks: Sequence[Mark]) -> str:
    """Return the sign at the left of a row on which these quotes end: what most needs a look, in one cell.

    A check mark stands there only where all of them are judged.
    """
    if any(mark.flagged for mark in marks):
        return FLAGGED
    if any(mark.anchor is AnchorState.UNSURE for mark in marks):
        return UNSURE
    if any(mark.anchor is AnchorState.MOVED for mark in marks):
        return MOVED
    if not marks or any(mark.state is MarkState.OPEN for mark in marks):
        return ""
    return REJECTED if all(mark.state is MarkState.REJECTED for mark in marks) else ACCEPTED


def has_badge(mark: Mark) -> bool:
    """Return whether a label is set behind this quote: it is somebody's."""
    return not mark.faded and bool(mark.badge)


def badge_position(text: str, mark: Mark) -> int:
    """Return the shown code point before which the label stands: behind the closing quotation mark.

    Punctuation and closing marks that follow without a space stay with the quote. A doubled mark such as `''`
    counts as one. Words that were marked without quotation marks have the label right behind them.
    """
    position = mark.end
    if text[mark.start - 1 : mark.start] in _QUOTATION_MARKS:
        closing = text[position : position + 1]
        if closing in _QUOTATION_MARKS:
            position += 2 if text[position : position + 2] in ("''", "``", ",,") else 1
    if following := _ATTACHED.match(text, position):
        position = following.end()
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
