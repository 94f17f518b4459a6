"""The note on a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoteScreen(ModalScreen[str | None]):
    """A field for a note. Its result is the text, or None where it was left as it is."""

    DEFAULT_CSS = """
    NoteScreen TextArea, NoteScreen TextArea:focus { border: none; height: 6; background: $surface; padding: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", priority=True),
        Binding("enter", "save", "Save", priority=True),
        Binding("ctrl+j,shift+enter", "new_line", "New line", priority=True),
    ]

    def __init__(self, note: str, about: Content) -> None:
        super().__init__()
        self._about = about
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(" Note ")
            box.border_subtitle = Content(" Enter saves · Ctrl+J new line · Esc cancels ")
            yield Static(self._about, classes="about")
            yield TextArea(self._note, soft_wrap=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Start writing after what is there."""
        field = self.query_one(TextArea)
        field.move_cursor(field.document.end)

    def action_save(self) -> None:
        """Return the note."""
        self.dismiss(self.query_one(TextArea).text)

    def action_new_line(self) -> None:
        """Start a new line."""
        self.query_one(TextArea).insert("\n")
