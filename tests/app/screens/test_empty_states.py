"""Where there is nothing to show, the screen says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.dialogs.search import SearchScreen
from tests.app.driver import OpenReview, screen

EMPTY = {
    ("j",): "D marks the article done, v marks a quote by hand",
    ("c", "j"): "c shows the whole text",
    ("F", *"flagged", "enter"): "Nothing is flagged: f flags a quote. F changes the filter, Esc shows all again.",
    ("F", *"scare", "backspace", *"qqq"): "Nothing matches: Backspace takes letters back, Esc leaves.",
    ("F", *"rejected", "enter"): "No quote matches. F changes the filter, Esc shows all again.",
    ("slash", *"zebra"): "Nothing is found. Try fewer words",
    ("o", *"zebra"): "Nothing matches: Backspace takes letters back",
    ("B", "enter", "enter"): "type a name",
    ("at",): "Nobody is quoted yet. v marks a quote by hand",
    ("g",): "D marks the article done",
    ("n",): "/ searches all articles",
    ("O",): "o opens any of them",
    ("number_sign",): "no quotes are found yet",
    ("J",): "D marks the article done",
}


@pytest.mark.parametrize("keys", EMPTY, ids=" ".join)
async def test_every_empty_state_says_what_to_do(review: OpenReview, tmp_path: Path, keys: tuple[str, ...]) -> None:
    folder = tmp_path / "quiet"
    folder.mkdir()
    (folder / "a.txt").write_text("Nobody says a word here.\n", encoding="utf-8")
    async with review(folder=folder, size=(120, 30)) as driver:
        await driver.press(*keys)
        while isinstance(driver.app.screen, SearchScreen) and driver.app.screen.searching:
            await driver.pilot.pause()
        assert EMPTY[keys] in screen(driver)
