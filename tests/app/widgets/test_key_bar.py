"""The bottom line at several widths."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from onrecord.app.widgets.key_bar import KeyBar, KeyHint

HINTS = (
    *(KeyHint(str(number), "label", f"stance_{number}", group="stances") for number in (1, 2, 3)),
    KeyHint("t", "target", "target", group="commands"),
    KeyHint("?", "help", "help", group="commands", stays=True),
    KeyHint("a", "actor", "actor", group="commands"),
)


class Bar(App[None]):
    """A key bar alone."""

    pressed: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the bar."""
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(KeyBar).hints = HINTS

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """Keep what was pressed."""
        self.pressed = event.command


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "1 label 2 label 3 label   t target a actor"),
        (40, "1 label 2 label 3 label"),
        (20, "1 label"),
        (8, ""),
    ],
)
async def test_help_stands_at_the_right_whatever_fits(width: int, shown: str) -> None:
    app = Bar()
    async with app.run_test(size=(width, 2)) as pilot:
        line = app.query_one(KeyBar).render().plain
        assert line == f"{shown.ljust(width - len('? help'))}? help"
        await pilot.click(KeyBar, offset=(width - 1, 0))
        assert app.pressed == "help"


async def test_a_click_presses_the_key_it_is_on() -> None:
    app = Bar()
    async with app.run_test(size=(60, 2)) as pilot:
        await pilot.click(KeyBar, offset=(26, 0))
        assert app.pressed == "target"
