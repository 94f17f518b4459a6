"""The review on the keyboard: what each key does to the session, the files and the screen's state."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from textual.widgets import Input, Static, TextArea

from onrecord.app.commands.table import BY_NAME, COMMANDS
from onrecord.app.screens.details import DetailsScreen
from onrecord.app.screens.picker import Picker
from onrecord.app.widgets.actor_list import ActorList
from onrecord.app.widgets.choice_list import ChoiceList
from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.quote_panel import QuotePanel
from onrecord.app.widgets.status_line import StatusLine
from onrecord.articles.article import Format
from onrecord.coding.record import Verdict
from onrecord.quotes.quote import Kind
from tests.app.conftest import HASS, XI, Desk, OpenReview


def annotations(project: Path, article: str = XI) -> dict[str, object]:
    return yaml.safe_load((project / "annotations" / "ana" / f"{article}.yaml").read_text(encoding="utf-8"))


def message(desk: Desk) -> str:
    return desk.screen.query_one(KeyBar).message


def panes(desk: Desk) -> list[str]:
    return [pane.key for pane in desk.screen.row.panes if pane.display]


async def test_both_articles_stand_beside_each_other_with_their_quotes(review: OpenReview) -> None:
    async with review() as desk:
        assert panes(desk) == [XI, HASS]
        assert len(desk.session.items(XI)) == 14
        assert len(desk.session.items(HASS)) == 13
        assert desk.text == "crux"


async def test_the_same_actor_has_one_badge_in_both_articles(review: OpenReview) -> None:
    async with review() as desk:
        for key in (XI, HASS):
            marks = {mark.id: mark for mark in desk.screen.presenter.marks(desk.session, key)}
            of_xi = [marks[it.id] for it in desk.session.items(key) if desk.session.actor_name(it) == "Xi Jinping"]
            assert len(of_xi) >= 4
            assert {mark.badge for mark in of_xi} == {"XI"}
            assert len({mark.slot for mark in of_xi}) == 1


async def test_the_main_job_from_key_to_file(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("j", "t", *"war", "enter", "2", "2")
    record = annotations(project)["records"][0]
    assert record["quote"]["exact"] == "Conflict and confrontation are not in the interests of anyone,"
    assert (record["actor"], record["verdict"]) == ("Xi Jinping", "accepted")
    stance = record["stances"][0]
    assert (stance["target"], stance["stance"], stance["strong"]) == ("war", "oppose", True)


async def test_the_target_stays_chosen_and_comes_back_tomorrow(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("t", *"sanct", "enter", "j", "1")
        assert desk.session.target == "sanctions"
        await desk.press("q")
    async with review() as desk:
        assert desk.session.target == "sanctions"


async def test_space_accepts_and_goes_on_until_the_last_quote(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press(*["space"] * 14)
        assert desk.session.progress(XI).reviewed == 14
        assert "last quote" in message(desk)


async def test_accepting_the_rest_of_an_article_and_taking_it_back(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("x", "A", "down", "enter")
        assert desk.session.progress(XI).reviewed == 1
        await desk.press("A", "n", "enter")
        assert desk.session.progress(XI).reviewed == 1, "who types n means no"
        await desk.press("A", "enter")
        assert desk.session.progress(XI).reviewed == 14
        assert len(annotations(project)["records"]) == 14
        await desk.press("u")
        assert len(annotations(project)["records"]) == 1
        assert message(desk) == "Undone: accept 13 quotes"
        await desk.press("ctrl+r", "A")
        assert "Nothing is left" in message(desk)


async def test_walking_stops_at_the_ends_and_says_so(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("k")
        assert desk.text == "crux"
        assert "before" in message(desk)
        await desk.press("j")
        assert message(desk) == ""


async def test_walking_the_unreviewed_ones(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("j", "2", "j", "2", "k", "k", "J")
        assert desk.text == "The Ukraine crisis is not something we want to see."
        await desk.press("K")
        assert desk.text == "crux"


async def test_tab_goes_round_the_panes_and_each_keeps_its_quote(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("j", "tab")
        assert desk.screen.key == HASS
        assert desk.text == "Conflict"
        await desk.press("j", "tab")
        assert desk.text == "Conflict and confrontation are not in the interests of anyone,"
        await desk.press("shift+tab")
        assert desk.text == "in no one's interest"


async def test_correcting_the_actor_by_a_few_letters(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("a", *"bliken", "escape", "a", *"blin", "enter")
        assert desk.screen.current is not None
        assert desk.screen.current.actor == "Antony Blinken"
        assert desk.screen.query_one(QuotePanel).view.actor == "Antony Blinken"


async def test_a_new_actor_gets_a_badge_at_once(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("a", *"Ada Berg", "enter")
        assert desk.screen.current.actor == "Ada Berg"
        line = next(line for line in desk.screen.query_one(ActorList).actors if line.name == "Ada Berg")
        assert (line.badge.strip() != "", line.quotes) == (True, 1)
        assert desk.screen.query_one(ActorList).current == "Ada Berg"
        marks = desk.screen.presenter.marks(desk.session, XI)
        assert marks[0].badge == line.badge


async def test_a_new_target_goes_into_the_codebook_with_its_comments_kept(
    review: OpenReview, project: Path
) -> None:
    before = (project / "codebook.yaml").read_text(encoding="utf-8")
    async with review() as desk:
        await desk.press("t", *"grain exports", "enter", "1")
        assert desk.session.target == "grain exports"
    after = (project / "codebook.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert "grain exports" in after
    assert annotations(project)["records"][0]["stances"][0]["target"] == "grain exports"


async def test_rejecting_a_scare_quote(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("tab", *["j"] * 10)
        assert desk.text == "war,"
        await desk.press("x")
        assert desk.screen.current.verdict is Verdict.REJECTED
    assert annotations(project, HASS)["records"][0]["verdict"] == "rejected"


async def test_details_by_keys_only(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("j", "e")
        assert isinstance(desk.app.screen, DetailsScreen)
        await desk.press("p", "tab", *"Xinhua", "tab")
        assert desk.app.screen.query_one("#addressee", Input).value == "Joe Biden"
        await desk.press("enter")
        current = desk.screen.current
        assert (current.kind, current.via, current.addressee) == (Kind.PARTIAL, "Xinhua", "Joe Biden")


async def test_a_note_of_two_lines(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("i", *"one", "ctrl+j", *"two", "enter")
        await desk.press("i")
        assert desk.app.screen.query_one(TextArea).text == "one\ntwo"
        await desk.press("escape")
    record = annotations(project)["records"][0]
    assert record["note"] == "one\ntwo"
    assert "verdict" not in record


async def test_undo_goes_to_where_it_happened(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("2", "tab", "j", "f", "u", "u")
        assert desk.screen.key == XI
        assert desk.session.coding(XI).records == ()
        assert desk.session.coding(HASS).records == ()
        await desk.press("u")
        assert message(desk) == "Nothing to undo."
        await desk.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert len(desk.session.coding(HASS).records) == 1
        assert message(desk) == "Nothing to redo."


async def test_clearing_a_stance_leaves_the_quote_accepted(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("2", "0")
    record = annotations(project)["records"][0]
    assert record["verdict"] == "accepted"
    assert "stances" not in record


async def test_a_key_without_a_label_says_how_many_there_are(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("9")
        assert "5 stance labels" in message(desk)
        assert desk.session.coding(XI).records == ()


async def test_done_is_shown_and_kept(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        await desk.press("D")
        assert "done" in desk.screen.pane.edge.progress
    assert annotations(project)["done"]


async def test_reopening_brings_back_pane_quote_and_theme(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "j", "j", "T", *"light", "enter", "q")
    async with review() as desk:
        assert (desk.screen.key, desk.text) == (
            HASS,
            "state-to-state relations cannot go to the stage of military hostilities.",
        )
        assert desk.app.theme == "light"


async def test_escape_gives_the_theme_back(review: OpenReview) -> None:
    async with review() as desk:
        before = desk.app.theme
        await desk.press("T", "down")
        assert desk.app.theme != before
        await desk.press("escape")
        assert desk.app.theme == before


async def test_copying_gives_quote_and_citation(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "j", "y")
        assert desk.app.clipboard == (
            "“in no one's interest” — Xi Jinping (Sebastian Smith for AFP, “Xi Speaks Out Against 'Conflict' in "
            "Call With Biden on Russia”, themoscowtimes.com, 2022-03-18, https://www.themoscowtimes.com/2022/03/18/"
            "xi-speaks-out-against-conflict-in-call-with-biden-on-russia-a76997; "
            "003_db80579cf5a739d7.txt, characters 231–251)"
        )


async def test_any_article_opens_in_any_pane(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("o", *"speaks out", "enter")
        assert panes(desk) == [HASS, HASS]
        await desk.press("j", "2")
        assert [mark.state for mark in desk.screen.presenter.marks(desk.session, HASS)].count("accepted") == 1


async def test_reading_as_plain_text_is_remembered(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "M")
        await desk.settle()
        assert desk.session.article(HASS).format is Format.PLAIN
        assert len(desk.session.items(HASS)) >= 13
    async with review() as desk:
        assert desk.session.article(HASS).format is Format.PLAIN


async def test_links_are_listed_with_their_targets(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "l")
        assert isinstance(desk.app.screen, Picker)
        assert desk.app.screen.query_one(ChoiceList).count == 3
        await desk.press("up", "enter")
        assert desk.app.clipboard.startswith("https://www.themoscowtimes.com/")


async def test_the_palette_runs_a_command_by_name(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("ctrl+p", *"flag")
        await desk.pilot.app.workers.wait_for_complete()
        await desk.press("enter", "enter")
        assert desk.session.progress().flagged == 1


async def test_clicking_a_hint_runs_its_command(review: OpenReview) -> None:
    async with review() as desk:
        await desk.pilot.click(KeyBar, offset=(2, 0))
        await desk.pilot.pause()
        assert desk.screen.current.stances[0].stance == "support"


async def test_clicking_a_quote_goes_to_it(review: OpenReview) -> None:
    async with review() as desk:
        await desk.pilot.click(desk.screen.row.panes[1].reader, offset=(25, 0))
        await desk.pilot.pause()
        assert desk.screen.key == HASS
        assert desk.text == "Conflict"


@pytest.mark.parametrize(("width", "shown"), [(80, 1), (119, 1), (120, 2), (220, 2)])
async def test_as_many_panes_as_fit(review: OpenReview, width: int, shown: int) -> None:
    async with review(size=(width, 24)) as desk:
        assert len(panes(desk)) == shown
        await desk.press("tab")
        assert desk.screen.key == HASS
        assert desk.screen.pane.display


async def test_resizing_shows_and_hides_panes_and_keeps_the_quote(review: OpenReview) -> None:
    async with review() as desk:
        await desk.press("tab", "j", "j")
        await desk.pilot.resize_terminal(80, 24)
        await desk.pilot.pause()
        assert panes(desk) == [HASS]
        assert desk.text.startswith("state-to-state")
        await desk.pilot.resize_terminal(140, 40)
        await desk.pilot.pause()
        assert panes(desk) == [XI, HASS]


async def test_a_hidden_pane_comes_back_as_it_was_left(review: OpenReview) -> None:
    async with review(size=(80, 24)) as desk:
        await desk.press("j", "j")
        place = desk.screen.pane.reader.place
        await desk.press("tab", "j", "j", "tab")
        assert desk.screen.key == XI
        assert desk.screen.pane.reader.place == place


async def test_saved_is_said_only_when_it_is(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        (project / "annotations").write_text("in the way")
        assert not desk.screen.query_one(StatusLine).status.saved
        await desk.press("2")
        status = desk.screen.query_one(StatusLine).status
        assert status.unsaved == 1
        await desk.press("exclamation_mark", "escape")
        (project / "annotations").unlink()
        await desk.press("j", "2")
        status = desk.screen.query_one(StatusLine).status
        assert (status.unsaved, status.saved) == (0, True)
    assert len(annotations(project)["records"]) == 2


async def test_leaving_with_unsaved_codings_asks(review: OpenReview, project: Path) -> None:
    async with review() as desk:
        (project / "annotations").write_text("in the way")
        await desk.press("2", "q")
        assert isinstance(desk.app.screen, Picker)
        await desk.press("enter")
        assert desk.app.screen is desk.screen
        (project / "annotations").unlink()
        await desk.press("q")
        assert not desk.app.is_running or desk.app.return_code == 0
    assert len(annotations(project)["records"]) == 1


async def test_a_faulty_annotation_file_is_never_written_over(review: OpenReview, project: Path) -> None:
    file = project / "annotations" / "ana" / f"{XI}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("records: [\n")
    async with review() as desk:
        await desk.press("2", "f", "x", "D", "i")
        assert desk.app.screen is desk.screen
        assert desk.session.coding(XI).records == ()
        assert desk.screen.workspace.problems()
    assert file.read_text() == "records: [\n"


async def test_unreadable_articles_leave_the_others_open(review: OpenReview, project: Path) -> None:
    (project / "001_binary.txt").write_bytes(bytes(range(256)) * 20)
    (project / "002_empty.txt").write_bytes(b"")
    async with review() as desk:
        assert panes(desk) == [XI, HASS]
        assert "The files have 2 problems" in message(desk)
        desk.screen.open_article("001_binary.txt")
        assert desk.screen.pane.edge.progress == ""
        await desk.press("j", "2", "D", "i", "y", "M")
        assert desk.session.progress().reviewed == 0
        assert "cannot be read" in message(desk)
        await desk.press("c", "l")
        assert "cannot be read" in message(desk)
        await desk.press("o", *"binary", "enter")
        assert "save its text as a .txt file" in str(desk.app.screen.query_one(".detail", Static).content)


async def test_a_click_goes_to_a_pane_whose_article_cannot_be_read_and_back(
    review: OpenReview, project: Path
) -> None:
    (project / "001_binary.txt").write_bytes(bytes(range(256)) * 20)
    async with review(size=(140, 40)) as desk:
        await desk.press("tab")
        desk.screen.open_article("001_binary.txt")
        await desk.press("tab")
        assert desk.screen.key == XI
        await desk.pilot.click("#pane-B Static")
        await desk.pilot.pause()
        assert desk.screen.key == "001_binary.txt"
        assert "cannot be read" in str(desk.screen.query_one(QuotePanel).placeholder)
        for key in ("A", "D", "C"):
            await desk.press("escape", key)
            assert "This article cannot be read" in message(desk)
        await desk.pilot.click("#pane-A", offset=(5, 5))
        await desk.pilot.pause()
        assert desk.screen.key == XI


async def test_an_article_without_quotes_can_be_done(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "plain.txt").write_text("Nobody is quoted in this article at all.\n")
    async with review(folder=folder) as desk:
        await desk.press("2", "space", "j")
        assert "No quotes" in message(desk)
        await desk.press("tab", "D")
    assert annotations(folder, "plain.txt")["done"]


async def test_markup_and_control_characters_are_only_text(review: OpenReview, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    text = "“We [sic] will [/x] win \x1b]52;c;aGk=\x07,” Ann Lee\u202e said. [bold]No[/bold]\n"
    (folder / "[b]odd[b].txt").write_text(text, encoding="utf-8")
    async with review(folder=folder) as desk:
        await desk.press("a", *"[red]Eve[/red]", "enter", "i", *"[x]", "enter", "o", "escape", "f")
        assert desk.screen.current.actor == "[red]Eve[/red]"
        shown = "".join(segment.text for strip in desk.app.screen._compositor.render_strips() for segment in strip)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
        assert "[sic]" in shown
        assert "[/x]" in shown


def test_no_two_commands_have_one_key_or_one_name() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len(BY_NAME) == len(COMMANDS)
