"""The upper edge of a pane: whose article it is, before what it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.widgets.pane import edge_title
from onrecord.articles.article import ArticleHead, Format, Metadata
from tests.app.driver import OpenReview

TITLE = "Xi Speaks Out Against 'Conflict' in Call With Biden"


def title(room: int, *, encoding_guessed: bool = False, **about: str | None) -> str:
    head = ArticleHead(
        key="003.txt",
        path=Path("003.txt"),
        sha256="",
        format=Format.PLAIN,
        encoding="cp1252",
        encoding_guessed=encoding_guessed,
        metadata=Metadata(**{"title": TITLE, "outlet": "Moscow Times", "date": "2022-03-18"} | about),
    )
    shown = edge_title("B", head, room)
    assert shown.cell_length <= room
    return shown.plain


def test_outlet_and_date_stand_first() -> None:
    assert title(200) == f"B · Moscow Times · 2022-03-18 · {TITLE}"


@pytest.mark.parametrize("room", range(30, 90))
def test_the_title_cuts_neither_off(room: int) -> None:
    assert title(room).startswith("B · Moscow Times · 2022-03-18")


def test_a_title_of_a_few_letters_is_left_out() -> None:
    assert title(34) == "B · Moscow Times · 2022-03-18"
    assert title(40) == "B · Moscow Times · 2022-03-18 · Xi Spea…"


def test_what_has_neither_has_the_whole_edge_for_its_title() -> None:
    assert title(20, outlet=None, date=None) == "B · Xi Speaks Out A…"


def test_a_guessed_encoding_is_said() -> None:
    assert title(200, encoding_guessed=True, outlet=None).startswith(
        "B · 2022-03-18 · read as cp1252, guessed · Xi"
    )


async def test_an_article_without_a_title_is_called_by_its_first_sentence(review: OpenReview) -> None:
    async with review(size=(140, 40)) as driver:
        assert str(driver.screen.row.panes[0].reader.border_title).startswith(
            "A · Chinese President Xi Jinping has"
        )
        assert str(driver.screen.row.panes[1].reader.border_title).startswith(
            "B · themoscowtimes.com · 2022-03-18 · Xi"
        )
        await driver.press("b")
        assert str(driver.screen.row.panes[0].reader.border_title) == "A · Article 1"
        await driver.press("b", "space")
        coding = driver.session.coding("000_3e3574ca33e3cb1d.txt")
        assert coding.title == "000_3e3574ca33e3cb1d"
