"""Blind review: nothing on screen says whose article it is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.blind import blinded
from onrecord.articles.article import Metadata
from onrecord.articles.plain import render_plain
from tests.app.conftest import HASS, Desk, OpenReview
from tests.coding.test_session import article


def shown(text: str, **about: str) -> str:
    made = replace(article(text=text), metadata=Metadata(**about), rendering=render_plain(text))
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


def test_a_name_within_a_word_is_no_name() -> None:
    assert shown("The postman reads the Post.", outlet="Post") == "The postman reads the ____."


@given(st.text(alphabet="abc .,'“\n", max_size=80), st.text(alphabet="abc .'", max_size=12))
def test_every_offset_stays_what_it_is(text: str, name: str) -> None:
    plain = render_plain(text).text
    hidden = shown(text, title=name, outlet=name)
    assert len(hidden) == len(plain)
    assert all(after in (before, "_") for before, after in zip(plain, hidden, strict=True))


def screen(desk: Desk) -> str:
    rows = desk.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in rows)


async def test_nothing_on_screen_tells_the_outlet_or_the_title(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "j")
        assert "Speaks Out" in screen(desk)
        await desk.press("b")
        for _ in range(2):
            for telling in ("Speaks Out", "themoscowtimes", "Sebastian", "003_db"):
                assert telling not in screen(desk)
            await desk.press("o")
        await desk.press("escape", "y")
        assert "Article 2" in desk.app.clipboard
        assert "moscow" not in desk.app.clipboard.casefold()
        assert "003_db" not in desk.app.clipboard
        assert desk.text == "in no one's interest"
        await desk.press("2", "b")
        assert "Speaks Out" in screen(desk)
        assert desk.session.progress(HASS).reviewed == 1


async def test_blind_stays_on_when_the_filter_is_cleared_and_tomorrow(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("b", "F", *"direct", "enter", "escape", "q")
    async with review() as desk:
        assert desk.screen.presenter.lens.blind
        assert "Article 2" in screen(desk)
