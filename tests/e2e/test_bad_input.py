"""What bad input gets from the installed program: a message that helps, and nothing lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from installation import Installation
from terminal import Terminal

pytestmark = pytest.mark.slow

GOOD = "“The bridge will open in May,” said Anna Bergström.\n\n“It is late,” said Tom Okafor.\n"

Start = Callable[..., Terminal]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    return folder


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "There is no nowhere: check the path."),
        (["."], "No articles in .: put .txt, .md or .html files there"),
        (["--project", "nowhere", "."], "The project folder nowhere does not exist"),
        ([], "the following arguments are required: PATH"),
        (["demo", "occupied"], "occupied: this folder holds other files."),
    ],
)
def test_wrong_use_gets_a_message_and_exit_2(
    start: Start, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "occupied").mkdir()
    (tmp_path / "occupied" / "thesis.odt").touch()

    terminal = start(*arguments)

    assert terminal.wait_for_end() == 2
    assert message in terminal.text
    assert terminal.modes_left_on() == set(), "no screen was opened"


@pytest.mark.parametrize("command", [["coverage"], ["demo", "sample"]])
def test_absent_terminal_gets_a_message_and_exit_2(
    installation: Installation, environment: dict[str, str], tmp_path: Path, project: Path, command: list[str]
) -> None:
    done = subprocess.run(
        [installation.command, *command],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert not (tmp_path / "sample").exists(), "nothing was copied"


def test_articles_that_cannot_be_read_keep_no_other_from_opening(start: Start, project: Path) -> None:
    (project / "b-empty.txt").touch()
    (project / "c-binary.txt").write_bytes(bytes(range(256)) * 20)
    (project / "d-latin.txt").write_bytes(GOOD.replace("bridge", "café").encode("cp1252"))
    (project / "e-directory.txt").mkdir()

    terminal = start("coverage", "--coder", "ana")
    terminal.wait_for("1 of 2 ·", "The files have 2 problems", "read as windows-1252, guessed")
    terminal.press("2")
    terminal.wait_for("oppose", "· saved")
    terminal.press("!")
    terminal.wait_for(" Problems ", "b-empty.txt: the file is empty", "c-binary.txt: this is binary data")
    assert "d-latin.txt" not in terminal.text
    terminal.press("Escape")
    terminal.wait_while(" Problems ")
    terminal.press("Tab")
    terminal.wait_for("▌  “The café will open in May,”")
    terminal.press("1")
    terminal.wait_for("▸ general  support", "2/4 · saved")
    leave(terminal)

    assert (project / "b-empty.txt").read_bytes() == b""
    saved = {file.name for file in (project / "annotations" / "ana").iterdir()}
    assert saved == {"a.txt.yaml", "d-latin.txt.yaml"}


def test_folder_with_only_an_empty_file_opens_and_says_so(start: Start, project: Path) -> None:
    (project / "a.txt").write_text(" \n")

    terminal = start("coverage", "--coder", "ana")
    terminal.wait_for("the file is empty", "░ 0/0")
    terminal.press("2")
    terminal.wait_for("cannot be read")
    leave(terminal)


def test_failed_save_is_said_until_it_succeeds(start: Start, project: Path) -> None:
    """A file in the place of the folder of annotations keeps even the superuser from saving."""
    obstacle = project / "annotations"
    terminal = start("coverage", "--coder", "ana")
    terminal.wait_for("1 of 2 ·")

    obstacle.write_text("not a folder")
    terminal.press("2")
    terminal.wait_for("▸ general  oppose", "NOT SAVED: 1 article")
    terminal.press("j", "1")
    terminal.wait_for("2 of 2 ·", "▸ general  support", "2/2 · NOT SAVED: 1 article")
    assert "· saved" not in terminal.text
    terminal.press("q")
    terminal.wait_for("Not everything is saved", "Stay, and go on trying to save")
    terminal.press("Escape")
    terminal.wait_while("Not everything is saved")
    assert obstacle.read_text() == "not a folder"

    obstacle.unlink()
    terminal.press("f")
    terminal.wait_for("1 flagged · saved")
    assert "NOT SAVED" not in terminal.lines[0]
    leave(terminal)

    saved = yaml.safe_load((project / "annotations" / "ana" / "a.txt.yaml").read_text(encoding="utf-8"))
    assert [record["stances"][0]["stance"] for record in saved["records"]] == ["oppose", "support"]


def test_leaving_without_saving_needs_a_second_word(start: Start, project: Path) -> None:
    terminal = start("coverage", "--coder", "ana")
    terminal.wait_for("1 of 2 ·")
    (project / "annotations").write_text("not a folder")
    terminal.press("2")
    terminal.wait_for("NOT SAVED: 1 article")
    terminal.press("q")
    terminal.wait_for("Not everything is saved")
    terminal.press("Down", "Enter")

    assert terminal.wait_for_end() == 0


def test_faulty_annotation_file_is_never_overwritten(start: Start, project: Path) -> None:
    faulty = project / "annotations" / "ana" / "a.txt.yaml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text("<<<<<<< HEAD\nformat: onrecord-annotations\n")

    terminal = start("coverage", "--coder", "ana")
    terminal.wait_for("1 of 2 ·")
    terminal.press("2")
    terminal.wait_for("a.txt.yaml")
    assert "0/2" in terminal.lines[0]
    assert "saved" not in terminal.lines[0]
    leave(terminal)

    assert faulty.read_text() == "<<<<<<< HEAD\nformat: onrecord-annotations\n"


def test_faulty_codebook_is_named_with_its_line(start: Start, project: Path) -> None:
    (project / "codebook.yaml").write_text("format: onrecord-codebook\nversion: 1\nlabels: [a, *b]\n")

    terminal = start("coverage", "--coder", "ana")

    assert terminal.wait_for_end() == 1
    assert "codebook.yaml" in terminal.text
    assert "3" in terminal.text
    assert terminal.modes_left_on() == set()
