"""Many articles are read in the background: the review goes on meanwhile, and what is opened comes first."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import time_ns

import pytest

from onrecord.app.dialogs.article_list import ArticleList
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.status_line import StatusLine
from onrecord.checked_files import read_checked, write_checked
from onrecord.coding.tally import Tally
from onrecord.quotes.engine import Engine, Reading, Request
from onrecord.quotes.found_cache import FoundCache
from onrecord.storage import count_cache
from onrecord.storage.count_cache import CountCache, Listed
from onrecord.storage.user_dirs import project_cache_folder
from tests.app.driver import OpenReview, ReviewDriver

ARTICLES = 60


class SlowEngine(Engine):
    """An engine that reads no articles of its own accord until it is let go, or closed."""

    def __init__(self, cache: FoundCache | None = None) -> None:
        super().__init__(cache)
        self.asked: list[str] = []
        self.go_on = Event()

    def read(self, requests: Sequence[Request]) -> list[Reading]:
        self.go_on.wait()
        self.asked += [request.source.key for request in requests]
        return super().read(requests)

    def close(self) -> None:
        self.go_on.set()


@pytest.fixture
def slow() -> SlowEngine:
    return SlowEngine()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(ARTICLES):
        said = f"“We will build number {number},” Ada Berg said.\n\n“No,” said Tom Novak.\n"
        (folder / f"a{number}.txt").write_text(f"Harbour story {number}\n\n{said}", encoding="utf-8")
    return folder


async def until(driver: ReviewDriver, come: Callable[[], bool]) -> None:
    for _ in range(5_000):
        if come():
            return
        await driver.pilot.pause()
    raise AssertionError("it never came")


def status(driver: ReviewDriver) -> str:
    return str(driver.screen.query_one(StatusLine).render())


async def test_all_are_found_in_the_end(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as driver:
        assert driver.session.progress().quotes == 2 * ARTICLES
        assert "finding" not in status(driver)
        assert [(member.actor.name, member.quotes) for member in driver.session.members()] == [
            ("Ada Berg", ARTICLES),
            ("Tom Novak", ARTICLES),
        ]
        assert driver.session.keys == driver.screen.project.keys


async def test_what_is_on_screen_can_be_coded_before_the_rest_is_read(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.screen.current is not None)
        await driver.press("1", "j", "space")
        assert driver.screen.searching
        assert f"/{ARTICLES} " in status(driver)
        assert len(driver.session.coding("a0.txt").records) == 2
        slow.go_on.set()
        await driver.settle()
        assert driver.session.progress().reviewed == 2
        assert driver.session.progress().quotes == 2 * ARTICLES


async def test_what_is_opened_meanwhile_comes_first(review: OpenReview, many: Path, slow: SlowEngine) -> None:
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.screen.current is not None)
        await driver.press("o", *"a57", "enter")
        assert driver.screen.key == "a57.txt"
        slow.go_on.set()
        await until(driver, lambda: driver.screen.current is not None)
        assert driver.text == "We will build number 57,"
        await driver.press("2")
        await driver.settle()
        assert "a57.txt" not in slow.asked
        assert driver.session.progress("a57.txt").reviewed == 1


async def test_the_list_names_articles_that_are_not_read_yet(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.screen.current is not None)
        await driver.press("o")
        assert isinstance(driver.app.screen, ArticleList)
        assert driver.app.screen.query_one(ChoiceList).count == ARTICLES


async def test_leaving_does_not_wait_for_the_rest(review: OpenReview, many: Path, slow: SlowEngine) -> None:
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.screen.current is not None)
        assert driver.screen.searching
        await driver.press("q")
    assert slow.go_on.is_set()


async def test_articles_that_cannot_be_read_are_told_of(review: OpenReview, many: Path) -> None:
    (many / "a30.txt").write_bytes(b"")
    async with review(folder=many) as driver:
        assert set(driver.screen.project.unreadable) == {"a30.txt"}
        assert driver.session.progress().quotes == 2 * (ARTICLES - 1)


async def test_a_file_of_the_same_size_and_time_with_other_words_is_seen(
    review: OpenReview, many: Path, tmp_path: Path
) -> None:
    cache = FoundCache(tmp_path / "cache")
    async with review(folder=many, engine=Engine(cache)) as driver:
        await driver.settle()
    changed = many / "a44.txt"
    status = changed.stat()
    changed.write_text(changed.read_text(encoding="utf-8").replace("Tom Novak", "Eva Kern."), encoding="utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    async with review(folder=many, engine=Engine(cache)) as driver:
        await until(driver, lambda: any(member.actor.name.startswith("Eva") for member in driver.session.members()))
        assert "Eva Kern" in driver.session.article("a44.txt").text


async def test_coding_of_articles_that_are_read_later_is_there(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as driver:
        await driver.press("o", *"a57", "enter", "1")
    async with review(folder=many) as driver:
        await driver.press("o", *"a3.txt", "enter", "q")
    async with review(folder=many) as driver:
        assert driver.screen.key == "a3.txt"
        assert driver.session.progress().reviewed == 1
        assert driver.session.coding("a57.txt").records[0].stances[0].stance == "support"


async def test_what_is_recorded_is_counted_before_the_articles_are_read(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many) as driver:
        await driver.press("o", *"a57", "enter", "1", "j", "f", "o", *"a3.txt", "enter", "q")
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.session.progress().reviewed == 1)
        assert not driver.session.has("a57.txt")
        assert "1/" in status(driver)
        assert "1 flagged" in status(driver)
        slow.go_on.set()
        await driver.settle()
        progress = driver.session.progress()
        assert (progress.quotes, progress.reviewed, progress.flagged) == (2 * ARTICLES, 1, 1)


async def test_what_is_expected_of_files_counts_at_once_until_they_are_read(
    review: OpenReview, many: Path, slow: SlowEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count_cache, "time_ns", lambda: time_ns() + 3600 * 10**9)
    async with review(folder=many) as driver:
        await driver.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    async with review(folder=many) as driver:
        await driver.press("q")
    (kept,) = (project_cache_folder(many) / "tallies").iterdir()
    version, places = json.loads(read_checked(kept) or b"")
    ((place, (stamp, _, key, _)),) = places.items()
    places[place] = (stamp, "another", key, (7, 6, 5, {"Ada Berg": 7}))
    write_checked(kept, json.dumps([version, places]).encode())

    count, go_on = CountCache.count, Event()

    def counted(self: CountCache, files: Sequence[Listed]) -> list[tuple[str, Tally]]:
        go_on.wait(timeout=60)
        return count(self, files)

    monkeypatch.setattr(CountCache, "count", counted)
    async with review(folder=many, engine=slow) as driver:
        await until(driver, lambda: driver.session.progress("a57.txt").quotes == 7)
        assert not driver.session.has("a57.txt")
        assert "6/" in status(driver)
        assert "5 flagged" in status(driver)
        go_on.set()
        await until(driver, lambda: driver.session.progress("a57.txt").quotes == 1)
        assert not driver.session.has("a57.txt")
        await until(driver, lambda: "flagged" not in status(driver))
        slow.go_on.set()
        await driver.settle()
        assert driver.session.progress().reviewed == 1


async def test_coding_of_an_article_that_cannot_be_read_does_not_count(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as driver:
        await driver.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    (many / "a57.txt").write_bytes(b"")
    async with review(folder=many) as driver:
        assert driver.session.progress().reviewed == 0
        assert driver.session.progress().quotes == 2 * (ARTICLES - 1)


async def test_coding_of_articles_that_are_not_there_does_not_count(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as driver:
        await driver.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    (many / "a57.txt").unlink()
    async with review(folder=many) as driver:
        assert driver.session.progress().reviewed == 0
