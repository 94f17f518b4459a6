"""A question that is answered by y or n."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.app.widgets.choice_list import ChoiceList, ChoiceRow
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

_NO = "No"


class Question(ModalScreen[bool]):
    """Two answers, each with a key of its own. Its result is whether the answer is yes."""

    DEFAULT_CSS = """
    Question .detail { color: $text-muted; height: auto; max-height: 7; padding: 1 0 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape", "dismiss(False)", "No"),
        Binding("enter", "answer", "Take the answer that is highlighted"),
        Binding("down,up,tab", "other", "The other answer"),
    ]

    def __init__(self, question: str, yes: str, detail: str = "") -> None:
        """Prepare the question; `yes` is what the answer to it says, `detail` is said below."""
        super().__init__()
        self._question = question
        self._yes = yes
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Lay out the two answers and the detail."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f" {visible(self._question)} ")
            box.border_subtitle = Content(" y or n · Enter takes what is highlighted · Esc is no ")
            yield ChoiceList()
            if self._detail:
                yield Static(visible(self._detail), classes="detail", markup=False)

    def on_mount(self) -> None:
        """Offer both answers, yes highlighted."""
        self.query_one(ChoiceList).offer(2, self._row)

    def _row(self, number: int) -> ChoiceRow:
        key, answer = ("n", _NO) if number else ("y", self._yes)
        return ChoiceRow(Content.assemble((f"{key}  ", "$text-accent bold"), visible(answer)))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Take the answer that was clicked."""
        self.dismiss(event.row == 0)

    def action_answer(self) -> None:
        """Take the answer that is highlighted."""
        self.dismiss(self.query_one(ChoiceList).highlighted == 0)

    def action_other(self) -> None:
        """Highlight the other answer."""
        self.query_one(ChoiceList).move(1)
