"""Holds keys back while a dialog opens or closes, so that fast typing reaches the right screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.timer import Timer

LONGEST = 3.0
"""Seconds after which keys are released in any case."""


class KeyGate:
    """A gate before the application's keys."""

    class Opened(Message):
        """A key that was held back may go on."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._held: list[events.Key] = []
        self._shut = False
        self._patience: Timer | None = None

    @property
    def closed(self) -> bool:
        """Whether a key has to wait: for the gate to open, or for keys before it."""
        return self._shut or bool(self._held)

    def close(self) -> None:
        """Hold keys back from now on."""
        if not self._shut:
            self._shut = True
            self._patience = self._app.set_timer(LONGEST, self.open)

    def open(self) -> None:
        """Release the keys, in their order."""
        self._shut = False
        if self._patience is not None:
            self._patience.stop()
        self.let_next_on()

    def open_after(self, way: Sequence[MessagePump], screens: Sequence[Screen[object]]) -> None:
        """Open the gate as `open_if_on_top` does, when one after the other has done what it has to do now."""
        for number, pump in enumerate(way, 1):
            if pump.call_later(self.open_after, way[number:], screens):
                return
        self.open_if_on_top(screens)

    def open_if_on_top(self, screens: Sequence[Screen[object]]) -> None:
        """Open the gate if one of these screens is in front; otherwise whoever asked the question opens it."""
        # At the end of the program there is no screen at all.
        if any(screen in screens for screen in self._app.screen_stack[-1:]):
            self.open()

    def hold(self, key: events.Key) -> None:
        """Keep a key for later."""
        self._held.append(key)

    def let_next_on(self) -> None:
        """Have the next of the keys taken, after all that the one before it has set going."""
        if self._held and not self._shut:
            self._app.post_message(self.Opened())

    def next_key(self) -> events.Key | None:
        """Return the next key to be handled, or None."""
        return self._held.pop(0) if self._held and not self._shut else None
