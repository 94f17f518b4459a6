"""`onrecord adjudicate`, as it is called."""

import pytest
from tests.results.agreement.projects import FEES, SHIPS, project_in, record

from onrecord.cli import main
from onrecord.cli.command import DONE, WRONG_USE


@pytest.fixture
def project(tmp_path):
    ana = [record(SHIPS, harbour="oppose"), record(FEES)]
    ben = [record(SHIPS, harbour="support"), record(FEES)]
    return project_in(tmp_path / "coverage", {("ana", "a.txt"): ana, ("ben", "a.txt"): ben})


def test_without_a_rule_it_lists_the_disagreements_and_writes_nothing(project, capsys):
    assert main(["adjudicate", str(project)]) == DONE
    said = capsys.readouterr().out
    assert f"“{SHIPS}”" in said
    assert "stance toward harbour: ana: oppose · ben: support" in said
    assert "1 open disagreement, 0 decisions made." in said
    assert "Nothing was written" in said
    assert not (project / "annotations/_adjudicated").exists()


def test_rule_settles_what_it_can_and_lists_what_is_open(project, capsys):
    assert main(["adjudicate", str(project), "--strategy", "agreed"]) == DONE
    said = capsys.readouterr().out
    assert "1 quote settled by “agreed”" in said
    assert "1 disagreement open" in said
    assert (project / "annotations/_adjudicated/a.txt.yaml").exists()
    assert main(["check", str(project)]) == DONE


def test_result_can_be_compared_and_is_not_among_the_coders(project, capsys):
    main(["adjudicate", str(project), "--strategy", "agreed"])
    capsys.readouterr()
    assert main(["agree", str(project), "--against", "_adjudicated"]) == DONE
    assert "ana – _adjudicated" in capsys.readouterr().out
    assert main(["agree", str(project)]) == DONE
    assert "_adjudicated" not in capsys.readouterr().out


def test_unknown_rule_says_which_there_are(project, capsys):
    assert main(["adjudicate", str(project), "--strategy", "most"]) == WRONG_USE
    assert "choose agreed, majority" in capsys.readouterr().err
