"""Label colours: of the codebook, legible on every theme, and never the only sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from onrecord.app.theme.contrast import ENOUGH, contrast, legible
from onrecord.app.theme.themes import SIXTEEN_COLOURS, load_theme, theme_names
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.coding.codebook import COLOURS
from tests.app.driver import OpenReview, screen
from tests.app.theme.test_themes import contrast as contrast_of_hex

GROUNDS = {
    name: (load_theme(name).theme.surface or "", load_theme(name).theme.panel or "") for name in theme_names()
}


@given(st.text(alphabet="0123456789abcdef", min_size=6, max_size=6))
def test_any_colour_can_be_read_on_any_theme(digits: str) -> None:
    for name, grounds in GROUNDS.items():
        colour = legible(f"#{digits}", grounds)
        if name == SIXTEEN_COLOURS:
            assert colour == ""
        else:
            assert min(contrast(Color.parse(colour), Color.parse(ground)) for ground in grounds) >= ENOUGH


@pytest.mark.parametrize("name", COLOURS)
def test_the_named_colours_stay_apart_from_grey(name: str) -> None:
    """Lightened or darkened as far as they must be, they are still colours."""
    for grounds in (GROUNDS["dark"], GROUNDS["light"]):
        red, green, blue = Color.parse(legible(COLOURS[name], grounds)).rgb
        assert (max(red, green, blue) - min(red, green, blue) > 40) is (name != "grey")


def test_a_colour_that_can_be_read_stays_what_it_is() -> None:
    assert legible("#ffcc00", ("#101010",)) == "#FFCC00"


def test_the_contrast_is_that_of_the_standard() -> None:
    for one, other in (("ffffff", "000000"), ("d32f2f", "1b1e23"), ("2b7bd6", "faf8f4")):
        expected = contrast_of_hex(one, other)
        assert contrast(Color.parse(f"#{one}"), Color.parse(f"#{other}")) == pytest.approx(expected)


async def test_a_stance_wears_its_label_s_colour_beside_its_word(review: OpenReview, project: Path) -> None:
    codebook = project / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    codebook.write_text(
        text.replace("- name: oppose\n", '- name: oppose\n    colour: "#ffcc00"\n'), encoding="utf-8"
    )
    async with review() as driver:
        await driver.press("2")
        view = driver.screen.query_one(QuotePanel).view
        assert view is not None
        assert (view.stances[0].stance, view.stances[0].style) == ("oppose", "#FFCC00")
        hints = {hint.command: hint.style for hint in driver.screen.query_one(KeyBar).hints}
        assert (hints["stance_1"], hints["stance_2"]) == ("", "#FFCC00")
        await driver.press("T", *"light", "enter")
        hints = {hint.command: hint.style for hint in driver.screen.query_one(KeyBar).hints}
        assert hints["stance_2"] not in ("", "#FFCC00")


async def test_targets_stand_under_their_groups_until_something_is_typed(review: OpenReview, project: Path) -> None:
    targets = "".join(
        f"  - name: {name}\n    group: {group}\n"
        for name, group in (("tram", "transport"), ("school", "town"), ("bus", "transport"))
    )
    (project / "codebook.yaml").write_text(
        f"format: onrecord-codebook\nversion: 1\ntargets:\n{targets}", encoding="utf-8"
    )
    async with review(size=(80, 24)) as driver:
        await driver.press("t")
        lines = [line.strip("│ •").split("  ")[0] for line in screen(driver).splitlines()]
        listed = [line for line in lines if line in {"transport", "tram", "bus", "town", "school"}]
        assert listed == ["transport", "tram", "bus", "town", "school"]
        await driver.press("down", "enter")
        assert driver.session.target == "bus"
        await driver.press("t")
        assert "Used last" in screen(driver)
        await driver.press(*"school")
        assert "Used last" not in screen(driver)
        await driver.press("enter")
        assert driver.session.target == "school"
