"""Undo survives leaving, and never puts back what is no longer true."""

from __future__ import annotations

from pathlib import Path

from tests.app.driver import HASS, XI, OpenReview, annotations, message


async def test_yesterdays_actions_are_undone_in_order(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("j", "2", "2", "tab", "j", "f", "q")
    async with review() as driver:
        await driver.press("u")
        assert "Undone: flag" in message(driver)
        assert driver.session.coding(HASS).records == ()
        await driver.press("u")
        assert driver.screen.key == HASS
        await driver.press("shift+tab")
        assert not driver.screen.current.stances[0].strong
        await driver.press("ctrl+r")
        assert driver.screen.current.stances[0].strong
        await driver.press("u", "u", "u")
        assert "Nothing to undo" in message(driver)
        assert driver.session.coding(XI).records == ()
    assert annotations(project)["records"] == []


async def test_what_was_undone_yesterday_is_not_undone_again(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("space", "space", "u", "q")
    async with review() as driver:
        await driver.press("u", "u")
        assert driver.session.progress().reviewed == 0
        assert "Nothing to undo" in message(driver)


async def test_what_was_changed_elsewhere_meanwhile_is_left_alone(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space", "x", "q")
    file = project / "annotations" / "ana" / f"{XI}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("rejected", "accepted"), encoding="utf-8")
    async with review() as driver:
        before = driver.session.coding(XI).records
        await driver.press("u")
        assert "Undone: accept" in message(driver)
        assert driver.session.coding(XI).records == before[1:]


async def test_an_article_that_is_gone_takes_its_steps_with_it(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("space", "tab", "space", "q")
    (project / HASS).unlink()
    async with review() as driver:
        await driver.press("u")
        assert driver.session.progress().reviewed == 0
