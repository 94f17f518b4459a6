"""Codebook and actors from inside the program: what is renamed, merged, retired, settled, and all of it undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.app.screens.picker import Picker
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.coding.codebook import ActorType
from tests.app.conftest import HASS, XI, Desk, OpenReview
from tests.app.test_blind import screen


def codebook(project: Path) -> str:
    return (project / "codebook.yaml").read_text(encoding="utf-8")


def message(desk: Desk) -> str:
    return desk.screen.query_one(KeyBar).message


def shown_actors(desk: Desk) -> list[str]:
    return [line.name for line in desk.screen.query_one(ActorList).actors]


async def test_a_renamed_target_keeps_what_was_coded_and_is_undone(review: OpenReview, project: Path) -> None:
    before = codebook(project)
    async with review() as desk:
        await desk.press("t", *"war", "enter", "2", "B", "enter", "enter", *"fighting", "enter")
        assert desk.session.target == "fighting"
        view = desk.screen.query_one(QuotePanel).view
        assert [(line.target, line.stance) for line in view.stances] == [("fighting", "oppose")]
        assert desk.session.coding(XI).records[0].stances[0].target == "war"
        assert codebook(project) != before
        await desk.press("u")
        assert codebook(project) == before
        assert desk.session.target == "war"
        await desk.press("ctrl+r", "u", "u")
        assert codebook(project) == before
        assert desk.session.coding(XI).records == ()


async def test_a_target_is_merged_and_retired(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("t", *"sanct", "enter", "1", "t", *"war", "enter", "2")
        await desk.press("B", *"sanct", "enter", *"merge", "enter", *"war", "enter")
        assert isinstance(desk.app.screen, Picker)
        await desk.press("enter")
        view = desk.screen.query_one(QuotePanel).view
        assert [(line.target, line.stance) for line in view.stances] == [("war", "oppose")]
        assert '# merged into "war":' in codebook(project)
        await desk.press("B", *"negot", "enter", *"retire", "enter")
        assert "negotiations" not in {target.name for target in desk.session.offered_targets()}
        await desk.press("u")
        assert "negotiations" in {target.name for target in desk.session.offered_targets()}


async def test_a_codebook_that_a_hand_changed_is_not_undone_over(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("t", *"grain exports", "enter")
        after = codebook(project) + "# mine\n"
        (project / "codebook.yaml").write_text(after, encoding="utf-8")
        await desk.press("u")
        assert codebook(project) == after
        assert desk.session.codebook.target("grain exports") is not None


async def test_a_renamed_actor_is_renamed_everywhere_and_no_annotation_is_written(
    review: OpenReview, project: Path
) -> None:
    async with review() as desk:
        await desk.press("@", *"blinken", "tab", *"rename", "enter", *"Tony Blinken", "enter")
        assert "Tony Blinken" in shown_actors(desk)
        assert "Antony Blinken" not in shown_actors(desk)
        assert not (project / "annotations").exists()
    async with review() as desk:
        assert "Tony Blinken" in shown_actors(desk)
        await desk.press("@", *"tony", "tab", *"organ", "enter")
        assert desk.session.cast.actor("Tony Blinken").type is ActorType.ORGANISATION


async def test_merged_actors_are_one_until_it_is_undone(review: OpenReview) -> None:
    async with review() as desk:
        before = shown_actors(desk)
        await desk.press("@", *"blinken", "tab", *"merge", "enter", *"xi jin", "enter")
        assert shown_actors(desk) == [name for name in before if name != "Antony Blinken"]
        await desk.press("u")
        assert shown_actors(desk) == before


async def test_a_quote_is_split_off_from_its_actor(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("j", "@", "tab", *"split off the", "enter", *"Xi (mayor)", "enter")
        assert desk.screen.current.actor == "Xi (mayor)"
        assert 'name: "Xi (mayor)"' in codebook(project)
        others = [it for it in desk.session.items(XI) if desk.session.actor_name(it) == "Xi Jinping"]
        assert len(others) >= 4
        await desk.press("u")
        assert "Xi (mayor)" not in codebook(project)
        assert desk.session.coding(XI).records == ()


async def test_for_whom_an_actor_speaks(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("@", *"sherman", "tab", *"speaks", "enter", *"White", "enter")
        assert desk.session.cast.actor("Wendy Sherman").speaks_for == "White House"


async def test_a_correction_is_offered_everywhere_and_is_one_step(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("*")
        assert "First correct an actor" in message(desk)
        await desk.press("j", "a", *"sherm", "enter")
        assert "* corrects the" in message(desk)
        assert "“Xi Jinping”" in message(desk)
        await desk.press("*", *"all", "enter")
        assert desk.session.quotes_of("Xi Jinping") == ()
        assert len(desk.session.coding(HASS).records) >= 1
        await desk.press("u")
        assert len(desk.session.coding(HASS).records) == 0
        assert len(desk.session.coding(XI).records) == 1
        await desk.press("*", *"this article", "enter")
        assert len(desk.session.coding(HASS).records) == 0
        assert {it.article for it in desk.session.quotes_of("Xi Jinping")} == {HASS}


async def test_a_correction_is_offered_only_as_far_as_that_makes_a_difference(
    review: OpenReview, tmp_path: Path
) -> None:
    folder = tmp_path / "three"
    folder.mkdir()
    for name, times in (("a.txt", 2), ("b.txt", 1)):
        said = "\n\n".join(f"“We met {number} times,” said Ida Holm." for number in range(times))
        (folder / name).write_text(f"{said}\n\n“No,” said Ole Berg.\n")

    def offered() -> list[str]:
        return [str(choice.label) for choice in desk.app.screen._choices.values()]

    async with review(folder=folder) as desk:
        await desk.press("a", *"berg", "enter", "*")
        assert offered() == ["The one in this article", "All 2 in 2 articles"]
        await desk.press("enter", "*")
        assert offered() == ["The one in another article"]
        await desk.press("escape", "tab", "*")
        assert offered() == ["The one in this article"]
        await desk.press("enter")
        assert desk.session.quotes_of("Ida Holm") == ()


async def test_a_label_is_coded_by_the_key_that_it_chose(review: OpenReview, project: Path) -> None:
    (project / "codebook.yaml").write_text(
        "format: onrecord-codebook\nversion: 1\nlabels:\n  - name: pro\n  - {name: con, key: 7}\n", encoding="utf-8"
    )
    async with review() as desk:
        await desk.press("7")
        assert desk.screen.current.stances[0].stance == "con"
        assert [c.keys for c in desk.screen.commands if c.title in ("pro", "con")] == [("1",), ("7",)]
        await desk.press("2")
        assert "none on this key" in message(desk)


@pytest.mark.parametrize("keys", [["B", "escape"], ["@", "escape"], ["@", "enter", "escape"]])
async def test_leaving_the_lists_changes_nothing(review: OpenReview, project: Path, keys: list[str]) -> None:
    before = codebook(project)
    async with review() as desk:
        await desk.press(*keys)
        assert desk.app.screen is desk.screen
    assert codebook(project) == before


async def test_the_list_of_actors_counts_and_leads_to_their_quotes(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("space", "@")
        assert any("XI Xi Jinping" in line and "1/12  person" in line for line in screen(desk).splitlines())
        await desk.press(*"blinken")
        assert "Xi Jinping  " not in "\n".join(screen(desk).splitlines()[6:-10])
        await desk.press("enter")
        assert desk.session.actor_name(desk.screen.current) == "Antony Blinken"


async def test_only_one_actor_s_quotes_are_shown_from_the_list(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("@", *"blinken", "tab", *"only", "enter")
        assert desk.screen.presenter.lens.filter.actor == "Antony Blinken"
        assert desk.session.actor_name(desk.screen.current) == "Antony Blinken"


async def test_a_name_is_split_off_and_taken_back(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.txt").write_text("“We build it,” Ada Berg said.\n", encoding="utf-8")
    (folder / "b.txt").write_text("“We never do,” Berg said.\n", encoding="utf-8")
    async with review(folder=folder) as desk:
        assert shown_actors(desk) == ["Ada Berg"]
        await desk.press("@", *"ada", "tab", *"split a name", "enter", "enter")
        assert sorted(shown_actors(desk)) == ["Ada Berg", "Berg"]
        await desk.press("u")
        assert shown_actors(desk) == ["Ada Berg"]
