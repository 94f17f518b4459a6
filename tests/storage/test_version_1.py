"""Files of version 1 are read for ever: these were written when it was new, and are never to be changed."""

import ast
import hashlib
import json
import shutil
import sys
from dataclasses import asdict, replace
from pathlib import Path

import independent_reader
import pytest
from storage_samples import FULL, coding, record

from onrecord.articles.load import load_article
from onrecord.coding.record import Stance
from onrecord.results.check import check
from onrecord.storage.annotation_file import file_text, parse_coding
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding
from onrecord.storage.codebook_file import load_codebook, parse_codebook
from onrecord.storage.errors import StorageError

FILES = Path(__file__).with_name("version-1")
COVERAGE = FILES / "coverage"
EXPECTED = json.loads((FILES / "coverage.json").read_text(encoding="utf-8"))
"""What each annotation file of the folder must read as."""


def read(name):
    path = FILES / name
    return parse_coding(path.read_text(encoding="utf-8"), path)


def test_a_file_that_the_program_wrote_is_read_and_written_the_same():
    assert read("everything.yaml") == replace(FULL, version=1)
    assert file_text(replace(FULL, version=1)) == (FILES / "everything.yaml").read_text(encoding="utf-8")


def test_a_file_that_a_hand_wrote_is_read_and_loses_nothing():
    coding = read("by-hand.yaml")
    first, second = coding.records
    assert (first.quote.exact, first.actor) == ("1984", "50")
    assert (second.quote.exact, second.quote.prefix) == ("a b\nc", "folded words")
    assert second.stances == (
        Stance("harbour", "no", strong=False, when=""),
        Stance("fees", "oppose", strong=True, when="2026-11-22T09:30:00Z"),
    )
    assert second.extra == {"confidence": "0.5"}
    assert coding.extra == {"article": {"section": "local"}}
    assert parse_coding(file_text(coding), FILES) == coding


def test_a_codebook_is_read():
    path = FILES / "codebook.yaml"
    codebook = parse_codebook(path.read_text(encoding="utf-8"), path)
    assert [label.name for label in codebook.labels] == ["support", "oppose"]
    assert codebook.target("the docks").name == "harbour"
    assert codebook.target("fees").retired


def said_of(coding):
    """Return a coding as plain data, without its comments, of which there are none, and its version."""
    said = json.loads(json.dumps(asdict(coding)))
    assert [one.pop("comments") for one in (said, *said["records"])] == [[]] * (1 + len(coding.records))
    assert [one.pop("co_actors") for one in said["records"]] == [[]] * len(coding.records)
    del said["version"]
    return said


def test_a_whole_folder_is_read_as_it_was_meant():
    read = {str(path.relative_to(COVERAGE)): parse(path) for path in annotation_files(COVERAGE)}
    assert {coding.version for coding in read.values()} == {1}
    assert {name: said_of(coding) for name, coding in read.items()} == EXPECTED


def parse(path):
    return parse_coding(path.read_text(encoding="utf-8"), path)


def test_a_whole_folder_is_lifted_when_it_is_read():
    for path in annotation_files(COVERAGE):
        before, upgraded = parse(path), load_coding(COVERAGE, path)
        text = load_article(COVERAGE / upgraded.article, upgraded.article).text
        assert upgraded.version == 2
        assert upgraded.sha256 == hashlib.sha256(text.encode()).hexdigest()
        for old, new in zip(before.records, upgraded.records, strict=True):
            assert text[new.quote.start : new.quote.end] == new.quote.exact == old.quote.exact.replace("\r\n", "\n")
            assert text[: new.quote.start].endswith(new.quote.prefix)
            assert text[new.quote.end :].startswith(new.quote.suffix)
            assert replace(new, quote=old.quote, found=old.found) == old
            if old.found is not None:
                assert new.found.end - new.found.start <= old.found.end - old.found.start


