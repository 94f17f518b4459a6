"""The rhythm of a review: one key a quote, and no coding that nobody meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from onrecord.app.dialogs.picker import Picker
from onrecord.app.dialogs.question import Question
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.widgets.status_line import StatusLine
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver, message

TALKS = (
    "“The bridge is safe,” Ada Berg said.\n\n"
    "“It is not,” said Bo Lind, who stood beside Dora Holm and the engineer Cai Roth.\n\n"
    "“Nobody asked us,” he said.\n\n"
    "“We will see,” she said.\n"
)
SHORT = "“It is late,” Ada Berg said.\n"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.txt").write_text(TALKS, encoding="utf-8")
    (folder / "b.txt").write_text(SHORT, encoding="utf-8")
    return folder


def stances(driver: ReviewDriver, key: str = "a.txt") -> list[str]:
    """Return the stances of an article's quotes, empty where there is none."""
    return [
        " ".join(f"{one.stance}{'!' * one.strong}" for one in item.stances) for item in driver.session.items(key)
    ]


def placeholder(driver: ReviewDriver) -> str:
    return driver.screen.query_one(QuotePanel).placeholder


async def test_with_coding_that_goes_on_a_stance_is_one_key_a_quote(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "1", "2", "3", "1")
        assert stances(driver) == ["support", "oppose", "mixed", "support"]
        assert driver.session.progress("a.txt").reviewed == 4
        assert driver.screen.pane.at_end
        assert "coding goes on" in driver.screen.query_one(StatusLine).status.view
        await driver.press("q")
    async with review(folder=talks) as driver:
        assert driver.screen.presenter.view_options.goes_on, "it is remembered"


async def test_it_passes_over_what_is_judged_and_comes_back_for_what_is_left(
    review: OpenReview, talks: Path
) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "j", "1", "1")
        assert driver.text == "We will see,"
        await driver.press("1")
        assert driver.text == "The bridge is safe,", "the one passed over"


