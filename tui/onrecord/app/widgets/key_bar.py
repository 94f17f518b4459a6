"""The bottom line: hints for keys, or a message until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

_GAP = 1


class KeyHint(NamedTuple):
    """A key, what it does in a word or two, and the command it runs."""

    key: str
    title: str
    command: str
    style: str = ""
    """The codebook's colour for a stance label; empty for other commands."""


class KeyBar(Widget):
    """One line of key hints, the more important first; hints that do not fit are left out."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; pointer: pointer; }
    """

    hints: reactive[tuple[KeyHint, ...]] = reactive[tuple[KeyHint, ...]](())
    message: reactive[str] = reactive("")

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            self.command = command
            super().__init__()

    def render(self) -> Content:
        """Return the message, or as many hints as fit the width."""
        if self.message:
            return Content.styled(self.message, "$text-accent bold").truncate(self.size.width, ellipsis=True)
        hints = [
            Content.assemble((hint.key, "$text-accent bold"), (f" {hint.title}", hint.style))
            for hint in self._fitting()
        ]
        return Content(" ").join(hints)

    def on_click(self, event: events.Click) -> None:
        """Run the command whose hint was clicked; a click on a message dismisses it."""
        event.stop()
        if self.message:
            self.message = ""
            return
        right = 0
        for hint in self._fitting():
            right += _width(hint) + _GAP
            if event.x < right:
                self.post_message(self.Pressed(hint.command))
                return

    def _fitting(self) -> list[KeyHint]:
        room = self.size.width + _GAP
        fitting = []
        for hint in self.hints:
            room -= _width(hint) + _GAP
            if room < 0:
                break
            fitting.append(hint)
        return fitting


def _width(hint: KeyHint) -> int:
    return cell_len(f"{hint.key} {hint.title}")
