"""Scrolling the article in the pane; the current quote stays what it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext

_OVERLAP = 2
"""Rows of a page that are still seen on the next."""


def _row(step: int, _height: int) -> int:
    return step


def _half(step: int, height: int) -> int:
    return step * max(height // 2, 1)


def _page(step: int, height: int) -> int:
    return step * max(height - _OVERLAP, 1)


def _scroll(rows: Callable[[int, int], int], step: int, context: ReviewContext) -> None:
    reader = context.pane.reader
    reader.scroll_rows(rows(step, reader.size.height))


def _top(context: ReviewContext) -> None:
    context.pane.reader.go_to_place(0)


def _bottom(context: ReviewContext) -> None:
    reader = context.pane.reader
    reader.scroll_rows(reader.virtual_size.height)


def _centre(context: ReviewContext) -> None:
    if context.current is None:
        context.tell(context.no_quotes_message)
    else:
        context.pane.reader.centre_quote()


def _command(name: str, key: str, title: str, description: str, run: Callable[[ReviewContext], None]) -> Command:
    return Command(name, (key,), title, description, Group.READING, run)


COMMANDS = (
    _command("row_down", "down", "Scroll down", "Scroll down by a row.", partial(_scroll, _row, 1)),
    _command("row_up", "up", "Scroll up", "Scroll up by a row.", partial(_scroll, _row, -1)),
    _command("half_down", "ctrl+d", "Half a page down", "Scroll down by half a page.", partial(_scroll, _half, 1)),
    _command("half_up", "ctrl+u", "Half a page up", "Scroll up by half a page.", partial(_scroll, _half, -1)),
    _command("page_down", "pagedown", "Page down", "Scroll down by a page.", partial(_scroll, _page, 1)),
    _command("page_up", "pageup", "Page up", "Scroll up by a page.", partial(_scroll, _page, -1)),
    _command("top", "home", "Beginning", "Scroll to the beginning of the article.", _top),
    _command("bottom", "end", "End", "Scroll to the end of the article.", _bottom),
    _command("centre", "z", "Centre", "Scroll so that the current quote stands in the middle.", _centre),
)