async def test_behind_the_last_quote_no_key_codes(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("j", "j", "j", "2", "space", "1", "0", "x", "f")
        assert stances(driver)[-1] == "oppose"
        assert driver.screen.current is None
        assert "3 quotes are not reviewed here" in placeholder(driver)
        await driver.press("space")
        assert driver.text == "The bridge is safe,"
        await driver.press("k")
        assert driver.screen.current is not None


async def test_the_end_of_an_article_is_one_key(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks, size=(80, 24)) as driver:
        await driver.press("m", "1", "1", "1", "1")
        assert "all 4 reviewed" in placeholder(driver)
        await driver.press("space")
        assert driver.session.coding("a.txt").done
        assert (driver.screen.key, driver.text) == ("b.txt", "It is late,")
        await driver.press("1", "space")
        assert driver.session.coding("b.txt").done
        assert "Every quote of the folder is reviewed" in message(driver)


async def test_the_end_can_be_left_backwards_and_is_reached_by_walking(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("j", "j", "j", "j")
        assert driver.screen.pane.at_end
        await driver.press("k")
        assert driver.text == "We will see,"


async def test_next_unreviewed_goes_over_the_end_of_the_article(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press(*["space"] * 4, "J")
        assert (driver.screen.key, driver.text) == ("b.txt", "It is late,")
        await driver.press("space", "J")
        assert "All reviewed here" in message(driver)


async def test_strong_acts_on_what_was_just_coded(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "2", "s")
        assert stances(driver)[:2] == ["oppose!", ""]
        assert driver.text == "It is not,"
        await driver.press("s")
        assert stances(driver)[0] == "oppose"


async def test_the_same_digit_never_makes_strong_while_coding_goes_on(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("m", "2", "k", "2")
        assert stances(driver)[0] == "oppose"


@pytest.mark.parametrize("name", ["Joan Bieder", "Wen Sher", "Anton Blin", "Ryan", "Sherman W", "Biden Joe"])
async def test_a_new_name_that_is_typed_is_taken(review: OpenReview, name: str) -> None:
    async with review() as driver:
        begins = [known for known in driver.session.actor_names() if known.casefold().startswith(name.casefold())]
        await driver.press("a", *name.replace(" ", "_").replace("_", " "), "enter")
        assert driver.screen.current.actor == (begins[0] if begins else name)


async def test_what_is_typed_can_always_be_taken_as_new(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("a", *"Wendy", "ctrl+t")
        assert driver.screen.current.actor == "Wendy"
        assert message(driver).startswith("Actor: Wendy, before Xi Jinping.")


async def test_a_group_does_not_find_its_targets(review: OpenReview, project: Path) -> None:
    (project / "codebook.yaml").write_text(
        "format: onrecord-codebook\nversion: 1\ntargets:\n  - {name: talks, group: ways out}\n  - {name: aid}\n",
        encoding="utf-8",
    )
    async with review() as driver:
        await driver.press("t", *"ways", "enter")
        assert driver.session.target == "ways", "a new target, not one of that group"


async def test_the_list_opens_on_the_likeliest_other_actor(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("j", "j", "a")
        options = driver.app.screen.query_one(ChoiceList)
        first = options.row(options.highlighted or 0)
        assert "Bo Lind" not in str(first.label)
        await driver.press(*"ca")
        assert "Cai Roth" in str(options.row(options.highlighted or 0).label)
        await driver.press("enter")
        assert driver.screen.current.actor == "Cai Roth"


async def test_the_actor_chosen_last_is_two_keys_and_that_of_the_quote_before_is_one(
    review: OpenReview, talks: Path
) -> None:
    async with review(folder=talks) as driver:
        await driver.press("a", *"Dora", "enter", "j", "a", "enter")
        assert driver.screen.current.actor == "Dora Holm"
        await driver.press("j", "j", "p")
        assert driver.screen.current.actor == driver.session.actor_name(driver.session.items("a.txt")[2])


async def test_a_name_carried_over_stays_unreviewed_and_is_told(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.txt").write_text("“One,” Ada Berg said. “Two.”\n", encoding="utf-8")
    async with review(folder=folder) as driver:
        await driver.press("a", *"Cai Roth", "enter")
        assert [item.actor for item in driver.session.items("a.txt")] == ["Cai Roth", "Cai Roth"]
        assert driver.session.progress().reviewed == 1
        assert "1 quote follows, not reviewed yet" in message(driver)


async def test_targets_in_turn(review: OpenReview) -> None:
    async with review() as driver:
        assert driver.session.target == "war"
        await driver.press("1", "w", "2")
        assert {one.target: one.stance for one in driver.screen.current.stances} == {
            "war": "support",
            "negotiations": "oppose",
        }
        await driver.press("r")
        assert driver.session.target == "war"
        await driver.press("r")
        assert driver.session.target == "negotiations"
        await driver.press("W", "W")
        assert driver.session.target == "china-russia-partnership"


async def test_only_this_actors_quotes_is_one_key_there_and_back(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("H")
        assert driver.screen.presenter.view_options.filter.actor == "Xi Jinping"
        assert "Only Xi Jinping: 12 quotes" in message(driver)
        await driver.press("H")
        assert not driver.screen.presenter.view_options.filter


async def test_an_article_with_quotes_left_is_done_only_when_asked(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("D")
        assert isinstance(driver.app.screen, Question)
        await driver.press("escape")
        assert driver.session.coding(XI).done is None


async def test_leaving_the_list_after_marking_keeps_the_selection(review: OpenReview, talks: Path) -> None:
    async with review(folder=talks) as driver:
        await driver.press("v", "enter")
        assert isinstance(driver.app.screen, Picker)
        await driver.press("escape")
        assert driver.screen.pane.reader.selected is not None
        await driver.press("enter", "enter")
        assert len(driver.session.items("a.txt")) == 5
        assert driver.screen.pane.reader.selected is None


async def test_what_is_undone_elsewhere_says_where(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("2", "tab", "u")
        assert driver.screen.key == HASS
        assert message(driver).startswith("Undone in ")


async def test_a_question_has_no_field_and_takes_enter(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("A")
        assert not driver.app.screen.query(Input)
        await driver.press("down", "enter")
        assert driver.session.progress(XI).reviewed == 0
        await driver.press("A", "enter")
        assert driver.session.progress(XI).reviewed == 14
