"""The form for kind, relay and addressee of a quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from onrecord.articles.safe_text import visible
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

_MEANINGS = {
    Kind.DIRECT: "a whole utterance",
    Kind.PARTIAL: "quoted words inside reported speech or a headline",
    Kind.SCARE: "quotation marks, nobody speaking",
    Kind.INDIRECT: "reported speech without quotation marks",
}


@dataclass(frozen=True, slots=True)
class Details:
    """Kind, relay and addressee of a quote."""

    kind: Kind
    via: str | None
    addressee: str | None


class KindChoice(Widget, can_focus=True):
    """The kinds in a row; arrows or a kind's first letter choose."""

    DEFAULT_CSS = """
    KindChoice { height: 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "step(1)", "Next kind"),
        Binding("left,up", "step(-1)", "Previous kind"),
    ]

    kind: reactive[Kind] = reactive(Kind.DIRECT)

    def render(self) -> Content:
        row = Content("  ").join(
            Content.styled(f"(•) {kind}", "bold reverse" if self.has_focus else "bold")
            if kind is self.kind
            else Content(f"( ) {kind}")
            for kind in Kind
        )
        return Content("\n").join([row, Content.styled(_MEANINGS[self.kind], "$text-muted")])

    def on_key(self, event: events.Key) -> None:
        for kind in Kind:
            if event.character == kind[0]:
                self.kind = kind
                event.stop()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        right = 0
        for kind in Kind:
            right += len(kind) + 6
            if event.x < right:
                self.kind = kind
                return

    def action_step(self, step: int) -> None:
        kinds = list(Kind)
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]


class DetailsScreen(ModalScreen[Details | None]):
    """A small form. Its result is what was entered, or None where it was left as it is."""

    DEFAULT_CSS = """
    DetailsScreen Horizontal { height: auto; }
    DetailsScreen Label { width: 11; color: $text-muted; }
    DetailsScreen Input { width: 1fr; background: $panel; }
    DetailsScreen KindChoice { width: 1fr; margin-bottom: 1; }
    DetailsScreen .via { margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("enter", "save", "Save"),
    ]
    FIELD_KEYS: ClassVar[Mapping[str, str]] = {
        "tab": "Next field",
        "right": "Next kind; in a field, complete the name",
    }

    def __init__(self, details: Details, names: Sequence[str], about: Content) -> None:
        """Prepare the form; `names` are offered while typing."""
        super().__init__()
        self._details = details
        present = (name for name in (details.via, details.addressee) if name)
        self._names = {visible(name): name for name in (*names, *present)}
        self._about = about

    def compose(self) -> ComposeResult:
        suggester = SuggestFromList(tuple(self._names), case_sensitive=False)
        with Vertical(classes="dialog") as box:
            box.border_title = Content(" Kind, via, addressee ")
            box.border_subtitle = Content(" Tab next field · ← → kind · Enter saves · Esc cancels ")
            yield Static(self._about, classes="about")
            with Horizontal():
                yield Label("kind")
                yield KindChoice()
            with Horizontal(classes="via"):
                yield Label("via")
                yield Input(
                    visible(self._details.via or ""),
                    placeholder="who relays the words",
                    suggester=suggester,
                    id="via",
                )
            with Horizontal():
                yield Label("addressee")
                yield Input(
                    visible(self._details.addressee or ""),
                    placeholder="to whom they were said",
                    suggester=suggester,
                    id="addressee",
                )

    def on_mount(self) -> None:
        choice = self.query_one(KindChoice)
        choice.kind = self._details.kind
        choice.focus()

    def on_input_submitted(self) -> None:
        """Return what was entered: in these fields Enter is the field's own key, and comes after all letters."""
        self.action_save()

    def action_save(self) -> None:
        self.dismiss(Details(self.query_one(KindChoice).kind, self._entered("via"), self._entered("addressee")))

    def _entered(self, field: str) -> str | None:
        words = self.query_one(f"#{field}", Input).value.strip()
        return self._names.get(words, words) or None
