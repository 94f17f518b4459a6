"""What can be done here: narrowed by typing, and done from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.content import Content

from onrecord.app.dialogs.picker import Picker
from onrecord.app.keys.names import key_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import ClassVar

    from textual.screen import Screen

    from onrecord.app.presenting.rows import Choice


class HelpScreen(Picker):
    """What can be done, under headings. Its result is the name of what is to be done, or None."""

    DEFAULT_CSS = """
    HelpScreen ChoiceList { height: 1fr; max-height: 100%; }
    HelpScreen .detail { max-height: 4; }
    """
    FIELD_KEYS: ClassVar[Mapping[str, str]] = {"enter": "Do what is highlighted"}

    def __init__(self, title: str, rows: Sequence[Choice]) -> None:
        """Prepare the page; rows that cannot be chosen are headings and facts."""
        super().__init__(title, rows)
        self._rows = tuple(rows)

    def on_mount(self) -> None:
        self.query_one(".dialog").border_subtitle = Content(" type to search · Enter does it · Esc closes ")

    def _matching(self, query: str) -> list[str]:
        """Return what holds every word typed, each under its heading."""
        if not query:
            return [row.value for row in self._rows]
        words, heading, found = query.casefold().split(), "", []
        for row in self._rows:
            if row.disabled and not row.names:
                heading = row.value
            elif all(word in f"{' '.join(row.names)} {row.label.plain}".casefold() for word in words):
                found += [heading, row.value] if heading else [row.value]
                heading = ""
        return found


def dialog_keys(kind: type[Screen[Any]]) -> list[tuple[str, str]]:
    """Return the keys of a list or form and what they do: its own, and those that its fields take.

    Fields' keys are told by the screen in `FIELD_KEYS`; Textual does not describe them.
    """
    meanings: dict[str, str] = {}
    for ancestor in kind.__mro__:
        own = vars(ancestor)
        if ancestor.__module__.startswith("onrecord."):
            for binding in Binding.make_bindings(own.get("BINDINGS", ())):
                meanings.setdefault(binding.key, binding.description)
            for key, what in own.get("FIELD_KEYS", {}).items():
                meanings.setdefault(key, what)
    return [
        (" ".join(key_label(key) for key, meant in meanings.items() if meant == what), what)
        for what in dict.fromkeys(meanings.values())
    ]
