"""Some mutants of what saves and recovers, in short; `make test-mutants` tries all of them."""

import pytest
from mutants import PROJECT, SHORT, all_mutants, changed, try_mutant

MUTANTS = all_mutants()


def test_every_mutant_changes_a_line_of_the_program_as_it_is():
    for mutant in MUTANTS:
        text = (PROJECT / "tui/onrecord" / mutant.file).read_text(encoding="utf-8")
        compile(changed(text, mutant), mutant.file, "exec")
    assert len(MUTANTS) >= 60
    assert len({(mutant.file, mutant.line, mutant.instead) for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.slow
@pytest.mark.parametrize("position", SHORT)
def test_a_test_fails_where_a_step_is_wrong(position):
    caught, by = try_mutant(MUTANTS[position])
    assert caught, str(MUTANTS[position])
    assert by
