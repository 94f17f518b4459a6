"""Marking quotes by hand, on the keyboard and with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from textual.widgets import Input

from onrecord.app.dialogs.mark_words import MarkingScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.dialogs.question import Question
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.articles.span import Span
from onrecord.coding.record import Verdict
from onrecord.quotes.quote import Kind
from tests.app.driver import XI, OpenReview, ReviewDriver, message

TEXT = (
    "“We will build it,” Ada Berg said, “and soon.” It won't cost much, she went on.\n\n"
    "The mayor promised a new bridge. Nobody asked who pays.\n\n"
    "“No,” Bo Lind said.\n"
)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "bridge.txt").write_text(TEXT, encoding="utf-8")
    return folder


def selected(driver: ReviewDriver) -> str:
    span = driver.screen.pane.reader.selected
    return driver.session.article(driver.screen.key).rendering.text[slice(*span)] if span else ""


def records(folder: Path, article: str = "bridge.txt") -> list[dict]:
    return yaml.safe_load((folder / "annotations" / "ana" / f"{article}.yaml").read_text(encoding="utf-8"))[
        "records"
    ]


async def test_a_sentence_is_marked_by_keys_and_gets_its_actor(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        await driver.press("j", "v")
        assert isinstance(driver.app.screen, MarkingScreen)
        assert selected(driver) == "It"
        await driver.press("j")
        assert selected(driver) == "The mayor promised a new bridge."
        await driver.press("o", "w", "w", "o", "b")
        assert selected(driver) == "promised a new bridge"
        await driver.press("h", "h", "l", ")", "enter")
        assert isinstance(driver.app.screen, Picker)
        await driver.press(*"The mayor", "enter")
        current = driver.screen.current
        assert (current.text, current.actor, current.kind) == ("promised a new bridge.", "The mayor", Kind.INDIRECT)
        assert current.verdict is Verdict.ADDED
        assert selected(driver) == ""
        marks = driver.screen.presenter.marks(driver.session, "bridge.txt")
        assert [mark.badge for mark in marks if mark.id == current.id] != [""]
        await driver.press("u")
        assert len(driver.session.items("bridge.txt")) == 3
    assert records(city) == []


async def test_words_of_a_quote_are_refused_and_marking_goes_on(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        await driver.press("j", "v", "k", "enter")
        assert "would be in two quotes" in message(driver)
        assert len(message(driver)) <= 80, "it fits a small terminal"
        assert isinstance(driver.app.screen, MarkingScreen)
        await driver.press("j")
        assert message(driver) == ""
        await driver.press("escape")
        assert driver.app.screen is driver.screen
        assert selected(driver) == ""
        assert driver.session.coding("bridge.txt").records == ()


async def test_leaving_the_actor_open_and_leaving_the_question(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        await driver.press("v", "j", "enter", "escape")
        assert len(driver.session.items("bridge.txt")) == 3
        await driver.press("v", "j", "enter", *"not known", "enter")
        assert driver.screen.current.actor is None
        assert driver.screen.current.verdict is Verdict.ADDED


async def test_what_the_mouse_selected_is_marked(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        start = TEXT.index("Nobody")
        shown = driver.session.article("bridge.txt").rendering.text.index("Nobody")
        driver.screen.pane.reader.select(Span(shown, shown + len("Nobody asked")))
        await driver.press("enter")
        assert driver.app.screen.query_one(Input).value == ""
        await driver.press(*"Ada Berg", "enter")
        assert driver.screen.current.span == (start, start + len("Nobody asked"))
        await driver.press("enter")
        assert "Nothing is selected" in message(driver)
        driver.screen.pane.reader.select(Span(shown + 13, shown + 16))
        await driver.press("v", "w", "enter", "enter")
        assert driver.screen.current.text == "who pays"


async def test_edges_move_by_words_and_say_why_not(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        await driver.press("{", "}")
        assert driver.text == "will build it"
        assert records(city)[0]["found"] == {"start": 1, "end": 18}
        await driver.press("[", "]")
        assert driver.text == "We will build it,"
        assert "found" not in records(city)[0]
        await driver.press(*["]"] * 5)
        assert "Words of “and soon.”" in message(driver)
        await driver.press(*["u"] * 8)
        assert driver.session.coding("bridge.txt").records == ()


async def test_parts_of_an_utterance_are_joined_and_coded_as_one(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as driver:
        await driver.press("2", "j")
        view = driver.screen.query_one(QuotePanel).view
        assert view.facts[0] == "part 2 of 2"
        assert [line.stance for line in view.stances] == ["oppose"]
        first, second = records(city)[:2]
        assert second["joined_to"] == first["id"]
        assert first["stances"][0]["stance"] == "oppose"
        await driver.press("|")
        assert "joined_to" not in records(city)[1]
        await driver.press("|")
        assert "stands alone" in message(driver)
        await driver.press("k", "&")
        assert "joined_to" in records(city)[1], "of one actor, they are joined without a question"
        await driver.press("j", "j", "k", "&")
        assert isinstance(driver.app.screen, Question), "the next one is somebody else's"
        await driver.press("n")
        assert len(records(city)) == 2
        await driver.press("&", "y")
        assert [record["actor"] for record in records(city)] == ["Ada Berg"] * 3
        await driver.press("|")
        assert "joined_to" not in records(city)[1]


async def test_repeating_the_last_coding(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press(".")
        assert "no stance has been coded yet" in message(driver)
        await driver.press("2", "2", "j", ".")
        first, second = driver.session.items(XI)[:2]
        assert [(s.stance, s.strong) for s in second.stances] == [("oppose", True)]
        assert second.stances[0].target == first.stances[0].target
