"""Many articles are read in the background: the review goes on meanwhile, and what is opened comes first."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import time_ns

import pytest

from onrecord.app.screens.article_list import ArticleList
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.status_line import StatusLine
from onrecord.checked_files import read_checked, write_checked
from onrecord.coding.tally import Tally
from onrecord.quotes.engine import Engine, Reading, Request
from onrecord.quotes.found_cache import FoundCache
from onrecord.storage import tallies
from onrecord.storage.folders import project_cache_folder
from onrecord.storage.tallies import Listed, Tallies
from tests.app.conftest import Desk, OpenReview

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


async def until(desk: Desk, come: Callable[[], bool]) -> None:
    for _ in range(5_000):
        if come():
            return
        await desk.pilot.pause()
    raise AssertionError("it never came")


def status(desk: Desk) -> str:
    return str(desk.screen.query_one(StatusLine).render())


async def test_all_are_found_in_the_end(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as desk:
        assert desk.session.progress().quotes == 2 * ARTICLES
        assert "finding" not in status(desk)
        assert [(member.actor.name, member.quotes) for member in desk.session.members()] == [
            ("Ada Berg", ARTICLES),
            ("Tom Novak", ARTICLES),
        ]
        assert desk.session.keys == desk.screen.workspace.keys


async def test_what_is_on_screen_can_be_coded_before_the_rest_is_read(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.screen.current is not None)
        await desk.press("1", "j", "space")
        assert desk.screen.searching
        assert f"/{ARTICLES} " in status(desk)
        assert len(desk.session.coding("a0.txt").records) == 2
        slow.go_on.set()
        await desk.settle()
        assert desk.session.progress().reviewed == 2
        assert desk.session.progress().quotes == 2 * ARTICLES


async def test_what_is_opened_meanwhile_comes_first(review: OpenReview, many: Path, slow: SlowEngine) -> None:
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.screen.current is not None)
        await desk.press("o", *"a57", "enter")
        assert desk.screen.key == "a57.txt"
        slow.go_on.set()
        await until(desk, lambda: desk.screen.current is not None)
        assert desk.text == "We will build number 57,"
        await desk.press("2")
        await desk.settle()
        assert "a57.txt" not in slow.asked
        assert desk.session.progress("a57.txt").reviewed == 1


async def test_the_list_names_articles_that_are_not_read_yet(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.screen.current is not None)
        await desk.press("o")
        assert isinstance(desk.app.screen, ArticleList)
        assert desk.app.screen.query_one(ChoiceList).count == ARTICLES


async def test_leaving_does_not_wait_for_the_rest(review: OpenReview, many: Path, slow: SlowEngine) -> None:
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.screen.current is not None)
        assert desk.screen.searching
        await desk.press("q")
    assert slow.go_on.is_set()


async def test_articles_that_cannot_be_read_are_told_of(review: OpenReview, many: Path) -> None:
    (many / "a30.txt").write_bytes(b"")
    async with review(folder=many) as desk:
        assert set(desk.screen.workspace.unreadable) == {"a30.txt"}
        assert desk.session.progress().quotes == 2 * (ARTICLES - 1)


async def test_a_file_of_the_same_size_and_time_with_other_words_is_seen(
    review: OpenReview, many: Path, tmp_path: Path
) -> None:
    cache = FoundCache(tmp_path / "cache")
    async with review(folder=many, engine=Engine(cache)) as desk:
        await desk.settle()
    changed = many / "a44.txt"
    status = changed.stat()
    changed.write_text(changed.read_text(encoding="utf-8").replace("Tom Novak", "Eva Kern."), encoding="utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    async with review(folder=many, engine=Engine(cache)) as desk:
        await until(desk, lambda: any(member.actor.name.startswith("Eva") for member in desk.session.members()))
        assert "Eva Kern" in desk.session.article("a44.txt").text


async def test_coding_of_articles_that_are_read_later_is_there(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as desk:
        await desk.press("o", *"a57", "enter", "1")
    async with review(folder=many) as desk:
        await desk.press("o", *"a3.txt", "enter", "q")
    async with review(folder=many) as desk:
        assert desk.screen.key == "a3.txt"
        assert desk.session.progress().reviewed == 1
        assert desk.session.coding("a57.txt").records[0].stances[0].stance == "support"


async def test_what_is_recorded_is_counted_before_the_articles_are_read(
    review: OpenReview, many: Path, slow: SlowEngine
) -> None:
    async with review(folder=many) as desk:
        await desk.press("o", *"a57", "enter", "1", "j", "f", "o", *"a3.txt", "enter", "q")
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.session.progress().reviewed == 1)
        assert not desk.session.has("a57.txt")
        assert "1/" in status(desk)
        assert "1 flagged" in status(desk)
        slow.go_on.set()
        await desk.settle()
        progress = desk.session.progress()
        assert (progress.quotes, progress.reviewed, progress.flagged) == (2 * ARTICLES, 1, 1)


async def test_what_is_expected_of_files_counts_at_once_until_they_are_read(
    review: OpenReview, many: Path, slow: SlowEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "time_ns", lambda: time_ns() + 3600 * 10**9)
    async with review(folder=many) as desk:
        await desk.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    async with review(folder=many) as desk:
        await desk.press("q")
    (kept,) = (project_cache_folder(many) / "tallies").iterdir()
    version, places = json.loads(read_checked(kept) or b"")
    ((place, (stamp, _, key, _)),) = places.items()
    places[place] = (stamp, "another", key, (7, 6, 5, {"Ada Berg": 7}))
    write_checked(kept, json.dumps([version, places]).encode())

    count, go_on = Tallies.count, Event()

    def counted(self: Tallies, files: Sequence[Listed]) -> list[tuple[str, Tally]]:
        go_on.wait(timeout=60)
        return count(self, files)

    monkeypatch.setattr(Tallies, "count", counted)
    async with review(folder=many, engine=slow) as desk:
        await until(desk, lambda: desk.session.progress("a57.txt").quotes == 7)
        assert not desk.session.has("a57.txt")
        assert "6/" in status(desk)
        assert "5 flagged" in status(desk)
        go_on.set()
        await until(desk, lambda: desk.session.progress("a57.txt").quotes == 1)
        assert not desk.session.has("a57.txt")
        await until(desk, lambda: "flagged" not in status(desk))
        slow.go_on.set()
        await desk.settle()
        assert desk.session.progress().reviewed == 1


async def test_coding_of_an_article_that_cannot_be_read_does_not_count(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as desk:
        await desk.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    (many / "a57.txt").write_bytes(b"")
    async with review(folder=many) as desk:
        assert desk.session.progress().reviewed == 0
        assert desk.session.progress().quotes == 2 * (ARTICLES - 1)


async def test_coding_of_articles_that_are_not_there_does_not_count(review: OpenReview, many: Path) -> None:
    async with review(folder=many) as desk:
        await desk.press("o", *"a57", "enter", "1", "o", *"a3.txt", "enter", "q")
    (many / "a57.txt").unlink()
    async with review(folder=many) as desk:
        assert desk.session.progress().reviewed == 0
