"""The process behind one tab: runs the review and speaks with the server through pipes."""

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
    """Textual's driver for browsers, which also ends when the server disappears."""

    def start_application_mode(self) -> None:
        """Start, and keep the page's background in the colour of the theme."""
        super().start_application_mode()
        self._app.theme_changed_signal.subscribe(self._app, self._tell_background)
        self._tell_background(self._app.current_theme)

    def _tell_background(self, theme: Theme) -> None:
        # OSC 11: the terminal's background, which shows where its cells end. Of the sixteen colours none is known.
        if theme.background is not None and (colour := Color.parse(theme.background)).ansi is None:
            self.write(f"\x1b]11;{colour.hex6.lower()}\x07")

    def run_input_thread(self) -> None:
        """Read keys until the review or the server ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.send_message(ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle a new size or the end in order: Textual's own method overtakes earlier keys and sizes."""
        match packet_type, payload:
            case "resize", {"width": int(width), "height": int(height)}:
                size = Size(width, height)
                self.send_message(Resize(size, size))
            case "quit", _:
                self.send_message(ExitApp())
            case _:
                super().on_meta(packet_type, payload)

    def write(self, data: str) -> None:
        """Send output, if the server still listens."""
        with suppress(BrokenPipeError):
            super().write(data)


class HarmlessErrors:
    """Standard error for the server's terminal, with text from files made harmless."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text with control characters made visible."""
        self._stream.write(visible(text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def review(folder: str, coder: str, log: str | None) -> None:
    """Open the review in the browser. An error that prevents this is shown there and in the server's terminal."""
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
    """Open the review for the server's arguments: the folder, the coder, and optionally a log file."""
    folder, coder, *log = arguments
    sys.stderr = HarmlessErrors(sys.stderr)
    review(folder, coder, log[0] if log else None)


if __name__ == "__main__":
    main(sys.argv[1:])
