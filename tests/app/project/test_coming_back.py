"""Leaving and coming back: panes, place, filter and ways of reading are what they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.driver import OpenReview, ReviewDriver, screen


def coverage(tmp_path: Path) -> Path:
    folder = tmp_path / "five"
    folder.mkdir()
    for name in "abcde":
        paragraphs = (
            f"One more. Two more. “Number {n} of {name} counts,” {'Ada Berg' if n % 2 else 'Bo Moss'} said. "
            "Three more. Four more. Five more. Six more."
            for n in range(40)
        )
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return folder


def place(driver: ReviewDriver) -> dict[str, object]:
    review = driver.screen
    view = review.presenter.view_options
    return {
        "panes": [(pane.key, pane.reader.place) for pane in review.row.panes],
        "active": review.row.active_number,
        "quote": driver.text,
        "target": driver.session.target,
        "filter": view.filter.criteria,
        "modes": view.modes,
    }


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
async def test_everything_is_where_it_was_left(review: OpenReview, tmp_path: Path, size: tuple[int, int]) -> None:
    folder = coverage(tmp_path)
    async with review(folder=folder, size=size) as driver:
        await driver.press("o", "down", "down", "down", "enter", *["j"] * 9)
        await driver.press("tab", "pagedown", *["j"] * 5, "F", *"Berg", "enter", "c", "b", "d", "d")
        await driver.press(*["j"] * 4, "t", *"trade", "enter")
        before = place(driver)
        assert before["filter"] == {"actor": "Ada Berg"}
        assert before["modes"] == ("blind", "focus")
        await driver.press("q")
    async with review(folder=folder, size=size) as driver:
        assert place(driver) == before
        assert driver.text in " ".join(screen(driver).replace("│", " ").split())


async def test_a_smaller_terminal_shows_the_same_quote(review: OpenReview, tmp_path: Path) -> None:
    folder = coverage(tmp_path)
    async with review(folder=folder, size=(200, 50)) as driver:
        await driver.press("tab", "tab", *["j"] * 20, "c", "q")
        before = (driver.screen.key, driver.text)
    async with review(folder=folder, size=(80, 24)) as driver:
        assert (driver.screen.key, driver.text) == before
        assert driver.text in screen(driver)
