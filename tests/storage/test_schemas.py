import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from storage_samples import FULL, codings

from onrecord.coding.codebook import default_codebook
from onrecord.storage.annotation_file import coding_text, parse_coding, record_text
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.codebook_file import STARTER, load_codebook, parse_codebook

DOCS = Path(__file__).resolve().parents[2] / "docs"


def validator(name):
    schema = json.loads((DOCS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


ANNOTATION, CODEBOOK = validator("annotation.schema.json"), validator("codebook.schema.json")


def example(page, format):
    blocks = re.findall(
        r"^```yaml\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return next(block for block in blocks if block.startswith(f"format: {format}\n"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codings)
def test_files_as_saved_follow_the_schema(tmp_path, coding):
    window = AnnotationFolder(tmp_path, "Ana")
    window.load(coding.article)
    window.save(coding)
    ANNOTATION.validate(yaml.safe_load(window.path(coding.article).read_text(encoding="utf-8")))
    window.path(coding.article).unlink()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("version: 2", "version: 3"),
        ("verdict: accepted", "verdict: perhaps"),
        ("verdict: accepted", ""),
        ("kind: direct", "kind: spoken"),
        ("start: 10", "start: -1"),
        ("strong: true", "strong: 1"),
        ('exact: "words at 10"', ""),
        ('when: "2026-11-22T09:30:00Z"', 'when: "yesterday"'),
        ('coder: "Ana"', 'coder: ""'),
        ("flag: true", "flag: null"),
    ],
)
def test_the_schema_refuses_what_is_wrong(line, wrong):
    content = coding_text(FULL, map(record_text, FULL.records))
    assert ANNOTATION.is_valid(yaml.safe_load(content))
    assert line in content
    assert not ANNOTATION.is_valid(yaml.safe_load(content.replace(line, wrong, 1)))


def test_the_codebooks_follow_the_schema(seeds):
    documented = example("codebook.md", "onrecord-codebook")
    for text in (
        (seeds / "codebook.yaml").read_text(encoding="utf-8"),
        STARTER.read_text(encoding="utf-8"),
        documented,
    ):
        CODEBOOK.validate(yaml.safe_load(text))
    assert not CODEBOOK.is_valid({"format": "onrecord-codebook", "version": 1, "labels": [{"name": "x"}] * 10})
    assert not CODEBOOK.is_valid({"format": "onrecord-codebook", "version": 1, "targets": [{"definition": "x"}]})


def test_the_documented_labels_are_the_default_ones():
    documented = parse_codebook(example("codebook.md", "onrecord-codebook"), Path("codebook.md")).labels
    assert [(label.name, label.definition, label.scale) for label in documented] == [
        (label.name, label.definition, label.scale) for label in default_codebook().labels
    ]


def test_the_documented_file_is_as_the_program_writes_it_of_the_sample(seeds):
    content = example("file-format.md", "onrecord-annotations")
    ANNOTATION.validate(yaml.safe_load(content))
    coding = parse_coding(content, Path("file-format.md"))
    assert coding_text(coding, map(record_text, coding.records)) == content
    text = (seeds / coding.article).read_bytes().decode()
    targets = load_codebook(seeds)
    for record in coding.records:
        assert text[record.quote.start : record.quote.end] == record.quote.exact
        assert all(targets.target(stance.target) for stance in record.stances)
