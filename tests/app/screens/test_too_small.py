"""Small and large terminals: what is shown, and that the place survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.app import OnrecordApp
from onrecord.app.project.project import open_project
from onrecord.app.screens.too_small import TooSmallScreen
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.articles.collection import find_articles
from tests.app.driver import XI, OpenReview, ReviewDriver, screen


async def resize(driver: ReviewDriver, width: int, height: int) -> None:
    await driver.pilot.resize_terminal(width, height)
    for _ in range(3):
        await driver.pilot.pause()


def place(driver: ReviewDriver) -> tuple[object, ...]:
    row = driver.screen.row
    return (row.active_number, driver.screen.key, driver.text, driver.screen.pane.reader.place)


@pytest.mark.parametrize("size", [(59, 15), (60, 14), (20, 4)])
async def test_too_small_a_terminal_says_what_it_needs(review: OpenReview, size: tuple[int, int]) -> None:
    async with review(size=size) as driver:
        assert isinstance(driver.app.screen, TooSmallScreen)
        assert f"{size[0]} × {size[1]} is too small" in screen(driver)
        assert "60 × 15 is needed" in screen(driver)
        await driver.press("j", "space", "x", "2")
        assert driver.session.coding(XI).records == ()
        await resize(driver, 60, 15)
        assert driver.app.screen is driver.screen
        assert driver.text == "crux"


async def test_the_smallest_terminal_shows_quote_panel_and_keys(review: OpenReview) -> None:
    async with review(size=(60, 15)) as driver:
        await driver.press("j")
        lines = screen(driver).splitlines()
        assert len(lines) == 15
        assert any("Conflict and confrontation" in line for line in lines)
        assert any("Xi Jinping · direct" in line for line in lines)
        assert lines[-1].startswith("1 support")


async def test_growing_again_restores_the_place(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", *"jjjjj", "F", *"Blinken", "enter", "pagedown")
        before = place(driver)
        for size in ((59, 40), (140, 14), (10, 3)):
            await resize(driver, *size)
            assert isinstance(driver.app.screen, TooSmallScreen)
        await resize(driver, 140, 40)
        assert driver.app.screen is driver.screen
        assert place(driver) == before
        assert driver.screen.presenter.view_options.filter.actor == "Antony Blinken"


async def test_a_list_that_was_open_is_open_again(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("t")
        dialog = driver.app.screen
        await resize(driver, 40, 10)
        await driver.press("down", "enter")
        await resize(driver, 80, 24)
        assert driver.app.screen is dialog
        await driver.press("down", "enter")
        assert driver.session.target == "negotiations"


async def test_the_program_can_be_left(review: OpenReview) -> None:
    async with review(size=(40, 10)) as driver:
        await driver.pilot.press("q")
        await driver.pilot.pause()
        assert not driver.app.is_running or driver.app.return_code == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (250, 70), (140, 40)])
async def test_resizing_keeps_the_place(review: OpenReview, size: tuple[int, int]) -> None:
    async with review(size=(120, 30)) as driver:
        await driver.press("tab", *"jjjj")
        before = (driver.screen.key, driver.text)
        await resize(driver, *size)
        assert (driver.screen.key, driver.text) == before
        assert driver.text.split()[0] in screen(driver)
        await resize(driver, 120, 30)
        assert (driver.screen.key, driver.text) == before


async def test_a_pane_that_there_is_room_for_now_tells_its_progress(review: OpenReview, project: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (project / name).write_text("“We agree on it,” said Anna Berg.\n", encoding="utf-8")
    async with review(size=(120, 30)) as driver:
        await resize(driver, 240, 30)
        assert [pane.edge.view.progress.split(" · ")[-1] for pane in driver.screen.row.panes] == [
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
    async with review(folder=folder, size=(80, 24)) as driver:
        await driver.press("a", *["down"] * 10)
        for height in (24, 15):
            await resize(driver, 80, height)
            lines = screen(driver).splitlines()
            assert any("also: " in line for line in lines), "the detail is not cut off"
            options = driver.app.screen.query_one(ChoiceList)
            assert options.scroll_y <= (options.highlighted or 0) < options.scroll_y + options.size.height


async def test_the_panels_shrink_and_grow_with_the_terminal(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    names = ("Anna Berg", "Karl Adams", "Tom Hill", "Emily Stone", "Peter Wood", "Paul Novak", "Nina Lund")
    (folder / "a.txt").write_text("\n".join(f"“We agree on it,” said {name}." for name in names), encoding="utf-8")
    async with review(folder=folder, size=(120, 45)) as driver:
        panels = driver.screen.query_one(QuotePanel)
        assert panels.size.height == len(names)
        await resize(driver, 80, 24)
        assert panels.size.height == 5
        await resize(driver, 120, 45)
        assert panels.size.height == len(names)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_warning_covers_neither_the_current_quote_nor_the_panel(
    project: Path, size: tuple[int, int]
) -> None:
    app = OnrecordApp(open_project(find_articles([project]), "ana"))
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = ReviewDriver(app, pilot)
        await driver.settle()
        driver.screen.warn(f"{'a/long/path' * 5}/a.txt.yaml:1: something is wrong here. Correct it by hand.")
        for keys in ((), ["j"] * 5, ["j"] * 7):
            await driver.press(*keys)
            await pilot.pause()
            toast = driver.screen.query_one("Toast").region
            assert toast.height >= 3
            assert not toast.intersection(driver.screen.query_one(QuotePanel).region)
            reader, current = driver.screen.pane.reader, driver.screen.pane.current_id or ""
            cell = reader.quotes_in_view()[current]
            assert (reader.content_region.x + cell.x, reader.content_region.y + cell.y) not in toast
