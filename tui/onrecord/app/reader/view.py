"""The widget that shows a text with its marks, wrapped to its width and painted a row at a time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from onrecord.app.reader.badges import badge_position
from onrecord.app.reader.layout import WIDEST, Layout
from onrecord.app.reader.selection import to_selection, to_span
from onrecord.app.reader.strips import Hit, Painter, cell_of, hit, to_strip
from onrecord.app.reader.table import MarkTable, Spans
from onrecord.articles.rendering import BlockKind, Rendering
from onrecord.articles.safe_text import visible
from onrecord.articles.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.selection import Selection

    from onrecord.app.reader.marks import Focus, Mark
    from onrecord.app.reader.styles import ReadingStyles

_CACHED_ROWS = 200
"""A larger cache makes page-down slower, because the garbage collector has to traverse it."""
_IDLE = 0.05
"""Seconds after which the change made by a step is on screen."""
_MARGIN = 2
"""Rows of context kept above and below the current quote."""


class TextView(ScrollView):
    """Shows a text and its marks, the current quote among them.

    Every position in its interface counts code points of the shown text (`Rendering.text`).
    """

    DEFAULT_CSS = """
    TextView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, styles: ReadingStyles, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._reading_styles = styles
        self._rendering = Rendering("", (), (), ())
        self._text = ""
        self._marks = MarkTable("", ())
        self._focus: Focus | None = None
        self._matches: tuple[Span, ...] = ()
        self._current_match: Span | None = None
        self._rows: Layout | None = None
        self._painter: Painter | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(_CACHED_ROWS)
        self._anchor = 0
        self._reveal = False
        self._width = 0
        """Cells that the text was laid out in; it stands in the middle of them."""
        self._height = 0
        self._looking_ahead = False
        self.held = False
        """Whether everything stays where it is, whatever the size: while nobody sees it."""

    def show(self, rendering: Rendering, marks: Iterable[Mark]) -> None:
        """Show another text from its beginning, without a current quote."""
        self.select(None)
        self._rendering = rendering
        self._text = visible(rendering.text.replace("\t", " "))
        self._marks = MarkTable(self._text, marks)
        self._focus = None
        self._matches, self._current_match = (), None
        self._rows = self._painter = None
        self._anchor = 0
        self._reveal = False
        self._lay_out()

    def cut(self, rendering: Rendering) -> None:
        """Show other blocks of the same text; the place stays, and so does the current quote if it was visible."""
        if rendering.blocks == self._rendering.blocks:
            return
        seen = self._current_visible()
        self._anchor = self.place
        self._rendering = rendering
        self._lay_out()
        if seen and not self._current_visible():
            self._bring_into_view()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Replace all the marks; the place stays."""
        self._anchor = self.place
        self._take(MarkTable(self._text, marks))
        self._lay_out()

    def update_marks(self, changed: Sequence[Mark]) -> None:
        """Replace the marks of these ids, or add them.

        Only the blocks with their badges are wrapped anew; the place stays.
        """
        known = self._marks.by_id
        affected = [known[mark.id] for mark in changed if mark.id in known] + list(changed)
        badges = [badge_position(self._text, mark) - 1 for mark in affected]
        place = self.place
        self._take(MarkTable(self._text, changed, over=self._marks))
        if self._rows is None:
            return
        if self._rows.rewrap(badges, self._marks):
            self._anchor = place
            self._settle(self._rows)
            return
        for mark, badge in zip(affected, badges, strict=True):
            block = self._rows.rows_of_block(badge)
            self._repaint(range(min(self._rows.row_at(mark.start), block.start), block.stop))

    def focus_quote(self, focus: Focus | None, *, scroll: bool = True) -> None:
        """Make a quote the current one: mark it with its cue and mention, and with `scroll` bring it into view."""
        before = self._focus_spans()
        self._focus = focus
        if self._painter is not None:
            self._painter.focus = focus
        self._repaint_spans([*before, *self._focus_spans()])
        unseen = self._rows is None or not self.size
        self._reveal = scroll and unseen
        if scroll and not unseen:
            self._bring_into_view()

    def mark_matches(self, matches: Sequence[Span], current: Span | None = None) -> None:
        """Mark the words that were searched for, and the one of them that was gone to."""
        if matches or self._matches:
            self._matches, self._current_match = tuple(matches), current
            self._forget_paint()

    def reveal(self, span: Span) -> None:
        """Bring a stretch of the text into view, in the upper third where it is not visible yet."""
        self._reveal = False  # else the current quote would take its place at the next resize
        if self._rows is None or not self.size:
            self.go_to_place(span.start)
            return
        shown, height = self._rows.rows_over([span]), self.size.height
        if not self.scroll_offset.y <= shown.start < self.scroll_offset.y + height - _MARGIN:
            self._scroll_to_row(shown.start - height // 3)

    def restyle(self, styles: ReadingStyles) -> None:
        """Use other styles."""
        self._reading_styles = styles
        self._forget_paint()

    @property
    def place(self) -> int:
        """The code point at the start of the first visible row.

        After `go_to_place` or a resize it is the one that was asked for, wherever on that row it stands, so that
        a pane that is resized again and again does not creep upward.
        """
        if self._rows is None:
            return self._anchor
        top = self.scroll_offset.y
        return self._anchor if self._rows.row_at(self._anchor) == top else self._rows.start_of(top)

    def go_to_place(self, offset: int) -> None:
        """Scroll so that the row with this code point is the first."""
        self._anchor = min(max(offset, 0), len(self._text))
        if self._rows is not None:
            self._scroll_to_row(self._rows.row_at(offset))

    def is_in_view(self, offset: int) -> bool:
        """Return whether the row with this code point can be seen."""
        if self._rows is None:
            return False
        return 0 <= self._rows.row_at(offset) - self.scroll_offset.y < self.size.height

    def uncover(self, offset: int) -> None:
        """Scroll as little as needed to show the row with this code point."""
        if self._rows is not None:
            row, top = self._rows.row_at(offset), self.scroll_offset.y
            lowest = max(row - self.size.height + 1 + _MARGIN, 0)
            self._scroll_to_row(min(max(top, lowest), max(row - _MARGIN, 0)))

    @property
    def selected(self) -> Span | None:
        """The code points that are selected."""
        selection = self.text_selection if self.is_attached else None
        return None if selection is None else to_span(selection, len(self._text))

    def select(self, span: Span | None) -> None:
        """Select these code points, instead of whatever is selected on the screen; None selects nothing."""
        if span is not None:
            self.screen.selections = {self: to_selection(span)}
        elif self.selected is not None:
            self.screen.clear_selection()

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return the selected text of the article, badges left out, and what parts it from other widgets' text."""
        start, end = to_span(selection, len(self._text))
        return self._rendering.text[start:end], "\n"

    def hit(self, offset: Offset) -> Hit:
        """Return what stands at a cell of the visible content, or nearest to it where it lies outside."""
        rows = self._rows
        number = self.scroll_offset.y + min(max(offset.y, 0), self.size.height - 1)
        if rows is None or number >= rows.height:
            return Hit(len(self._text), len(self._text), None)
        return hit(self._paint.pieces(rows.row(number), rows.width), max(offset.x - self._indent, 0))

    def quote_at(self, start: int, end: int) -> str | None:
        """Return the id of the innermost quote over any of these code points."""
        over = [mark.id for mark in self._marks.spans.over(start, end)]
        return over[-1] if over else None

    def quotes_in_view(self) -> dict[str, Offset]:
        """Return the quotes of which something can be seen, and the cell of the visible content where each begins.

        Quotes that the filter fades are left out, and those in elided text.
        """
        cells: dict[str, Offset] = {}
        rows, top = self._rows, self.scroll_offset.y
        if rows is None:
            return cells
        for number in range(top, min(top + self.size.height, rows.height)):
            row = rows.row(number)
            if row.block.kind is BlockKind.ELISION:
                continue
            pieces = self._paint.pieces(row, rows.width)
            for mark in self._marks.spans.over(row.start, row.end):
                if mark.id not in cells and not mark.faded:
                    cell = self._indent + cell_of(pieces, max(mark.start, row.start))
                    cells[mark.id] = Offset(cell, number - top)
        return cells

    def paragraph_at(self, offset: int) -> Span:
        """Return the block of text with this code point."""
        return self._rows.span_of_block(offset) if self._rows is not None else Span(offset, offset)

    def centre_quote(self) -> None:
        """Scroll the current quote to the middle."""
        spans = self._focus_spans()
        if self._rows is not None and spans:
            shown = self._rows.rows_over(spans[:1])
            self._scroll_to_row(shown.start - max(self.size.height - len(shown), 0) // 2)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows, down if positive."""
        self._scroll_to_row(self.scroll_offset.y + rows)

    def render_line(self, y: int) -> Strip:
        if self._rows is None and not self._anchor:
            self.on_resize()  # the first frame is painted before its message comes
        number, rows = self.scroll_offset.y + y, self._rows
        if rows is None or number >= rows.height:
            return self._paint.blank(self.size.width)
        row, selected = rows.row(number), self.selected
        if selected is not None and selected.start < row.following and row.start < selected.end:
            return self._centred(to_strip(self._paint.pieces(row, rows.width, selected), rows.width))
        return self._strip(rows, number)

    def on_resize(self) -> None:
        """Wrap to the new width; the place stays, and so does the current quote if it was visible."""
        if not self.size or self.held:
            return
        seen = self._reveal or self._current_visible()
        self._height, self._reveal = self.size.height, False
        if self._rows is None or self._width != self.scrollable_content_region.width:
            self._anchor = self.place
            self._lay_out()
        if seen and not self._current_visible():
            self._bring_into_view()

    def notify_style_update(self) -> None:
        self._forget_paint()
        super().notify_style_update()

    @property
    def _paint(self) -> Painter:
        if self._painter is None:
            styled = Spans(self._rendering.styled)
            self._painter = Painter(self._text, styled, self._marks, self._reading_styles, self.rich_style)
            self._painter.focus = self._focus
            self._painter.matches, self._painter.current_match = Spans(self._matches), self._current_match
        return self._painter

    def _take(self, marks: MarkTable) -> None:
        self._marks = marks
        if self._painter is not None:
            self._painter.marks = marks

    def _forget_paint(self) -> None:
        self._painter = None
        self._strips.clear()
        self.refresh()

    def _lay_out(self) -> None:
        """Wrap the whole text, once there is a width."""
        if width := self.scrollable_content_region.width:
            self._width = width
            self._rows = Layout(self._text, self._rendering.blocks, min(width, WIDEST), self._marks)
            self._settle(self._rows)

    def _settle(self, rows: Layout) -> None:
        """Adjust to a new number of rows, keeping the place."""
        self._strips.clear()
        self.virtual_size = Size(self._width, rows.height)
        self._scroll_to_row(rows.row_at(self._anchor))
        self.refresh()

    def _strip(self, rows: Layout, number: int) -> Strip:
        strip = self._strips.get(number)
        if strip is None:
            row = rows.row(number)
            strip = to_strip(self._paint.pieces(row, rows.width), rows.width)
            strip = self._strips[number] = self._centred(strip)
        return strip

    @property
    def _indent(self) -> int:
        """Cells at the left of the text, which stands in the middle where there is more room than it takes."""
        return (self._width - self._rows.width) // 2 if self._rows is not None else 0

    def _centred(self, strip: Strip) -> Strip:
        left = self._indent
        right = self._width - left - strip.cell_length
        if not left and not right:
            return strip
        blank = self._paint.blank
        return Strip.join([blank(left), strip, blank(right)])

    def _scroll_to_row(self, row: int) -> None:
        # Forced, because Textual learns only at its next layout that there is something to scroll.
        self.scroll_to(y=row, animate=False, force=True)
        if not self._looking_ahead and self.is_attached:
            self._looking_ahead = True
            self.set_timer(_IDLE, self._look_ahead)

    def _look_ahead(self) -> None:
        """Paint the next page in advance, since most steps lead there."""
        self._looking_ahead = False
        if self._rows is not None:
            below = self.scroll_offset.y + self.size.height
            for number in range(below, min(below + self.size.height, self._rows.height)):
                self._strip(self._rows, number)

    def _repaint(self, numbers: range) -> None:
        for number in numbers:
            self._strips.discard(number)
        top = self.scroll_offset.y
        first, last = max(numbers.start, top), min(numbers.stop, top + self.size.height)
        if first < last:
            self.refresh_lines(first, last - first)

    def _focus_spans(self) -> list[tuple[int, int]]:
        """Return where the current quote stands and, behind it in the list, its cue and mention."""
        mark = self._marks.by_id.get(self._focus.id) if self._focus else None
        if self._focus is None or mark is None:
            return []
        return [(mark.start, mark.end), *(span for span in (self._focus.cue, self._focus.mention) if span)]

    def _repaint_spans(self, spans: Iterable[tuple[int, int]]) -> None:
        if self._rows is None:
            return
        rows = sorted({row for span in spans for row in self._rows.rows_over([span])})
        for _, run in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
            together = [row for _, row in run]
            self._repaint(range(together[0], together[-1] + 1))

    def _current_visible(self) -> bool:
        spans = self._focus_spans()
        if self._rows is None or not spans:
            return False
        top, quote = self.scroll_offset.y, self._rows.rows_over(spans[:1])
        return quote.start < top + self._height and quote.stop > top

    def _bring_into_view(self) -> None:
        """Show the whole current quote where it fits, with its cue and mention if they fit too.

        It does not move what can be read already. Otherwise the quote comes to the upper third, so that many of
        the following quotes need no scrolling.
        """
        rows, spans, height = self._rows, self._focus_spans(), self.size.height
        if rows is None or not spans:
            return
        shown = rows.rows_over(spans)
        if len(shown) + 2 * _MARGIN > height:
            shown = rows.rows_over(spans[:1])
        margin = max(min(_MARGIN, (height - len(shown)) // 2), 0)
        top = self.scroll_offset.y
        if top <= max(shown.start - margin, 0) and min(shown.stop + margin, rows.height) <= top + height:
            return
        self._scroll_to_row(shown.start - max(margin, (height - len(shown)) // 3))
