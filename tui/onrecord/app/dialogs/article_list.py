"""The list of articles: sorted as one likes, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from onrecord.app.dialogs.picker import Picker
from onrecord.app.presenting.rows import row_choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.app.presenting.rows import ArticleRow, Choice

_ORDERS: tuple[tuple[str, Callable[[ArticleRow], tuple[object, ...]] | None], ...] = (
    ("as in the folder", None),
    ("by title", lambda row: (row.title.casefold(),)),
    ("by outlet", lambda row: (row.outlet is None, (row.outlet or "").casefold(), row.date or "")),
    ("newest first", lambda row: (row.date is None, *(-ord(character) for character in row.date or ""))),
    ("most left to review first", lambda row: (-row.left,)),
    ("most flags first", lambda row: (-row.flagged,)),
)


class ArticleList(Picker):
    """Articles to choose from. Every word typed must stand somewhere in title, outlet, date or file name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "sort(1)", "Sort otherwise", priority=True),
        Binding("shift+tab", "sort(-1)", "Sort as before", priority=True),
    ]

    def __init__(self, rows: Sequence[ArticleRow], selected: str) -> None:
        """Prepare the list; `selected` is the key of the article that is highlighted at first."""
        super().__init__("", [], selected=selected)
        self._rows = {row.key: row for row in rows}
        self._made: dict[str, Choice] = {}
        """The rows that were listed by now."""
        self._in_order = tuple(rows)
        self._order = 0

    def on_mount(self) -> None:
        self._say_order()

    def action_sort(self, step: int) -> None:
        self._order = (self._order + step) % len(_ORDERS)
        key = _ORDERS[self._order][1]
        rows = self._rows.values()
        self._in_order = tuple(rows if key is None else sorted(rows, key=key))
        self._say_order()
        self._list(self.query_one(Input).value)

    def _say_order(self) -> None:
        self.query_one(".dialog").border_title = Content(f" Open in this pane · {_ORDERS[self._order][0]} ")

    def _list(self, query: str) -> None:
        super()._list(query)
        all_of_them, listed = len(self._rows), len(self._listed)
        noun = "article" if all_of_them == 1 else "articles"
        number = f"{all_of_them:,} {noun}" if listed == all_of_them else f"{listed:,} of {all_of_them:,} {noun}"
        box = self.query_one(".dialog")
        box.border_subtitle = Content(f" {number} · Enter opens · Tab sorts · Esc cancels ")

    def _matching(self, query: str) -> list[str]:
        rows = self._in_order
        for word in query.casefold().split():
            rows = tuple(row for row in rows if word in row.searched)
        return [row.key for row in rows]

    def _choice(self, value: str) -> Choice | None:
        if value in self._rows and value not in self._made:
            self._made[value] = row_choice(self._rows[value])
        return self._made.get(value)
