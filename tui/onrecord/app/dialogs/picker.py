"""A list to choose from by typing a few letters."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from onrecord.app.dialogs.ranking import Closeness, RankedNames
from onrecord.app.widgets.choice_list import ChoiceList, ChoiceRow
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from onrecord.app.presenting.rows import Choice

_FEWEST_ROWS = 3
"""The lowest height of a list, in rows."""
_MEASURED, _LINE = 8, 80
"""How many of the details that seem longest are measured; the cells of a line for that estimate."""
_AROUND_DETAIL = 8
"""Cells of the dialog beside the detail: frame and padding."""
_SHARE = 5
"""The detail takes at most one row in this many of the screen."""


class _Dialog(Vertical):
    """Makes its list lower if there is no room for everything."""

    def on_resize(self) -> None:
        self._give_way()

    def watch_virtual_size(self) -> None:
        self._give_way()

    def _give_way(self) -> None:
        options = self.query_one(ChoiceList)
        lacking = self.virtual_size.height - self.size.height
        if lacking > 0 and options.size.height > _FEWEST_ROWS:
            options.styles.min_height = 0
            options.styles.max_height = max(options.size.height - lacking, _FEWEST_ROWS)


class Picker(ModalScreen[str | None]):
    """A list narrowed by typing. Its result is the chosen value, the text typed for a new one, or None."""

    DEFAULT_CSS = """
    Picker Input { margin-bottom: 1; }
    Picker ChoiceList { max-height: 14; }
    Picker .detail { color: $text-muted; height: auto; max-height: 7; padding: 1 0 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("down,ctrl+n", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous", priority=True),
        Binding("ctrl+t", "take_typed", "Take what is typed, as new", priority=True),
        Binding("pagedown", "page(1)", "Next page", priority=True),
        Binding("pageup", "page(-1)", "Previous page", priority=True),
    ]

    FIELD_KEYS: ClassVar[Mapping[str, str]] = {"enter": "Choose what is highlighted"}
    """Keys that its fields take, and what they do; help lists them."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        about: Content | None = None,
        selected: str | None = None,
        present: str | None = None,
        create: str = "",
        highlighted: Callable[[str], None] | None = None,
    ) -> None:
        """Prepare the list.

        Args:
            title: what is chosen.
            choices: in the order in which they are listed while nothing is typed.
            about: the quote that it is chosen for.
            selected: the value that is highlighted at first; without one it is the first.
            present: the value that holds now and has a dot; None for the one that is selected.
            create: how to name something new ("new target"); empty where nothing new can be made.
            highlighted: called with each value that is highlighted, to show what choosing it would do.
        """
        super().__init__()
        self._title = title
        self._choices = {choice.value: choice for choice in choices}
        self._about = about
        self._selected = selected
        self._present = selected if present is None else present
        self._create = create
        self._highlighted = highlighted
        self._ranked: RankedNames | None = None
        self._begins = False
        """Whether a name, or a word of one, begins with what was typed."""
        self._listed: list[str] = []
        self._detail: str | None = None

    def compose(self) -> ComposeResult:
        with _Dialog(classes="dialog") as box:
            box.border_title = Content(f" {visible(self._title)} ")
            create = " · Ctrl+T takes what is typed" if self._create and self._choices else ""
            box.border_subtitle = Content(f" Enter chooses{create} · Esc cancels ")
            if self._about is not None:
                yield Static(self._about, classes="about")
            yield Input(placeholder=self._hint())
            yield ChoiceList()
            detail = Static("", classes="detail", markup=False)
            detail.display = False
            yield detail

    def on_mount(self) -> None:
        self._list("")
        # Its message would come a frame later.
        self.watch(self.query_one(Input), "value", self.typed, init=False)

    def on_resize(self) -> None:
        options = self.query_one(ChoiceList)
        options.styles.clear_rule("max_height")
        options.styles.min_height = 0
        self._keep_room_for_details()

    def on_input_submitted(self) -> None:
        self.entered()

    def typed(self, words: str) -> None:
        """List what matches the words in the field."""
        self._list(words)

    def entered(self) -> None:
        """Choose what is highlighted."""
        options = self.query_one(ChoiceList)
        if options.highlighted is not None:
            self.dismiss(self._listed[options.highlighted])

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        if event.row < len(self._listed):
            self.dismiss(self._listed[event.row])

    def on_choice_list_highlighted(self, event: ChoiceList.Highlighted) -> None:
        """Show the detail of what is highlighted, unless the list is another by now."""
        if event.row != self.query_one(ChoiceList).highlighted:
            return
        self._show_detail_of(event.row)
        value = self._listed[event.row]
        if self._highlighted is not None and self._choice(value) is not None:
            self._highlighted(value)

    def action_move(self, rows: int) -> None:
        self.query_one(ChoiceList).move(rows)

    def action_take_typed(self) -> None:
        """Take the words in the field as they are, for something new, whatever is highlighted."""
        words = self.query_one(Input).value.strip()
        if self._create and words:
            self.dismiss(words)

    def action_page(self, step: int) -> None:
        self.query_one(ChoiceList).turn(step)

    def _list(self, query: str) -> None:
        words = query.strip()
        self._listed = self._matching(words)
        selected = None if words or self._selected not in self._listed else self._listed.index(self._selected)
        if self._create and words and words not in self._choices:
            self._listed.insert(len(self._listed) if self._begins else 0, words)
        options = self.query_one(ChoiceList)
        options.styles.min_height = options.outer_size.height  # what moves under typing is hard to read
        if self._listed:
            options.offer(len(self._listed), self._row, selected)
            self._show_detail_of(options.highlighted or 0)  # its message would come a frame later
        else:
            options.offer(
                1, lambda _: ChoiceRow(Content.styled(self._nothing(words), "$text-muted"), disabled=True)
            )
            self._show_detail("")

    def _hint(self) -> str:
        if not self._create:
            return "type to search"
        return "type to search or to create" if self._choices else "type a name"

    def _nothing(self, words: str) -> str:
        if words or not self._create:
            return "Nothing matches: Backspace takes letters back, Esc leaves."
        return ""

    def _choice(self, value: str) -> Choice | None:
        return self._choices.get(value)

    def _row(self, number: int) -> ChoiceRow:
        value = self._listed[number]
        choice = self._choice(value)
        if choice is None:
            new = f"{self._create} “{visible(value)}”"
            return ChoiceRow(Content.assemble(("+ ", "$text-accent bold"), new))
        mark = ("• ", "$text-accent bold") if value == self._present else "  "
        return ChoiceRow(Content.assemble(mark, choice.label), choice.disabled, choice.end)

    def _show_detail_of(self, place: int) -> None:
        choice = self._choice(self._listed[place]) if place < len(self._listed) else None
        self._show_detail(choice.detail if choice else "")

    def _show_detail(self, text: str) -> None:
        if text == self._detail:
            return
        self._detail = text
        detail = self.query_one(".detail", Static)
        detail.styles.min_height = detail.outer_size.height
        detail.display = detail.display or bool(text)
        detail.update(visible(text))

    def _keep_room_for_details(self) -> None:
        """Reserve room for the longest detail, so that the dialog does not move from one detail to the next."""
        detail, details = self.query_one(".detail", Static), {choice.detail for choice in self._choices.values()}
        longest = nlargest(_MEASURED, details, key=lambda text: len(text) + text.count("\n") * _LINE)
        asked = self.query_one(".dialog").styles.width
        width = min((asked.cells if asked else None) or _LINE, self.size.width) - _AROUND_DETAIL
        rows = max((Content(visible(text)).get_height({}, max(width, 1)) for text in longest if text), default=0)
        detail.styles.min_height = min(rows, self.size.height // _SHARE) + 1 if rows else 0
        detail.display = detail.display or rows > 0

    def _matching(self, query: str) -> list[str]:
        self._begins = False
        if not query:
            return list(self._choices)
        if self._ranked is None:
            self._ranked = RankedNames(choice.names for choice in self._choices.values())
        values = tuple(self._choices)
        matches = self._ranked.matching(query)
        self._begins = bool(matches) and matches[0].closeness <= Closeness.BEGINNING
        return [values[match.row] for match in matches]
