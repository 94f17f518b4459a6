"""Several windows at once, in short; `make test-windows` lets eight make a thousand edits each."""

import os

import pytest
from outcomes import Outcomes
from windows import ACCOUNTS, OWN_STATE, STATE, open_folder, run


@pytest.mark.parametrize("how", [STATE, OWN_STATE, ACCOUNTS])
def test_no_edit_of_several_processes_is_lost(how):
    if how == ACCOUNTS and os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    outcomes = Outcomes("edits")
    with open_folder() as folder:
        run(folder / "coverage", 3, 12, outcomes, how)
    assert outcomes.bad == []
    assert outcomes.count("edits kept") == 36
