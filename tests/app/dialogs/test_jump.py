"""Jump labels: which letters, where they stand, and where they lead."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.dialogs.jump import JumpScreen
from onrecord.app.dialogs.jump_labels import LETTERS, Spot, labels, placed
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver, screen, screen_rows


@given(st.integers(0, len(LETTERS) ** 2))
def test_no_label_begins_another(number: int) -> None:
    made = labels(number)
    assert len(set(made)) == number
    assert not any(one != other and other.startswith(one) for one, other in product(made[:40], made))
    assert {len(label) for label in made} <= ({1} if number <= len(LETTERS) else {2})


def test_up_to_eighty_one_things_are_reached_from_the_home_row() -> None:
    assert set("".join(labels(81))) == set("asdfghjkl")
    assert labels(9) == list("asdfghjkl")


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(0, 2)), max_size=25), st.integers(1, 2))
def test_no_label_covers_another(cells: list[tuple[int, int]], width: int) -> None:
    spots = [Spot(x + 10, y, 10, 70) for x, y in cells]
    result = placed(spots, width)
    assert [spot.y for spot in result] == [spot.y for spot in spots]
    assert all(10 <= spot.x <= 70 - width for spot in result)
    for y in range(3):
        columns = sorted(spot.x for spot in result if spot.y == y)
        assert all(other - one >= width for one, other in pairwise(columns))


def test_a_label_stands_where_nothing_is_in_its_way() -> None:
    spots = [Spot(5, 1, 0, 60), Spot(30, 1, 0, 60), Spot(5, 2, 0, 60)]
    assert placed(spots, 2) == spots


def jump_screen(driver: ReviewDriver) -> JumpScreen:
    found = driver.app.screen
    assert isinstance(found, JumpScreen)
    return found


def label_at(driver: ReviewDriver, row: int, words: str) -> str:
    """The label that stands in a row at the first of these words, as the screen showed them before."""
    return next(
        label
        for label, spot in jump_screen(driver).labels.items()
        if spot.y == row and spot.x == _cell(driver, row, words)
    )


def _cell(driver: ReviewDriver, row: int, words: str) -> int:
    # The review below the labels still knows its own lines.
    return screen_rows(driver.screen)[row].index(words)


def row_with(driver: ReviewDriver, words: str) -> int:
    return next(number for number, line in enumerate(screen(driver).splitlines()) if words in line)


async def test_letters_lead_to_a_quote_in_another_pane(review: OpenReview) -> None:
    async with review() as driver:
        row = row_with(driver, "in no one's")
        await driver.press("g")
        await driver.press(*label_at(driver, row, "in no one's"))
        assert driver.screen.key == HASS
        assert driver.text == "in no one's interest"
        await driver.press("<")
        assert driver.screen.key == XI


async def test_escape_stays_and_a_wrong_letter_is_told(review: OpenReview) -> None:
    async with review() as driver:
        before = driver.text
        await driver.press("g", "escape")
        assert driver.app.screen is driver.screen
        await driver.press("g", "z")
        assert "Nothing has the label z" in screen(driver)
        await driver.press("escape")
        assert driver.text == before


async def test_keys_typed_at_once_act_on_what_was_jumped_to(review: OpenReview) -> None:
    async with review() as driver:
        first = driver.text
        await driver.press("g")
        letters = label_at(driver, row_with(driver, "nflict and confrontation"), "“Conflict"[1:])
        await driver.press("escape")
        await driver.pilot.press("g", *letters, "f")
        await driver.press("escape")
        flagged = [item.text for item in driver.session.items(XI) if item.flagged]
        assert flagged == ["Conflict and confrontation are not in the interests of anyone,"]
        assert flagged != [first]


async def test_actors_and_targets_are_gone_to(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        await driver.press("2", "t", "down", "enter")
        assert driver.session.target == "negotiations"
        row = row_with(driver, "oppose")
        await driver.press("g")
        await driver.press(*label_at(driver, row, "  war"))
        assert driver.session.target == "war"
        row = row_with(driver, "Antony Blinken")
        await driver.press("g")
        await driver.press(*label_at(driver, row, "AB Antony" if "AB Antony" in screen(driver) else "BL Antony"))
        assert driver.screen.current is not None
        assert driver.screen.current.actor == "Antony Blinken"


async def test_a_label_stands_on_the_cell_of_wide_words(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "wide"
    folder.mkdir()
    text = "岸田 文雄 told 👩‍👩‍👧 Ada Berg that “talks 会谈 are the way” in 東京.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    async with review(folder=folder, size=(80, 24)) as driver:
        await driver.press("g")
        spots = [spot for spot in jump_screen(driver).labels.values() if spot.y == 2]
        # Border, gutter, then five wide characters, three blanks, four letters, an emoji of two cells, and so on.
        assert [spot.x for spot in spots] == [1 + 3 + 4 + 1 + 4 + 1 + 5 + 2 + 1 + 9 + 5 + 1]


async def test_three_panes_and_more_than_twenty_things(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for name in "abc":
        quotes = "\n\n".join(f"“Number {n} of {name} counts,” Ada Berg said." for n in range(12))
        (folder / f"{name}.txt").write_text(quotes, encoding="utf-8")
    async with review(folder=folder, size=(200, 50)) as driver:
        assert len([pane for pane in driver.screen.row.panes if pane.display]) == 3
        await driver.press("g")
        made = jump_screen(driver).labels
        assert {len(label) for label in made} == {2}
        assert len(made) == 36 + 2 + 1 + 1
        one = next(label for label, spot in made.items() if spot.x > 130 and spot.y == 2)
        await driver.press(one[0])
        shown = [label for label in made if driver.app.screen.get_child_by_id(f"jump-{label}").display]
        assert shown == [label for label in made if label[0] == one[0]]
        await driver.press(one[1])
        assert driver.text == "Number 0 of c counts,"
