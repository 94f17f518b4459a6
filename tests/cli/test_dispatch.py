"""Which command is run, and what wrong use gets."""

import pytest

from onrecord.cli import main
from onrecord.cli.command import DONE, FAULTY_DATA, WRONG_USE
from onrecord.cli.table import COMMANDS


@pytest.mark.parametrize(
    ("typed", "meant"), [("quots", "quotes"), ("exprot", "export"), ("Check", "check"), ("server", "serve")]
)
def test_a_mistyped_command_suggests_the_right_one(typed, meant, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([typed, "coverage"]) == WRONG_USE
    assert capsys.readouterr().err == (
        f"onrecord: {typed}: there is no such command, file or folder. Did you mean “onrecord {meant}”?\n"
    )


@pytest.mark.parametrize("typed", ["quots", "weather"])
def test_a_folder_and_a_word_unlike_any_command_suggest_nothing(typed, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quots").mkdir()
    assert main([typed]) == WRONG_USE
    assert "needs a terminal" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == DONE
    shown = capsys.readouterr().out
    assert COMMANDS[name].example in shown
    assert shown.startswith(f"usage: onrecord {name}")


def test_the_general_help_lists_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if f"onrecord {name} " not in shown] == []


def test_a_missing_folder_is_wrong_use(capsys, tmp_path):
    for name in ("check", "coder", "export"):
        assert main([name, str(tmp_path / "gone")]) == WRONG_USE
        assert "there is no such folder" in capsys.readouterr().err


def test_ctrl_c_and_a_closed_pipe_end_a_command_quietly(monkeypatch, tmp_path, capsys):
    def interrupted(_options):
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "init", COMMANDS["init"]._replace(run=interrupted))
    assert main(["init", str(tmp_path)]) == 130
    assert capsys.readouterr().err == ""


def test_faulty_data_is_not_wrong_use(tmp_path, capsys):
    (tmp_path / "codebook.yaml").write_text("labels: [", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == FAULTY_DATA
