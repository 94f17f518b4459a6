"""What the review does where articles were renamed or moved since they were coded."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.screens import review as review_module
from onrecord.storage.annotations import AnnotationFolder
from tests.app.commands.test_recovery import choose, start_attending
from tests.app.driver import XI, OpenReview

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _attend_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "ATTEND_AFTER", 3600.0)


@pytest.mark.parametrize("answer", ["take", "later"])
async def test_the_coding_of_a_renamed_article_is_offered(review: OpenReview, project: Path, answer: str) -> None:
    async with review() as driver:
        await driver.press("space", "space")
    (project / XI).rename(project / "000_renamed.txt")
    async with review() as driver:
        await start_attending(driver)
        await choose(driver, answer)
        assert driver.session.progress("000_renamed.txt").reviewed == (2 if answer == "take" else 0)
        assert bool(driver.screen.project.orphaned) == (answer == "later")
        await driver.press("J", "space")
    coding = AnnotationFolder(project, "ana").load("000_renamed.txt")
    assert coding is not None
    assert len(coding.records) == (3 if answer == "take" else 1)
    assert (project / f"annotations/ana/{XI}.yaml").exists() == (answer == "later")


async def test_a_coded_article_that_is_gone_is_said(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space")
    (project / XI).unlink()
    async with review() as driver:
        await start_attending(driver)
        assert len(driver.app.screen_stack) == 1
        (problem,) = driver.screen.project.problems()
        assert f"its article {XI} is not there any more" in problem
