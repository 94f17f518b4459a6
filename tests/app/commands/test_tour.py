"""The tour for newcomers: each step is done by oneself, and nobody sees it twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from onrecord.app import run
from onrecord.app.app import OnrecordApp
from onrecord.app.keys.keymap import keymap_file
from onrecord.app.project.project import open_project
from onrecord.app.widgets.tour_strip import Advice, TourStrip
from onrecord.articles.collection import find_articles
from onrecord.cli import demo as demo_command
from onrecord.cli import main, review
from onrecord.storage.user_state import Preferences, load_preferences, save_preferences
from tests.app.driver import XI, OpenReview, ReviewDriver, screen_rows

Demo = Callable[..., AbstractAsyncContextManager[ReviewDriver]]


@pytest.fixture
def demo(project: Path) -> Demo:
    """Return a function that opens the sample as `onrecord demo` does."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24)) -> AsyncIterator[ReviewDriver]:
        app = OnrecordApp(open_project(find_articles([project]), "ana"), tour=True)
        async with app.run_test(size=size) as pilot:
            driver = ReviewDriver(app, pilot)
            await driver.settle()
            await app.workers.wait_for_complete([worker for worker in app.workers if worker.group == "tour"])
            await pilot.pause()
            yield driver

    return opened


def advice(driver: ReviewDriver) -> Advice | None:
    strips = driver.screen.query(TourStrip)
    return strips.first().advice if strips else None


def step(driver: ReviewDriver) -> str:
    shown = advice(driver)
    return shown.number if shown else ""


def rows(driver: ReviewDriver) -> list[str]:
    return [row.rstrip() for row in screen_rows(driver.screen)]


async def test_each_step_is_left_by_doing_it(demo: Demo) -> None:
    async with demo() as driver:
        assert step(driver) == "Tour 1/5"
        await driver.press("f", "space")
        assert step(driver) == "Tour 2/5", "accepting went on to the next quote"
        await driver.press("j", "k", "f", "x", "x")
        assert step(driver) == "Tour 2/5"
        await driver.press("j", "space")
        assert step(driver) == "Tour 3/5"
        await driver.press("t", *"sanct", "enter", "space")
        assert step(driver) == "Tour 3/5"
        assert "“sanctions”" in advice(driver).task
        await driver.press("1")
        assert step(driver) == "Tour 4/5"
        await driver.press("a", "escape", "1")
        assert step(driver) == "Tour 4/5"
        await driver.press("a", *"blin", "enter")
        assert step(driver) == "Tour 5/5"
        await driver.press("j", "space")
        assert step(driver) == "Tour 5/5"
        await driver.press("u")
        assert step(driver) == "Done"
        assert load_preferences().tour_over
        await driver.press("j")
        assert advice(driver) is None
        assert driver.screen.tour is None


async def test_the_first_minute_of_the_readme_is_followed(demo: Demo) -> None:
    async with demo() as driver:
        await driver.press("j", "t", *"war", "enter")
        assert step(driver) == "Tour 2/5"
        await driver.press("2")
        assert step(driver) == "Tour 3/5", "coding a quote accepts it"
        await driver.press("2")
        assert step(driver) == "Tour 4/5"
        await driver.press("i", *"Readout.", "enter", "u", "ctrl+r", "space")
        assert step(driver) == "Tour 4/5"
        await driver.press("x", "u")
        assert step(driver) == "Done"


@pytest.mark.parametrize("keys", [["a", *"blin", "enter"], ["e", "down", "enter"], ["A", "enter"], ["]"]])
async def test_a_quote_is_accepted_by_whatever_says_that_it_is_one(demo: Demo, keys: list[str]) -> None:
    async with demo() as driver:
        await driver.press("j", "f")
        assert step(driver) == "Tour 2/5"
        await driver.press(*keys)
        assert driver.session.progress(XI).reviewed
        assert step(driver) == "Tour 3/5"


async def test_taking_back_is_not_doing(demo: Demo) -> None:
    async with demo() as driver:
        await driver.press("2", "f", "j")
        assert step(driver) == "Tour 2/5"
        await driver.press("u")
        assert step(driver) == "Tour 2/5"


async def test_rejecting_is_a_correction_too(demo: Demo) -> None:
    async with demo() as driver:
        await driver.press("j", "space", "2", "x")
        assert step(driver) == "Tour 5/5"


async def test_who_has_taken_it_is_not_shown_it_again(demo: Demo, project: Path) -> None:
    async with demo() as driver:
        await driver.press("j", "space", "2", "x", "u", "u", "u", "u", "q")
    async with demo() as driver:
        assert driver.session.progress(XI).reviewed == 0
        assert advice(driver) is None


async def test_who_has_ended_it_is_not_shown_it_again(demo: Demo) -> None:
    async with demo() as driver:
        await driver.press("j", "escape")
        assert advice(driver) is None
        await driver.press("escape")
        assert "There is no filter" in rows(driver)[-1]
        await driver.press("T", *"light", "enter", "q")
    assert load_preferences() == Preferences("light", tour_over=True)
    async with demo() as driver:
        assert advice(driver) is None


async def test_who_has_coded_something_is_not_shown_it(demo: Demo) -> None:
    async with demo() as driver:
        await driver.press("j", "space", "q")
    async with demo() as driver:
        assert advice(driver) is None
    assert not load_preferences().tour_over


async def test_it_is_shown_nowhere_but_in_the_demonstration(review: OpenReview) -> None:
    async with review() as driver:
        assert advice(driver) is None


async def test_it_can_be_taken_at_any_time(review: OpenReview) -> None:
    save_preferences(Preferences(tour_over=True))
    async with review() as driver:
        await driver.press("2", "ctrl+p", *"take the tour")
        await driver.app.workers.wait_for_complete()
        await driver.press("enter", "enter")
        await driver.pilot.pause()
        assert step(driver) == "Tour 1/5"
        await driver.press("j", "question_mark", *"first five steps", "enter")
        await driver.pilot.pause()
        assert len(driver.screen.query(TourStrip)) == 1
        assert step(driver) == "Tour 1/5"


async def test_it_fits_a_small_terminal_and_names_the_keys_in_effect(demo: Demo) -> None:
    keymap_file().parent.mkdir(parents=True)
    keymap_file().write_text("keys: {next: F5, clear: F8, undo: Backspace}\n", encoding="utf-8")
    async with demo() as driver:
        assert rows(driver)[-3] == " Tour 1/5  Press F5: on to the next quote."
        assert rows(driver)[-2].endswith("each in its actor's colour.         F8 ends the tour")
        for keys in (["f5"], ["space"], ["2"], ["x"], ["backspace"]):
            await driver.press(*keys)
            assert "…" not in rows(driver)[-2], "nothing is cut off"
            assert not rows(driver)[-3].endswith("…")
        await driver.press("f8")
        assert advice(driver) is None


def test_only_the_demonstration_asks_for_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for command in (demo_command, review):
        monkeypatch.setattr(command, "require_terminal", lambda: None)
    monkeypatch.setattr(run, "open_review", lambda *_args, tour: asked.append(tour))
    main(["demo", str(project)])
    main([str(project)])
    assert asked == [True, False]
