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
    faces={"Mara Ilves": {"slot": 3, "badge": "MI", "aliases": ["Ilves"]}},
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"pane": -1},
        {"panes": ["a.txt", 3]},
        {"target": 5},
        {"formats": {"a.txt": "pdf"}},
        {"tops": {"a.txt": True}},
        {"quotes": None},
        {"modes": "x"},
    ],
)
def test_a_value_of_the_wrong_kind_damages_the_file(tmp_path, wrong):
    save_place(tmp_path, "ana", PLACE)
    (path,) = project_state_folder(tmp_path).iterdir()
    stored = json.loads(path.read_text())
    path.write_text(json.dumps(stored | wrong))
    assert load_place(tmp_path, "ana") == Place()
    path.write_text(json.dumps(stored | {"of a later version": 1}))
    assert load_place(tmp_path, "ana") == PLACE


def test_what_cannot_be_written_disturbs_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    save_place(tmp_path, "ana", PLACE)
    save_preferences(Preferences(theme="light"))
    assert load_place(tmp_path, "ana") == Place()
