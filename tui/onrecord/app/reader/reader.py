"""The widget that shows one article and its quotes, and posts a message for each quote clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.message import Message

from onrecord.app.reader.drag import Drag
from onrecord.app.reader.selection import word_at
from onrecord.app.reader.view import TextView

if TYPE_CHECKING:
    from textual import events

    from onrecord.app.reader.styles import ReadingStyles

_LEFT_BUTTON = 1
_PAGE_OVERLAP = 2


class Reader(TextView, can_focus=True):
    """An article in a pane: keys scroll it, a click names a quote, the mouse selects text.

    The keys are those of Textual's scrollable containers; none of them moves the current quote.
    """

    ALLOW_SELECT = False
    """Textual's own selection extends from pane to pane, and cannot skip badges."""

    class QuoteClicked(Message):
        """A quote or its badge was clicked."""

        def __init__(self, reader: Reader, id: str) -> None:
            super().__init__()
            self.reader = reader
            self.id = id
            """The quote's, as in `Mark`."""

        @property
        def control(self) -> Reader:
            """The reader that it was clicked in."""
            return self.reader

    def __init__(self, styles: ReadingStyles, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(styles, id=id, classes=classes)
        self._drag: Drag | None = None
        self._was_dragged = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._was_dragged = False
        if event.button == _LEFT_BUTTON:
            self._drag = Drag(self, event.get_content_offset_capture(self))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._drag is not None:
            self._drag.move(event.get_content_offset_capture(self))

    def on_mouse_up(self) -> None:
        if self._drag is not None:
            self._drag.end()
            self._was_dragged = self._drag.moved
            self._drag = None

    def on_click(self, event: events.Click) -> None:
        """Say which quote was clicked; a double click selects the word, a third click the paragraph."""
        offset = event.get_content_offset(self)
        if offset is None or self._was_dragged:
            return
        under = self.hit(offset)
        if event.chain == 1:
            if quote := under.quote or self.quote_at(under.start, under.end):
                self.post_message(self.QuoteClicked(self, quote))
        elif under.end > under.start:
            self.select(self.paragraph_at(under.start) if event.chain > 2 else word_at(self._text, under.start))

    def action_scroll_up(self) -> None:
        """Scroll up a row, at once: an animation would make the reader wait."""
        self._scroll_by_key(-1)

    def action_scroll_down(self) -> None:
        self._scroll_by_key(1)

    def action_page_up(self) -> None:
        self._scroll_by_key(-max(self.size.height - _PAGE_OVERLAP, 1))

    def action_page_down(self) -> None:
        self._scroll_by_key(max(self.size.height - _PAGE_OVERLAP, 1))

    def action_scroll_home(self) -> None:
        self._scroll_by_key(-self.max_scroll_y)

    def action_scroll_end(self) -> None:
        self._scroll_by_key(self.max_scroll_y)

    def _scroll_by_key(self, rows: int) -> None:
        if not self.max_scroll_y:
            raise SkipAction
        self.scroll_rows(rows)
