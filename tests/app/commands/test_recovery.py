"""What the review does about files that others change, break, or that could not be saved."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.app.commands.recovery import attend, look_around
from onrecord.app.dialogs.conflict import ConflictScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.screens import review as review_module
from onrecord.coding.record import ArticleCoding
from onrecord.storage import disk
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.unsaved_copies import unsaved_files
from tests.app.driver import XI, OpenReview, ReviewDriver

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _attend_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "ATTEND_AFTER", 3600.0)


@pytest.fixture
def other(project: Path) -> AnnotationFolder:
    """Return another window of the same coder."""
    return AnnotationFolder(project, "ana")


def on_disk(project: Path) -> ArticleCoding:
    coding = AnnotationFolder(project, "ana").load(XI)
    assert coding is not None
    return coding


def change(other: AnnotationFolder, edit: Callable[[ArticleCoding], ArticleCoding]) -> None:
    coding = other.load(XI)
    assert coding is not None
    other.save(edit(coding))


def with_first(coding: ArticleCoding, **changes: object) -> ArticleCoding:
    first, *rest = coding.records
    return replace(coding, records=(replace(first, **changes), *rest))


async def start_attending(driver: ReviewDriver) -> None:
    worker = driver.screen.run_worker(attend(driver.screen))
    while not (worker.is_finished or len(driver.app.screen_stack) > 1):
        await driver.pilot.pause()
    await driver.pilot.pause()


async def choose(driver: ReviewDriver, words: str) -> None:
    assert isinstance(driver.app.screen, Picker)
    await driver.press(*words, "enter")
    await driver.pilot.pause()


async def test_what_others_save_is_taken_in_and_the_place_is_kept(
    review: OpenReview, project: Path, other: AnnotationFolder
) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        here, top = driver.text, driver.screen.pane.reader.place
        change(other, lambda coding: with_first(coding, note="seen by the other"))
        look_around(driver.screen)
        await driver.pilot.pause()
        assert driver.session.coding(XI).records[0].note == "seen by the other"
        assert (driver.text, driver.screen.pane.reader.place) == (here, top)
        await driver.press("space")
        assert on_disk(project).records[0].note == "seen by the other"
        assert len(on_disk(project).records) == 3


async def test_what_a_save_brought_in_is_shown_too(
    review: OpenReview, project: Path, other: AnnotationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review() as driver:
        await driver.press("space", "space", "space")
        change(other, lambda coding: with_first(coding, flag=True))
        shown: list[str] = []
        monkeypatch.setattr(driver.screen.keeper, "show_marks", lambda: shown.append("marks"))
        await driver.press("space")
        assert driver.session.coding(XI).records[0].flag
        look_around(driver.screen)
        assert shown == ["marks"]
        look_around(driver.screen)
        assert shown == ["marks"]


async def test_a_file_that_breaks_outside_locks_its_article_until_it_is_mended(
    review: OpenReview, project: Path
) -> None:
    async with review() as driver:
        await driver.press("space")
        path = project / f"annotations/ana/{XI}.yaml"
        sound = path.read_bytes()
        path.write_bytes(b"<<<<<<< HEAD\n" + sound + b"=======\n>>>>>>> theirs\n")
        look_around(driver.screen)
        await driver.press("space")
        assert "merge conflict" in driver.screen.project.locked[XI]
        assert len(driver.session.coding(XI).records) == 1
        path.write_bytes(sound)
        look_around(driver.screen)
        await driver.press("space")
        assert len(on_disk(project).records) == 2


@pytest.mark.parametrize(("key", "actor"), [("1", "Ida Roth"), ("2", "Bo Ek")])
async def test_a_true_conflict_is_decided_side_by_side(
    review: OpenReview, project: Path, other: AnnotationFolder, key: str, actor: str
) -> None:
    async with review() as driver:
        await driver.press("space", "k")
        change(other, lambda coding: with_first(coding, actor="Bo Ek", note="kept"))
        item = driver.screen.current
        assert item is not None
        driver.screen.commit(driver.session.set_actor(item, "Ida Roth"))
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, ConflictScreen)
        assert "NOT SAVED: 1" in str(driver.screen.query_one("StatusLine").render())
        assert on_disk(project).records[0].actor == "Bo Ek"
        await driver.press(key)
        assert not isinstance(driver.app.screen, ConflictScreen)
        assert (on_disk(project).records[0].actor, on_disk(project).records[0].note) == (actor, "kept")
        assert driver.screen.current is not None
        assert driver.screen.current.actor == actor
        assert driver.screen.project.unsaved == {}
        assert unsaved_files(project) == ()


async def test_a_conflict_put_off_is_kept_and_asked_again(
    review: OpenReview, project: Path, other: AnnotationFolder
) -> None:
    async with review() as driver:
        await driver.press("space", "k")
        change(other, lambda coding: with_first(coding, actor="Bo Ek"))
        item = driver.screen.current
        assert item is not None
        driver.screen.commit(driver.session.set_actor(item, "Ida Roth"))
        await driver.pilot.pause()
        await driver.press("question_mark")
        assert "2 →    The second" in str(driver.app.screen.query_one("Static").content)
        await driver.press("escape", "escape", "f")
        assert not isinstance(driver.app.screen, ConflictScreen)
        assert len(unsaved_files(project)) == 1
        await driver.press("exclamation_mark")
        assert isinstance(driver.app.screen, ConflictScreen)
        await driver.press("1", "escape")
        first = on_disk(project).records[0]
        assert (first.actor, first.flag) == ("Ida Roth", True)


def fail(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


async def code_without_saving(review: OpenReview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code two quotes while the project's disk is full, and go away without leaving."""
    real = disk.create

    def create(path: Path) -> int:
        if "annotations/ana" in str(path) and "rescue" not in str(path):
            fail()
        return real(path)

    async with review() as driver:
        await driver.press("space")
        with monkeypatch.context() as patch:
            patch.setattr(disk, "create", create)
            await driver.press("space", "space")
            assert XI in driver.screen.project.unsaved


