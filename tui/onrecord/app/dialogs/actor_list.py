"""All actors of the folder: what they are, how often they are quoted, and how much of that is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from onrecord.app.dialogs.picker import Picker
from onrecord.app.presenting.rows import Choice, actor_columns, heading

if TYPE_CHECKING:
    from collections.abc import Sequence


class ActorsScreen(Picker):
    """The actors, narrowed by typing. Its result is the name of the one chosen."""

    DEFAULT_CSS = """
    ActorsScreen ChoiceList { max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "more", "Rename, merge, split or describe the actor, or show only their quotes", priority=True
        )
    ]
    FIELD_KEYS: ClassVar[dict[str, str]] = {"enter": "Go to the actor's first quote"}

    def __init__(self, rows: Sequence[Choice], selected: str | None) -> None:
        """Prepare the list; `selected` is the actor of the current quote."""
        super().__init__(
            "Actors", [heading(actor_columns("   name", "reviewed", "is a", "")), *rows], selected=selected
        )
        self.more = False
        """Whether something else is wanted than to go to the actor's first quote."""

    def on_mount(self) -> None:
        self.query_one(".dialog").border_subtitle = Content(
            " Enter first quote · Tab change, filter … · Esc closes "
        )

    def action_more(self) -> None:
        self.more = True
        self.entered()
