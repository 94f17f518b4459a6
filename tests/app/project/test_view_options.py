"""Focus: only the quotes and two sentences around each, and everything in it true."""

from __future__ import annotations

from pathlib import Path

from tests.app.driver import OpenReview, screen

ARTICLE = (
    "It was dark at first. Zero begins. One goes on. Two comes. Three follows.\n\n"
    "“Four is enough,” Ada Berg said. Five came. Six went. Seven sat. Eight stood. Nine lay.\n\n"
    "Ten sang. Eleven danced. “Twelve is plenty,” Bo Moss said. Thirteen ended it.\n"
)


def folder(tmp_path: Path, text: str = ARTICLE) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


async def test_only_what_stands_around_quotes_is_shown_and_walked(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c")
        assert "Zero" not in screen(driver)
        assert "Seven" not in screen(driver)
        assert "Two comes" in screen(driver)
        assert "[…]" in screen(driver)
        assert " focus " in screen(driver).splitlines()[0]
        assert driver.text == "Four is enough,"
        await driver.press("j", "space")
        assert driver.screen.pane.at_end
        assert [item.reviewed for item in driver.session.items("a.txt")] == [False, True]
        await driver.press("c")
        assert "Zero" in screen(driver)
        assert "Seven" in screen(driver)


async def test_with_a_filter_only_what_matches_is_shown(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c", "F", *"Moss", "enter")
        assert driver.text == "Twelve is plenty,"
        assert "Four is" not in screen(driver)
        await driver.press("escape")
        assert "Four is" in screen(driver)
        assert "Zero" not in screen(driver)


async def test_the_whole_text_is_there_to_mark_in_and_what_is_marked_is_shown(
    review: OpenReview, tmp_path: Path
) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c", "v")
        assert "Zero" in screen(driver)
        # From the word after the first quote on: Ada … Five, Six, Seven, Eight.
        await driver.press("j", "j", "j", "j", "enter")
        await driver.press("enter")
        added = next(item for item in driver.session.items("a.txt") if item.suggestion is None)
        assert added.text == "Eight stood."
        assert ARTICLE[slice(*added.span)] == "Eight stood."
        assert "Zero" not in screen(driver)
        assert "Nine lay" in screen(driver)
        await driver.press("u")
        assert "Nine lay" not in screen(driver)


async def test_words_that_are_left_out_are_not_marked_with_those_around_them(
    review: OpenReview, tmp_path: Path
) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c")
        rows = screen(driver).splitlines()
        reader = driver.screen.pane.reader

        def place(words: str) -> tuple[int, int]:
            row = next(number for number, row in enumerate(rows) if words in row)
            return rows[row].index(words), row

        await driver.pilot.mouse_down(offset=place("Five came"))
        await driver.pilot.hover(offset=place("Eleven"))
        await driver.pilot.mouse_up(offset=place("Eleven"))
        assert "Seven" in driver.session.article("a.txt").rendering.text[slice(*reader.selected)]
        await driver.press("enter")
        assert driver.app.screen is driver.screen, "nobody is asked whose words they are"
        assert screen(driver).splitlines()[-1].startswith("The selection goes over […]")
        await driver.press("v")
        assert "Seven" in screen(driver)
        await driver.press("escape")
        await driver.pilot.mouse_down(offset=place("Five came"))
        await driver.pilot.hover(offset=place("came"))
        await driver.pilot.mouse_up(offset=place("came"))
        await driver.press("enter", "enter")
        added = next(item for item in driver.session.items("a.txt") if item.suggestion is None)
        assert added.text == "Five c"


async def test_a_match_is_shown_wherever_it_stands(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c", "/", *"Zero", "enter")
        assert "Zero" in screen(driver)
        await driver.press("escape")
        assert "Zero" not in screen(driver)


async def test_focus_is_on_the_next_day_too(review: OpenReview, tmp_path: Path) -> None:
    project = folder(tmp_path)
    async with review(folder=project, size=(80, 24)) as driver:
        await driver.press("c", "j", "q")
    async with review(folder=project, size=(80, 24)) as driver:
        assert "Zero" not in screen(driver)
        assert driver.text == "Twelve is plenty,"


async def test_resizing_keeps_the_current_quote_in_view(review: OpenReview, tmp_path: Path) -> None:
    many = "\n\n".join(f"Before. “Number {n} counts,” Ada Berg said. After. More. Least. Last." for n in range(60))
    async with review(folder=folder(tmp_path, many), size=(140, 40)) as driver:
        await driver.press("c", *["j"] * 30)
        assert driver.text == "Number 30 counts,"
        for size in ((60, 15), (200, 50)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
            assert "Number 30 counts" in screen(driver)


async def test_what_is_found_later_is_shown(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as driver:
        await driver.press("c", "M")
        await driver.settle()
        assert "Four is enough" in screen(driver)
        assert "Zero" not in screen(driver)
