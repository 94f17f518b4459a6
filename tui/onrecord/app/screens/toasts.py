"""Places warnings so that they cover neither the current quote nor the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from onrecord.app.commands.context import ReviewContext

_LOW = "-toasts-low"


def are_shown(screen: Screen[None]) -> bool:
    """Return whether any warning is on the screen."""
    # Called at every step; a query would walk the whole widget tree.
    return any(child.display for child in screen.children if type(child).__name__ == "ToastRack")


def keep_clear(context: ReviewContext, screen: Screen[None]) -> None:
    """Show warnings in the half of the panes that the current quote does not begin in."""
    reader = context.pane.reader
    cell = reader.quotes_in_view().get(context.pane.current_id or "")
    low = cell is not None and cell.y < reader.size.height // 2
    screen.set_class(low, _LOW)
    below = screen.size.height - context.row.region.bottom
    for rack in screen.query("ToastRack"):
        rack.styles.margin = (0, 2, below + 1, 0) if low else (2, 2, 0, 0)
