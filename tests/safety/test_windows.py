"""Several windows at once, in short; `make test-windows` lets eight make a thousand edits each."""

from outcomes import Outcomes
from windows import run


def test_no_edit_of_several_processes_is_lost(tmp_path):
    project = tmp_path / "coverage"
    project.mkdir()
    outcomes = Outcomes("edits")
    run(project, 3, 12, outcomes)
    assert outcomes.bad == []
    assert outcomes.count("edits kept") == 36
