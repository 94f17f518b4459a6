"""The lower edge of a pane's frame: every quote of the article a cell, and how far its review has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

_CORNERS = 2
_CURRENT = "▸"
_MORE = "…"
_BESIDE = 4
"""Cells for the signs of more quotes on either side, the mark of the current one, and a space."""
_LEAST_LINE = 2
"""Cells of the frame that stay between the quotes and the words."""


class QuoteCell(NamedTuple):
    """One quote on the edge."""

    sign: str
    """Its stance toward the chosen target or how far its review has come, one cell."""
    style: Style
    """The actor's."""


class EdgeView(NamedTuple):
    """What the edge shows."""

    cells: tuple[QuoteCell, ...] = ()
    """The article's quotes in the order of its text, or those near the current one."""
    first: int = 0
    """Which of the article's quotes the first cell is, counted from 0."""
    quotes: int = 0
    """How many quotes the article has."""
    current: int | None = None
    """Which of them is the current one, counted from 0."""
    progress: str = ""


class PaneEdge(Widget):
    """The edge as one line: `╰ + −▸· · ✓ ───── 4 of 5 · 3 reviewed ─╯`.

    It is a widget of its own because it changes with every step: Textual paints the whole inside of a frame anew
    for a word on its border.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane-edge--progress"}
    DEFAULT_CSS = """
    PaneEdge { height: 1; color: $border-blurred; }
    PaneEdge > .pane-edge--progress { color: $text-muted; }
    """

    view: reactive[EdgeView] = reactive(EdgeView())

    class QuoteClicked(Message):
        """A quote's cell was clicked."""

        def __init__(self, edge: PaneEdge, number: int) -> None:
            super().__init__()
            self.edge = edge
            self.number = number
            """Which of the article's quotes, counted from 0."""

        @property
        def control(self) -> PaneEdge:
            """The edge that it was clicked on."""
            return self.edge

    def render_line(self, _y: int) -> Strip:
        view, frame = self.view, self.rich_style
        words = f" {view.progress} " if view.progress else ""
        room = self.size.width - cell_len(words) - 2 * _CORNERS - _LEAST_LINE
        cells = [Segment("╰", frame), *(Segment(text, frame + style) for text, style, _ in self._cells(room))]
        ending = [Segment(words, self.get_component_rich_style("pane-edge--progress")), Segment("─╯", frame)]
        left = self.size.width - Segment.get_line_length([*cells, *ending])
        line = Strip([*cells, Segment("─" * max(left, 0), frame), *ending])
        return line.adjust_cell_length(self.size.width, frame)

    def on_click(self, event: events.Click) -> None:
        words = f" {self.view.progress} " if self.view.progress else ""
        cell = 1
        for text, _, number in self._cells(self.size.width - cell_len(words) - 2 * _CORNERS - _LEAST_LINE):
            cell += cell_len(text)
            if event.x < cell:
                if event.x and number is not None:
                    event.stop()
                    self.post_message(self.QuoteClicked(self, number))
                return

    def _cells(self, room: int) -> list[tuple[str, Style, int | None]]:
        """Return what is set of the quotes in at most `room` cells: text, style, and which quote it is.

        They stand a cell apart where there is room for that, else side by side, else those around the current one.
        """
        view = self.view
        if not view.cells or room < 1:
            return []
        given = range(view.first, view.first + len(view.cells))
        apart = view.quotes <= len(given) and 2 * view.quotes + 1 <= room
        shown = given
        if not apart and (view.quotes > len(given) or view.quotes + 2 > room):
            most = max(room - _BESIDE, 1)
            first = min((view.current or given.start) - most // 2, given.stop - most)
            shown = range(max(first, given.start), given.stop)[:most]
        plain = Style()
        cells: list[tuple[str, Style, int | None]] = []
        if shown.start > 0:
            cells.append((_MORE, plain, None))
        for index in shown:
            sign, style = view.cells[index - view.first]
            current = index == view.current
            if current or apart:
                cells.append((_CURRENT if current else " ", plain, index))
            cells.append((sign, style + Style(reverse=True, bold=True) if current else style, index))
        if shown.stop < view.quotes:
            cells.append((_MORE, plain, None))
        cells.append((" ", plain, None))
        return cells
