"""The lower edge of a pane: a cell for every quote."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult

from onrecord.app.widgets.pane_edge import EdgeView, PaneEdge, QuoteCell


class EdgeApp(App[None]):
    """An edge, and which quote was clicked on it."""

    def __init__(self) -> None:
        super().__init__()
        self.edge = PaneEdge()
        self.clicked: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.edge

    def on_pane_edge_quote_clicked(self, event: PaneEdge.QuoteClicked) -> None:
        assert event.control is self.edge
        self.clicked.append(event.number)


def cells(number: int) -> tuple[QuoteCell, ...]:
    return tuple(QuoteCell("+−±"[place % 3], Style()) for place in range(number))


@pytest.mark.parametrize(
    ("width", "view", "expected"),
    [
        (30, EdgeView(progress="no quotes"), "╰──────────────── no quotes ─╯"),
        (30, EdgeView(cells(3), 0, 3, None, "0/3"), "╰ + − ± ──────────────── 0/3 ─╯"[:12] + "─" * 11 + " 0/3 ─╯"),
        (30, EdgeView(cells(3), 0, 3, 1, "0/3"), "╰ +▸− ± ───────────────── 0/3 ─╯"[:12] + "─" * 11 + " 0/3 ─╯"),
        (24, EdgeView(cells(9), 0, 9, 8, "0/9"), "╰+−±+−±+−▸± ────── 0/9 ─╯"[:13] + "─" * 4 + " 0/9 ─╯"),
        (20, EdgeView(cells(20), 0, 20, 10, "0"), "╰…−±+▸−±+−… ─── 0 ─╯"),
    ],
)
async def test_every_quote_has_a_cell_while_there_is_room(width: int, view: EdgeView, expected: str) -> None:
    app = EdgeApp()
    async with app.run_test(size=(width, 5)) as pilot:
        app.edge.view = view
        await pilot.pause()
        shown = app.edge.render_line(0).text
        assert len(shown) == width
        assert shown == expected


async def test_a_click_names_the_quote_of_its_cell() -> None:
    app = EdgeApp()
    async with app.run_test(size=(40, 5)) as pilot:
        app.edge.view = EdgeView(cells(5), 0, 5, 2, "0/5")
        await pilot.pause()
        shown = app.edge.render_line(0).text
        assert shown.startswith("╰ + −▸± + − ─")
        for x in (2, 4, 5, 6, 8):
            await pilot.click(PaneEdge, offset=(x, 0))
        await pilot.click(PaneEdge, offset=(20, 0))
        await pilot.click(PaneEdge, offset=(0, 0))
        assert app.clicked == [0, 1, 2, 2, 3]


async def test_of_very_many_quotes_those_given_are_shown_by_their_number() -> None:
    app = EdgeApp()
    async with app.run_test(size=(60, 5)) as pilot:
        app.edge.view = EdgeView(cells(400), 800, 3000, 1000, "1001 of 3000")
        await pilot.pause()
        assert app.edge.render_line(0).text.count("…") == 2
        place = app.edge.render_line(0).text.index("▸") + 1
        await pilot.click(PaneEdge, offset=(place, 0))
        assert app.clicked == [1000]
