"""Blind review: nothing on screen says whose article it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.project.anonymise import blinded, without_names
from onrecord.articles.article import Metadata
from onrecord.articles.plain import render_plain
from tests.app.driver import HASS, OpenReview, screen
from tests.coding.plain_articles import article


def shown(text: str, **about: str | None) -> str:
    made = replace(article(text), metadata=Metadata(**about), rendering=render_plain(text))
    return blinded(made, 3).rendering.text


def test_an_outlet_is_hidden_with_and_without_spaces() -> None:
    text = "The Moscow Times wrote; themoscowtimes.com says; Moscow stays."
    assert (
        shown(text, outlet="themoscowtimes.com") == "___ ______ _____ wrote; __________________ says; Moscow stays."
    )


def test_title_and_byline_are_hidden_whatever_their_marks() -> None:
    text = "Xi: “No War”\n\nBy Ann Lee\n\nAnn leaves."
    assert shown(text, title="Xi: 'No War'", byline="Ann Lee").split("\n")[-1] == "Ann leaves."
    assert "War" not in shown(text, title="Xi: 'No War'")
    assert "Lee" not in shown(text, byline="Ann Lee")


BODY = "The harbour in Berlin has been contested for more than a decade, and the council has postponed the vote."


@pytest.mark.parametrize(
    ("head", "hidden"),
    [
        (["Who stays?", "Tidewater Post 🌊", "Berlin", "March 18, 2022"], 3),
        (["Tidewater Post", "Published March 18, 2022 | Berlin"], 1),
        (["Who stays", "Tidewater Post", "March 19, 2022"], 1),
        (
            ["What does it mean for all the people of the northern quarter of the town?", "Post", "March 18, 2022"],
            2,
        ),
        ([BODY, "Post", "March 18, 2022"], 0),
    ],
)
def test_lines_above_the_date_are_hidden_where_they_stand(head: list[str], hidden: int) -> None:
    text = "\n\n".join([*head, BODY])
    title = head[0] if head[0] != BODY else None
    shapes = [re.sub(r"\S", "_", line) for line in head[:hidden]]
    assert shown(text, title=title, date="2022-03-18").split("\n") == [*shapes, *head[hidden:], BODY]


def test_a_name_within_a_word_is_no_name() -> None:
    assert shown("The postman reads the Post.", outlet="Post") == "The postman reads the ____."


@given(st.text(alphabet="abc .,'“\n", max_size=80), st.text(alphabet="abc .'", max_size=12))
def test_every_offset_stays_what_it_is(text: str, name: str) -> None:
    plain = render_plain(text).text
    hidden = shown(text, title=name, outlet=name)
    assert len(hidden) == len(plain)
    assert all(after in (before, "_") for before, after in zip(plain, hidden, strict=True))


async def test_nothing_on_screen_tells_the_outlet_or_the_title(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "j")
        assert "Speaks Out" in screen(driver)
        await driver.press("b")
        for _ in range(2):
            for telling in ("Speaks Out", "themoscowtimes", "Sebastian", "003_db"):
                assert telling not in screen(driver)
            await driver.press("o")
        await driver.press("escape", "y")
        assert "Article 2" in driver.app.clipboard
        assert "moscow" not in driver.app.clipboard.casefold()
        assert "003_db" not in driver.app.clipboard
        assert driver.text == "in no one's interest"
        await driver.press("2", "b")
        assert "Speaks Out" in screen(driver)
        assert driver.session.progress(HASS).reviewed == 1


async def test_blind_stays_on_when_the_filter_is_cleared_and_tomorrow(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("b", "F", *"direct", "enter", "escape", "q")
    async with review() as driver:
        assert driver.screen.presenter.view_options.blind
        assert "Article 2" in screen(driver)


PROJECT = Path("/studies/harbour")
NUMBERS = {"a.txt": 1, "post/a.txt": 2, "post/b (1).txt": 3, "week.jsonl/7": 4}


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("/studies/harbour/post/a.txt: it is empty.", "Article 2: it is empty."),
        ("/studies/harbour/annotations/ana/post/b (1).txt.yaml:3: no list.", "Article 3:3: no list."),
        ("/studies/harbour/week.jsonl: line 3 is no JSON.", "(name hidden): line 3 is no JSON."),
        (
            "/studies/harbour/annotations/ana/week.jsonl/7.yaml: see “onrecord check”.",
            "Article 4: see “onrecord check”.",
        ),
        (
            "post/a.txt and a.txt cannot be coded; data.txt can.",
            "Article 2 and Article 1 cannot be coded; data.txt can.",
        ),
        (
            "/studies/harbour/post/old: a link.\n/studies/other: a link.",
            "(name hidden): a link.\n/studies/other: a link.",
        ),
        ("/state/post/a.txt.json is kept.", "/state/Article 2.json is kept."),
    ],
)
def test_a_message_about_files_names_none(message: str, told: str) -> None:
    assert without_names(message, NUMBERS, PROJECT) == told


async def test_articles_that_cannot_be_read_are_not_named(review: OpenReview, project: Path) -> None:
    outlet = project / "tidewater-post"
    outlet.mkdir()
    (outlet / "one.txt").write_bytes(b"")
    (outlet / "link.txt").symlink_to("nowhere")
    file = project / "annotations" / "ana" / "tidewater-post" / "two.txt.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("records: [\n")
    (outlet / "two.txt").write_text("“No,” said Ida Holm.\n")
    async with review() as driver:
        driver.screen.open_article("tidewater-post/one.txt")
        await driver.press("tab")
        driver.screen.open_article("tidewater-post/two.txt")
        await driver.pilot.pause()
        assert "tidewater-post/one.txt" in screen(driver)
        await driver.press("b", "tab")
        for keys in (
            ["A"],
            ["D"],
            ["o"],
            ["escape", "o", *"article 3"],
            ["escape", "#"],
            ["escape", "!"],
            ["escape", "tab", "2"],
        ):
            await driver.press(*keys)
            assert "tidewater" not in screen(driver), keys
            assert "two.txt" not in screen(driver), keys
        await driver.press("b")
        assert "tidewater-post/one.txt" in screen(driver)
