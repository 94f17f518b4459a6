"""What the review does about the second copies that a synchronised folder keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.app.commands.recovery import attend
from onrecord.app.dialogs.conflict import ConflictScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.screens import review as review_module
from onrecord.coding.record import ArticleCoding
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder
from tests.app.driver import XI, OpenReview, ReviewDriver

pytestmark = pytest.mark.asyncio
COPY = f"{XI}.sync-conflict-20261122-101010-ABCDEFG.yaml"


@pytest.fixture(autouse=True)
def _attend_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "ATTEND_AFTER", 3600.0)


def on_disk(project: Path) -> ArticleCoding:
    coding = AnnotationFolder(project, "ana").load(XI)
    assert coding is not None
    return coding


def put_copy(project: Path, coding: ArticleCoding) -> Path:
    path = project / "annotations/ana" / COPY
    path.write_text(file_text(coding), encoding="utf-8")
    return path


async def start_attending(driver: ReviewDriver) -> None:
    worker = driver.screen.run_worker(attend(driver.screen))
    while not (worker.is_finished or len(driver.app.screen_stack) > 1):
        await driver.pilot.pause()
    await driver.pilot.pause()


async def answer(driver: ReviewDriver, words: str) -> None:
    assert isinstance(driver.app.screen, Picker)
    await driver.press(*words, "enter")
    await driver.pilot.pause()


async def test_a_second_copy_is_merged_if_one_says_so(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space", "space")
        both = on_disk(project)
        first, second = both.records
        path = put_copy(project, replace(both, records=(replace(first, note="on the other machine"),)))
        await start_attending(driver)
        await answer(driver, "merge")
        assert on_disk(project).records == (replace(first, note="on the other machine"), second)
        assert driver.session.coding(XI).records == on_disk(project).records
        assert not path.exists()


async def test_later_leaves_both(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space")
        path = put_copy(project, replace(on_disk(project), records=()))
        await start_attending(driver)
        await answer(driver, "later")
        assert path.exists()
        assert len(on_disk(project).records) == 1


@pytest.mark.parametrize(("key", "actor"), [("1", None), ("2", "Bo Ek")])
async def test_what_contradicts_is_decided_side_by_side(
    review: OpenReview, project: Path, key: str, actor: str | None
) -> None:
    async with review() as driver:
        await driver.press("space")
        coding = on_disk(project)
        path = put_copy(project, replace(coding, records=(replace(coding.records[0], actor="Bo Ek"),)))
        await start_attending(driver)
        await answer(driver, "merge")
        assert isinstance(driver.app.screen, ConflictScreen)
        await driver.press(key)
        await driver.pilot.pause()
        assert on_disk(project).records[0].actor == (actor or coding.records[0].actor)
        assert not path.exists()


async def test_the_copy_stays_where_its_original_does_not_have_it_all(
    review: OpenReview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review() as driver:
        await driver.press("space")
        present = on_disk(project)
        path = put_copy(project, replace(present, records=(replace(present.records[0], note="elsewhere"),)))
        with monkeypatch.context() as patch:
            patch.setattr(AnnotationFolder, "save", lambda _, coding: coding)
            await start_attending(driver)
            await answer(driver, "merge")
        assert path.exists()
        assert on_disk(project) == present
