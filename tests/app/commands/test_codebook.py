"""Codebook and actors from inside the program: what is renamed, merged, retired, settled, and all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.dialogs.question import Question
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.coding.codebook import ActorType
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver, message, screen


def codebook(project: Path) -> str:
    return (project / "codebook.yaml").read_text(encoding="utf-8")


def shown_actors(driver: ReviewDriver) -> list[str]:
    return [line.name for line in driver.screen.query_one(ActorList).actors]


async def test_a_renamed_target_keeps_what_was_coded_and_is_undone(review: OpenReview, project: Path) -> None:
    before = codebook(project)
    async with review() as driver:
        await driver.press("t", *"war", "enter", "2", "B", "enter", "enter", *"fighting", "enter")
        assert driver.session.target == "fighting"
        view = driver.screen.query_one(QuotePanel).view
        assert [(line.target, line.stance) for line in view.stances] == [("fighting", "oppose")]
        assert driver.session.coding(XI).records[0].stances[0].target == "war"
        assert codebook(project) != before
        await driver.press("u")
        assert codebook(project) == before
        assert driver.session.target == "war"
        await driver.press("ctrl+r", "u", "u")
        assert codebook(project) == before
        assert driver.session.coding(XI).records == ()


async def test_a_target_is_merged_and_retired(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("t", *"sanct", "enter", "1", "t", *"war", "enter", "2")
        await driver.press("B", *"sanct", "enter", *"merge", "enter", *"war", "enter")
        assert isinstance(driver.app.screen, Question)
        await driver.press("enter")
        view = driver.screen.query_one(QuotePanel).view
        assert [(line.target, line.stance) for line in view.stances] == [("war", "oppose")]
        assert '# merged into "war":' in codebook(project)
        await driver.press("B", *"negot", "enter", *"retire", "enter")
        assert "negotiations" not in {target.name for target in driver.session.offered_targets()}
        await driver.press("u")
        assert "negotiations" in {target.name for target in driver.session.offered_targets()}


async def test_a_codebook_that_a_hand_changed_is_not_undone_over(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("t", *"grain exports", "enter")
        after = codebook(project) + "# mine\n"
        (project / "codebook.yaml").write_text(after, encoding="utf-8")
        await driver.press("u")
        assert codebook(project) == after
        assert driver.session.codebook.target("grain exports") is not None


async def test_a_renamed_actor_is_renamed_everywhere_and_no_annotation_is_written(
    review: OpenReview, project: Path
) -> None:
    async with review() as driver:
        await driver.press("@", *"blinken", "tab", *"rename", "enter", *"Tony Blinken", "enter")
        assert "Tony Blinken" in shown_actors(driver)
        assert "Antony Blinken" not in shown_actors(driver)
        assert not (project / "annotations").exists()
    async with review() as driver:
        assert "Tony Blinken" in shown_actors(driver)
        await driver.press("@", *"tony", "tab", *"organ", "enter")
        assert driver.session.cast.actor("Tony Blinken").type is ActorType.ORGANISATION


async def test_merged_actors_are_one_until_it_is_undone(review: OpenReview) -> None:
    async with review() as driver:
        before = shown_actors(driver)
        await driver.press("@", *"blinken", "tab", *"merge", "enter", *"xi jin", "enter")
        assert shown_actors(driver) == [name for name in before if name != "Antony Blinken"]
        await driver.press("u")
        assert shown_actors(driver) == before


async def test_a_quote_is_split_off_from_its_actor(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("j", "@", "tab", *"split off the", "enter", *"Xi (mayor)", "enter")
        assert driver.screen.current.actor == "Xi (mayor)"
        assert 'name: "Xi (mayor)"' in codebook(project)
        others = [it for it in driver.session.items(XI) if driver.session.actor_name(it) == "Xi Jinping"]
        assert len(others) >= 4
        await driver.press("u")
        assert "Xi (mayor)" not in codebook(project)
        assert driver.session.coding(XI).records == ()


async def test_for_whom_an_actor_speaks(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("@", *"sherman", "tab", *"speaks", "enter", *"White", "enter")
        assert driver.session.cast.actor("Wendy Sherman").speaks_for == "White House"


async def test_a_correction_is_offered_everywhere_and_is_one_step(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("*")
        assert "First correct an actor" in message(driver)
        await driver.press("j", "a", *"sherm", "enter")
        assert "Actor: Wendy Sherman, before Xi Jinping." in message(driver)
        assert "* gives the 11 other quotes of “Xi Jinping” the name, too." in message(driver)
        await driver.press("*", *"articles", "enter")
        assert "u takes it back" in message(driver)
        assert driver.session.progress().reviewed == 1, "nobody has looked at the others"
        assert driver.session.quotes_of("Xi Jinping") == ()
        assert len(driver.session.coding(HASS).records) >= 1
        await driver.press("u")
        assert len(driver.session.coding(HASS).records) == 0
        assert len(driver.session.coding(XI).records) == 1
        await driver.press("*", "enter")
        assert len(driver.session.coding(HASS).records) == 0
        assert {it.article for it in driver.session.quotes_of("Xi Jinping")} == {HASS}


async def test_a_correction_is_offered_only_as_far_as_that_makes_a_difference(
    review: OpenReview, tmp_path: Path
) -> None:
    folder = tmp_path / "three"
    folder.mkdir()
    for name, times in (("a.txt", 2), ("b.txt", 1)):
        said = "\n\n".join(f"“We met {number} times,” said Ida Holm." for number in range(times))
        (folder / name).write_text(f"{said}\n\n“No,” said Ole Berg.\n")

    def offered() -> list[str]:
        return [str(choice.label) for choice in driver.app.screen._choices.values()]

    async with review(folder=folder) as driver:
        await driver.press("a", *"berg", "enter", "*")
        assert offered() == [
            "1 quote in this article not yet judged",
            "2 quotes in 2 articles not yet judged",
        ]
        await driver.press("enter", "*")
        assert offered() == ["1 quote in another article not yet judged"]
        await driver.press("escape", "tab", "2", "*")
        assert offered() == ["1 quote in all, including the one that you have judged"]
        await driver.press("enter")
        assert driver.session.quotes_of("Ida Holm") == ()
        assert driver.session.items("b.txt")[0].stances, "what was coded on it stays"


async def test_a_label_is_coded_by_the_key_that_it_chose(review: OpenReview, project: Path) -> None:
    (project / "codebook.yaml").write_text(
        "format: onrecord-codebook\nversion: 1\nlabels:\n  - name: pro\n  - {name: con, key: 7}\n", encoding="utf-8"
    )
    async with review() as driver:
        await driver.press("7")
        assert driver.screen.current.stances[0].stance == "con"
        assert [c.keys for c in driver.screen.commands if c.title in ("pro", "con")] == [("1",), ("7",)]
        await driver.press("2")
        assert "none on this key" in message(driver)


@pytest.mark.parametrize("keys", [["B", "escape"], ["@", "escape"], ["@", "enter", "escape"]])
async def test_leaving_the_lists_changes_nothing(review: OpenReview, project: Path, keys: list[str]) -> None:
    before = codebook(project)
    async with review() as driver:
        await driver.press(*keys)
        assert driver.app.screen is driver.screen
    assert codebook(project) == before


async def test_the_list_of_actors_counts_and_leads_to_their_quotes(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("space", "@")
        assert any("XI Xi Jinping" in line and "1/12  person" in line for line in screen(driver).splitlines())
        await driver.press(*"blinken")
        assert "Xi Jinping  " not in "\n".join(screen(driver).splitlines()[6:-10])
        await driver.press("enter")
        assert driver.session.actor_name(driver.screen.current) == "Antony Blinken"


async def test_only_one_actor_s_quotes_are_shown_from_the_list(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("@", *"blinken", "tab", *"only", "enter")
        assert driver.screen.presenter.view_options.filter.actor == "Antony Blinken"
        assert driver.session.actor_name(driver.screen.current) == "Antony Blinken"


async def test_a_name_is_split_off_and_taken_back(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.txt").write_text("“We build it,” Ada Berg said.\n", encoding="utf-8")
    (folder / "b.txt").write_text("“We never do,” Berg said.\n", encoding="utf-8")
    async with review(folder=folder) as driver:
        assert shown_actors(driver) == ["Ada Berg"]
        await driver.press("@", *"ada", "tab", *"split a name", "enter", "enter")
        assert sorted(shown_actors(driver)) == ["Ada Berg", "Berg"]
        await driver.press("u")
        assert shown_actors(driver) == ["Ada Berg"]
