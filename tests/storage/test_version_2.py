"""Files of version 2 are read for ever: these were written when it was new, and are never to be changed."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import independent_reader
import pytest

from onrecord.results.check import check
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding

FILES = Path(__file__).with_name("version-2")
COVERAGE = FILES / "coverage"
EXPECTED = json.loads((FILES / "coverage.json").read_text(encoding="utf-8"))
"""What each annotation file of the folder must read as."""


def said_of(coding):
    """Return a coding as plain data, without what was added to the format since and is not in these files."""
    said = json.loads(json.dumps(asdict(coding)))
    assert said.pop("version") == 2
    expected = next(one for one in EXPECTED.values() if one["records"])
    for one, known in ((said, expected), *((record, expected["records"][0]) for record in said["records"])):
        assert not any(one.pop(key) for key in one.keys() - known.keys())
    return said


def without_comments(said):
    """Return what a reader of YAML sees."""
    records = [{key: value for key, value in record.items() if key != "comments"} for record in said["records"]]
    return {key: value for key, value in said.items() if key != "comments"} | {"records": records}


def test_a_whole_folder_is_read_as_it_was_meant():
    read = {str(path.relative_to(COVERAGE)): load_coding(COVERAGE, path) for path in annotation_files(COVERAGE)}
    assert {name: said_of(coding) for name, coding in read.items()} == EXPECTED
    assert EXPECTED["annotations/ana/harbour.txt.yaml"]["comments"] == ["# Read on Monday."]


def test_a_whole_folder_has_no_faults():
    assert [finding.message for finding in check(COVERAGE) if finding.fault] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_saving_again_changes_no_byte(name, tmp_path):
    shutil.copytree(COVERAGE, tmp_path / "coverage")
    window = AnnotationFolder(tmp_path / "coverage", EXPECTED[name]["coder"])
    window.save(window.load(EXPECTED[name]["article"]))
    assert (tmp_path / "coverage" / name).read_bytes() == (COVERAGE / name).read_bytes()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_reader_that_knows_only_the_documents_reads_the_same(name):
    said = without_comments(EXPECTED[name])
    assert independent_reader.read_annotations(COVERAGE, COVERAGE / name) == said
    text = independent_reader.article_text(COVERAGE / said["article"])
    for one in said["records"]:
        quote = one["quote"]
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert text[: quote["start"]].endswith(quote["prefix"])
        assert text[quote["end"] :].startswith(quote["suffix"])
