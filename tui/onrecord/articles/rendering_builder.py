"""Building a rendering bit by bit, from stretches of its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.rendering import Block, BlockKind, Emphasis, Piece, Rendering, Styled
from onrecord.articles.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class SourceLines:
    """A source whose line ends are all newlines, and where it stands in the text it was made from."""

    def __init__(self, text: str, start: int) -> None:
        body = text[start:]
        self._start = start
        self._shortened: list[int] = []
        if "\r" in body:
            self._shortened = [match.start() - before for before, match in enumerate(re.finditer("\r\n", body))]
            body = body.replace("\r\n", "\n").replace("\r", "\n")
        self.normalised = body

    def offset(self, position: int) -> int:
        """Return the offset in the text of a position in the normalised source (of a CRLF, the CR's)."""
        # The line end at `_shortened[i]` itself still stands where it stood; only what follows has moved.
        return self._start + position + bisect_right(self._shortened, position - 1)


class Stretch(NamedTuple):
    """Characters of a block's text and where they stand in the source."""

    start: int
    source: int
    length: int


class LocatedText(NamedTuple):
    """The text of a block, and the stretches of source that it was put together from; gaps have no source."""

    text: str
    stretches: Sequence[Stretch]

    def located(self, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
        """Yield the parts from `start` to `end`: start, end, and where each begins in the source or None."""
        position = start
        first = max(bisect_right(self.stretches, start, key=lambda stretch: stretch.start) - 1, 0)
        for index in range(first, len(self.stretches)):
            stretch = self.stretches[index]
            if stretch.start >= end:
                break
            begin, finish = max(stretch.start, position), min(stretch.start + stretch.length, end)
            if begin >= finish:
                continue
            if begin > position:
                yield position, begin, None
            yield begin, finish, stretch.source + begin - stretch.start
            position = finish
        if position < end:
            yield position, end, None


def locate_lines(text: str, source: str, lines: Sequence[Span]) -> LocatedText:
    """Return where the lines of a block's text stand, each within its stretch of the source.

    A line of the text is the end of its line of source, save for the spaces that were cut from both; so its last
    occurrence there is the right one. Blank lines before the text were cut too.
    """
    stretches: list[Stretch] = []
    start = 0
    remaining = iter(lines)
    for line in text.split("\n"):
        content = line.lstrip(" \t")
        for begin, end in remaining:
            place = source.rfind(content, begin, end)
            if place >= 0:
                ends_line = place + len(content) == end and end < len(source)
                stretches.append(Stretch(start + len(line) - len(content), place, len(content) + ends_line))
                break
        start += len(line) + 1
    return LocatedText(text, stretches)


class ShownText:
    """The shown text so far; blocks are begun and ended, and hold no newline."""

    def __init__(self, lines: SourceLines) -> None:
        self._lines = lines
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._styled: list[Styled] = []
        self._pieces: list[Piece] = []
        self._run: tuple[int, int] | None = None
        """Where the stretch that maps one to one at present began, shown and in the source."""
        self._block = Block(BlockKind.PARAGRAPH, 0, 0)
        self._open: list[tuple[int, Emphasis, str]] = []

    def begin_block(self, kind: BlockKind, level: int = 0, marker: str = "", quoted: int = 0) -> None:
        """Begin a block; the one before must have been ended."""
        self._block = Block(kind, self._length, self._length, level, marker, quoted)

    def end_block(self) -> bool:
        """End the block; one without text is left out, and False returned."""
        block = self._block
        self._trim_end()
        if self._length == block.start:
            return False
        self._blocks.append(Block(block.kind, block.start, self._length, block.level, block.marker, block.quoted))
        for start, emphasis, target in self._open:
            self._add_styled(start, emphasis, target)
        self._end_run()
        self._parts.append("\n")
        self._length += 1
        self._open = [(self._length, emphasis, target) for _, emphasis, target in self._open]
        return True

    def break_block(self) -> None:
        """Go on in a new block of the same kind."""
        block = self._block
        marker = "" if self.end_block() else block.marker
        self.begin_block(block.kind, block.level, marker, block.quoted)

    def put(self, text: str, position: int | None) -> None:
        """Add text that stands one to one at a position of the normalised source, or nowhere (None)."""
        if self._length == self._block.start:
            blank = len(text) - len(text.lstrip(" \t\n"))
            text, position = text[blank:], None if position is None else position + blank
        if not text:
            return
        if position is None:
            self._end_run()
        else:
            offset = self._lines.offset(position)
            if self._run is None or self._length - self._run[0] != offset - self._run[1]:
                self._end_run()
                self._run = (self._length, offset)
        self._add(text)

    def put_for(self, text: str, start: int, end: int) -> None:
        """Add text, each character of which stands for a whole stretch of the normalised source."""
        self._end_run()
        shown = Span(self._length, self._length + len(text))
        self._pieces.append(Piece(shown, Span(self._lines.offset(start), self._lines.offset(end))))
        self._add(text)

    def open_style(self, emphasis: Emphasis, target: str = "") -> None:
        """Set off what follows."""
        self._open.append((self._length, emphasis, target))

    def close_style(self) -> None:
        """Set off no longer what the last `open_style` did."""
        start, emphasis, target = self._open.pop()
        self._add_styled(start, emphasis, target)

    def rendering(self) -> Rendering:
        """Return what was built."""
        text = "".join(self._parts).removesuffix("\n")
        styled = sorted(self._styled, key=lambda style: (style.start, -style.end))
        return Rendering(text, tuple(self._blocks), tuple(styled), tuple(self._pieces))

    def _add(self, text: str) -> None:
        # A tab or a line end within a block is shown as one space.
        self._parts.append(text.translate(_AS_SPACE))
        self._length += len(text)

    def _trim_end(self) -> None:
        """Take back spaces at the end of the block."""
        while self._run is not None and self._length > self._run[0]:
            text = self._parts.pop()
            kept = text.rstrip(" ")
            self._length -= len(text) - len(kept)
            if kept:
                self._parts.append(kept)
                break
        reaching = []
        while self._styled and self._styled[-1].end > self._length:
            reaching.append(self._styled.pop())
        for style in reversed(reaching):
            self._add_styled(style.start, style.emphasis, style.target)

    def _add_styled(self, start: int, emphasis: Emphasis, target: str) -> None:
        if start < self._length:
            self._styled.append(Styled(start, self._length, emphasis, target))

    def _end_run(self) -> None:
        if self._run is not None:
            shown, offset = self._run
            length = self._length - shown
            if length:
                self._pieces.append(Piece(Span(shown, self._length), Span(offset, offset + length)))
            self._run = None


_AS_SPACE = {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}
