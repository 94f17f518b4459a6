"""A user's own keys on the screen: they work, and everything that names a key names them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from textual.command import CommandPalette
from textual.widgets import OptionList

from onrecord.app.dialogs.help import HelpScreen
from onrecord.app.dialogs.mark_words import MarkingScreen
from onrecord.app.dialogs.page import PageScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.keys.keymap import keymap_file
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver, message, notified


@pytest.fixture
def own_keys():
    """Return a function that writes the user's keys."""

    def write(text: str) -> None:
        file = keymap_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return write


def hinted(driver: ReviewDriver) -> dict[str, str]:
    return {hint.command: hint.key for hint in driver.app.screen.query_one(KeyBar).hints}


def shown(driver: ReviewDriver) -> str:
    """The rows of the list in front."""
    if isinstance(driver.app.screen, CommandPalette):
        return "\n".join(str(option.prompt) for option in driver.app.screen.query_one(OptionList).options)
    options = driver.app.screen.query_one(ChoiceList)
    return "\n".join(str(options.row(number).label) for number in range(options.count))


async def test_a_changed_key_works_and_the_usual_one_no_longer_does(review: OpenReview, own_keys) -> None:
    own_keys("keys: {accept: F6, next: Right, stance_2: O, next_article: []}\n")
    async with review() as driver:
        await driver.press("space", "j", "2", "o", "escape")
        assert driver.session.coding(XI).records == ()
        await driver.press("f6", "right", "O")
        first, second, third = driver.session.items(XI)[:3]
        assert (first.reviewed, second.reviewed) == (True, False)
        assert third.stances[0].stance == "oppose"


async def test_bottom_line_help_and_messages_show_the_keys_in_effect(review: OpenReview, own_keys) -> None:
    own_keys("keys: {accept: [F6, Space], undo: Backspace, done: [], help: [F1, '?'], stance_1: '+'}\n")
    async with review() as driver:
        assert hinted(driver)["accept"] == "F6"
        assert hinted(driver)["undo"] == "Backspace"
        assert hinted(driver)["stance_1"] == "+"
        await driver.press(*["space"] * 14)
        assert "F6 marks the article done" in driver.screen.query_one(QuotePanel).placeholder
        await driver.press("tab", "A")
        assert "Backspace takes it back in one step." in str(driver.app.screen.query_one(".detail").content)
        await driver.press("escape", "question_mark", *"accept the quote")
        assert "F6 Space" in shown(driver)


async def test_the_palette_shows_and_runs_by_the_keys_in_effect(review: OpenReview, own_keys) -> None:
    own_keys("keys: {palette: F2, flag: '§', done: []}\n")
    async with review() as driver:
        await driver.press("ctrl+p")
        assert driver.app.screen is driver.screen
        await driver.press("f2", *"article done")
        assert isinstance(driver.app.screen, CommandPalette)
        await driver.app.workers.wait_for_complete()
        assert "Article done\n" in shown(driver) + "\n"
        await driver.press(*["backspace"] * 12, *"flag")
        await driver.app.workers.wait_for_complete()
        assert "Flag  (§)" in shown(driver)
        await driver.press("enter", "enter")
        assert driver.session.progress().flagged == 1


async def test_marking_has_keys_of_its_own(review: OpenReview, own_keys) -> None:
    own_keys("keys: {mark: P}\nmarking: {next_sentence: n, word_on: [W], leave: Backspace, mark: [Enter, 'g g']}\n")
    async with review() as driver:
        await driver.press("P")
        assert isinstance(driver.app.screen, MarkingScreen)
        hints = [(hint.key, hint.title) for hint in driver.app.screen.query_one(KeyBar).hints]
        assert ("Backspace", "leave") in hints
        assert ("n k", "sentence") in hints
        assert ("b W", "word") in hints
        await driver.press("g")
        assert message(driver) == "g … g quote"
        await driver.press("w", "n")
        first = driver.screen.pane.reader.selected
        await driver.press("w", "j", "escape")
        assert driver.screen.pane.reader.selected == first
        await driver.press("W")
        assert driver.screen.pane.reader.selected.end > first.end
        await driver.press("backspace")
        assert driver.app.screen is driver.screen


