"""What reaches the terminal: the program's own sequences, and nothing that an article says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal

pytestmark = pytest.mark.slow

Start = Callable[..., Terminal]

SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
COLOURS = {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}
"""Parameters of "select graphic rendition" that ask for a colour; 39 and 49 ask for the terminal's own."""
HOSTILE_CHARACTERS = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

HOSTILE = (
    "“We \x1b[2J\x1b]52;c;aGVsbG8=\x07 will \x9b31m win [sic],” said Anna Berg [bold]on[/x] \u202eMonday\u202c.\n\n"
    "“No\x1bP1$tx\x1b\\ [/x] [link=x]\x07,” said \x1b[31mTom\u200b Hill\x7f.\n"
)
HOSTILE_NAME = "b\x1b]52;c;aGk=\x07[x] \u202egpj.txt"


def harmless(text: str) -> str:
    """Return a text of the same shape in which nothing can act on a terminal."""
    return HOSTILE_CHARACTERS.sub("·", text).replace("\x1b", "·")


def open_and_look_everywhere(start: Start, folder: Path, text: str, name: str) -> str:
    """Open a project with that text and file name, show them wherever they can be shown, and return the output."""
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    (folder / f"z-{name}").touch()
    terminal = start(folder.name, "--coder", "ana")
    terminal.wait_for("1 of 2 ·", "Anna Berg", "[sic]")
    terminal.press("2")
    terminal.wait_for("oppose", "· saved")
    for key, sign in (("a", "Esc cancels"), ("o", "Esc cancels"), ("i", "Esc cancels"), ("!", "Esc closes")):
        terminal.press(key)
        terminal.wait_for(sign)
        terminal.press("Escape")
        terminal.wait_while(sign)
    terminal.press("Tab")
    terminal.wait_for("opens another")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    return bytes(terminal.output).decode()


def kinds_of_sequences(output: str) -> set[str]:
    """Return the escape sequences in the output; of those that only place or style, without their numbers."""
    return {
        re.sub(r"[\d;]+", "#", sequence) if sequence.endswith(("m", "H")) else sequence
        for sequence in SEQUENCE.findall(output)
    }


def test_hostile_text_sends_no_other_sequences_than_harmless_text(start: Start, tmp_path: Path) -> None:
    good = open_and_look_everywhere(start, tmp_path / "one", harmless(HOSTILE), harmless(HOSTILE_NAME))
    bad = open_and_look_everywhere(start, tmp_path / "two", HOSTILE, HOSTILE_NAME)

    assert kinds_of_sequences(bad) <= kinds_of_sequences(good)
    between = SEQUENCE.sub("", bad)
    assert "\x1b" not in between
    assert not HOSTILE_CHARACTERS.findall(between)


def test_no_color_sends_no_colours(start: Start) -> None:
    terminal = start("demo", "coverage", "--coder", "ana", NO_COLOR="")
    terminal.wait_for("1 of 14 ·")
    terminal.press("j", "2")
    terminal.wait_for("2 of 14 ·", "▸ war  oppose", "· saved")
    terminal.press("t")
    terminal.wait_for("Esc cancels")
    terminal.press("Escape")
    terminal.wait_while("Esc cancels")
    terminal.press("q")
    assert terminal.wait_for_end() == 0

    styles = [
        int(number)
        for sequence in SEQUENCE.findall(bytes(terminal.output).decode())
        if sequence.startswith("\x1b[") and sequence.endswith("m")
        for number in sequence[2:-1].split(";")
        if number
    ]
    assert COLOURS.isdisjoint(styles)
    assert {1, 4} & set(styles), "without colours, styles tell what is what"
    assert "“Conflict and confrontation are not in the interests of" in terminal.text
