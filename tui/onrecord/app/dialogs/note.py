"""The note on a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult


class NoteField(TextArea):
    """A text field that Enter submits.

    It handles Enter itself: a binding with priority would overtake the letters typed before it.
    """

    class Submitted(Message):
        """Enter was pressed."""

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown, with its control characters made visible."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("ctrl+j", "shift+enter"):
            self.insert("\n")
        elif event.key == "enter":
            self.post_message(self.Submitted())
        else:
            return
        event.prevent_default()
        event.stop()


class NoteScreen(ModalScreen[str | None]):
    """A field for a note. Its result is the text, or None if cancelled."""

    DEFAULT_CSS = """
    NoteScreen NoteField, NoteScreen NoteField:focus { border: none; height: 6; background: $surface; padding: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", priority=True),
    ]
    FIELD_KEYS: ClassVar[Mapping[str, str]] = {"enter": "Save", "ctrl+j": "Start a new line"}

    def __init__(self, note: str, about: Content) -> None:
        super().__init__()
        self._about = about
        self._note = note

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = Content(" Note ")
            box.border_subtitle = Content(" Enter saves · Ctrl+J new line · Esc cancels ")
            yield Static(self._about, classes="about")
            yield NoteField(self._note, soft_wrap=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        field = self.query_one(NoteField)
        field.move_cursor(field.document.end)

    def on_note_field_submitted(self) -> None:
        self.dismiss(self.query_one(NoteField).text)
