"""The page of counts: what is reviewed and left, how fast it goes, and how long the rest takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from onrecord.app.app import OnrecordApp
from onrecord.app.project.project import open_project
from onrecord.app.widgets.status_line import StatusLine
from onrecord.articles.collection import find_articles
from tests.app.driver import OpenReview, ReviewDriver, screen

START = datetime.fromisoformat("2026-11-22T09:00:00+00:00")


class Clock:
    """A clock that goes on by half a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> str:
        self.moment += timedelta(seconds=30)
        return self.moment.isoformat()


def line(driver: ReviewDriver, beginning: str) -> str:
    parts = (" ".join(part.split()) for line in screen(driver).splitlines() for part in line.split("│"))
    return next((part for part in parts if part.startswith(beginning)), "")


async def test_before_anything_is_done_the_page_says_what_to_do(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("number_sign")
        assert line(driver, "reviewed") == "reviewed 0 of 27 quotes"
        assert line(driver, "time left") == "time left cannot be told before some quotes are reviewed today"
        assert "Nothing was coded today. Space accepts a quote." in screen(driver)
        await driver.press("escape")
        assert driver.app.screen is driver.screen
        await driver.press("space", "number_sign")
        assert line(driver, "time left") == "time left cannot be told before more quotes are reviewed today"


async def test_the_rate_and_the_time_left_are_told(project: Path) -> None:
    app = OnrecordApp(open_project(find_articles([project]), "ana", Clock()))
    async with app.run_test(size=(100, 40)) as pilot:
        driver = ReviewDriver(app, pilot)
        await driver.settle()
        await driver.press(*["space"] * 7, "f", "D", "y", "number_sign")
        # Half a minute from action to action, a minute to the last, which keeps its moment; the first is untimed:
        # six quotes in four and a half minutes.
        assert line(driver, "reviewed") == "reviewed 7 of 27 quotes"
        assert line(driver, "left") == "left 20"
        assert line(driver, "flagged") == "flagged 1"
        assert line(driver, "articles done") == "articles done 1 of 2"
        assert line(driver, "at work").startswith("at work 4 min")
        assert line(driver, "rate") == "rate 80 quotes an hour"
        assert line(driver, "time left") == "time left about 15 min at today's rate"
        assert line(driver, "Chinese President Xi Jinping has tol…").endswith(" 7 7/14 7 1 ✓")
        assert line(driver, "All 2 articles") == "All 2 articles 7 7/27 20 1 1"
        assert not line(driver, "unreadable")


async def test_today_is_remembered_and_what_is_undone_is_not_counted(project: Path) -> None:
    clock = Clock()
    for keys in (["space", "space", "u"], ["space", "number_sign"]):
        app = OnrecordApp(open_project(find_articles([project]), "ana", clock))
        async with app.run_test(size=(100, 40)) as pilot:
            driver = ReviewDriver(app, pilot)
            await driver.settle()
            await driver.press(*keys)
            if keys[-1] == "number_sign":
                assert "… 2 2/14 " in line(driver, "Chinese President Xi Jinping has tol…")


async def test_what_cannot_be_read_is_told_apart_and_holds_up_nothing(review: OpenReview, project: Path) -> None:
    for name in ("broken.txt", "empty.txt"):
        (project / name).write_bytes(b"")
    async with review(size=(100, 40)) as driver:
        await driver.press("D", "y", "o", *"003", "enter", "D", "y", "number_sign")
        assert line(driver, "articles done") == "articles done 2 of 2"
        assert line(driver, "unreadable") == "unreadable 2 articles; ! says why"
        assert driver.screen.query_one(StatusLine).status.articles == 2
