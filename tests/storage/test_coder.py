import os
from pathlib import Path

import pytest

from onrecord.app.run import choose_coder
from onrecord.errors import UsageError
from onrecord.storage import coder
from onrecord.storage.coder import coder_name, similar_coders
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import coder_folder
from onrecord.storage.user_dirs import config_folder


@pytest.fixture(autouse=True)
def _no_repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def configure(text):
    config_folder().mkdir(parents=True)
    (config_folder() / "config.yaml").write_text(text, encoding="utf-8")


def set_git_name(name):
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text(f'[user]\n\tname = "{name}"\n')


def test_the_name_given_comes_first():
    configure("coder: Cy\n")
    set_git_name("Gil")
    assert coder_name("Ana  Müller ") == "Ana Müller"


def test_then_the_configuration_then_git_then_the_login(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert coder_name(None) == "login"
    set_git_name("Gil")
    assert coder_name(None) == "Gil"
    configure("theme: dark\ncoder: Jürgen\n")
    assert coder_name(None) == "Jürgen"


def test_without_git_and_login_the_name_is_asked_for(monkeypatch):
    def fail(*_, **__):
        raise OSError

    monkeypatch.setattr(coder.subprocess, "run", fail)
    monkeypatch.setattr("getpass.getuser", fail)
    with pytest.raises(UsageError, match="--coder NAME"):
        coder_name(None)


def test_letters_are_composed():
    assert coder_name("Ju\u0308rgen") == "J\u00fcrgen"


@pytest.mark.parametrize("name", ["", "  ", "a\x1b[2Jb", "a\u202eb", "x" * 101, "\ud800"])
def test_a_name_that_cannot_be_shown_is_refused(name):
    with pytest.raises(UsageError, match="visible characters"):
        coder_name(name)


def test_a_faulty_configuration_is_told_with_its_line():
    configure("theme: dark\ncoder: [Ana]\n")
    with pytest.raises(StorageError, match=r"config\.yaml:2: `coder` must be text"):
        coder_name(None)


@pytest.mark.parametrize(
    ("name", "similar"),
    [
        ("ana", ["Ana Roe"]),
        ("ana roe", ["Ana Roe"]),
        ("Anna Roe", ["Ana Roe"]),
        ("Ana Roe", []),
        ("Bo", []),
        ("Juergen: 1", ["J\u00fcrgen: 1"]),
        ("Jürgen: 2", []),
        ("J\u0075\u0308rgen: 1", []),
    ],
)
def test_another_spelling_of_a_coder_is_noticed(tmp_path, name, similar):
    for known in ("Ana Roe", "Cyril Dunn", "J\u00fcrgen: 1"):
        coder_folder(tmp_path, known).mkdir(parents=True)
    assert similar_coders(tmp_path, name) == similar


def test_where_nobody_has_coded_nobody_is_similar(tmp_path):
    assert similar_coders(tmp_path, "ana") == []


def test_who_codes_is_asked_on_a_terminal(tmp_path, monkeypatch, capsys):
    coder_folder(tmp_path, "Ana Roe").mkdir(parents=True)
    assert choose_coder(tmp_path, "ana", None) == "ana"
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda _: True})())
    answers = iter(["", "3", "x", "1", "2"])
    assert choose_coder(tmp_path, "ana", lambda _: next(answers)) == "Ana Roe"
    assert choose_coder(tmp_path, "ana", lambda _: next(answers)) == "ana"
    assert "  1  Ana Roe\n  2  ana (new)\n" in capsys.readouterr().out

    def leave(_):
        raise EOFError

    with pytest.raises(UsageError):
        choose_coder(tmp_path, "ana", leave)
