"""Small and large terminals: what is shown, and that the place survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.app import OnrecordApp
from onrecord.app.screens.too_small import TooSmallScreen
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.workspace import open_workspace
from onrecord.articles.collection import find_articles
from tests.app.conftest import XI, Desk, OpenReview
from tests.app.test_blind import screen


async def resize(desk: Desk, width: int, height: int) -> None:
    await desk.pilot.resize_terminal(width, height)
    for _ in range(3):
        await desk.pilot.pause()


def place(desk: Desk) -> tuple[object, ...]:
    row = desk.screen.row
    return (row.active_number, desk.screen.key, desk.text, desk.screen.pane.reader.place)


@pytest.mark.parametrize("size", [(59, 15), (60, 14), (20, 4)])
async def test_too_small_a_terminal_says_what_it_needs(review: OpenReview, size: tuple[int, int]) -> None:
    async with review(size=size) as desk:
        assert isinstance(desk.app.screen, TooSmallScreen)
        assert f"{size[0]} × {size[1]} is too small" in screen(desk)
        assert "60 × 15 is needed" in screen(desk)
        await desk.press("j", "space", "x", "2")
        assert desk.session.coding(XI).records == ()
        await resize(desk, 60, 15)
        assert desk.app.screen is desk.screen
        assert desk.text == "crux"


async def test_the_smallest_terminal_shows_quote_panel_and_keys(review: OpenReview) -> None:
    async with review(size=(60, 15)) as desk:
        await desk.press("j")
        lines = screen(desk).splitlines()
        assert len(lines) == 15
        assert any("Conflict and confrontation" in line for line in lines)
        assert any("Xi Jinping · direct" in line for line in lines)
        assert lines[-1].startswith("1 support")


async def test_growing_again_restores_the_place(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", *"jjjjj", "F", *"Blinken", "enter", "pagedown")
        before = place(desk)
        for size in ((59, 40), (140, 14), (10, 3)):
            await resize(desk, *size)
            assert isinstance(desk.app.screen, TooSmallScreen)
        await resize(desk, 140, 40)
        assert desk.app.screen is desk.screen
        assert place(desk) == before
        assert desk.screen.presenter.lens.filter.actor == "Antony Blinken"


async def test_a_list_that_was_open_is_open_again(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("t")
        dialog = desk.app.screen
        await resize(desk, 40, 10)
        await desk.press("down", "enter")
        await resize(desk, 80, 24)
        assert desk.app.screen is dialog
        await desk.press("down", "enter")
        assert desk.session.target == "negotiations"


async def test_the_program_can_be_left(review: OpenReview) -> None:
    async with review(size=(40, 10)) as desk:
        await desk.pilot.press("q")
        await desk.pilot.pause()
        assert not desk.app.is_running or desk.app._exit


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (250, 70), (140, 40)])
async def test_resizing_keeps_the_place(review: OpenReview, size: tuple[int, int]) -> None:
    async with review(size=(120, 30)) as desk:
        await desk.press("tab", *"jjjj")
        before = (desk.screen.key, desk.text)
        await resize(desk, *size)
        assert (desk.screen.key, desk.text) == before
        assert desk.text.split()[0] in screen(desk)
        await resize(desk, 120, 30)
        assert (desk.screen.key, desk.text) == before


async def test_a_pane_that_there_is_room_for_now_tells_its_progress(review: OpenReview, project: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (project / name).write_text("“We agree on it,” said Anna Berg.\n", encoding="utf-8")
    async with review(size=(120, 30)) as desk:
        await resize(desk, 240, 30)
        assert [pane.edge.progress.split(" · ")[-1] for pane in desk.screen.row.panes] == [
            "0/14 reviewed",
            "0/13 reviewed",
            "0/1 reviewed",
            "0/1 reviewed",
        ]


async def test_a_long_list_leaves_room_for_what_it_says_of_the_highlighted_row(
    review: OpenReview, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    names = ("Berg", "Adams", "Hill", "Stone", "Wood", "Novak", "Lund", "Dahl", "Carter", "Reed", "Quinn", "Baker")
    said = (f"“We agree on it,” said Anna {name}. “It holds,” {name} added.\n" for name in names)
    (folder / "a.txt").write_text("\n".join(said), encoding="utf-8")
    async with review(folder=folder, size=(80, 24)) as desk:
        await desk.press("a", *["down"] * 10)
        for height in (24, 15):
            await resize(desk, 80, height)
            lines = screen(desk).splitlines()
            assert any("also: " in line for line in lines), "the detail is not cut off"
            options = desk.app.screen.query_one(ChoiceList)
            assert options.scroll_y <= (options.highlighted or 0) < options.scroll_y + options.size.height


async def test_the_panels_shrink_and_grow_with_the_terminal(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    names = ("Anna Berg", "Karl Adams", "Tom Hill", "Emily Stone", "Peter Wood", "Paul Novak", "Nina Lund")
    (folder / "a.txt").write_text("\n".join(f"“We agree on it,” said {name}." for name in names), encoding="utf-8")
    async with review(folder=folder, size=(120, 45)) as desk:
        panels = desk.screen.query_one(QuotePanel)
        assert panels.size.height == len(names)
        await resize(desk, 80, 24)
        assert panels.size.height == 5
        await resize(desk, 120, 45)
        assert panels.size.height == len(names)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_warning_covers_neither_the_current_quote_nor_the_panel(
    project: Path, size: tuple[int, int]
) -> None:
    app = OnrecordApp(open_workspace(find_articles([project]), "ana"))
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        desk.screen.warn(f"{'a/long/path' * 5}/a.txt.yaml:1: something is wrong here. Correct it by hand.")
        for keys in ((), ["j"] * 5, ["j"] * 7):
            await desk.press(*keys)
            await pilot.pause()
            toast = desk.screen.query_one("Toast").region
            assert toast.height >= 3
            assert not toast.intersection(desk.screen.query_one(QuotePanel).region)
            reader, current = desk.screen.pane.reader, desk.screen.pane.current_id or ""
            cell = reader.quotes_in_view()[current]
            assert (reader.content_region.x + cell.x, reader.content_region.y + cell.y) not in toast
