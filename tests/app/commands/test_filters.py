"""Finding one's way on the keyboard: filters, doubtful quotes, the next article."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from onrecord.app.dialogs.article_list import ArticleList
from onrecord.app.dialogs.picker import Picker
from onrecord.app.dialogs.search import SearchScreen
from onrecord.app.presenting.rows import Choice
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.widgets.status_line import StatusLine
from onrecord.coding.doubt import confidence
from onrecord.coding.filter import Filter
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver, message, panes


def view(driver: ReviewDriver) -> str:
    return driver.screen.query_one(StatusLine).status.view


def unfaded(driver: ReviewDriver, key: str = XI) -> list[str]:
    marks = driver.screen.presenter.marks(driver.session, key)
    return [driver.session.item(key, mark.id).text for mark in marks if not mark.faded]


async def test_a_filter_is_walked_shown_and_cleared_by_one_key(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("F", *"blinken", "enter")
        assert view(driver) == "Antony Blinken"
        assert len(message(driver)) <= 78, "it fits a small terminal, also with a number of three digits"
        of_blinken = [it.text for it in driver.session.items(XI) if it.actor == "Antony Blinken"]
        assert unfaded(driver) == of_blinken
        await driver.press("k", "j")
        assert driver.text == of_blinken[0]
        await driver.press(*["j"] * len(of_blinken))
        assert driver.screen.pane.at_end
        assert "Antony Blinken" in driver.screen.query_one(QuotePanel).placeholder
        await driver.press("escape", "j")
        assert view(driver) == ""
        assert driver.screen.current.actor != "Antony Blinken"


@pytest.mark.parametrize("typed", ["actor blinken", "blinken actor", "blinken"])
async def test_a_filter_is_found_by_what_its_row_says(review: OpenReview, typed: str) -> None:
    async with review() as driver:
        await driver.press("F", *typed, "enter")
        assert view(driver) == "Antony Blinken"


async def test_a_second_criterion_narrows_and_choosing_it_again_widens(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("j", "f", "F", *"xi jinping", "enter", "F", *"flagged", "enter")
        assert view(driver) == "Xi Jinping, flagged"
        assert "1 quote matches" in message(driver)
        await driver.press("F", *"xi jinping", "enter")
        assert view(driver) == "flagged"


async def test_faded_quotes_have_neither_colour_nor_badge(review: OpenReview) -> None:
    async with review() as driver:
        reader = driver.screen.row.panes[1].reader
        line = next(y for y in range(20) if "Conflict" in reader.render_line(y).text)
        before = reader.render_line(line).text
        await driver.press("f", "F", *"flagged", "enter")
        assert "WH" in before or "XI" in before
        assert "XI" not in reader.render_line(line).text
        await driver.press("escape")
        assert reader.render_line(line).text == before


async def test_space_goes_to_the_next_that_matches(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("F", *"partial", "enter", *["k"] * 14)
        partial = [it.text for it in driver.session.items(XI) if it.kind == "partial"]
        assert driver.text == partial[0]
        await driver.press("space")
        assert driver.text == partial[1]


async def test_doubtful_quotes_first_across_the_panes(review: OpenReview) -> None:
    async with review() as driver:
        items = [item for key in (XI, HASS) for item in driver.session.items(key)]
        expected = sorted(items, key=confidence)
        await driver.press("d")
        walked = [driver.screen.current]
        for _ in range(len(items) - 1):
            await driver.press("j")
            walked.append(driver.screen.current)
        assert [item.id for item in walked] == [item.id for item in expected]
        assert {item.article for item in walked} == {XI, HASS}
        assert panes(driver) == [XI, HASS]
        await driver.press("j")
        assert "doubtful first" in message(driver)
        await driver.press("d")
        assert view(driver) == ""


async def test_coding_on_the_doubtful_walk(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("d", *["space"] * 30)
        assert driver.session.progress().reviewed == 27
        await driver.press("d", "d")
        assert "nothing left" in message(driver)


async def test_the_next_article_with_something_left(review: OpenReview, project: Path) -> None:
    (project / "001_third.txt").write_text("“We will stay,” Ada Berg said.\n", encoding="utf-8")
    async with review() as driver:
        await driver.press("O")
        assert driver.screen.key == "001_third.txt"
        assert driver.text == "We will stay,"
        await driver.press("space", "O")
        assert driver.screen.key == HASS
        assert len(set(panes(driver))) == 2
        await driver.press("O")
        assert driver.screen.key == XI
        await driver.press("F", *"ada berg", "enter", "O")
        assert "No other article" in message(driver)


async def test_filter_and_order_are_there_tomorrow(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("F", *"direct", "enter", "d", "q")
    async with review() as driver:
        assert driver.screen.presenter.view_options.filter == Filter(kind="direct")
        assert view(driver) == "direct, doubtful first"


def two_more(project: Path) -> None:
    for number, (title, outlet, date) in enumerate(
        [("Zebra crossing", "post.example", "2022-03-20"), ("A bridge", "times.example", "2022-03-19")]
    ):
        text = f"---\ntitle: {title}\noutlet: {outlet}\ndate: {date}\n---\n“We will stay,” Ada Berg said.\n"
        (project / f"01{number}_more.md").write_text(text, encoding="utf-8")


def listed(driver: ReviewDriver) -> list[str]:
    assert isinstance(driver.app.screen, ArticleList)
    options = driver.app.screen.query_one(ChoiceList)
    rows = [options.row(number) for number in range(options.count)]
    return [f"{row.label}{row.end}" for row in rows]


async def test_articles_are_listed_with_progress_and_sorted_by_a_key(review: OpenReview, project: Path) -> None:
    two_more(project)
    async with review() as driver:
        await driver.press("space", "f", "D", "y", "o")
        rows = listed(driver)
        assert "1/14 ✓⚑1" in rows[0]
        assert "themoscowtimes.com · 2022-03-18" in rows[1]
        assert "0/1" in rows[2]
        await driver.press("tab")
        titles = " ".join(listed(driver))
        assert titles.index("A bridge") < titles.index("Xi Speaks") < titles.index("Zebra")
        await driver.press("tab", "tab")
        assert "Zebra" in listed(driver)[0]
        assert "A bridge" in listed(driver)[1]
        await driver.press("tab")
        assert ["0/1 " in row for row in listed(driver)] == [False, False, True, True]
        await driver.press("tab")
        assert "⚑1" in listed(driver)[0]


async def test_typing_narrows_the_articles_by_any_of_their_words(review: OpenReview, project: Path) -> None:
    two_more(project)
    async with review() as driver:
        await driver.press("o", *"example 03-19")
        assert ["A bridge" in row for row in listed(driver)] == [True]
        assert "1 of 4 articles · Enter opens" in str(driver.app.screen.query_one(".dialog").border_subtitle)
        await driver.press("enter")
        assert driver.screen.key == "011_more.md"


async def test_a_long_title_gives_way_to_the_outlet_and_the_date(review: OpenReview, project: Path) -> None:
    text = (
        f"---\ntitle: {'港 Harbour ' * 12}\noutlet: Tidewater Post\ndate: 2022-03-20\n---\n“No,” Ada Berg said.\n"
    )
    (project / "010_long.md").write_text(text, encoding="utf-8")
    async with review() as driver:
        await driver.press("o")
        options = driver.app.screen.query_one(ChoiceList)
        row = options.render_line(2)
        assert row.text.rstrip().endswith("… · Tidewater Post · 2022-03-20")
        assert row.cell_length == options.scrollable_content_region.width


async def test_a_page_of_a_list_is_what_is_in_view(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        choices = [Choice(str(number), Content(str(number)), (str(number),)) for number in range(100)]
        driver.app.push_screen(Picker("Many", choices))
        await driver.pilot.pause()
        options = driver.app.screen.query_one(ChoiceList)
        rows = options.size.height
        await driver.press("pagedown")
        assert options.highlighted == rows - 1, "the last one in view"
        await driver.press("pagedown")
        assert (options.highlighted, options.scroll_offset.y) == (2 * (rows - 1), rows - 1), (
            "none is passed over unseen"
        )
        await driver.press("pageup", "pageup")
        assert options.highlighted == 0


async def test_the_highlighted_row_is_told_without_colour(
    review: OpenReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with review() as driver:
        await driver.press("T", "down")
        options = driver.app.screen.query_one(ChoiceList)
        strips = [options.render_line(y) for y in range(options.count)]
        inverted = [all(segment.style and segment.style.reverse for segment in strip) for strip in strips]
        assert inverted == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("headings", "keys", "highlighted"),
    [
        ({0, 13, 14}, ["pagedown"], 12),
        ({0, 13, 14}, ["pagedown", "pageup"], 1),
        ({0, *range(2, 20)}, ["pagedown"], 20),
        ({0, 39}, ["pagedown"] * 4, 38),
        (set(range(40)), ["pagedown", "pageup"], None),
    ],
)
async def test_a_page_ends_at_a_row_that_can_be_chosen(
    review: OpenReview, headings: set[int], keys: list[str], highlighted: int | None
) -> None:
    async with review(size=(80, 24)) as driver:
        names = map(str, range(40))
        choices = [Choice(name, Content(name), (name,), disabled=int(name) in headings) for name in names]
        driver.app.push_screen(Picker("Under headings", choices))
        await driver.pilot.pause()
        await driver.press(*keys)
        assert driver.app.screen.query_one(ChoiceList).highlighted == highlighted


async def test_a_list_of_thousands_is_listed_whole_but_made_only_where_it_is_looked_at(review: OpenReview) -> None:
    async with review() as driver:
        choices = [Choice(str(number), Content(str(number)), (str(number),)) for number in range(5_000)]
        driver.app.push_screen(Picker("Many", choices))
        await driver.pilot.pause()
        options = driver.app.screen.query_one(ChoiceList)
        assert options.count == 5_000
        await driver.press("up")
        assert str(options.row(4_999).label).strip() == "4999"
        assert any("4999" in options.render_line(y).text for y in range(options.size.height))
        assert len(options.made) < 100
        await driver.press(*"4999")
        assert options.count == 1


async def test_a_list_of_thousands_begins_around_what_is_selected(review: OpenReview) -> None:
    async with review() as driver:
        choices = [Choice(str(number), Content(str(number)), (str(number),)) for number in range(5_000)]
        driver.app.push_screen(Picker("Many", choices, selected="3000"))
        await driver.pilot.pause()
        options = driver.app.screen.query_one(ChoiceList)
        assert options.highlighted is not None
        assert str(options.row(options.highlighted).label) == "• 3000"
        await driver.press(*"30", "enter")
        assert driver.app.screen is driver.screen


async def test_a_list_stays_where_it_is_while_typing_makes_it_shorter(review: OpenReview) -> None:
    async with review(size=(120, 40)) as driver:
        driver.app.push_screen(Picker("Ten", [Choice(str(n), Content(str(n)), (str(n),)) for n in range(10)]))
        await driver.pilot.pause()
        box = driver.app.screen.query_one(".dialog")
        before = box.region
        await driver.press("7")
        assert driver.app.screen.query_one(ChoiceList).count == 1
        assert box.region == before
        await driver.pilot.resize_terminal(120, 39)
        await driver.pilot.pause()
        assert box.region.height < before.height


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_list_stays_where_it_is_whatever_is_said_of_the_highlighted_row(
    review: OpenReview, size: tuple[int, int]
) -> None:
    details = ["", "also: Moss", "a definition of the target " * 5, ""]
    async with review(size=size) as driver:
        choices = [Choice(str(n), Content(str(n)), (str(n),), detail=detail) for n, detail in enumerate(details)]
        driver.app.push_screen(Picker("Four", choices))
        await driver.pilot.pause()
        before = driver.app.screen.query_one(".dialog").region
        for number, detail in enumerate(details[1:], 1):
            await driver.press("down")
            assert driver.app.screen.query_one(ChoiceList).highlighted == number
            assert str(driver.app.screen.query_one(".detail", Static).content) == detail
            assert driver.app.screen.query_one(".dialog").region == before


async def found(driver: ReviewDriver) -> None:
    """Wait until all that is typed is searched for."""
    assert isinstance(driver.app.screen, SearchScreen)
    while driver.app.screen.searching:
        await driver.pilot.pause()


async def test_search_lists_matches_goes_there_and_marks_them(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        await driver.press("slash", *"sebastian")
        await found(driver)
        assert "Sebastian" in str(driver.app.screen.query_one(ChoiceList).row(0).label)
        await driver.press("enter")
        assert driver.screen.key == HASS
        assert "Match 1 of" in message(driver)
        reader = driver.screen.pane.reader
        assert len(driver.screen.presenter.search.within(HASS)) >= 1
        line = next(y for y in range(20) if "Sebastian" in reader.render_line(y).text)
        styles = [s.style for s in reader.render_line(line) if "Sebastian" in s.text]
        assert styles[0].reverse
        await driver.press("escape")
        assert not any(s.style.reverse for s in reader.render_line(line) if "Sebastian" in s.text)


async def test_next_and_previous_match_go_round_all_articles(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        await driver.press("slash", *"/war|conflict/", "enter")
        await driver.settle()
        matches = driver.screen.presenter.search.matches
        assert {match.article for match in matches} == {XI, HASS}
        for match in (*matches[1:], matches[0], matches[1]):
            await driver.press("n")
            assert driver.screen.key == match.article
            reader = driver.screen.pane.reader
            visible = [reader.hit(Offset(x, y)).start for y in range(reader.size.height) for x in range(3, 76)]
            assert match.span.start in visible
        await driver.press("N")
        assert driver.screen.presenter.search.match == matches[0]


async def test_a_match_in_a_quote_makes_it_the_current_one(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("slash", *"military hostilities", "enter")
        await driver.settle()
        assert "military hostilities" in driver.text


async def test_a_faulty_expression_says_why_and_a_hostile_one_ends(review: OpenReview, project: Path) -> None:
    (project / "long.txt").write_text("a" * 3_000 + "b\n", encoding="utf-8")
    async with review() as driver:
        await driver.press("slash", *"/(a+")
        await found(driver)
        detail = driver.app.screen.query_one(".detail", Static)
        assert "cannot be read" in str(detail.content)
        await driver.press(*")+$/")
        await found(driver)
        assert "too long" in str(detail.content)
        await driver.press("enter")
        assert isinstance(driver.app.screen, SearchScreen)
        await driver.press("escape", "n")
        assert "Nothing is searched for" in message(driver)


async def test_back_and_forward_in_the_places_visited(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        await driver.press("less_than_sign")
        assert "Nothing was visited" in message(driver)
        await driver.press("j", "slash", *"military hostilities", "enter")
        await driver.settle()
        there = driver.text
        await driver.press("less_than_sign")
        assert driver.screen.key == XI
        assert driver.text.startswith("Conflict and confrontation")
        await driver.press("greater_than_sign")
        assert (driver.screen.key, driver.text) == (HASS, there)
