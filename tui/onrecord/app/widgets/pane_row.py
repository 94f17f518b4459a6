"""The panes beside each other: as many as fit, one of them active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from onrecord.app.widgets.pane import Pane

if TYPE_CHECKING:
    from textual import events

    from onrecord.app.reader.styles import ReadingStyles

PANE_WIDTH = 60
"""Cells that a pane needs, so that a second one stands beside the first from 120 columns on."""
MOST_PANES = 4


class PaneRow(Horizontal):
    """All panes, of which a window that holds the active one is shown."""

    DEFAULT_CSS = """
    PaneRow { height: 1fr; }
    """

    class Activated(Message):
        """Another pane became the active one."""

    def __init__(self) -> None:
        super().__init__()
        self.panes: list[Pane] = []
        self._active = 0

    @property
    def active(self) -> Pane:
        """The pane that keys act on."""
        return self.panes[self._active]

    @property
    def active_number(self) -> int:
        """The place of the active pane, from 0."""
        return self._active

    @property
    def wanted(self) -> int:
        """How many panes there should be at this width: one more than fits where only one does."""
        return max(self._fitting, 2)

    async def grow(self, number: int, styles: ReadingStyles) -> list[Pane]:
        """Add panes until there are `number` of them; return the new ones, which are still empty."""
        new = [Pane(chr(ord("A") + place), styles) for place in range(len(self.panes), number)]
        self.panes += new
        await self.mount_all(new)
        return new

    def activate(self, number: int) -> None:
        """Make a pane the active one, counted from 0 and round the end, and show it."""
        number %= len(self.panes)
        changed = number != self._active
        self._active = number
        self.show_fitting()
        if changed:
            self.post_message(self.Activated())

    def activate_reader(self, reader: object) -> None:
        """Make the pane of that reader the active one."""
        for number, pane in enumerate(self.panes):
            if pane.reader is reader and number != self._active:
                self.activate(number)

    def show_fitting(self) -> None:
        """Show as many panes as fit, the active one among them."""
        first = max(self._active - self._fitting + 1, 0)
        for number, pane in enumerate(self.panes):
            pane.display = first <= number < first + self._fitting
            pane.set_class(number == self._active, "-active")
        self.active.reader.focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.activate_reader(event.widget)

    def on_click(self, event: events.Click) -> None:
        """Make the pane that was clicked the active one, also where it shows no text that could be focused."""
        for number, pane in enumerate(self.panes):
            if pane.display and pane.region.contains(event.screen_x, event.screen_y):
                self.activate(number)

    @property
    def _fitting(self) -> int:
        return min(max(self.app.size.width // PANE_WIDTH, 1), MOST_PANES)
