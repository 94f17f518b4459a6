"""Coding while another process holds the lock on the coder's annotation files, as a stopped window does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.app.project.project import open_project
from onrecord.articles.collection import find_articles
from onrecord.storage.paths import coder_folder
from onrecord.storage.unsaved_copies import find_unsaved_copies
from tests.app.driver import OpenReview, ReviewDriver, annotations, screen, screen_rows

_HOLD = """
import sys
from pathlib import Path
from onrecord.storage.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held_elsewhere(project: Path) -> Iterator[None]:
    folder = coder_folder(project, "ana")
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            process.stdin.close()
            process.wait()


async def _saved(driver: ReviewDriver) -> None:
    for _ in range(500):
        if not driver.screen.project.unsaved:
            break
        await driver.pilot.pause(0.02)
    await driver.pilot.pause()


def _top(driver: ReviewDriver) -> str:
    return screen_rows(driver.screen)[0]


async def test_keys_are_taken_while_another_process_holds_the_lock(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        with _held_elsewhere(project):
            await driver.press("2", "J", "1", "J", "3")
            assert driver.session.progress(driver.screen.key).reviewed == 3
            assert driver.screen.project.waiting == {driver.screen.key}
            assert "saving…" in _top(driver)
            assert "NOT SAVED" not in _top(driver)
            await driver.press("u")
            assert driver.session.progress(driver.screen.key).reviewed == 2
            assert not list(coder_folder(project, "ana").glob("*.yaml"))
        await _saved(driver)
        assert "saving…" not in _top(driver)
        assert "saved" in _top(driver)
        stances = [r["stances"][0]["stance"] for r in annotations(project, driver.screen.key)["records"]]
        assert stances == ["oppose", "support"]
        assert not driver.screen.project.copies.kept


async def test_several_articles_wait_for_the_lock(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        with _held_elsewhere(project):
            await driver.press("2")
            first = driver.screen.key
            await driver.press("tab", "2")
            second = driver.screen.key
            assert driver.screen.project.waiting == {first, second}
        await _saved(driver)
        for key in (first, second):
            assert len(annotations(project, key)["records"]) == 1


async def test_what_the_other_window_saves_meanwhile_is_merged(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        key = driver.screen.key
        other = open_project(find_articles([project]), "ana")
        assert other.open(key)
        other.session.take_in_found(other.find_quotes(other.session.article(key)))
        with _held_elsewhere(project):
            await driver.press("2")
            last = other.session.items(key)[-1]
            change = other.session.set_stance(last, "support")
            written = other.session.coding(key)
            assert change is not None
        other.annotations.save(written)
        await _saved(driver)
        await driver.pilot.pause(0.2)
        assert len(annotations(project, key)["records"]) == 2
        item = driver.session.item(key, last.id)
        assert item is not None
        assert item.reviewed


async def test_leaving_while_the_lock_is_held_keeps_a_copy(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        with _held_elsewhere(project):
            await driver.press("2", "q")
            assert "a copy is kept" in screen(driver)
            copies = find_unsaved_copies(project, "ana")
            assert [len(copy.coding.records) for copy in copies] == [1]
            await driver.press("escape")
        await _saved(driver)
        assert not find_unsaved_copies(project, "ana")
        assert "saved" in _top(driver)
