"""Keeps Python's garbage collector from pausing the program between a key and its frame."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.timer import Timer

IDLE = 1.0
"""Seconds without a key after which garbage is collected."""
CEILING = 6_000
"""New objects after which garbage is collected even while keys are pressed; that takes about 5 ms."""
PAINTED = 0.03
"""Seconds after which the change made by a key is on screen."""
TOO_MANY = 300_000
"""With this many new objects, collecting would take longer than a frame."""


class QuietCollector:
    """Collects garbage while nobody types, because a full collection can take longer than a frame."""

    def __init__(self, app: App[None], loading: Callable[[], bool]) -> None:
        """Take the collector from Python; `loading` says whether what will stay is still coming in."""
        self._app = app
        self._loading = loading
        self._frozen = False
        self._came_in = 0
        self._timer: Timer | None = None
        self._sweeping = False
        gc.disable()

    def put_off(self) -> None:
        """Put the next collection off until nobody has typed for a while."""
        made = gc.get_count()[0]
        if made > CEILING:
            if self._loading() or self._has_loaded_much:
                gc.freeze()  # what comes in stays: nobody looks through it at each key
                self._came_in += made
            elif not self._sweeping:
                self._sweeping = True
                self._app.set_timer(PAINTED, self._sweep)
        if self._timer is None:
            self._timer = self._app.set_timer(IDLE, self._collect)
        else:
            self._timer.reset()

    def _sweep(self) -> None:
        self._sweeping = False
        gc.collect(0)

    def _collect(self) -> None:
        self._timer = None
        if self._loading():
            self.put_off()
            return
        if self._has_loaded_much:
            gc.freeze()
        elif not self._frozen:
            gc.unfreeze()
        gc.collect()
        if not self._frozen:
            # What is loaded by now stays: no later collection has to look at it.
            gc.freeze()
            self._frozen = True

    @property
    def _has_loaded_much(self) -> bool:
        return not self._frozen and self._came_in > TOO_MANY
