"""What is generated is what the program would generate today, and loads nothing from elsewhere."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from docs.make_example import README, keys_of_first_review, with_example, written_by
from docs.make_keys import PAGE, keys_page
from docs.make_screenshots import SCREENS, SHOTS, draw

from onrecord.app.commands.table import COMMANDS
from tests.docs.pages import PAGES, links

SHOWN_FIRST = [shot for shot in SHOTS if shot.name.startswith("review-") or shot.name == "marks"]


def test_keys_are_those_of_the_command_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "call `make docs`"
    assert len(COMMANDS) > 20


def test_first_review_writes_the_file_that_the_readme_shows(tmp_path: Path) -> None:
    readme = README.read_text(encoding="utf-8")
    keys = keys_of_first_review(readme)
    assert keys[:2] == ["j", "t"]
    assert keys[-1] == "q"
    files = asyncio.run(written_by(keys, tmp_path))
    assert [f"`{place}`" in readme for place in files] == [True]
    assert with_example(readme, *files.values()) == readme, "call `make docs`"


@pytest.mark.parametrize("shot", SHOWN_FIRST, ids=lambda shot: shot.name)
def test_pictures_show_the_present_screen(shot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert (SCREENS / f"{shot.name}.svg").read_text(encoding="utf-8") == draw(shot), "call `make screenshots`"


def test_every_picture_is_drawn_and_every_one_is_shown() -> None:
    drawn = {f"{shot.name}.svg" for shot in SHOTS}
    assert {file.name for file in SCREENS.iterdir()} == drawn
    assert drawn <= {Path(link).name for page in PAGES for link in links(page)}


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_pictures_load_nothing_from_elsewhere(shot) -> None:
    svg = (SCREENS / f"{shot.name}.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\s\"']+", svg.replace('xmlns="http://www.w3.org/2000/svg"', "")) == []
    assert not re.search(r"@import|@font-face|href|<script|<image|<foreignObject", svg)
    assert all(place.startswith("#") for place in re.findall(r"url\(([^)]*)\)", svg))
