"""Painted rows of lists, kept until their content, their width or the colours change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content
    from textual.strip import Strip
    from textual.style import Style
    from textual.widget import Widget

Row = TypeVar("Row")


class RowCache(Generic[Row]):
    """The painted rows of a list, each one line high.

    A part and not a base of the lists: Textual takes the style sheet of one base only.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._strips: dict[Row, Strip] = {}
        self._width = 0

    def strip(self, row: Row, width: int, content: Callable[[], Content], style: Callable[[], Style]) -> Strip:
        """Return a row painted in `width` cells; `content` and `style` are called if it is not painted yet.

        `row` identifies the row with everything that changes its look, except width and colours.
        """
        if width != self._width:
            self.clear()
            self._width = width
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = Visual.to_strips(self._widget, content(), width, 1, style())[0]
        return strip

    def clear(self) -> None:
        """Have every row painted again when it is shown next."""
        self._strips.clear()
