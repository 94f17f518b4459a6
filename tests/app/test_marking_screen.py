"""Marking quotes by hand, on the keyboard and with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from textual.widgets import Input

from onrecord.app.screens.marking import MarkingScreen
from onrecord.app.screens.picker import Picker
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.articles.article import Span
from onrecord.coding.record import Verdict
from onrecord.quotes.quote import Kind
from tests.app.conftest import XI, Desk, OpenReview

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


def selected(desk: Desk) -> str:
    span = desk.screen.pane.reader.selected
    return desk.session.article(desk.screen.key).rendering.text[slice(*span)] if span else ""


def message(desk: Desk) -> str:
    return desk.app.screen.query_one(KeyBar).message


def records(folder: Path, article: str = "bridge.txt") -> list[dict]:
    return yaml.safe_load((folder / "annotations" / "ana" / f"{article}.yaml").read_text(encoding="utf-8"))[
        "records"
    ]


async def test_a_sentence_is_marked_by_keys_and_gets_its_actor(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        await desk.press("j", "v")
        assert isinstance(desk.app.screen, MarkingScreen)
        assert selected(desk) == "It"
        await desk.press("j")
        assert selected(desk) == "The mayor promised a new bridge."
        await desk.press("o", "w", "w", "o", "b")
        assert selected(desk) == "promised a new bridge"
        await desk.press("h", "h", "l", ")", "enter")
        assert isinstance(desk.app.screen, Picker)
        await desk.press(*"The mayor", "enter")
        current = desk.screen.current
        assert (current.text, current.actor, current.kind) == ("promised a new bridge.", "The mayor", Kind.INDIRECT)
        assert current.verdict is Verdict.ADDED
        assert selected(desk) == ""
        marks = desk.screen.presenter.marks(desk.session, "bridge.txt")
        assert [mark.badge for mark in marks if mark.id == current.id] != [""]
        await desk.press("u")
        assert len(desk.session.items("bridge.txt")) == 3
    assert records(city) == []


async def test_words_of_a_quote_are_refused_and_marking_goes_on(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        await desk.press("j", "v", "k", "enter")
        assert "would be in two quotes" in message(desk)
        assert len(message(desk)) <= 80, "it fits a small terminal"
        assert isinstance(desk.app.screen, MarkingScreen)
        await desk.press("j")
        assert message(desk) == ""
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert selected(desk) == ""
        assert desk.session.coding("bridge.txt").records == ()


async def test_leaving_the_actor_open_and_leaving_the_question(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        await desk.press("v", "j", "enter", "escape")
        assert len(desk.session.items("bridge.txt")) == 3
        await desk.press("v", "j", "enter", *"not known", "enter")
        assert desk.screen.current.actor is None
        assert desk.screen.current.verdict is Verdict.ADDED


async def test_what_the_mouse_selected_is_marked(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        start = TEXT.index("Nobody")
        shown = desk.session.article("bridge.txt").rendering.text.index("Nobody")
        desk.screen.pane.reader.select(Span(shown, shown + len("Nobody asked")))
        await desk.press("enter")
        assert desk.app.screen.query_one(Input).value == ""
        await desk.press(*"Ada Berg", "enter")
        assert desk.screen.current.span == (start, start + len("Nobody asked"))
        await desk.press("enter")
        assert "Nothing is selected" in message(desk)
        desk.screen.pane.reader.select(Span(shown + 13, shown + 16))
        await desk.press("v", "w", "enter", "enter")
        assert desk.screen.current.text == "who pays"


async def test_edges_move_by_words_and_say_why_not(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        await desk.press("{", "}")
        assert desk.text == "will build it"
        assert records(city)[0]["found"] == {"start": 1, "end": 18}
        await desk.press("[", "]")
        assert desk.text == "We will build it,"
        assert "found" not in records(city)[0]
        await desk.press(*["]"] * 5)
        assert "Words of “and soon.”" in message(desk)
        await desk.press(*["u"] * 8)
        assert desk.session.coding("bridge.txt").records == ()


async def test_parts_of_an_utterance_are_joined_and_coded_as_one(review: OpenReview, city: Path) -> None:
    async with review(folder=city) as desk:
        await desk.press("&", "j", "2")
        view = desk.screen.query_one(QuotePanel).view
        assert view.facts[0] == "part 2 of 2"
        assert [line.stance for line in view.stances] == ["oppose"]
        first, second = records(city)[:2]
        assert second["joined_to"] == first["id"]
        assert first["stances"][0]["stance"] == "oppose"
        await desk.press("|")
        assert "joined_to" not in records(city)[1]
        await desk.press("|")
        assert "stands alone" in message(desk)


async def test_repeating_the_last_coding(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press(".")
        assert "nothing was coded" in message(desk)
        await desk.press("2", "2", "j", ".")
        first, second = desk.session.items(XI)[:2]
        assert [(s.stance, s.strong) for s in second.stances] == [("oppose", True)]
        assert second.stances[0].target == first.stances[0].target
