"""The text of an article as it is read: without markup, every character knowing its place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from onrecord.articles.span import Span


class BlockKind(StrEnum):
    """What a block of text is in its article."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CODE = "code"
    RULE = "rule"
    ELISION = "elision"
    """Text that is left out; only a way of reading makes such blocks, no file has them."""


class Emphasis(StrEnum):
    """How a stretch within a block is set off."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


class Block(NamedTuple):
    """A paragraph, heading, list item … of the shown text, `start` to `end` in shown code points."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """A heading's level (1-6), a list item's nesting depth (from 0)."""
    marker: str = ""
    """What stands before a list item: `•` or `3.`."""
    quoted: int = 0
    """How many block quotes it stands in."""


class Styled(NamedTuple):
    """A set-off stretch of the shown text, `start` to `end` in shown code points."""

    start: int
    end: int
    emphasis: Emphasis
    target: str = ""
    """Where a link leads."""


class Piece(NamedTuple):
    """A stretch of shown text and the stretch of source that it stands for.

    Where both have one length, characters match one to one; otherwise (an entity such as `&amp;`) every shown
    character stands for the whole stretch of source.
    """

    shown: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """The shown text of an article.

    Blocks are separated by exactly one newline in `text` and hold none themselves (lines of `CODE` blocks are
    blocks of their own). `pieces` are sorted and do not overlap; what stands between two pieces has no source.
    """

    text: str = field(repr=False)
    blocks: tuple[Block, ...]
    styled: tuple[Styled, ...]
    pieces: tuple[Piece, ...] = field(repr=False)
    _shown_starts: list[int] = field(init=False, repr=False, compare=False)
    _source_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_shown_starts", [piece.shown.start for piece in self.pieces])
        object.__setattr__(self, "_source_starts", [piece.source.start for piece in self.pieces])

    def to_source(self, start: int, end: int) -> Span:
        """Return the source code points that the shown ones from `start` to `end` stand for."""
        first = max(bisect_right(self._shown_starts, start) - 1, 0)
        while first + 1 < len(self.pieces) and self.pieces[first].shown.end <= start:
            first += 1
        last = max(bisect_left(self._shown_starts, end) - 1, first)
        a, b = self.pieces[first], self.pieces[last]
        begin = a.source.start + (max(start - a.shown.start, 0) if _one_to_one(a) else 0)
        finish = b.source.start + min(end - b.shown.start, _length(b.source)) if _one_to_one(b) else b.source.end
        return Span(begin, max(begin, finish))

    def to_shown(self, start: int, end: int) -> Span:
        """Return the shown code points that stand for any of the source ones from `start` to `end`."""
        first = max(bisect_right(self._source_starts, start) - 1, 0)
        while first + 1 < len(self.pieces) and self.pieces[first].source.end <= start:
            first += 1
        last = max(bisect_left(self._source_starts, end) - 1, first)
        a, b = self.pieces[first], self.pieces[last]
        begin = a.shown.start + (max(start - a.source.start, 0) if _one_to_one(a) else 0)
        finish = b.shown.start + min(end - b.source.start, _length(b.shown)) if _one_to_one(b) else b.shown.end
        return Span(begin, max(begin, finish))


def _length(span: Span) -> int:
    return span.end - span.start


def _one_to_one(piece: Piece) -> bool:
    return _length(piece.shown) == _length(piece.source)
