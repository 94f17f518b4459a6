"""A terminal that a test sits at: runs a program on a pty, shows its screen, and presses keys."""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil
import pyte
from ptyprocess import PtyProcess

KEYS = {
    "Enter": "\r",
    "Escape": "\x1b",
    "Tab": "\t",
    "Space": " ",
    "Down": "\x1b[B",
    "PageDown": "\x1b[6~",
    "Ctrl+R": "\x12",
    "Ctrl+U": "\x15",
}
PATIENCE = 20.0
"""Seconds until a test gives up waiting; far more than anything here takes on a busy machine."""

_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_KNOWS_FRAMES, _YES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")


class Terminal:
    """A program on a pty, and what its user sees.

    It knows synchronised output, so that a test never looks at a frame that is only half painted.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        columns: int = 140,
        lines: int = 40,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._process = PtyProcess.spawn(
            list(arguments), cwd=str(folder), env=dict(environment), dimensions=(lines, columns)
        )
        self._settings = termios.tcgetattr(self._process.fd)
        self.output = bytearray()
        """Every byte that the program sent."""

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return self._screen.display

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def press(self, *keys: str) -> None:
        """Press keys, by their names or the characters they give."""
        for key in keys:
            self._process.write(KEYS.get(key, key).encode())

    def wait_until(self, shown: Callable[[str], bool], what: str) -> None:
        """Take in output until the screen is as wanted."""
        deadline = time.monotonic() + PATIENCE
        while self._within_frame() or not shown(self.text):
            assert self._take_in(deadline - time.monotonic()), f"{what} never came to the screen:\n{self.text}"

    def wait_for(self, *texts: str) -> None:
        """Take in output until all these texts are on the screen."""
        self.wait_until(lambda screen: all(text in screen for text in texts), repr(texts))

    def wait_while(self, text: str) -> None:
        """Take in output until this text is no longer on the screen."""
        self.wait_until(lambda screen: text not in screen, f"A screen without {text!r}")

    def wait_for_end(self) -> int:
        """Take in output until the program has ended; return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._take_in(deadline - time.monotonic()):
            pass
        assert time.monotonic() < deadline, f"The program did not end:\n{self.text}"
        return self._process.wait()

    def background(self) -> str:
        """Return the background colour in the middle of the screen."""
        return self._screen.buffer[self._screen.lines // 2][self._screen.columns // 2].bg

    def settings_restored(self) -> bool:
        """Return whether echo, line editing and the like are as they were when the program started."""
        return termios.tcgetattr(self._process.fd) == self._settings

    def modes_left_on(self) -> set[str]:
        """Return the private modes of the terminal that the program has switched on last and not off again."""
        last = {
            mode: action == b"h"
            for modes, action in _MODE.findall(bytes(self.output))
            for mode in modes.decode().split(";")
        }
        return {mode for mode, on in last.items() if on}

    def hang_up(self) -> None:
        """Close the window over the running program, and wait until that has ended."""
        os.close(self._process.fd)
        psutil.Process(self._process.pid).wait(PATIENCE)
        self._process.closed = self._process.terminated = True

    def close(self) -> None:
        """End the program, if it still runs."""
        if self._process.isalive():
            self._process.kill(signal.SIGKILL)
        self._process.close()

    def _within_frame(self) -> bool:
        return self.output.rfind(_FRAME_BEGINS) > self.output.rfind(_FRAME_ENDS)

    def _take_in(self, seconds: float) -> bool:
        """Take in what the program sends next; return False once it has ended or the time is over."""
        if not select.select([self._process.fd], [], [], max(seconds, 0))[0]:
            return False
        try:
            sent = os.read(self._process.fd, 65536)
        except OSError:  # how Linux tells that nobody has the other side open any more
            return False
        self.output += sent
        if _KNOWS_FRAMES in sent:
            self._process.write(_YES)
        self._stream.feed(sent)
        return bool(sent)
