"""Paints one row of the text, and finds what is under a cell of it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from onrecord.app.reader.badges import gutter_sign, letters, sign
from onrecord.app.reader.layout import GUTTER
from onrecord.app.reader.marks import MarkState
from onrecord.app.reader.table import Spans
from onrecord.articles.rendering import BlockKind, Emphasis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.app.reader.layout import Row
    from onrecord.app.reader.marks import Focus, Mark
    from onrecord.app.reader.styles import ReadingStyles
    from onrecord.app.reader.table import MarkTable
    from onrecord.articles.rendering import Styled
    from onrecord.articles.span import Span

_CURRENT = "▌"
_RULE = "─"
_ELISION = "[…]"
_style = attrgetter("style")
_ORDER = (Emphasis.STRONG, Emphasis.EMPHASIS, Emphasis.STRIKE, Emphasis.CODE, Emphasis.LINK)


class Layer(NamedTuple):
    """A style over a stretch of text."""

    start: int
    end: int
    style: Style


class Piece(NamedTuple):
    """Some cells of a row in one style."""

    text: str
    style: Style
    start: int
    """The code point that its first character is, or that it stands before where it is none of the text."""
    of_text: bool = True
    quote: str | None = None
    """The quote whose badge this is."""


class Hit(NamedTuple):
    """What is under a cell: code points `start` to `end`, equal beside the text or on a badge."""

    start: int
    end: int
    quote: str | None
    """The quote whose badge it is."""


class Painter:
    """Styles the rows of one text."""

    def __init__(
        self, text: str, styled: Spans[Styled], marks: MarkTable, styles: ReadingStyles, background: Style
    ) -> None:
        self.marks = marks
        self.focus: Focus | None = None
        self.matches: Spans[Span] = Spans(())
        """What was searched for."""
        self.current_match: Span | None = None
        self._text = text
        self._styled = styled
        self._styles = styles
        self._background = background
        self._base = background + styles.text
        self._blends: dict[tuple[Style, ...], Style] = {}

    @property
    def current(self) -> Mark | None:
        """The current quote."""
        return self.marks.by_id.get(self.focus.id) if self.focus else None

    def blank(self, width: int) -> Strip:
        """Return a row where there is no text, `width` cells in all."""
        return Strip.blank(width, self._background)

    def pieces(self, row: Row, width: int, selected: Span | None = None) -> list[Piece]:
        """Return the pieces of a row from left to right, `width` cells in all."""
        styles = self._styles
        current = self.current
        beside = current is not None and current.start < row.following and row.start < current.end
        ending = [] if row.blank else self.marks.ending(row.start, row.following)
        signs = (_CURRENT if beside else " ") + gutter_sign(ending)
        pieces = [Piece(signs.ljust(GUTTER), self._blend(styles.gutter), row.start, of_text=False)]
        if row.bars:
            pieces.append(Piece(row.bars, self._blend(styles.block_quote), row.start, of_text=False))
        if row.lead:
            pieces.append(Piece(row.lead, self._blend(styles.list_marker), row.start, of_text=False))
        if not row.blank:
            pieces += self._content(row, width - cells_of(pieces) - 1, selected)
        if (rest := width - cells_of(pieces)) > 0:
            pieces.append(Piece(" " * rest, self._blend(), row.end, of_text=False))
        return pieces

    def _content(self, row: Row, width: int, selected: Span | None) -> list[Piece]:
        if row.block.kind is BlockKind.RULE:
            return [Piece(_RULE * max(width, 0), self._blend(self._styles.rule), row.start, of_text=False)]
        if row.block.kind is BlockKind.ELISION:
            return [Piece(_ELISION, self._blend(self._styles.list_marker), row.start, of_text=False)]
        layers = self._layers(row, selected)
        badges = self.marks.badges(row.start, row.following)
        cuts = {row.start, row.end, *(place for place, _ in badges)}
        for layer in layers:
            cuts.add(max(layer.start, row.start))
            cuts.add(min(layer.end, row.end))
        pieces: list[Piece] = []
        done = row.start
        for cut in sorted(cuts):
            if cut > done:
                over = [layer.style for layer in layers if layer.start <= done and layer.end >= cut]
                pieces.append(Piece(self._text[done:cut], self._blend(*over), done))
                done = cut
            for place, mark in badges:
                if place == cut:
                    pieces += self._badge(place, mark)
        return pieces

    def _layers(self, row: Row, selected: Span | None) -> list[Layer]:
        start, end, styles = row.start, row.end, self._styles
        layers = []
        if row.block.kind is BlockKind.HEADING:
            layers.append(Layer(start, end, styles.heading))
        styled = sorted(self._styled.over(start, end), key=lambda styled: _ORDER.index(styled.emphasis))
        layers += [Layer(one.start, one.end, self._emphasis(one.emphasis)) for one in styled]
        if row.block.kind is BlockKind.CODE:
            layers.append(Layer(start, end, styles.code))
        if row.block.quoted:
            layers.append(Layer(start, end, styles.block_quote))
        layers += [
            Layer(mark.start, mark.end, self._words(mark))
            for mark in self.marks.spans.over(start, end)
            if not mark.faded
        ]
        if self.focus:
            layers += [Layer(*span, styles.cue) for span in (self.focus.cue,) if span]
            layers += [Layer(*span, styles.mention) for span in (self.focus.mention,) if span]
        if current := self.current:
            layers.append(Layer(current.start, current.end, styles.current))
        layers += [Layer(*span, styles.match) for span in self.matches.over(start, end)]
        if self.current_match:
            layers.append(Layer(*self.current_match, styles.current_match))
        if selected:
            layers.append(Layer(selected.start, selected.end, styles.selection))
        return [layer for layer in layers if layer.start < end and layer.end > start]

    def _emphasis(self, emphasis: Emphasis) -> Style:
        styles = self._styles
        return (styles.strong, styles.emphasis, styles.strike, styles.code, styles.link)[_ORDER.index(emphasis)]

    def _words(self, mark: Mark) -> Style:
        if mark.state is MarkState.REJECTED:
            return self._styles.rejected
        if mark.slot is None:
            return self._styles.scare
        return self._styles.actors[mark.slot % len(self._styles.actors)]

    def _badge(self, place: int, mark: Mark) -> list[Piece]:
        chip = (
            self._styles.scare if mark.slot is None else self._styles.badges[mark.slot % len(self._styles.badges)]
        )
        styles = self._styles
        if mark.state is MarkState.REJECTED:
            chip = Style()
        judged = styles.state + mark.sign_style if mark.sign_style else styles.state
        pieces = ((" ", Style()), (letters(mark), chip), (sign(mark), judged))
        return [
            Piece(text, self._blend(style), place, of_text=False, quote=mark.id) for text, style in pieces if text
        ]

    def _blend(self, *layers: Style) -> Style:
        if (style := self._blends.get(layers)) is None:
            style = self._base
            for layer in layers:
                style += layer
            self._blends[layers] = style
        return style


def cells_of(pieces: Iterable[Piece]) -> int:
    """Return how many cells the pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def to_strip(pieces: list[Piece], width: int) -> Strip:
    """Return the pieces as Textual paints them, cut off at `width` cells."""
    # Fewer segments are fewer bytes to the terminal and less work for every later step.
    segments = [Segment("".join(text for text, *_ in same), style) for style, same in groupby(pieces, _style)]
    return Strip(segments).adjust_cell_length(width)


def hit(pieces: list[Piece], cell: int) -> Hit:
    """Return what stands under a cell of a row, counted from 0 at the left of its pieces."""
    for piece in pieces:
        width = cell_len(piece.text)
        if cell >= width:
            cell -= width
        elif piece.of_text:
            start, end = _grapheme_under(piece.text, cell)
            return Hit(piece.start + start, piece.start + end, None)
        else:
            return Hit(piece.start, piece.start, piece.quote)
    return Hit(pieces[-1].start, pieces[-1].start, None)


def cell_of(pieces: Iterable[Piece], offset: int) -> int:
    """Return the cell, counted from 0 at the left, at which a code point of the row begins."""
    cell = 0
    for piece in pieces:
        if piece.of_text and piece.start <= offset < piece.start + len(piece.text):
            return cell + cell_len(piece.text[: offset - piece.start])
        cell += cell_len(piece.text)
    return cell


def _grapheme_under(text: str, cell: int) -> tuple[int, int]:
    end = 1
    while end < len(text) and cell_len(text[:end]) <= cell:
        end += 1
    start = end - 1
    while end < len(text) and cell_len(text[: end + 1]) == cell_len(text[:end]):
        end += 1
    return start, end
