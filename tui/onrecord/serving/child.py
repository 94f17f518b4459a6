"""The process behind one tab: the review of a folder, told by its arguments, that speaks through pipes."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.color import Color
from textual.drivers.web_driver import WebDriver
from textual.events import Resize
from textual.geometry import Size
from textual.messages import ExitApp

from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from textual.theme import Theme


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, which also leaves when the server goes away without a word."""

    def start_application_mode(self) -> None:
        """Begin, and have the page wear the background of whatever theme is worn."""
        super().start_application_mode()
        self._app.theme_changed_signal.subscribe(self._app, self._tell_background)
        self._tell_background(self._app.current_theme)

    def _tell_background(self, theme: Theme) -> None:
        # OSC 11: the terminal's background, which shows where its cells end. Of the sixteen colours none is known.
        if theme.background is not None and (colour := Color.parse(theme.background)).ansi is None:
            self.write(f"\x1b]11;{colour.hex6.lower()}\x07")

    def run_input_thread(self) -> None:
        """Take in keys until the review ends or the server does."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.send_message(ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take in a new size or the end after the keys and sizes before it: Textual's own way overtakes them."""
        match packet_type, payload:
            case "resize", {"width": int(width), "height": int(height)}:
                size = Size(width, height)
                self.send_message(Resize(size, size))
            case "quit", _:
                self.send_message(ExitApp())
            case _:
                super().on_meta(packet_type, payload)

    def write(self, data: str) -> None:
        """Send what is to be shown, if there still is somebody to see it."""
        with suppress(BrokenPipeError):
            super().write(data)


class HarmlessErrors:
    """Standard error that ends up in the server's terminal: what comes from files can do nothing to it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, with what could act on a terminal made visible."""
        self._stream.write(visible(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def review(folder: str, coder: str, log: str | None) -> None:
    """Open the review in the browser; what keeps it from opening is shown there and in the server's terminal."""
    from onrecord.app.run import open_review

    try:
        open_review([Path(folder)], None, coder, Path(log) if log else None)
    except OnrecordError as error:
        _show(str(error))
        print(f"onrecord: {error}", file=sys.stderr)


def _show(message: str) -> None:
    from textual_serve.app_service import AppService

    words = visible(message).replace("\n", "\r\n").encode()
    sys.stdout.buffer.write(b"__GANGLION__\n" + AppService.encode_packet(b"D", words))


def main(arguments: Sequence[str]) -> None:
    """Read the arguments that the server gave: the folder, the coder, and a file for the log or nothing."""
    folder, coder, *log = arguments
    sys.stderr = HarmlessErrors(sys.stderr)
    review(folder, coder, log[0] if log else None)


if __name__ == "__main__":
    main(sys.argv[1:])
