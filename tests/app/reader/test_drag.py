"""Selecting with the mouse held down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.geometry import Offset, Size

from onrecord.app.reader.drag import Drag
from onrecord.app.reader.strips import Hit
from onrecord.articles.span import Span


class Ticker:
    def __init__(self, tick: Callable[[], None]) -> None:
        self.tick = tick
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class Text:
    """A reader of ten rows whose rows have ten characters each."""

    size = Size(10, 10)

    def __init__(self) -> None:
        self.top = 100
        self.selected: Span | None = None
        self.captured = False
        self.ticker: Ticker | None = None

    def hit(self, offset: Offset) -> Hit:
        place = (self.top + min(max(offset.y, 0), 9)) * 10 + offset.x
        return Hit(place, place + 1, None)

    def select(self, span: Span | None) -> None:
        self.selected = span

    def scroll_rows(self, rows: int) -> None:
        self.top += rows

    def capture_mouse(self) -> None:
        self.captured = True

    def release_mouse(self) -> None:
        self.captured = False

    def set_interval(self, _seconds: float, tick: Callable[[], None]) -> Ticker:
        self.ticker = Ticker(tick)
        return self.ticker


@pytest.fixture
def text() -> Text:
    return Text()


def test_press_without_movement_selects_nothing(text):
    drag = Drag(text, Offset(3, 3))
    drag.move(Offset(3, 3))
    drag.end()
    assert text.selected is None
    assert not drag.moved


def test_movement_selects_both_ends_and_back_to_the_press_its_one_character(text):
    drag = Drag(text, Offset(3, 3))
    drag.move(Offset(5, 4))
    assert text.captured
    assert text.selected == Span(1033, 1046)
    drag.move(Offset(1, 3))
    assert text.selected == Span(1031, 1034)
    drag.move(Offset(3, 3))
    assert text.selected == Span(1033, 1034)
    drag.end()
    assert not text.captured


@pytest.mark.parametrize(("y", "top", "selected"), [(-2, 98, Span(983, 1034)), (12, 103, Span(1033, 1124))])
def test_pointer_beyond_an_edge_scrolls_and_selects_until_it_comes_back(text, y, top, selected):
    drag = Drag(text, Offset(3, 3))
    drag.move(Offset(3, y))
    ticker = text.ticker
    assert ticker
    ticker.tick()
    assert text.top == top
    assert text.selected == selected
    drag.move(Offset(4, y))
    assert text.ticker is ticker
    drag.move(Offset(3, 5))
    assert ticker.stopped


def test_release_beyond_an_edge_ends_the_scrolling(text):
    drag = Drag(text, Offset(3, 3))
    drag.move(Offset(3, 20))
    drag.end()
    assert text.ticker
    assert text.ticker.stopped
