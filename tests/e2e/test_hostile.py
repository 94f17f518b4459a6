"""Nothing that stands in a file acts on the terminal, or stops the program."""

from __future__ import annotations

import os
import random
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import SENT_BY_TERMINALS_ONLY, hostile_bytes, kinds_of_sequences, read_and_paint
from poisoned import POISON, poisoned
from terminal import Terminal

from onrecord.app.project.project import open_project
from onrecord.articles.collection import find_articles
from onrecord.articles.files import MOST_LINES
from onrecord.articles.safe_text import visible

Start = Callable[..., Terminal]


def test_hostile_articles_are_read_or_refused(tmp_path: Path) -> None:
    outcomes = set()
    for number in range(40):
        source = random.Random(f"suite {number}")
        path = tmp_path / f"a{number}.{source.choice(('txt', 'md', 'html'))}"
        path.write_bytes(hostile_bytes(source))
        outcomes.add(read_and_paint(path))
    assert outcomes == {"read", "refused"}


GIANTS = {
    "nested.md": ">" * 100_000 + " deep",
    "brackets.md": "[" * 100_000,
    "emphasis.md": "*a " * 50_000,
    "html.md": "<div>" * 50_000 + "<!--" * 50_000,
    "line.txt": "x" * 15_000_000,
    "marks.txt": "“" * 50_000,
    "combining.txt": "e" + "\u0301" * 50_000,
    "lines.txt": "a\r" * (MOST_LINES + 1),
    "tags.html": "<p>" * 1_000_000,
    "attributes.html": f"<p {' '.join(f'a{number}=1' for number in range(200_000))}>One.",
    "text.html": "<p>“One,” said Ada. " + "word " * 300_000,
}
REFUSED = {"lines.txt", "tags.html", "attributes.html"}


@pytest.mark.parametrize("name", GIANTS)
def test_giants_are_read_or_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(GIANTS[name], encoding="utf-8", newline="")
    assert read_and_paint(path) == ("refused" if name in REFUSED else "read")


def test_what_is_no_file_of_the_folder_is_refused_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.txt").write_text("“Secret,” said Ada Berg.")
    (project / "good.txt").write_text("“Fine,” said Ada Berg.")
    (project / "link.txt").symlink_to(tmp_path / "secret.txt")
    (project / "device.txt").symlink_to("/dev/zero")
    (project / "up").symlink_to(tmp_path)
    os.mkfifo(project / "pipe.txt")
    monkeypatch.chdir(project)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        with (project / "huge.txt").open("wb") as huge:
            huge.truncate(100 * 1024 * 1024)
        collection = find_articles([project])
        opened = open_project(collection, "ana")
        readable = [key for key in opened.keys if opened.open(key)]
    assert readable == ["good.txt"]
    said = "\n".join((*opened.problems(), *collection.skipped))
    for name in ("link.txt", "device.txt", "up", "pipe.txt", "socket.txt", "huge.txt"):
        assert str(project / name) in said


def _reviewed(terminal: Terminal) -> bytes:
    terminal.wait_for("We will", "reviewed", "A second copy")
    terminal.press("Escape")
    terminal.wait_while("A second copy")
    terminal.press("j")
    for key in ("t", "o"):
        terminal.press(key)
        terminal.wait_for("type to search")
        terminal.press("Escape")
        terminal.wait_while("type to search")
    terminal.press("1", "Space", "!")
    terminal.wait_for("Problems")
    terminal.press("Escape")
    terminal.wait_while("Problems")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    return bytes(terminal.output)


def test_hostile_names_and_texts_send_the_sequences_that_harmless_ones_send(start: Start, tmp_path: Path) -> None:
    hostile = _reviewed(start(poisoned(tmp_path / "hostile", POISON), "--coder", "ana"))
    harmless = _reviewed(start(poisoned(tmp_path / "harmless", visible(POISON)), "--coder", "ana"))
    assert kinds_of_sequences(hostile) == kinds_of_sequences(harmless)
    assert b"aGFja2Vk\x07" not in hostile
    text = re.sub(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", "", hostile.decode())
    assert not SENT_BY_TERMINALS_ONLY.search(text)


@pytest.mark.parametrize("command", ["quotes", "check", "export"])
def test_hostile_names_and_texts_reach_no_terminal_from_other_commands(
    start: Start, tmp_path: Path, command: str
) -> None:
    wishes = {"quotes": ("--format", "table"), "check": (), "export": ("--format", "csv")}
    terminal = start(command, poisoned(tmp_path / "hostile", POISON), *wishes[command])
    terminal.wait_for_end()
    harmless = start(command, poisoned(tmp_path / "harmless", visible(POISON)), *wishes[command])
    harmless.wait_for_end()
    assert kinds_of_sequences(bytes(terminal.output)) == kinds_of_sequences(bytes(harmless.output))
