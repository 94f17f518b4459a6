"""What the screen looks like: pictures of it, compared with those that somebody has looked at.

`make snapshots` draws them anew; look at every one that changed before it is committed.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from docs.staging import press, sample_project, staged_app, until_found

from onrecord.app.theme.themes import theme_names
from onrecord.storage import disk
from onrecord.storage.user_state import Preferences, save_preferences

CODED = ("j", "2", "2")
"""The second quote of the first article is coded: Xi Jinping, war (the first target), oppose, strong."""

STATES = {
    "rejected": ("j", "x"),
    "flagged": ("j", "f"),
    "noted": ("j", "i", *"One.", "enter"),
    "two-stances": (*CODED, "t", "down", "enter", "4"),
    "actor-corrected": ("j", "a", "down", "enter"),
    "kind-scare": ("e", "s", "enter"),
    "second-pane": ("tab", "j", "j"),
    "undone-and-done": ("space", "u", "D"),
}
OPENED = {
    "targets": (*CODED, "t"),
    "actors": ("a",),
    "new-actor": ("a", *"Xi?"),
    "articles": ("o",),
    "details": ("j", "e"),
    "note": ("j", "i", *"One."),
    "help": ("?",),
    "problems": ("!",),
    "all-actors": ("space", "@"),
    "change-actor": ("@", "tab"),
    "counts": (*CODED, "#"),
    "palette": ("ctrl+p", *"un"),
}

WIDE = """\
习近平说：“战争不符合任何人的利益，各方应当共同支持对话谈判。”

Prime Minister 岸田 文雄 told reporters in 東京 that talks were “the only way 👩‍👩‍👧 out 👍🏽 of this”, and left.

Élodie said the cafe\u0301 was “ope\u0301n all night, as every cafe\u0301 in the town has to be”.
"""
MEETING = """\
The council met at nine. It was a cold day. The hall was full. Few were early. “We build the bridge,” Ada Berg said.

She sat down. Nobody spoke. The clerk read the minutes. They were long. It took an hour. A motion was made.

It failed. “Not a word of it is true,” said Bo Moss. He left. The rest stayed. Coffee was served. It ended at ten.
"""
HOSTILE = (
    "Mr. Smith said \x1b[31mit was “a [bold]lie[/bold] \x1b]52;c;aGk=\x07 and \u202enothing\u202c else\x00”.\n"
)


@pytest.fixture
def drawn(snap_compare, monkeypatch, tmp_path):
    """Return a function that draws the review of a project after some keys, and compares the picture."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.chdir(tmp_path)

    def draw(project, keys=(), size=(80, 24)):
        async def run_before(pilot):
            await until_found(pilot)
            await press(pilot, keys)

        return snap_compare(staged_app(project), terminal_size=size, run_before=run_before)

    return draw


@pytest.fixture
def sample(drawn) -> Path:
    """Return a folder with the sample, by a path that is the same on every machine, since messages show it."""
    return sample_project(Path())


def project_of(**articles: bytes) -> Path:
    """Return a folder `coverage` with these articles, named without their ending."""
    folder = Path("coverage")
    folder.mkdir()
    for name, content in articles.items():
        (folder / f"{name}.txt").write_bytes(content)
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (140, 40), (220, 60)], ids="{0[0]}x{0[1]}".format)
def test_first_screen(drawn, sample, size):
    assert drawn(sample, size=size)


def test_coded(drawn, sample):
    assert drawn(sample, CODED, size=(140, 40))


@pytest.mark.parametrize("state", STATES)
def test_state(drawn, sample, state):
    assert drawn(sample, STATES[state])


@pytest.mark.parametrize("what", OPENED)
def test_opened(drawn, sample, what):
    assert drawn(sample, OPENED[what])


def test_jump_labels(drawn, sample):
    assert drawn(sample, ("g",), size=(140, 40))


def test_focus(drawn):
    assert drawn(project_of(council=MEETING.encode()), ("c", "j"))


def test_groups_and_label_colours(drawn, sample):
    codebook = sample / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    for name, more in {"support": "colour: green", "oppose": "colour: red", "war": "group: the war"}.items():
        text = text.replace(f"- name: {name}\n", f"- name: {name}\n    {more}\n")
    codebook.write_text(text, encoding="utf-8")
    assert drawn(sample, (*CODED, "t"), size=(120, 30))


def test_too_small(drawn, sample):
    assert drawn(sample, size=(59, 15))


@pytest.mark.parametrize("theme", theme_names())
def test_theme(drawn, sample, theme):
    save_preferences(Preferences(theme))
    assert drawn(sample, ("space", "x", "f", "j", "2"))


def test_no_color(drawn, sample, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")
    assert drawn(sample, ("space", "x", "f", "j", "2"))


def test_unreadable_article(drawn):
    assert drawn(project_of(broken=b"\x00\x01\x02\x03" * 100, sound=b"A sound article.\n"), size=(120, 24))


def test_no_quotes(drawn):
    assert drawn(project_of(quiet=b"Nobody says a word here.\n"))


def test_wide_characters(drawn):
    assert drawn(project_of(wide=WIDE.encode()))


def test_hostile_characters(drawn):
    assert drawn(project_of(hostile=HOSTILE.encode()), ("t", *"[/]"))


def test_faulty_annotations(drawn, sample):
    file = sample / "annotations" / "ana" / "000_3e3574ca33e3cb1d.txt.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("<<<<<<< ours\n", encoding="utf-8")
    assert drawn(sample, ("!",))


def test_not_saved(drawn, sample, monkeypatch):
    rename = disk.rename

    def rename_elsewhere(source, target):
        if not target.is_absolute():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rename(source, target)

    monkeypatch.setattr(disk, "rename", rename_elsewhere)
    assert drawn(sample, CODED)
