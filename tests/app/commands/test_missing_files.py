"""What the review does about annotation files and folders that are gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Static

from onrecord.app.commands.recovery import look_around
from onrecord.app.dialogs.picker import Picker
from onrecord.app.run import left_unsaved
from onrecord.app.screens import review as review_module
from onrecord.storage import backups, disk
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.unsaved_copies import unsaved_files
from tests.app.driver import HASS, XI, OpenReview

from .test_recovery import choose, code_without_saving, fail, on_disk, start_attending

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _attend_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "ATTEND_AFTER", 3600.0)


async def code_six(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press(*["space"] * 6)
        driver.screen.remember_place()


@pytest.mark.parametrize("answer", ["restore", "leave", "discard"])
async def test_a_file_that_is_gone_is_offered_at_the_start(review: OpenReview, project: Path, answer: str) -> None:
    await code_six(review)
    shutil.rmtree(project / "annotations")
    async with review() as driver:
        assert "saved here and is gone" in driver.screen.project.locked[XI]
        await start_attending(driver)
        await choose(driver, answer)
        if answer == "leave":
            await driver.press("space")
            assert not (project / "annotations").exists()
            assert XI in driver.screen.project.locked
        elif answer == "restore":
            assert driver.session.progress(XI).reviewed == 6
            await driver.press("J", "space")
            assert len(on_disk(project).records) == 7
        else:
            assert driver.session.progress(XI).reviewed == 0
            await driver.press("space")
            assert len(on_disk(project).records) == 1
    assert bool([*backups.missing(project)]) == (answer == "leave")


async def test_all_files_that_are_gone_are_offered_at_once(review: OpenReview, project: Path) -> None:
    await code_six(review)
    async with review() as driver:
        driver.screen.open_article(HASS)
        await driver.pilot.pause()
        await driver.press("space")
        driver.screen.remember_place()
    shutil.rmtree(project / "annotations")
    async with review() as driver:
        await start_attending(driver)
        assert isinstance(driver.app.screen, Picker)
        await choose(driver, "restore")
        assert len(driver.app.screen_stack) == 1
        assert driver.screen.project.locked == {}
        assert (driver.session.progress(XI).reviewed, driver.session.progress(HASS).reviewed) == (6, 1)


@pytest.mark.parametrize("about_the_file", ["discard", "restore", "leave"])
async def test_recovery_where_the_file_is_gone_keeps_what_had_been_saved(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch, about_the_file: str
) -> None:
    real = disk.create

    def create(path: Path) -> int:
        if "annotations/ana" in str(path) and "rescue" not in str(path):
            fail()
        return real(path)

    async with review() as driver:
        await driver.press(*["space"] * 6)
        driver.screen.remember_place()
        shutil.move(project / "annotations", project.with_name("moved away"))
        with monkeypatch.context() as patch:
            patch.setattr(disk, "create", create)
            await driver.press("space")
            assert XI in driver.screen.project.unsaved
            assert len(unsaved_files(project)) == 1
    assert [len(good.coding.records) for _, good in backups.missing(project)] == [6]
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, about_the_file)  # of the last good copy: the other one has all of it, too
        await driver.pilot.pause()
        await choose(driver, "recover")
        if about_the_file == "leave":
            assert len(driver.app.screen_stack) == 1, "nothing is asked twice"
            assert not list((project / "annotations").rglob("*.yaml"))
            assert len(unsaved_files(project)) == 1
            return
        assert len(on_disk(project).records) == 7
        assert unsaved_files(project) == ()
        assert driver.session.progress(XI).reviewed == 7


async def test_a_copy_is_kept_while_what_it_holds_is_not_on_disk(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await code_without_saving(review, monkeypatch)
    async with review() as driver:
        with monkeypatch.context() as patch:
            patch.setattr(disk, "rename", fail)
            await start_attending(driver)
            await choose(driver, "recover")
            assert XI in driver.screen.project.unsaved
            assert len(unsaved_files(project)) == 1
            assert len(on_disk(project).records) == 1


async def test_a_file_that_goes_missing_under_an_open_window_is_written_again(
    review: OpenReview, project: Path
) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        shutil.rmtree(project / "annotations")
        look_around(driver.screen)
        await driver.pilot.pause()
        assert len(on_disk(project).records) == 2
        assert "its file lacked coding" in " ".join(note.message for note in driver.app._notifications)


async def test_a_file_that_goes_missing_while_its_article_is_not_on_screen_is_written_again(
    review: OpenReview, project: Path
) -> None:
    async with review(size=(90, 40)) as driver:
        await driver.press("space", "space")
        driver.screen.open_article(HASS)
        await driver.pilot.pause()
        (project / f"annotations/ana/{XI}.yaml").unlink()
        look_around(driver.screen)
        assert len(on_disk(project).records) == 2


async def test_a_file_that_cannot_be_written_again_is_not_called_saved(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        (project / f"annotations/ana/{XI}.yaml").unlink()
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync", fail)
            look_around(driver.screen)
            driver.screen.show_counts()
            await driver.pilot.pause()
            assert "NOT SAVED: 1" in str(driver.screen.query_one("StatusLine").render())
        driver.screen._keep()
        await driver.pilot.pause()
        assert len(on_disk(project).records) == 2
        assert driver.screen.project.unsaved == {}


async def test_leaving_writes_again_what_has_gone_missing(review: OpenReview, project: Path) -> None:
    await code_six(review)
    async with review(size=(90, 40)) as driver:
        driver.screen.open_article(HASS)
        await driver.pilot.pause()
        shutil.rmtree(project / "annotations")
        await driver.press("q")
    assert len(on_disk(project).records) == 6


async def test_what_a_stale_file_lacks_comes_back_on_screen_and_on_disk(review: OpenReview, project: Path) -> None:
    path = project / f"annotations/ana/{XI}.yaml"
    async with review() as driver:
        await driver.press("space", "space")
        stale = path.read_bytes()
        await driver.press("space")
        path.write_bytes(stale)
        look_around(driver.screen)
        await driver.pilot.pause()
        assert driver.session.progress(XI).reviewed == 3
        assert len(on_disk(project).records) == 3


async def test_leaving_with_something_unsaved_says_where_the_copy_is(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space")
        renamed = project.rename(project.with_name("renamed"))
        await driver.press("space", "q")
        screen = driver.app.screen
        assert isinstance(screen, Picker)
        (copy,) = unsaved_files(project)
        assert str(copy.parents[2]) in str(screen.query_one(".detail", Static).render()).replace("\n", "")
        assert str(copy.parents[2]) in left_unsaved(driver.screen.project)
    async with review(folder=renamed) as driver:
        await start_attending(driver)
        await choose(driver, "recover")
        assert driver.session.progress(XI).reviewed == 2
        assert len(on_disk(renamed).records) == 2
        assert unsaved_files(renamed) == ()


async def test_a_copy_stays_where_the_file_does_not_have_what_was_called_saved(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await code_without_saving(review, monkeypatch)
    async with review() as driver:
        with monkeypatch.context() as patch:
            patch.setattr(AnnotationFolder, "save", lambda _, coding: coding)
            await start_attending(driver)
            await choose(driver, "recover")
        assert len(unsaved_files(project)) == 1
        assert len(on_disk(project).records) == 1


async def test_what_could_not_be_saved_is_saved_with_the_next_action_in_another_article(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review(size=(90, 40)) as driver:
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync", fail)
            await driver.press("space")
            assert XI in driver.screen.project.unsaved
        driver.screen.open_article(HASS)
        await driver.pilot.pause()
        await driver.press("space")
        assert driver.screen.project.unsaved == {}
        assert len(on_disk(project).records) == 1


async def test_saving_is_tried_again_without_any_key(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_module, "KEEP_EVERY", 0.02)
    async with review() as driver:
        with monkeypatch.context() as patch:
            patch.setattr(disk, "sync", fail)
            await driver.press("space")
            assert XI in driver.screen.project.unsaved
        for _ in range(500):
            await driver.pilot.pause(0.01)
            if not driver.screen.project.unsaved:
                break
        assert len(on_disk(project).records) == 1
