"""A stopwatch on a real terminal: until a text is painted, and from a key to the last byte of its frame."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Mapping, Sequence

import psutil
from ptyprocess import PtyProcess

COLUMNS, LINES = 140, 40
QUIET = 0.03
"""Seconds without output after which a frame counts as complete. They are not part of any time given."""
PATIENCE = 60.0

_ASKS_FOR_FRAMES, _KNOWS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class PtyRun:
    """A program on a pty. As modern terminals do, this one tells the program that it takes whole frames at once."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._started = time.perf_counter()
        self._process = PtyProcess.spawn(list(arguments), env=dict(environment), dimensions=(LINES, COLUMNS))
        self._output = bytearray()
        self._taken = 0

    def seconds_until(self, shown: bytes) -> float:
        """Return the seconds from the start until this, a regular expression, has come to the screen."""
        pattern = re.compile(shown, re.DOTALL)
        while not pattern.search(self._output):
            if not self._read(PATIENCE):
                message = f"{shown!r} was never painted; last came {bytes(self._output[-2000:])!r}"
                raise TimeoutError(message)
        return time.perf_counter() - self._started

    def settle(self, seconds: float = 0.5) -> None:
        """Wait until nothing has been painted for so long."""
        while self._read(seconds):
            pass

    def press(self, key: bytes, patience: float = PATIENCE) -> float | None:
        """Press a key and return the seconds to the last byte of the frame, or frames, that it led to.

        None where nothing came for so many seconds: what was to be shown stood there already.
        """
        pressed = time.perf_counter()
        os.write(self._process.fd, key)
        if not self._read(patience):
            return None
        last = time.perf_counter()
        while self._read(QUIET):
            last = time.perf_counter()
        return last - pressed

    def take(self) -> bytes:
        """Return what was sent since this was last asked."""
        sent = bytes(self._output[self._taken :])
        self._taken = len(self._output)
        return sent

    def memory(self) -> float:
        """Return the resident memory in MB (10^6 bytes)."""
        return psutil.Process(self._process.pid).memory_info().rss / 1e6

    def end(self) -> None:
        """Kill the program."""
        self._process.kill(signal.SIGKILL)
        self._process.close()

    def _read(self, seconds: float) -> bool:
        if not select.select([self._process.fd], [], [], seconds)[0]:
            return False
        try:
            sent = os.read(self._process.fd, 1 << 20)
        except OSError:  # the program has ended
            return False
        if _ASKS_FOR_FRAMES in sent:
            os.write(self._process.fd, _KNOWS_FRAMES)
        self._output += sent
        return bool(sent)
