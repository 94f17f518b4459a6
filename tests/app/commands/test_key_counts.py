"""How many keys each job of a review takes, as really pressed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.coding.item import Verdict
from tests.app.driver import OpenReview, ReviewDriver

TALKS = (
    "Mayor Ada Berg met Bo Lind, the engineer Cai Roth and Dora Holm at the harbour. "
    "Lind said that the bridge would close in May.\n\n"
    "“The bridge is safe,” Berg said.\n\n"
    "“It is not,” Lind said, “and nobody asked us.”\n\n"
    "“We will see,” Berg said.\n"
)
SHORT = "“It is late,” Ada Berg said.\n"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.txt").write_text(TALKS, encoding="utf-8")
    (folder / "b.txt").write_text(SHORT, encoding="utf-8")
    return folder


class Keys:
    """Presses keys in a review in which coding goes on, and counts them."""

    def __init__(self, driver: ReviewDriver) -> None:
        self.driver = driver
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Press keys."""
        self.pressed += len(keys)
        await self.driver.press(*keys)


def by_words(driver: ReviewDriver) -> dict[str, str | None]:
    """Return who says the words of each quote of the first article."""
    return {item.text: driver.session.actor_name(item) for item in driver.session.items("a.txt")}


async def test_a_stance_on_the_next_unreviewed_quote_is_one_key(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m")
        keys = Keys(driver)
        await keys.press("2")
        coded = driver.session.items("a.txt")[0]
        assert [stance.stance for stance in coded.stances] == ["oppose"]
        assert coded.verdict is Verdict.ACCEPTED
        assert driver.text == "It is not,"
        assert keys.pressed == 1


async def test_the_end_of_an_article_is_one_key(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "1", "1", "1")
        keys = Keys(driver)
        await keys.press("space")
        assert driver.session.coding("a.txt").done
        assert (driver.screen.key, driver.text) == ("b.txt", "It is late,")
        assert keys.pressed == 1


async def test_the_actor_chosen_last_is_two_keys(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "a", *"Cai", "enter", "1", "1")
        assert driver.text == "We will see,"
        keys = Keys(driver)
        await keys.press("a", "enter")
        assert by_words(driver)["We will see,"] == "Cai Roth"
        assert keys.pressed == 2


async def test_the_actor_of_the_quote_before_is_one_key(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "1", "1")
        keys = Keys(driver)
        await keys.press("p")
        assert by_words(driver)["We will see,"] == "Bo Lind"
        assert keys.pressed == 1


@pytest.mark.parametrize(("letters", "name"), [("cai", "Cai Roth"), ("hol", "Dora Holm")])
async def test_an_actor_who_is_only_named_in_the_text_is_five_keys(
    review: OpenReview, talks: Path, letters: str, name: str
) -> None:
    async with review(folder=talks) as driver:
        assert name not in driver.session.actor_names()
        keys = Keys(driver)
        await keys.press("a", *letters, "enter")
        assert by_words(driver)["The bridge is safe,"] == name
        assert keys.pressed <= 5


async def test_the_second_half_of_a_split_quote_is_no_key(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "1")
        keys = Keys(driver)
        await keys.press("2")
        halves = [
            item for item in driver.session.items("a.txt") if item.text in {"It is not,", "and nobody asked us."}
        ]
        assert [driver.session.head(half).stances[0].stance for half in halves] == ["oppose", "oppose"]
        assert [half.verdict for half in halves] == [Verdict.ACCEPTED, Verdict.ACCEPTED]
        assert driver.text == "We will see,", "the second half is not visited"
        assert keys.pressed == 1


@pytest.mark.parametrize(
    ("pressed", "target"), [(("w",), "negotiations"), (("W",), "china-russia-partnership"), (("w", "r"), "war")]
)
async def test_another_target_is_one_key_or_two(review: OpenReview, pressed: tuple[str, ...], target: str) -> None:
    async with review() as driver:
        keys = Keys(driver)
        await keys.press(*pressed)
        assert driver.session.target == target
        assert keys.pressed <= 2


async def test_two_targets_on_one_quote_are_four_keys(review: OpenReview) -> None:
    async with review() as driver:
        keys = Keys(driver)
        await keys.press("1", "w", "2")
        coded = {stance.target: stance.stance for stance in driver.screen.current.stances}
        assert coded == {"war": "support", "negotiations": "oppose"}
        assert keys.pressed <= 4


async def test_two_targets_on_one_quote_are_four_keys_while_coding_goes_on(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("m")
        quote = driver.screen.current.id
        keys = Keys(driver)
        await keys.press("1", "k", "w", "2")
        coded = {stance.target: stance.stance for stance in driver.session.items(driver.screen.key)[0].stances}
        assert driver.session.items(driver.screen.key)[0].id == quote
        assert coded == {"war": "support", "negotiations": "oppose"}
        assert keys.pressed <= 4


async def test_an_indirect_sentence_marked_by_hand_is_six_keys(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        keys = Keys(driver)
        await keys.press("v", "k", "k", "enter")
        await keys.press("l", "enter")
        (marked,) = [item for item in driver.session.items("a.txt") if item.verdict is Verdict.ADDED]
        assert marked.text == "Lind said that the bridge would close in May."
        assert marked.kind == "indirect"
        assert driver.session.actor_name(marked) == "Bo Lind"
        assert keys.pressed <= 6


async def test_only_this_actors_quotes_is_at_most_two_keys(review: OpenReview) -> None:
    async with review() as driver:
        keys = Keys(driver)
        await keys.press("H")
        assert driver.screen.presenter.view_options.filter.actor == "Xi Jinping"
        assert keys.pressed <= 2