def test_a_whole_folder_has_no_faults():
    assert [finding.message for finding in check(COVERAGE)] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_saving_again_lifts_the_file_and_changes_nothing_else(name, tmp_path):
    project = tmp_path / "coverage"
    shutil.copytree(COVERAGE, project)
    saved = EXPECTED[name]
    window = AnnotationFolder(project, saved["coder"])
    upgraded = window.load(saved["article"])
    window.save(upgraded)
    text = (project / name).read_text(encoding="utf-8")
    assert parse_coding(text, project / name) == upgraded
    if b"\r" not in (project / saved["article"]).read_bytes():
        assert text == (COVERAGE / name).read_text(encoding="utf-8").replace("version: 1", "version: 2", 1)
    assert independent_reader.read_annotations(project, project / name) == said_of(upgraded)
    window.save(upgraded)
    assert (project / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", EXPECTED)
def test_a_reader_that_knows_only_the_documents_reads_the_same(name):
    assert independent_reader.read_annotations(COVERAGE, COVERAGE / name) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_offsets_and_ids_are_what_the_documents_say(name):
    said = EXPECTED[name]
    text = independent_reader.article_text(COVERAGE / said["article"], version=1)
    feeds = independent_reader.article_text(COVERAGE / said["article"])
    assert feeds == load_article(COVERAGE / said["article"], said["article"]).text
    for one in said["records"]:
        quote = one["quote"]
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert text[: quote["start"]].endswith(quote["prefix"])
        assert text[quote["end"] :].startswith(quote["suffix"])
        assert independent_reader.quote_id(said["article"], one) == one["id"]


def test_who_speaks_in_a_later_part_is_said_by_the_first():
    records = EXPECTED["annotations/ana/harbour.txt.yaml"]["records"]
    (later,) = (record for record in records if record["joined_to"])
    head = independent_reader.head_of(later, records)
    assert (head["actor"], [stance["stance"] for stance in head["stances"]]) == ("Mara Ilves", ["oppose", "none"])


def test_the_codebook_reads_the_same_by_the_documents():
    said = independent_reader.read_document(COVERAGE / "codebook.yaml", "codebook.schema.json")
    codebook = load_codebook(COVERAGE)
    assert [label["name"] for label in said["labels"]] == [label.name for label in codebook.labels]
    assert [float(label["scale"]) for label in said["labels"] if "scale" in label] == [
        label.scale for label in codebook.labels if label.scale is not None
    ]
    for target in said["targets"]:
        for name in (target["name"], *target.get("aliases", [])):
            assert codebook.target(name).name == target["name"]
    assert [actor["name"] for actor in said["actors"]] == [actor.name for actor in codebook.actors]


def test_the_independent_reader_is_independent():
    tree = ast.parse(Path(independent_reader.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported - sys.stdlib_module_names == {"yaml", "jsonschema"}


NEWER = "format: onrecord-annotations\nversion: 3\nlayers:\n  - of: something else\n...\n"


def test_a_newer_version_is_refused_and_left_alone(tmp_path):
    shutil.copytree(COVERAGE, tmp_path / "coverage")
    window = AnnotationFolder(tmp_path / "coverage", "ana")
    path = window.path("harbour.txt")
    path.write_text(NEWER)
    for act in (
        lambda: window.load("harbour.txt"),
        lambda: window.load("harbour.txt", unended=True),
        lambda: window.save(coding(record(0), coder="ana")),
    ):
        with pytest.raises(StorageError, match="written by a newer onrecord"):
            act()
    assert any("newer onrecord" in finding.message for finding in check(tmp_path / "coverage", mend=True))
    assert path.read_text() == NEWER
    with pytest.raises(independent_reader.RefusedError, match="newer"):
        independent_reader.read_annotations(tmp_path / "coverage", path)


def test_a_newer_codebook_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text("format: onrecord-codebook\nversion: 2\n")
    with pytest.raises(StorageError, match="written by a newer onrecord"):
        load_codebook(tmp_path)
    assert path.read_text().endswith("version: 2\n")
