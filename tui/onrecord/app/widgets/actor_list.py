"""The actors quoted in the project: badge, name and number of quotes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from onrecord.app.widgets.row_cache import RowCache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.style import Style


class ActorLine(NamedTuple):
    """One actor, as the list shows them."""

    badge: str
    badge_style: Style
    name: str
    name_style: Style
    quotes: int


class ActorList(Widget):
    """The actors, the most quoted first; the last line counts those that do not fit.

    Rows are painted one by one and cached, because a step to the next quote changes two of them.
    """

    DEFAULT_CSS = """
    ActorList { width: 20%; min-width: 24; max-width: 36; padding: 0 1; border-left: solid $panel; }
    """

    actors: reactive[tuple[ActorLine, ...]] = reactive[tuple[ActorLine, ...]]((), repaint=False)
    current: reactive[str | None] = reactive["str | None"](None, repaint=False)
    """The name of the current quote's actor."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._made_for = Size(0, 0)
        self._painted: RowCache[_Row] = RowCache(self)

    @property
    def shown(self) -> Sequence[int]:
        """Which actors are shown, by their numbers in `actors`: as many as fit, the current one among them."""
        height = self.size.height
        if len(self.actors) <= height:
            return range(len(self.actors))
        shown = list(range(max(height - 1, 0)))
        current = next((number for number, actor in enumerate(self.actors) if actor.name == self.current), None)
        if current is not None and shown and current not in shown:
            shown[-1] = current
        return shown

    def render_line(self, y: int) -> Strip:
        if self._made_for != self.size:
            self._make_rows()  # the first frame is painted before the message that tells of the size
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        row = self._rows[y]
        return self._painted.strip(row, self.size.width, lambda: self._line(row), lambda: self.visual_style)

    def watch_actors(self) -> None:
        self._make_rows()
        self.refresh()

    def watch_current(self) -> None:
        before, self._rows = self._rows, self._wanted()
        for y, (old, new) in enumerate(zip_longest(before, self._rows)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    def _make_rows(self) -> None:
        self._made_for = self.size
        self._painted.clear()
        self._rows = self._wanted()

    def _wanted(self) -> list[_Row]:
        shown = self.shown
        rows = [_Row(number, current=self.actors[number].name == self.current) for number in shown]
        return rows if len(shown) == len(self.actors) and rows else [*rows, _Row(None)]

    def _line(self, row: _Row) -> Content:
        if row.number is not None:
            return _line(self.actors[row.number], self.size.width, current=row.current)
        hidden = len(self.actors) - len(self.shown)
        message = f"    and {hidden} more" if hidden else "Nobody is quoted yet."
        return Content.styled(message, "$text-muted")


class _Row(NamedTuple):
    """What a row shows."""

    number: int | None
    """Index of the actor; None for the line that counts the others."""
    current: bool = False


def _line(actor: ActorLine, width: int, *, current: bool) -> Content:
    number = f" {actor.quotes}"
    name = Content.styled(actor.name, actor.name_style)
    room = max(width - len(actor.badge) - 2 - len(number), 1)
    return Content.assemble(
        ("▸" if current else " ", "$text-accent bold"),
        Content.styled(actor.badge, actor.badge_style),
        " ",
        name.truncate(room, ellipsis=True, pad=True),
        (number, "$text-muted"),
    )
