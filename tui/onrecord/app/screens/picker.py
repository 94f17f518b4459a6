"""A list to choose from by typing a few letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from onrecord.app.choices import Choice

MOST_ROWS = 100
"""More are not listed: nobody scrolls so far, and a list of thousands would be slow to type in."""


_FEWEST_ROWS = 3
"""A list is not made lower than this."""


class Picker(ModalScreen[str | None]):
    """A fuzzy list. Its result is the chosen value, the words typed for a new one, or None."""

    DEFAULT_CSS = """
    Picker Input { margin-bottom: 1; }
    Picker OptionList {
        border: none; height: auto; max-height: 14; background: $surface; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Picker OptionList:focus { border: none; }
    Picker .detail { color: $text-muted; height: auto; max-height: 7; padding: 1 0 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("down,ctrl+n", "move(1)", "Next", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Previous", priority=True),
        Binding("pagedown", "move(10)", "Next page", priority=True),
        Binding("pageup", "move(-10)", "Previous page", priority=True),
    ]

    FIELD_KEYS: ClassVar[Mapping[str, str]] = {"enter": "Choose what is highlighted"}
    """Keys that a field in it takes, and what they do: for help."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        about: Content | None = None,
        selected: str | None = None,
        create: str = "",
        highlighted: Callable[[str], None] | None = None,
    ) -> None:
        """Prepare the list.

        Args:
            title: what is chosen.
            choices: in the order in which they are listed while nothing is typed.
            about: the quote that it is chosen for.
            selected: the value that is highlighted at first.
            create: how to name something new ("new target"); empty where nothing new can be made.
            highlighted: called with each value that is highlighted, to show what choosing it would do.
        """
        super().__init__()
        self._title = title
        self._choices = {choice.value: choice for choice in choices}
        self._about = about
        self._selected = selected
        self._create = create
        self._highlighted = highlighted
        self._search = FuzzySearch()
        self._listed: list[str] = []
        self._detail: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the field to type in, the list and the detail."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f" {visible(self._title)} ")
            box.border_subtitle = Content(" Enter chooses · Esc cancels ")
            if self._about is not None:
                yield Static(self._about, classes="about")
            yield Input(placeholder="type to search" + (" or to create" if self._create else ""))
            yield OptionList(markup=False, compact=True)
            yield Static("", classes="detail", markup=False)

    def on_mount(self) -> None:
        """List everything, the selected choice highlighted."""
        self._list("")
        if self._selected in self._listed:
            self.query_one(OptionList).highlighted = self._listed.index(self._selected)

    def on_resize(self) -> None:
        """Let the list be as high as there is room for now."""
        styles = self.query_one(OptionList).styles
        styles.min_height = 0
        styles.clear_rule("max_height")
        self.call_after_refresh(self._fit)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what matches."""
        self.typed(event.value)

    def on_input_submitted(self) -> None:
        """Choose what is highlighted."""
        self.entered()

    def typed(self, words: str) -> None:
        """List what matches the words in the field."""
        self._list(words)

    def entered(self) -> None:
        """Choose what is highlighted."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(self._listed[options.highlighted])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        self.dismiss(self._listed[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the detail of what is highlighted, unless the list is another by now."""
        options, place = event.option_list, event.option_index
        if place >= options.option_count or options.get_option_at_index(place) is not event.option:
            return
        if place >= len(self._listed):
            return
        self._show_detail_of(place)
        value = self._listed[place]
        if self._highlighted is not None and self._choice(value) is not None:
            self._highlighted(value)

    def action_move(self, rows: int) -> None:
        """Move the highlight by so many rows, passing over what cannot be chosen."""
        options = self.query_one(OptionList)
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            if step > 0:
                options.action_cursor_down()
            else:
                options.action_cursor_up()

    def _list(self, query: str) -> None:
        words = query.strip()
        matching = self._matching(words)
        begin = 0 if words else self._first_row(matching)
        self._listed = matching[begin : begin + MOST_ROWS]
        rows = [self._row(choice) for choice in map(self._choice, self._listed) if choice]
        if self._create and words and words not in self._choices:
            self._listed.append(words)
            rows.append(Option(Content.assemble(("+ ", "$text-accent bold"), f"{self._create} “{visible(words)}”")))
        if len(matching) > MOST_ROWS:
            more = f"  and {len(matching) - len(self._listed):,} more: type a few letters"
            rows.append(Option(Content.styled(more, "$text-muted"), disabled=True))
        options = self.query_one(OptionList)
        # What moves under typing is hard to read, and slow to paint.
        options.styles.min_height = options.size.height
        options.clear_options()
        options.add_options(rows)
        options.highlighted = next((n for n, row in enumerate(rows) if not row.disabled), None)
        if rows:
            self._show_detail_of(options.highlighted or 0)  # its message would come a frame later
        elif words or not self._create:
            self._show_detail("Nothing matches: Backspace takes letters back, Esc leaves.")
        else:
            self._show_detail("Type a name.")

    def _first_row(self, values: Sequence[str]) -> int:
        """Return where to begin a list of more than there is room for: so that what is selected is in its midst."""
        if len(values) <= MOST_ROWS or self._selected not in values:
            return 0
        return min(max(values.index(self._selected) - MOST_ROWS // 2, 0), len(values) - MOST_ROWS)

    def _choice(self, value: str) -> Choice | None:
        return self._choices.get(value)

    def _row(self, choice: Choice) -> Option:
        mark = ("• ", "$text-accent bold") if choice.value == self._selected else "  "
        return Option(Content.assemble(mark, choice.label), disabled=choice.disabled)

    def _show_detail_of(self, place: int) -> None:
        choice = self._choice(self._listed[place]) if place < len(self._listed) else None
        self._show_detail(choice.detail if choice else "")

    def _show_detail(self, text: str) -> None:
        if text != self._detail:
            self._detail = text
            detail = self.query_one(".detail", Static)
            detail.update(visible(text))
            detail.display = bool(text)
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let the list give way where the dialog has no room for all, and keep what is highlighted in view."""
        box, options = self.query_one(".dialog"), self.query_one(OptionList)
        lacking = box.virtual_size.height - box.size.height
        if lacking > 0 and options.size.height > _FEWEST_ROWS:
            options.styles.min_height = 0
            options.styles.max_height = max(options.size.height - lacking, _FEWEST_ROWS)
            self.call_after_refresh(options.scroll_to_highlight)
        else:
            options.scroll_to_highlight()

    def _matching(self, query: str) -> list[str]:
        if not query:
            return list(self._choices)
        letters = re.compile(".*?".join(map(re.escape, query)), re.IGNORECASE | re.DOTALL)
        able = [value for value, choice in self._choices.items() if letters.search(choice.search)]
        if len(able) > MOST_ROWS:
            # Scoring thousands would hold up the next key.
            whole = query.casefold()
            able = [value for value in able if whole in self._choices[value].search.casefold()][:MOST_ROWS] or able
        scores = {value: self._search.match(query, self._choices[value].search)[0] for value in able[:MOST_ROWS]}
        return sorted((value for value in scores if scores[value] > 0), key=lambda value: -scores[value])
