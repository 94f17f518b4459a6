"""The screen shown instead of the review while the terminal is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onrecord.app.screens.review import ReviewScreen

LEAST = Size(60, 15)
"""Columns and rows of the smallest terminal that the review supports."""
_TO_TEXTUAL = frozenset({"ctrl+c", "ctrl+q"})


def fits(size: Size) -> bool:
    """Return whether a terminal of this size is large enough."""
    return size.width >= LEAST.width and size.height >= LEAST.height


class TooSmallScreen(Screen[None]):
    """Says how large the terminal must be. It closes by itself once the terminal is large enough."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; overflow: hidden; }
    TooSmallScreen Static { width: 1fr; height: auto; text-align: center; }
    """

    def __init__(self, review: ReviewScreen) -> None:
        super().__init__()
        self._review = review

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_screen_resume(self) -> None:
        """Close if the terminal was enlarged while a dialog was on top."""
        if fits(self.app.size):
            self.dismiss(None)

    def take_key(self, key: str) -> bool:
        """Leave the program with its usual key; ignore all other keys."""
        leaving = next(command for command in self._review.commands if command.name == "leave")
        if key in leaving.keys:
            self._review.action_command("leave")
        return key not in _TO_TEXTUAL

    def _show(self) -> None:
        size = self.app.size
        hint = self._review.hint("leave")
        self.query_one(Static).update(
            Content(
                f"{size.width} × {size.height} is too small\n"
                f"{LEAST.width} × {LEAST.height} is needed\n"
                f"{hint} leaves"
            )
        )
