"""The rows of a text at one width: which code points stand on which row."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from onrecord.app.reader.badges import Labelled, label
from onrecord.app.reader.wrap import wrap
from onrecord.articles.rendering import Block, BlockKind
from onrecord.articles.safe_text import visible
from onrecord.articles.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.app.reader.table import MarkTable

GUTTER = 3
"""Cells at the left: for the bar beside the current quote, for a sign of what is judged or flagged, and a space."""
MEASURE = 80
"""Cells of a line at most: longer ones are hard to read."""
RIGHT_PADDING = 1
WIDEST = GUTTER + MEASURE + RIGHT_PADDING
"""Cells that a text takes at most, with what stands beside it."""
_LEAST_TEXT = 12
"""Least cells of a line of text; a narrower pane cuts it off."""
_BAR = "│ "
_INDENT_PER_LEVEL = "  "
_DEEPEST = 6
"""Deepest nesting of lists and block quotes that is still indented."""
_CODE_INDENT = "  "
_TIGHT = frozenset({BlockKind.LIST_ITEM, BlockKind.CODE})


class Row(NamedTuple):
    """One row of the text: code points from `start` up to `end`, spaces at a break left out.

    `following` is where the next row of the block starts.
    """

    block: Block
    start: int
    end: int
    following: int
    bars: str
    """Bars of the block quotes around it."""
    lead: str
    """The list marker, on an item's first row, or the spaces under it."""
    blank: bool = False
    """Whether it only separates its block from the one above."""


class Layout:
    """A text wrapped to a width, with room for its badges.

    Only the start of every row is kept, four bytes each.
    """

    def __init__(self, text: str, blocks: tuple[Block, ...], width: int, marks: MarkTable) -> None:
        self.width = width
        self._text = text
        self._blocks = blocks
        self._block_starts = array("I", [block.start for block in blocks])
        self._gaps = bytes(_gap(above, block) for above, block in zip((None, *blocks), blocks, strict=False))
        self._starts = array("I")
        self._first_rows = array("I")
        for index in range(len(blocks)):
            self._first_rows.append(len(self._starts))
            self._starts.extend(self._wrapped(index, marks))
        self._first_rows.append(len(self._starts))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._starts)

    def rewrap(self, offsets: Iterable[int], marks: MarkTable) -> bool:
        """Wrap the blocks with these code points again, after their badges have changed.

        Returns:
            Whether that moved the rows below.
        """
        moved = False
        for index in sorted({self._block_at(offset) for offset in offsets}):
            first, last = self._first_rows[index], self._first_rows[index + 1]
            starts = self._wrapped(index, marks)
            self._starts[first:last] = starts
            if grown := len(starts) - (last - first):
                moved = True
                below = [row + grown for row in self._first_rows[index + 1 :]]
                self._first_rows[index + 1 :] = array("I", below)
        return moved

    def row_at(self, offset: int) -> int:
        """Return the row that shows this code point, or would if it were no space at a break."""
        if not self._blocks:
            return 0
        index = self._block_at(offset)
        first = self._first_rows[index] + self._gaps[index]
        return max(bisect_right(self._starts, offset, first, self._first_rows[index + 1]) - 1, first)

    def rows_over(self, spans: Sequence[tuple[int, int]]) -> range:
        """Return the rows from the first to the last code point of these stretches."""
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        return range(self.row_at(first), self.row_at(max(last - 1, first)) + 1)

    def rows_of_block(self, offset: int) -> range:
        """Return all the rows of the block with this code point."""
        index = self._block_at(offset)
        return range(self._first_rows[index], self._first_rows[index + 1])

    def span_of_block(self, offset: int) -> Span:
        """Return the code points of the block with this one."""
        block = self._blocks[self._block_at(offset)]
        return Span(block.start, block.end)

    def start_of(self, number: int) -> int:
        """Return the first code point on a row; on a blank one, of the block below."""
        return self._starts[min(number, self.height - 1)] if self._starts else 0

    def row(self, number: int) -> Row:
        """Return a row of the text, `number` counted from 0."""
        index = bisect_right(self._first_rows, number) - 1
        block = self._blocks[index]
        if number < self._first_rows[index] + self._gaps[index]:
            bars = min(self._bars(index - 1), self._bars(index), key=len)
            return Row(block, block.start, block.start, block.start, bars, "", blank=True)
        start = self._starts[number]
        following = block.end if number + 1 == self._first_rows[index + 1] else self._starts[number + 1]
        lead = self._lead(index)
        if start > block.start:
            lead = " " * cell_len(lead)
        end = start + len(self._text[start:following].rstrip())
        return Row(block, start, end, following, self._bars(index), lead)

    def _block_at(self, offset: int) -> int:
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def _wrapped(self, index: int, marks: MarkTable) -> array[int]:
        block = self._blocks[index]
        width = max(
            self.width - GUTTER - RIGHT_PADDING - len(self._bars(index)) - cell_len(self._lead(index)), _LEAST_TEXT
        )
        starts = array("I", [block.start] * (self._gaps[index] + 1))
        if block.kind is BlockKind.ELISION:
            return starts
        text = self._text[block.start : block.end]
        badges = marks.badges(block.start, block.end)
        if not badges:
            starts.extend([block.start + offset for offset in wrap(text, width)])
            return starts
        labelled = Labelled(text, [(position - block.start, label(mark)) for position, mark in badges])
        for offset in wrap(labelled.text, width, labelled.glued):
            start = block.start + labelled.without_labels(offset)
            if start > starts[-1]:
                starts.append(start)
        return starts

    def _bars(self, index: int) -> str:
        return _BAR * min(self._blocks[index].quoted, _DEEPEST)

    def _lead(self, index: int) -> str:
        block = self._blocks[index]
        if block.kind is BlockKind.CODE:
            return _CODE_INDENT
        if block.kind is not BlockKind.LIST_ITEM:
            return ""
        return _INDENT_PER_LEVEL * min(block.level, _DEEPEST) + (visible(block.marker) or "•") + " "


def _gap(above: Block | None, block: Block) -> int:
    if above is None or BlockKind.ELISION in (above.kind, block.kind):
        return 0
    if block.kind is above.kind and block.kind in _TIGHT and block.quoted == above.quoted:
        return 0
    return 1