async def test_a_clash_is_told_at_the_start_and_the_usual_keys_hold(review: OpenReview, own_keys) -> None:
    own_keys("keys:\n  accept: n\n")
    async with review() as driver:
        told = notified(driver.app)
        assert len(told) == 1
        assert f"{keymap_file()}:2: “n” is the key of both “next_match” and “accept”." in told[0]
        await driver.press("space", "n")
        assert driver.session.progress(XI).reviewed == 1
        await driver.press("exclamation_mark")
        assert isinstance(driver.app.screen, PageScreen)
        assert "keys.yaml:2: “n” is the key of both" in str(driver.app.screen.query_one("Static").content)


async def test_a_whole_review_on_the_vim_keymap(review: OpenReview, own_keys, project: Path) -> None:
    own_keys("keymap: vim\n")
    async with review() as driver:
        await driver.press("G")
        assert driver.text == driver.session.items(XI)[-1].text
        await driver.press("g", "g")
        assert driver.text == "crux"
        await driver.press("d", "d", "j", "t", *"war", "enter", "2", "2", "j", "space")
        await driver.press("ctrl+w", "l", "j", "i", *"dd gg", "enter", "a", *"blin", "enter", "f", "y", "y")
        assert "Copied" in message(driver)
        await driver.press("u", "u", "ctrl+r", "z", "z", "ctrl+d", "ctrl+u", "colon")
        await driver.app.workers.wait_for_complete()
        assert isinstance(driver.app.screen, CommandPalette)
        await driver.press("escape", "ctrl+o", "Z", "Z")
        assert not driver.app.is_running
    first, second, third = yaml.safe_load((project / f"annotations/ana/{XI}.yaml").read_text())["records"]
    assert (first["verdict"], second["verdict"], third["verdict"]) == ("rejected", "accepted", "accepted")
    assert second["stances"][0]["strong"]
    (noted,) = yaml.safe_load((project / f"annotations/ana/{HASS}.yaml").read_text())["records"]
    assert (noted["note"], noted["actor"]) == ("dd gg", "Antony Blinken")


async def test_what_may_follow_a_key_is_shown_and_escape_breaks_off(review: OpenReview, own_keys) -> None:
    own_keys("keymap: vim\n")
    async with review() as driver:
        await driver.press("d")
        assert message(driver) == "d … d reject"
        await driver.press("escape")
        assert message(driver) == ""
        await driver.press("d", "x", "j")
        assert driver.session.coding(XI).records == ()
        assert driver.text.startswith("Conflict and")


