"""The review on the keyboard: what each key does to the session, the files and the screen's state."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static, TextArea

from onrecord.app.commands.table import BY_NAME, COMMANDS
from onrecord.app.dialogs.details import DetailsScreen
from onrecord.app.dialogs.picker import Picker
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.widgets.status_line import StatusLine
from onrecord.articles.article import Format
from onrecord.coding.record import Verdict
from onrecord.quotes.quote import Kind
from tests.app.driver import HASS, XI, OpenReview, annotations, message, panes, screen


async def test_both_articles_stand_beside_each_other_with_their_quotes(review: OpenReview) -> None:
    async with review() as driver:
        assert panes(driver) == [XI, HASS]
        assert len(driver.session.items(XI)) == 14
        assert len(driver.session.items(HASS)) == 13
        assert driver.text == "crux"


async def test_the_same_actor_has_one_badge_in_both_articles(review: OpenReview) -> None:
    async with review() as driver:
        for key in (XI, HASS):
            marks = {mark.id: mark for mark in driver.screen.presenter.marks(driver.session, key)}
            of_xi = [
                marks[it.id] for it in driver.session.items(key) if driver.session.actor_name(it) == "Xi Jinping"
            ]
            assert len(of_xi) >= 4
            assert {mark.badge for mark in of_xi} == {"XI"}
            assert len({mark.slot for mark in of_xi}) == 1


async def test_the_main_job_from_key_to_file(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("j", "t", *"war", "enter", "2", "2")
    record = annotations(project)["records"][0]
    assert record["quote"]["exact"] == "Conflict and confrontation are not in the interests of anyone,"
    assert (record["actor"], record["verdict"]) == ("Xi Jinping", "accepted")
    stance = record["stances"][0]
    assert (stance["target"], stance["stance"], stance["strong"]) == ("war", "oppose", True)


async def test_the_target_stays_chosen_and_comes_back_tomorrow(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("t", *"sanct", "enter", "j", "1")
        assert driver.session.target == "sanctions"
        await driver.press("q")
    async with review() as driver:
        assert driver.session.target == "sanctions"


async def test_space_accepts_and_goes_on_until_the_last_quote(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press(*["space"] * 14)
        assert driver.session.progress(XI).reviewed == 14
        assert driver.screen.pane.at_end
        assert "all 14 reviewed" in driver.screen.query_one(QuotePanel).placeholder


async def test_accepting_the_rest_of_an_article_and_taking_it_back(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("x", "A", "down", "enter")
        assert driver.session.progress(XI).reviewed == 1
        await driver.press("A", "n")
        assert driver.session.progress(XI).reviewed == 1, "who types n means no"
        await driver.press("A", "enter")
        assert driver.session.progress(XI).reviewed == 14
        assert len(annotations(project)["records"]) == 14
        await driver.press("u")
        assert len(annotations(project)["records"]) == 1
        assert message(driver) == "Undone: accept 13 quotes"
        await driver.press("ctrl+r", "A")
        assert "Nothing is left" in message(driver)


async def test_walking_stops_at_the_ends_and_says_so(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("k")
        assert driver.text == "crux"
        assert "before" in message(driver)
        await driver.press("j")
        assert message(driver) == ""


async def test_walking_the_unreviewed_ones(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("j", "2", "j", "2", "k", "k", "J")
        assert driver.text == "The Ukraine crisis is not something we want to see."
        await driver.press("K")
        assert driver.text == "crux"


async def test_tab_goes_round_the_panes_and_each_keeps_its_quote(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("j", "tab")
        assert driver.screen.key == HASS
        assert driver.text == "Conflict"
        await driver.press("j", "tab")
        assert driver.text == "Conflict and confrontation are not in the interests of anyone,"
        await driver.press("shift+tab")
        assert driver.text == "in no one's interest"


async def test_correcting_the_actor_by_a_few_letters(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("a", *"bliken", "escape", "a", *"blin", "enter")
        assert driver.screen.current is not None
        assert driver.screen.current.actor == "Antony Blinken"
        assert driver.screen.query_one(QuotePanel).view.actor == "Antony Blinken"


async def test_a_new_actor_gets_a_badge_at_once(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("a", *"Ada Berg", "enter")
        assert driver.screen.current.actor == "Ada Berg"
        line = next(line for line in driver.screen.query_one(ActorList).actors if line.name == "Ada Berg")
        assert (line.badge.strip() != "", line.quotes) == (True, 1)
        assert driver.screen.query_one(ActorList).current == "Ada Berg"
        marks = driver.screen.presenter.marks(driver.session, XI)
        assert marks[0].badge == line.badge


async def test_a_new_target_goes_into_the_codebook_with_its_comments_kept(
    review: OpenReview, project: Path
) -> None:
    before = (project / "codebook.yaml").read_text(encoding="utf-8")
    async with review() as driver:
        await driver.press("t", *"grain exports", "enter", "1")
        assert driver.session.target == "grain exports"
    after = (project / "codebook.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert "grain exports" in after
    assert annotations(project)["records"][0]["stances"][0]["target"] == "grain exports"


async def test_rejecting_a_scare_quote(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("tab", *["j"] * 10)
        assert driver.text == "war,"
        await driver.press("x")
        assert driver.screen.current.verdict is Verdict.REJECTED
    assert annotations(project, HASS)["records"][0]["verdict"] == "rejected"


async def test_details_by_keys_only(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("j", "e")
        assert isinstance(driver.app.screen, DetailsScreen)
        await driver.press("p", "tab", *"Xinhua", "tab")
        assert driver.app.screen.query_one("#addressee", Input).value == "Joe Biden"
        await driver.press("enter")
        current = driver.screen.current
        assert (current.kind, current.via, current.addressee) == (Kind.PARTIAL, "Xinhua", "Joe Biden")


async def test_a_note_of_two_lines(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("i", *"one", "ctrl+j", *"two", "enter")
        await driver.press("i")
        assert driver.app.screen.query_one(TextArea).text == "one\ntwo"
        await driver.press("escape")
    record = annotations(project)["records"][0]
    assert record["note"] == "one\ntwo"
    assert "verdict" not in record


async def test_undo_goes_to_where_it_happened(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("2", "tab", "j", "f", "u", "u")
        assert driver.screen.key == HASS, "what is undone elsewhere leaves the pane"
        assert message(driver).startswith("Undone in Chinese President Xi Jinping has told")
        assert driver.session.coding(XI).records == ()
        assert driver.session.coding(HASS).records == ()
        await driver.press("u")
        assert message(driver) == "Nothing to undo."
        await driver.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert len(driver.session.coding(HASS).records) == 1
        assert message(driver) == "Nothing to redo."


async def test_clearing_a_stance_leaves_the_quote_accepted(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("2", "0")
    record = annotations(project)["records"][0]
    assert record["verdict"] == "accepted"
    assert "stances" not in record


async def test_a_key_without_a_label_says_how_many_there_are(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("9")
        assert "5 stance labels" in message(driver)
        assert driver.session.coding(XI).records == ()


async def test_done_is_shown_and_kept(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await driver.press("D", "n")
        assert "done" not in driver.screen.pane.edge.view.progress
        await driver.press("D", "y")
        assert "done" in driver.screen.pane.edge.view.progress
    assert annotations(project)["done"]


async def test_reopening_brings_back_pane_quote_and_theme(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "j", "j", "T", *"light", "enter", "q")
    async with review() as driver:
        assert (driver.screen.key, driver.text) == (
            HASS,
            "state-to-state relations cannot go to the stage of military hostilities.",
        )
        assert driver.app.theme == "light"


async def test_escape_gives_the_theme_back(review: OpenReview) -> None:
    async with review() as driver:
        before = driver.app.theme
        await driver.press("T", "down")
        assert driver.app.theme != before
        await driver.press("escape")
        assert driver.app.theme == before


async def test_copying_gives_quote_and_citation(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "j", "y")
        assert driver.app.clipboard == (
            "“in no one's interest” — Xi Jinping (Sebastian Smith for AFP, “Xi Speaks Out Against 'Conflict' in "
            "Call With Biden on Russia”, themoscowtimes.com, 2022-03-18, https://www.themoscowtimes.com/2022/03/18/"
            "xi-speaks-out-against-conflict-in-call-with-biden-on-russia-a76997; "
            "003_db80579cf5a739d7.txt, characters 231–251)"
        )


async def test_any_article_opens_in_any_pane(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("o", *"speaks out", "enter")
        assert panes(driver) == [HASS, HASS]
        await driver.press("j", "2")
        assert [mark.state for mark in driver.screen.presenter.marks(driver.session, HASS)].count("accepted") == 1


async def test_reading_as_plain_text_is_remembered(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "M")
        await driver.settle()
        assert driver.session.article(HASS).format is Format.PLAIN
        assert len(driver.session.items(HASS)) >= 13
    async with review() as driver:
        assert driver.session.article(HASS).format is Format.PLAIN


async def test_links_are_listed_with_their_targets(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "l")
        assert isinstance(driver.app.screen, Picker)
        assert driver.app.screen.query_one(ChoiceList).count == 3
        await driver.press("up", "enter")
        assert driver.app.clipboard.startswith("https://www.themoscowtimes.com/")


async def test_the_palette_runs_a_command_by_name(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("ctrl+p", *"flag")
        await driver.pilot.app.workers.wait_for_complete()
        await driver.press("enter", "enter")
        assert driver.session.progress().flagged == 1


async def test_clicking_a_hint_runs_its_command(review: OpenReview) -> None:
    async with review() as driver:
        await driver.pilot.click(KeyBar, offset=(2, 0))
        await driver.pilot.pause()
        assert driver.screen.current.stances[0].stance == "support"


async def test_clicking_a_quote_goes_to_it(review: OpenReview) -> None:
    async with review() as driver:
        await driver.pilot.click(driver.screen.row.panes[1].reader, offset=(25, 0))
        await driver.pilot.pause()
        assert driver.screen.key == HASS
        assert driver.text == "Conflict"


@pytest.mark.parametrize(("width", "shown"), [(80, 1), (119, 1), (120, 2), (220, 2)])
async def test_as_many_panes_as_fit(review: OpenReview, width: int, shown: int) -> None:
    async with review(size=(width, 24)) as driver:
        assert len(panes(driver)) == shown
        await driver.press("tab")
        assert driver.screen.key == HASS
        assert driver.screen.pane.display


async def test_resizing_shows_and_hides_panes_and_keeps_the_quote(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("tab", "j", "j")
        await driver.pilot.resize_terminal(80, 24)
        await driver.pilot.pause()
        assert panes(driver) == [HASS]
        assert driver.text.startswith("state-to-state")
        await driver.pilot.resize_terminal(140, 40)
        await driver.pilot.pause()
        assert panes(driver) == [XI, HASS]


async def test_a_hidden_pane_comes_back_as_it_was_left(review: OpenReview) -> None:
    async with review(size=(80, 24)) as driver:
        await driver.press("j", "j")
        place = driver.screen.pane.reader.place
        await driver.press("tab", "j", "j", "tab")
        assert driver.screen.key == XI
        assert driver.screen.pane.reader.place == place


async def test_saved_is_said_only_when_it_is(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        (project / "annotations").write_text("in the way")
        assert not driver.screen.query_one(StatusLine).status.saved
        await driver.press("2")
        status = driver.screen.query_one(StatusLine).status
        assert status.unsaved == 1
        await driver.press("exclamation_mark", "escape")
        (project / "annotations").unlink()
        await driver.press("j", "2")
        status = driver.screen.query_one(StatusLine).status
        assert (status.unsaved, status.saved) == (0, True)
    assert len(annotations(project)["records"]) == 2


async def test_leaving_with_unsaved_codings_asks(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        (project / "annotations").write_text("in the way")
        await driver.press("2", "q")
        assert isinstance(driver.app.screen, Picker)
        await driver.press("enter")
        assert driver.app.screen is driver.screen
        (project / "annotations").unlink()
        await driver.press("q")
        assert not driver.app.is_running or driver.app.return_code == 0
    assert len(annotations(project)["records"]) == 1


async def test_a_faulty_annotation_file_is_never_written_over(review: OpenReview, project: Path) -> None:
    file = project / "annotations" / "ana" / f"{XI}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("records: [\n")
    async with review() as driver:
        await driver.press("2", "f", "x", "D", "i")
        assert driver.app.screen is driver.screen
        assert driver.session.coding(XI).records == ()
        assert driver.screen.project.problems()
    assert file.read_text() == "records: [\n"


async def test_unreadable_articles_leave_the_others_open(review: OpenReview, project: Path) -> None:
    (project / "001_binary.txt").write_bytes(bytes(range(256)) * 20)
    (project / "002_empty.txt").write_bytes(b"")
    async with review() as driver:
        assert panes(driver) == [XI, HASS]
        assert "The files have 2 problems" in message(driver)
        driver.screen.open_article("001_binary.txt")
        assert driver.screen.pane.edge.view.progress == ""
        await driver.press("j", "2", "D", "i", "y", "M")
        assert driver.session.progress().reviewed == 0
        assert "cannot be read" in message(driver)
        await driver.press("c", "l")
        assert "cannot be read" in message(driver)
        await driver.press("o", *"binary", "enter")
        assert "save its text as a .txt file" in str(driver.app.screen.query_one(".detail", Static).content)


async def test_a_click_goes_to_a_pane_whose_article_cannot_be_read_and_back(
    review: OpenReview, project: Path
) -> None:
    (project / "001_binary.txt").write_bytes(bytes(range(256)) * 20)
    async with review(size=(140, 40)) as driver:
        await driver.press("tab")
        driver.screen.open_article("001_binary.txt")
        await driver.press("tab")
        assert driver.screen.key == XI
        await driver.pilot.click("#pane-B Static")
        await driver.pilot.pause()
        assert driver.screen.key == "001_binary.txt"
        assert "cannot be read" in str(driver.screen.query_one(QuotePanel).placeholder)
        for key in ("A", "D", "C"):
            await driver.press("escape", key)
            assert "This article cannot be read" in message(driver)
        await driver.pilot.click("#pane-A", offset=(5, 5))
        await driver.pilot.pause()
        assert driver.screen.key == XI


async def test_an_article_without_quotes_can_be_done(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "plain.txt").write_text("Nobody is quoted in this article at all.\n")
    async with review(folder=folder) as driver:
        await driver.press("2", "space", "j")
        assert "No quotes" in message(driver)
        await driver.press("tab", "D")
    assert annotations(folder, "plain.txt")["done"]


async def test_markup_and_control_characters_are_only_text(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    text = "“We [sic] will [/x] win \x1b]52;c;aGk=\x07,” Ann Lee\u202e said. [bold]No[/bold]\n"
    (folder / "[b]odd[b].txt").write_text(text, encoding="utf-8")
    async with review(folder=folder) as driver:
        await driver.press("a", *"[red]Eve[/red]", "enter", "i", *"[x]", "enter", "o", "escape", "f")
        assert driver.screen.current.actor == "[red]Eve[/red]"
        shown = screen(driver)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
        assert "[sic]" in shown
        assert "[/x]" in shown


def test_no_two_commands_have_one_key_or_one_name() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len(BY_NAME) == len(COMMANDS)


async def test_the_stance_toward_the_chosen_target_stands_behind_the_quote(review: OpenReview) -> None:
    async with review() as driver:
        await driver.press("2", "2")
        assert "“crux” XI−− of" in screen(driver)
        assert "╰▸− ·" in screen(driver) or "╰ −" in screen(driver)
        await driver.press("t", *"sanctions", "enter")
        assert "“crux” XI✓  of" in screen(driver)
        await driver.press("1")
        assert "“crux” XI+  of" in screen(driver)
        await driver.press("x")
        assert "“crux”   ✗  of" in screen(driver)


async def test_a_click_on_a_panes_edge_goes_to_that_quote(review: OpenReview) -> None:
    async with review() as driver:
        edge = driver.screen.row.panes[1].edge
        await driver.pilot.click(edge, offset=(4, 0))
        await driver.pilot.pause()
        assert driver.screen.pane is driver.screen.row.panes[1]
        assert driver.screen.current is driver.session.items(HASS)[1]
