"""Keeps Python's garbage collector from pausing the program between a key and its frame."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

IDLE = 1.0
"""Seconds without a key after which garbage is collected."""
CEILING = 400_000
"""Objects made since the last collection at which one is due even while keys are pressed."""


class QuietCollector:
    """Collects while nobody types: a full collection of a large project takes longer than a frame may."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._timer: Timer | None = None

    def settle(self) -> None:
        """Take what is loaded by now out of every later collection, and turn the automatic ones off."""
        gc.collect()
        gc.freeze()
        gc.disable()

    def key_pressed(self) -> None:
        """Put the next collection off until nobody has typed for a while."""
        if gc.get_count()[0] > CEILING:
            gc.collect()
        if self._timer is None:
            self._timer = self._app.set_timer(IDLE, self._collect)
        else:
            self._timer.reset()

    def _collect(self) -> None:
        self._timer = None
        gc.collect()