@pytest.mark.parametrize("answer", ["recover", "later", "discard"])
async def test_what_could_not_be_saved_is_recovered_with_consent(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    await code_without_saving(review, monkeypatch)
    assert len(on_disk(project).records) == 1
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, answer)
        assert len(on_disk(project).records) == (3 if answer == "recover" else 1)
        assert len(unsaved_files(project)) == (1 if answer == "later" else 0)
        assert driver.session.progress(XI).reviewed == (3 if answer == "recover" else 1)


async def test_what_changed_since_is_decided_while_recovering(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch, other: AnnotationFolder
) -> None:
    await code_without_saving(review, monkeypatch)
    (copy,) = unsaved_files(project)
    copy.write_text(copy.read_text().replace('actor: "', 'actor: "X ', 1))
    change(other, lambda coding: with_first(coding, actor="Bo Ek"))
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, "recover")
        assert isinstance(driver.app.screen, ConflictScreen)
        await driver.press("2")
        assert on_disk(project).records[0].actor == "Bo Ek"
        assert len(on_disk(project).records) == 3
        assert unsaved_files(project) == ()


async def test_what_another_window_saved_survives_a_save_that_was_not_confirmed(
    review: OpenReview, project: Path, other: AnnotationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        change(other, lambda coding: with_first(coding, note="the other's"))
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync_folder", fail)
            await driver.press("space")
            assert "did not confirm" in driver.screen.project.unsaved[XI]
        await driver.press("space")
        assert on_disk(project).records[0].note == "the other's"
        assert len(on_disk(project).records) == 4


async def test_saving_that_works_again_removes_the_copy(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review() as driver:
        with monkeypatch.context() as patch:
            patch.setattr(disk, "rename", fail)
            await driver.press("space")
            assert XI in driver.screen.project.unsaved
            assert "no copy of it can be kept" in driver.screen.project.unsaved[XI]
        await driver.press("space")
        assert driver.screen.project.unsaved == {}
        assert len(on_disk(project).records) == 2
        assert unsaved_files(project) == ()


@pytest.mark.parametrize("answer", ["take", "leave"])
async def test_a_missing_end_mark_is_asked_about_before_writing(
    review: OpenReview, project: Path, answer: str
) -> None:
    async with review() as driver:
        await driver.press("space", "space")
    path = project / f"annotations/ana/{XI}.yaml"
    cut = path.read_bytes().removesuffix(b"...\n")
    path.write_bytes(cut)
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, answer)
        await driver.press("f")
        assert path.read_bytes().endswith(b"...\n") == (answer == "take")
        assert (path.read_bytes() == cut) == (answer == "leave")
        assert driver.session.progress(XI).reviewed == (2 if answer == "take" else 0)


@pytest.mark.parametrize("answer", ["restore", "leave"])
async def test_the_last_good_copy_is_offered(review: OpenReview, project: Path, answer: str) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        driver.screen.remember_place()
    path = project / f"annotations/ana/{XI}.yaml"
    sound = path.read_bytes()
    path.write_bytes(sound[: len(sound) // 2])
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, answer)
        assert path.read_bytes() == (sound if answer == "restore" else sound[: len(sound) // 2])
        assert driver.session.progress(XI).reviewed == (2 if answer == "restore" else 0)
        if answer == "restore":
            assert path.with_name(path.name + ".unreadable").read_bytes() == sound[: len(sound) // 2]


async def test_nobody_is_asked_where_all_is_well(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("space")
        await start_attending(driver)
        assert len(driver.app.screen_stack) == 1