async def test_scrolling_by_keys_leaves_the_current_quote(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        reader = driver.screen.pane.reader

        async def top_after(key: str) -> int:
            await driver.press(key)
            return reader.scroll_offset.y

        start = reader.scroll_offset.y
        rows = reader.size.height
        assert [await top_after(key) - start for key in ("down", "ctrl+d", "ctrl+u", "up")] == [
            1,
            1 + rows // 2,
            1,
            0,
        ]
        assert [await top_after(key) - start for key in ("pagedown", "pageup")] == [rows - 2, 0]
        assert await top_after("end") == reader.max_scroll_y
        assert await top_after("home") == 0
        await driver.press("ctrl+end", "z")
        assert driver.text == driver.session.items(XI)[-1].text
        await driver.press("ctrl+home")
        assert driver.text == "crux"


async def test_ctrl_p_in_a_list_goes_up(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("a", "down", "down", "ctrl+p")
        assert isinstance(driver.app.screen, Picker)
        assert driver.app.screen.query_one(ChoiceList).highlighted == 1


async def test_ctrl_c_says_how_to_leave(review: OpenReview, own_keys) -> None:
    own_keys("keys: {leave: Q}\n")
    async with review() as driver:
        await driver.press("ctrl+c")
        assert notified(driver.app) == ["Q leaves the review."]


async def test_ctrl_q_asks_before_it_leaves_what_is_not_saved(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        (project / "annotations").write_text("in the way")
        await driver.press("2", "ctrl+q")
        assert isinstance(driver.app.screen, Picker)
        assert driver.app.is_running
        await driver.press("escape")


# Help


def headings(driver: ReviewDriver) -> dict[str, list[str]]:
    """Return the names of what stands under each heading of help."""
    assert isinstance(driver.app.screen, HelpScreen)
    found: dict[str, list[str]] = {}
    for row in driver.app.screen._rows:
        if row.disabled and not row.names:
            found[row.value.removeprefix("# ")] = []
        else:
            list(found.values())[-1].append(row.value)
    return found


async def here(driver: ReviewDriver) -> set[str]:
    """Open help and return the names of what can be done, by what it says."""
    await driver.press("question_mark")
    sections = headings(driver)
    await driver.press("escape")
    assert driver.app.screen is driver.screen
    return {name for heading, names in sections.items() if heading != "Not here, or not now" for name in names}


async def test_help_begins_with_what_can_be_done_here(review: OpenReview) -> None:
    async with review() as driver:
        at_quote = await here(driver)
        assert {"accept", "stance_5", "actor", "next", "undo"} - at_quote == {"undo"}
        assert (
            not {"clear", "redo", "next_match", "back", "split", "everywhere", "mark_selected", "links"} & at_quote
        )
        await driver.press("question_mark")
        assert list(headings(driver))[:2] == ["Coding", "Correcting"]
        await driver.press("escape", "2", "tab")
        assert {"undo", "links", "clear_stance"} - await here(driver) == {"clear_stance"}


async def test_help_while_filtered_and_searched(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("F", *"xi jinping", "enter", "slash", *"peace")
        while driver.app.screen.searching:
            await driver.pilot.pause()
        await driver.press("enter")
        assert {"clear", "next_match", "previous_match"} <= await here(driver)
        await driver.press("question_mark")
        assert next(iter(headings(driver))) == "Finding one's way"
        assert "filter: Xi Jinping, searching" in str(driver.app.screen.query_one(".dialog").border_title)


async def test_help_where_there_is_no_quote(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "plain.txt").write_text("Nobody is quoted in this article at all.\n")
    (folder / "void.txt").write_bytes(b"\x00\x01" * 50)
    async with review(folder=folder) as driver:
        plain = await here(driver)
        assert {"done", "mark", "open", "help", "leave"} <= plain
        assert not {"accept", "stance_1", "next", "next_unreviewed", "copy", "accept_rest"} & plain
        driver.screen.open_article("void.txt")
        assert not {"done", "mark", "accept"} & await here(driver)


async def test_help_is_narrowed_by_typing_and_does_what_is_chosen(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("question_mark", *"flag the")
        assert [name for name in driver.app.screen._listed if not name.startswith("#")] == ["flag"]
        await driver.press("enter")
        assert driver.app.screen is driver.screen
        assert driver.session.progress().flagged == 1
        await driver.press("question_mark", *"correct the actor", "enter")
        assert isinstance(driver.app.screen, Picker)
        await driver.press(*"blin", "enter", "f")
        assert driver.screen.current.actor == "Antony Blinken"
        assert driver.session.progress().flagged == 0


async def test_help_says_what_the_marks_mean(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("f1", *"badge")
        assert "whose words the quote before it are" in shown(driver)
        await driver.press("enter")
        assert isinstance(driver.app.screen, HelpScreen)
        await driver.press("f1")
        assert driver.app.screen is driver.screen


async def test_help_while_words_are_marked(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("v", "question_mark", *"paragraph ends")
        assert shown(driver).count("paragraph ends") == 2
        before = driver.screen.pane.reader.selected
        await driver.press("enter")
        assert isinstance(driver.app.screen, MarkingScreen)
        assert driver.screen.pane.reader.selected.end > before.end
        await driver.press("escape")
        assert driver.app.screen is driver.screen


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (("o",), "Sort otherwise"),
        (("slash",), "Choose what is highlighted"),
        (("a",), "Choose what is highlighted"),
        (("e",), "Next field"),
        (("i",), "Start a new line"),
    ],
)
async def test_f1_in_a_list_or_form_shows_its_keys(review: OpenReview, opened: tuple[str, ...], said: str) -> None:
    async with review() as driver:
        await driver.press(*opened)
        dialog = driver.app.screen
        await driver.press("f1")
        assert isinstance(driver.app.screen, PageScreen)
        assert said in str(driver.app.screen.query_one("Static").content)
        await driver.press("escape")
        assert driver.app.screen is dialog
        await driver.press("escape", "f")
        assert driver.session.progress().flagged == 1
