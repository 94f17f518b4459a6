"""A coder's first day with the installed program, on the keyboard alone, and the morning after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from installation import Installation
from terminal import Terminal

pytestmark = pytest.mark.slow

FIRST, SECOND = "000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt"

NOTE = "Who's “he”? [sic]"

Start = Callable[..., Terminal]


def annotations(project: Path, article: str) -> dict:
    return yaml.safe_load((project / "annotations" / "ana" / f"{article}.yaml").read_text(encoding="utf-8"))


def record_of(coding: dict, words: str) -> dict:
    (record,) = (record for record in coding["records"] if record["quote"]["exact"] == words)
    return record


def choose(terminal: Terminal, key: str, heading: str, words: str) -> None:
    """Open a list, type, and take what is found."""
    terminal.press(key)
    terminal.wait_for(f" {heading} ", "type to search or to create")
    terminal.press(*words, "Enter")
    terminal.wait_while("Esc cancels")


def walk_to_quote(terminal: Terminal, number: int) -> None:
    """Press `j` until this quote, counted from 1, is the current one."""
    for place in range(2, number + 1):
        terminal.press("j")
        terminal.wait_for(f"{place} of ")


def open_sample(start: Start) -> Terminal:
    terminal = start("demo", "coverage", "--coder", "ana")
    terminal.wait_for("1 of 14 ·", "0/13 reviewed")
    return terminal


def test_coding_survives_leaving_and_stands_in_yaml(start: Start, tmp_path: Path) -> None:
    terminal = open_sample(start)
    terminal.wait_for("─ A · ", "─ B · ", "Xi Speaks Out Against 'Conflict' XI   in Call With Biden on")
    assert "0/27" in terminal.lines[0]
    assert "saved" not in terminal.text.casefold()

    # "Xi Jinping, war, oppose, strong"
    walk_to_quote(terminal, 2)
    terminal.wait_for("▌  “Conflict and confrontation", "Xi Jinping · direct · “told” · to Joe Biden")
    choose(terminal, "t", "Target", "war")
    terminal.press("2")
    terminal.wait_for("▸ war  oppose", "1/27 · saved")
    terminal.press("2")
    terminal.wait_for("▸ war  oppose, strong")

    # another actor, typed in part; a note; the note undone and done again; a flag
    terminal.press("j", "j", "j")
    terminal.wait_for("5 of 14 ·")
    choose(terminal, "a", "Actor", "sherm")
    terminal.wait_for("Wendy Sherman · direct", "2/27")
    terminal.press("i")
    terminal.wait_for("Enter saves")
    terminal.press(*NOTE, "Enter")
    terminal.wait_while("Esc cancels")
    terminal.wait_for(NOTE)
    terminal.press("u")
    terminal.wait_for("Undone: note")
    terminal.wait_while(NOTE)
    terminal.press("Ctrl+R")
    terminal.wait_for("Done again: note", NOTE)
    terminal.press("f")
    terminal.wait_for("1 flagged")

    # in the other article, words that nobody said
    terminal.press("Tab")
    terminal.wait_for("1 of 13 ·")
    walk_to_quote(terminal, 11)
    terminal.wait_for('▌  invasion as a "war,"', "nobody")
    terminal.press("x")
    terminal.wait_for('▌✗ invasion as a "war,"', "rejected", "3/27 · 1 flagged · saved")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    project = tmp_path / "coverage"
    first, second = annotations(project, FIRST), annotations(project, SECOND)
    assert first["format"] == "onrecord-annotations"
    assert first["coder"] == "ana"
    assert first["article"]["path"] == FIRST
    assert second["article"]["title"] == "Xi Speaks Out Against 'Conflict' in Call With Biden on Russia"

    assert len(first["records"]) == 2
    coded = record_of(first, "Conflict and confrontation are not in the interests of anyone,")
    assert (coded["actor"], coded["kind"], coded["verdict"]) == ("Xi Jinping", "direct", "accepted")
    assert coded["addressee"] == "Joe Biden"
    (stance,) = coded["stances"]
    assert (stance["target"], stance["stance"], stance["strong"]) == ("war", "oppose", True)
    text = (project / FIRST).read_text(encoding="utf-8")
    assert text[coded["quote"]["start"] : coded["quote"]["end"]] == coded["quote"]["exact"]

    corrected = first["records"][1]
    assert corrected["actor"] == "Wendy Sherman"
    assert corrected["note"] == NOTE
    assert corrected["flag"] is True
    assert "stances" not in corrected

    (rejected,) = second["records"]
    assert (rejected["quote"]["exact"], rejected["verdict"]) == ("war,", "rejected")

    again = start("coverage", "--coder", "ana")
    again.wait_for("11 of 13 ·", "3/27 · 1 flagged", '▌✗ invasion as a "war,"', "rejected")
    again.press("Tab")
    again.wait_for("5 of 14 ·", "Wendy Sherman · direct", "▸ war  –", NOTE)
    again.press("k", "k", "k")
    again.wait_for("2 of 14 ·", "▸ war  oppose, strong", "Conflict and confrontation")
    again.press("q")

    assert again.wait_for_end() == 0
    assert annotations(project, FIRST) == first
    assert annotations(project, SECOND) == second


def test_terminal_is_left_as_it_was_found(start: Start) -> None:
    terminal = open_sample(start)
    assert "1049" in terminal.modes_left_on()
    assert not terminal.settings_restored()

    terminal.press("q")

    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on() == {"7", "25"}, "line wrap and cursor on, everything else off"
    assert terminal.settings_restored()


def test_new_target_goes_into_the_codebook_and_stays_chosen(start: Start, tmp_path: Path) -> None:
    terminal = open_sample(start)
    choose(terminal, "t", "Target", "no-fly-zone")
    terminal.wait_for("▸ no-fly-zone")
    terminal.press("1")
    terminal.wait_for("▸ no-fly-zone  support", "1/27 · saved")
    terminal.press("j")
    terminal.wait_for("2 of 14 ·", "▸ no-fly-zone  –")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    codebook = (tmp_path / "coverage" / "codebook.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(codebook)["targets"][-1]["name"] == "no-fly-zone"
    assert codebook.startswith("# The codebook of the sample")
    again = start("coverage", "--coder", "ana")
    again.wait_for("▸ no-fly-zone", "1/27")


def test_every_kind_of_judgement_can_be_taken_back(start: Start, tmp_path: Path) -> None:
    terminal = open_sample(start)
    for key, shown in (
        ("2", "▸ war  oppose"),
        ("x", "rejected"),
        ("D", "y or n"),
        ("y", "· done"),
        ("f", "1 flagged"),
    ):
        terminal.press(key)
        terminal.wait_for(shown)
    for undone in ("Undone: flag", "Undone: article done", "Undone: reject", "Undone: code war: oppose"):
        terminal.press("u")
        terminal.wait_for(undone)
    terminal.wait_for("0/27", "not yet reviewed")
    terminal.press("u")
    terminal.wait_for("Nothing to undo.")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    coding = annotations(tmp_path / "coverage", FIRST)
    assert not coding["records"]
    assert "done" not in coding


def test_theme_is_remembered(start: Start) -> None:
    terminal = open_sample(start)
    dark = terminal.background()
    terminal.press("T")
    terminal.wait_for(" Theme ", "type to search")
    terminal.press(*"high", "Enter")
    terminal.wait_while("Esc cancels")
    assert terminal.background() != dark
    chosen = terminal.background()
    terminal.press("q")
    assert terminal.wait_for_end() == 0

    again = open_sample(start)

    assert again.background() == chosen


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (220, 60)])
def test_sample_can_be_walked_and_coded_at_other_sizes(
    start: Start, columns: int, lines: int, tmp_path: Path
) -> None:
    terminal = start("demo", "coverage", "--coder", "ana", columns=columns, lines=lines)
    beside = ("─ B · ",) if columns >= 120 else ()
    terminal.wait_for("1 of 14 ·", "Xi Jinping · partial", *beside)
    assert beside or "─ B · " not in terminal.text
    terminal.press("Tab")
    terminal.wait_for("1 of 13 ·", "─ B · ")
    terminal.press("2")
    terminal.wait_for("▸ war  oppose", "1/27 · saved")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    assert annotations(tmp_path / "coverage", SECOND)["records"][0]["stances"][0]["stance"] == "oppose"


def test_a_closed_window_ends_the_program_even_where_hanging_up_is_ignored(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> None:
    ignoring = ("sh", "-c", """trap '' HUP; exec "$0" "$@" """, installation.command)
    terminal = Terminal([*ignoring, "demo", "coverage", "--coder", "ana"], environment, tmp_path)
    try:
        terminal.wait_for("1 of 14 ·", "0/13 reviewed")
        walk_to_quote(terminal, 3)
        terminal.hang_up()
    finally:
        terminal.close()
    again = Terminal([installation.command, "coverage", "--coder", "ana"], environment, tmp_path)
    again.wait_for("3 of 14 ·")
    again.close()
