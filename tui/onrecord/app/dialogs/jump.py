"""A letter over everything on the screen that can be gone to; typing it goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.app.dialogs.jump_labels import Spot, labels, placed
from onrecord.app.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

_PROMPT = "Type the letters that stand where you want to go. Esc stays here."


class JumpScreen(ModalScreen[int | None]):
    """A mode in which what can be jumped to bears labels. Its result is the number of what was chosen."""

    DEFAULT_CSS = """
    JumpScreen { align: left top; }
    JumpScreen .jump { position: absolute; width: auto; height: 1; color: $accent; text-style: bold reverse; }
    JumpScreen KeyBar { dock: bottom; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Stay here"),
        Binding("backspace", "begin_again", "Take back the first letter"),
    ]
    FIELD_KEYS: ClassVar[dict[str, str]] = {"a … p": "Go to where these letters stand"}

    def __init__(self, spots: Sequence[Spot]) -> None:
        """Prepare the labels for what stands at these places of the screen."""
        super().__init__()
        self._labels = labels(len(spots))
        width = max(map(len, self._labels), default=1)
        self._spots = placed(spots[: len(self._labels)], width)
        self._typed = ""
        self._laid_out_for: Size | None = None

    @property
    def labels(self) -> dict[str, Spot]:
        """Where each label stands."""
        return dict(zip(self._labels, self._spots, strict=True))

    def compose(self) -> ComposeResult:
        for label, spot in self.labels.items():
            shown = Static(Content(label), classes="jump", id=f"jump-{label}")
            shown.styles.offset = (spot.x, spot.y)
            yield shown
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def take_key(self, key: str) -> bool:
        """Take a letter of a label, at once: the key after it may be meant for what it leads to."""
        if len(key) != 1 or not key.isalpha():
            return False
        typed = self._typed + key.lower()
        if typed in self._labels:
            self.dismiss(self._labels.index(typed))
        elif any(label.startswith(typed) for label in self._labels):
            self._typed = typed
            self._show()
        else:
            self._typed = ""
            self._show(f"Nothing has the label {typed}. ")
        return True

    def on_click(self, _event: events.Click) -> None:
        """Leave the mode: whoever takes the mouse needs no labels."""
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the mode when everything moves to other places."""
        if self._laid_out_for not in (None, event.size) and self.is_current:
            self.dismiss(None)
        self._laid_out_for = event.size

    def action_begin_again(self) -> None:
        self._typed = ""
        self._show()

    def _show(self, fault: str = "") -> None:
        for label in self._labels:
            self.get_child_by_id(f"jump-{label}").display = label.startswith(self._typed)
        self.query_one(KeyBar).message = fault + _PROMPT
