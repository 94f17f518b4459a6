"""A list of rows to choose from, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from onrecord.app.widgets.row_cache import RowCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


class ChoiceRow(NamedTuple):
    """A row of the list."""

    label: Content
    """Its text, cut off at the end of the line."""
    disabled: bool = False
    """Whether the highlight skips it."""
    end: Content = Content()
    """Text after the label, shown even if the label is cut off; the label keeps half of the line."""


class ChoiceList(ScrollView):
    """Rows to choose from, made when they come into view, so that typing in a list of 10,000 stays fast."""

    DEFAULT_CSS = """
    ChoiceList {
        height: auto; max-height: 100%; overflow-x: hidden; background: $surface; color: $foreground;
        & > .choice-list--highlighted {
            color: $foreground; background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .choice-list--disabled { color: $text-disabled; }
        & > .choice-list--hover { background: $block-hover-background; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--row",
        "choice-list--highlighted",
        "choice-list--disabled",
        "choice-list--hover",
    }

    highlighted: reactive[int | None] = reactive["int | None"](None, repaint=False)
    """The number of the row that is highlighted."""
    _hovered: reactive[int | None] = reactive["int | None"](None, repaint=False)

    class Highlighted(Message):
        """Another row was highlighted, or other rows were offered."""

        def __init__(self, row: int) -> None:
            """Tell of the row's number."""
            super().__init__()
            self.row = row

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            """Tell of the row's number."""
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__(can_focus=False)
        self.made: dict[int, ChoiceRow] = {}
        """The rows that were looked at by now."""
        self._make: Callable[[int], ChoiceRow] = self.made.__getitem__
        self._painted: RowCache[tuple[int, str]] = RowCache(self)
        self._scrolled_by: tuple[Size, Size] | None = None
        """The sizes that the scrollbar shows."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.virtual_size.height

    def row(self, number: int) -> ChoiceRow:
        """Return a row."""
        made = self.made.get(number)
        if made is None:
            made = self.made[number] = self._make(number)
        return made

    def offer(self, count: int, make: Callable[[int], ChoiceRow], highlighted: int | None = None) -> None:
        """Show `count` rows, each made when it is needed; highlight this one, or the first that can be chosen."""
        self._make = make
        self.made.clear()
        self._painted.clear()
        self.virtual_size = Size(1, count)
        self._scroll_update(self.virtual_size)
        self._hovered = None
        if highlighted is None:
            highlighted = next((number for number in range(count) if not self.row(number).disabled), None)
        self.set_reactive(ChoiceList.highlighted, highlighted)
        self.refresh()
        self.scroll_to_highlighted()
        if highlighted is not None:
            self.post_message(self.Highlighted(highlighted))

    def on_resize(self) -> None:
        self.scroll_to_highlighted()

    def move(self, rows: int) -> None:
        """Move the highlight by so many rows that can be chosen; one step goes on from the last to the first."""
        if self.highlighted is None:
            return
        step, place = 1 if rows > 0 else -1, self.highlighted
        for _ in range(abs(rows)):
            following = self._next(place, step)
            if following is None and abs(rows) == 1:
                following = self._next(-1 if step > 0 else self.count, step)
            if following is None:
                break
            place = following
        self.highlighted = place

    def turn(self, step: int) -> None:
        """Move the highlight by a page, on (1) or back (-1); a page's last row is the first of the next."""
        if self.highlighted is None:
            return
        end = min(max(self.highlighted + step * max(self.size.height - 1, 1), 0), self.count - 1)
        place = self._next(end + step, -step)
        if place is None or (place - self.highlighted) * step <= 0:
            place = self._next(self.highlighted, step)
        self.highlighted = self.highlighted if place is None else place

    def scroll_to_highlighted(self) -> None:
        """Bring the highlighted row into view."""
        if self.highlighted is not None and self.size:
            region = Region(0, self.highlighted, 1, 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        number, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if number >= self.count:
            return Strip.blank(width, self.get_visual_style("choice-list--row").rich_style)
        state = self._state(number)
        return self._painted.strip(
            (number, state), width, lambda: self._line(self.row(number), width), lambda: self._style(state)
        )

    def _line(self, row: ChoiceRow, width: int) -> Content:
        room = max(width - row.end.cell_length, width // 2)
        line = row.label.truncate(room, ellipsis=True) + row.end
        return line.truncate(width, ellipsis=True, pad=True)

    def _style(self, state: str) -> Style:
        kind = f"choice-list--{state}"
        # Textual's visual style leaves inversion out, which is all that tells the row without colours.
        inverted = Style(reverse=self.get_component_styles(kind).text_style.reverse)
        return self.get_visual_style("choice-list--row", kind) + inverted

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        for number in (before, now):
            self._repaint(number)
        self.scroll_to_highlighted()
        if now is not None:
            self.post_message(self.Highlighted(now))

    def watch__hovered(self, before: int | None, now: int | None) -> None:
        for number in (before, now):
            self._repaint(number)

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hovered = self._at(event)

    def on_leave(self) -> None:
        self._hovered = None

    def on_click(self, event: events.Click) -> None:
        number = self._at(event)
        if number is not None and not self.row(number).disabled:
            self.highlighted = number
            self.post_message(self.Chosen(number))

    def _scroll_update(self, virtual_size: Size) -> None:
        # Textual repaints the scrollbar after every layout, as it was: a second frame for each letter typed.
        sizes = (virtual_size, self.container_size)
        if sizes != self._scrolled_by:
            self._scrolled_by = sizes
            super()._scroll_update(virtual_size)

    def _at(self, event: events.MouseEvent) -> int | None:
        number = int(event.y) + self.scroll_offset.y
        return number if 0 <= number < self.count else None

    def _next(self, place: int, step: int) -> int | None:
        numbers = range(place + step, self.count if step > 0 else -1, step)
        return next((number for number in numbers if not self.row(number).disabled), None)

    def _state(self, number: int) -> str:
        if self.row(number).disabled:
            return "disabled"
        if number == self.highlighted:
            return "highlighted"
        return "hover" if number == self._hovered else "row"

    def _repaint(self, number: int | None) -> None:
        if number is not None:
            self.refresh_line(number)
