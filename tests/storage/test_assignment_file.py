"""The file that says who codes what."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.assignment import Assignment, assign
from onrecord.storage.assignment_file import assignment_text, load_assignment, save_assignment
from onrecord.storage.errors import StorageError

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/assignment.schema.json").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
MADE = assign(["a.txt", "sub/b.md", "c"], ["ana", "Ben Ö"], 50, 3)


def test_assignment_comes_back_as_it_was(tmp_path):
    assert load_assignment(tmp_path) is None
    assert save_assignment(tmp_path, MADE) == tmp_path / "assignment.yaml"
    assert load_assignment(tmp_path) == MADE


@given(st.dictionaries(TEXT, st.lists(TEXT).map(tuple)))
def test_any_yaml_reader_reads_the_names_and_the_schema_fits(lists):
    said = yaml.safe_load(assignment_text(Assignment(1, 20, lists)))
    assert {coder["name"]: tuple(coder["articles"]) for coder in said["coders"]} == lists
    jsonschema.validate(said, SCHEMA)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("overlap: 50", "overlap: 500"), "from 0 to 100"),
        (("version: 1", "version: 2"), "newer onrecord"),
        (("Ben Ö", "ana"), "twice"),
        (("seed: 3", "seed: x"), "whole number"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path, change, problem):
    (tmp_path / "assignment.yaml").write_text(assignment_text(MADE).replace(*change), encoding="utf-8")
    with pytest.raises(StorageError, match=problem) as raised:
        load_assignment(tmp_path)
    assert raised.value.line
