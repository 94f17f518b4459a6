"""Focus: only the quotes and two sentences around each, and everything in it true."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import OpenReview
from tests.app.test_blind import screen

ARTICLE = (
    "Zero begins. One goes on. Two comes. Three follows.\n\n"
    "“Four is enough,” Ada Berg said. Five came. Six went. Seven sat. Eight stood. Nine lay.\n\n"
    "Ten sang. Eleven danced. “Twelve is plenty,” Bo Moss said. Thirteen ended it.\n"
)


def folder(tmp_path: Path, text: str = ARTICLE) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


async def test_only_what_stands_around_quotes_is_shown_and_walked(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c")
        assert "Zero" not in screen(desk)
        assert "Seven" not in screen(desk)
        assert "Two comes" in screen(desk)
        assert "[…]" in screen(desk)
        assert " focus " in screen(desk).splitlines()[0]
        assert desk.text == "Four is enough,"
        await desk.press("j", "space")
        assert desk.text == "Twelve is plenty,"
        assert [item.reviewed for item in desk.session.items("a.txt")] == [False, True]
        await desk.press("c")
        assert "Zero" in screen(desk)
        assert "Seven" in screen(desk)


async def test_with_a_filter_only_what_matches_is_shown(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c", "F", *"Moss", "enter")
        assert desk.text == "Twelve is plenty,"
        assert "Four is" not in screen(desk)
        await desk.press("escape")
        assert "Four is" in screen(desk)
        assert "Zero" not in screen(desk)


async def test_the_whole_text_is_there_to_mark_in_and_what_is_marked_is_shown(
    review: OpenReview, tmp_path: Path
) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c", "v")
        assert "Zero" in screen(desk)
        # From the word after the first quote on: Ada … Five, Six, Seven, Eight.
        await desk.press("j", "j", "j", "j", "enter")
        await desk.press("enter")
        added = next(item for item in desk.session.items("a.txt") if item.suggestion is None)
        assert added.text == "Eight stood."
        assert ARTICLE[slice(*added.span)] == "Eight stood."
        assert "Zero" not in screen(desk)
        assert "Nine lay" in screen(desk)
        await desk.press("u")
        assert "Nine lay" not in screen(desk)


async def test_words_that_are_left_out_are_not_marked_with_those_around_them(
    review: OpenReview, tmp_path: Path
) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c")
        rows = screen(desk).splitlines()
        reader = desk.screen.pane.reader

        def place(words: str) -> tuple[int, int]:
            row = next(number for number, row in enumerate(rows) if words in row)
            return rows[row].index(words), row

        await desk.pilot.mouse_down(offset=place("Five came"))
        await desk.pilot.hover(offset=place("Eleven"))
        await desk.pilot.mouse_up(offset=place("Eleven"))
        assert "Seven" in desk.session.article("a.txt").rendering.text[slice(*reader.selected)]
        await desk.press("enter")
        assert desk.app.screen is desk.screen, "nobody is asked whose words they are"
        assert screen(desk).splitlines()[-1].startswith("The selection goes over […]")
        await desk.press("v")
        assert "Seven" in screen(desk)
        await desk.press("escape")
        await desk.pilot.mouse_down(offset=place("Five came"))
        await desk.pilot.hover(offset=place("came"))
        await desk.pilot.mouse_up(offset=place("came"))
        await desk.press("enter", "enter")
        added = next(item for item in desk.session.items("a.txt") if item.suggestion is None)
        assert added.text == "Five c"


async def test_a_match_is_shown_wherever_it_stands(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c", "/", *"Zero", "enter")
        assert "Zero" in screen(desk)
        await desk.press("escape")
        assert "Zero" not in screen(desk)


async def test_focus_is_on_the_next_day_too(review: OpenReview, tmp_path: Path) -> None:
    project = folder(tmp_path)
    async with review(folder=project, size=(80, 24)) as desk:
        await desk.press("c", "j", "q")
    async with review(folder=project, size=(80, 24)) as desk:
        assert "Zero" not in screen(desk)
        assert desk.text == "Twelve is plenty,"


async def test_resizing_keeps_the_current_quote_in_view(review: OpenReview, tmp_path: Path) -> None:
    many = "\n\n".join(f"Before. “Number {n} counts,” Ada Berg said. After. More. Least. Last." for n in range(60))
    async with review(folder=folder(tmp_path, many), size=(140, 40)) as desk:
        await desk.press("c", *["j"] * 30)
        assert desk.text == "Number 30 counts,"
        for size in ((60, 15), (200, 50)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert "Number 30 counts" in screen(desk)


async def test_what_is_found_later_is_shown(review: OpenReview, tmp_path: Path) -> None:
    async with review(folder=folder(tmp_path), size=(80, 24)) as desk:
        await desk.press("c", "M")
        await desk.settle()
        assert "Four is enough" in screen(desk)
        assert "Zero" not in screen(desk)
