import json
from pathlib import Path

import pytest

from onrecord.articles.article import Format
from onrecord.storage.user_dirs import project_state_folder, state_folder
from onrecord.storage.user_state import (
    Place,
    Preferences,
    load_place,
    load_preferences,
    save_place,
    save_preferences,
)

PLACE = Place(
    panes=("a.txt", "b.txt"),
    pane=1,
    quotes={"a.txt": "q1"},
    tops={"a.txt": 120},
    target="war",
    formats={"b.txt": Format.MARKDOWN},
    faces={"Mara Ilves": [3, "MI", "Ilves"]},
    filter={"actor": "Mara Ilves"},
    modes=("doubtful first",),
)


def test_the_place_is_remembered_for_each_project_and_coder(tmp_path):
    save_place(tmp_path, "ana", PLACE)
    assert load_place(tmp_path, "ana") == PLACE
    assert load_place(tmp_path, "bo") == Place()
    assert load_place(tmp_path / "other", "ana") == Place()


def test_a_project_is_the_same_by_any_path(tmp_path, monkeypatch):
    save_place(tmp_path, "ana", PLACE)
    monkeypatch.chdir(tmp_path)
    assert load_place(Path(), "ana") == PLACE


def test_nothing_is_written_into_the_project(tmp_path):
    project = tmp_path / "coverage"
    project.mkdir()
    save_place(project, "ana", PLACE)
    assert list(project.iterdir()) == []


def test_preferences_are_remembered():
    assert load_preferences() == Preferences()
    save_preferences(Preferences(theme="light"))
    assert load_preferences() == Preferences(theme="light")


@pytest.mark.parametrize("damage", ["", "{", "[1]", "null", '"x"', "\xff", "[" * 100_000])
def test_a_damaged_file_is_as_if_it_had_never_been(tmp_path, damage):
    save_place(tmp_path, "ana", PLACE)
    save_preferences(Preferences(theme="light"))
    files = [*project_state_folder(tmp_path).iterdir(), state_folder() / "preferences.json"]
    for path in files:
        path.write_bytes(damage.encode("latin-1"))
    assert load_place(tmp_path, "ana") == Place()
    assert load_preferences() == Preferences()


def test_single_values_of_the_wrong_kind_are_left_out(tmp_path):
    save_place(tmp_path, "ana", PLACE)
    (path,) = project_state_folder(tmp_path).iterdir()
    stored = json.loads(path.read_text())
    stored |= {"pane": -1, "panes": ["a.txt", 3], "target": 5, "faces": [], "formats": {"a": "pdf", "b": "plain"}}
    stored |= {
        "tops": {"a.txt": "x", "b.txt": 7, "c.txt": True},
        "quotes": None,
        "filter": {"actor": 1},
        "modes": "x",
    }
    path.write_text(json.dumps(stored))
    assert load_place(tmp_path, "ana") == Place(panes=("a.txt",), tops={"b.txt": 7}, formats={"b": Format.PLAIN})


def test_what_cannot_be_written_disturbs_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    save_place(tmp_path, "ana", PLACE)
    save_preferences(Preferences(theme="light"))
    assert load_place(tmp_path, "ana") == Place()
