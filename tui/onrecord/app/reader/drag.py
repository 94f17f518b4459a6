"""Selecting text by dragging, also beyond the visible edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.reader.selection import between

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.timer import Timer

    from onrecord.app.reader.strips import Hit
    from onrecord.app.reader.view import TextView

_SCROLLS_PER_SECOND = 20


class Drag:
    """A mouse button held down in a reader, from the press to the release."""

    def __init__(self, reader: TextView, start: Offset) -> None:
        self.moved = False
        self._reader = reader
        self._start = start
        self._first: Hit = reader.hit(start)
        self._pointer = start
        self._scroll_timer: Timer | None = None

    def move(self, pointer: Offset) -> None:
        """Select from the press to the pointer, and scroll for as long as it is above or below the text."""
        if pointer == self._start and not self.moved:
            return
        if not self.moved:
            self.moved = True
            self._reader.capture_mouse()
        self._pointer = pointer
        self._reader.select(between(self._first, self._reader.hit(pointer)))
        if not self._outside():
            self._stop_scrolling()
        elif self._scroll_timer is None:
            self._scroll_timer = self._reader.set_interval(1 / _SCROLLS_PER_SECOND, self._scroll)

    def end(self) -> None:
        """Release the mouse and keep the selection."""
        self._stop_scrolling()
        self._reader.release_mouse()

    def _outside(self) -> int:
        """Return how many rows above (negative) or below the text the pointer is."""
        return min(self._pointer.y, 0) or max(self._pointer.y - self._reader.size.height + 1, 0)

    def _scroll(self) -> None:
        self._reader.scroll_rows(self._outside())
        self._reader.select(between(self._first, self._reader.hit(self._pointer)))

    def _stop_scrolling(self) -> None:
        if self._scroll_timer is not None:
            self._scroll_timer.stop()
            self._scroll_timer = None
