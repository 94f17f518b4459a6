"""Files of version 1 are read for ever: these were written when it was new, and are never to be changed."""

from pathlib import Path

from storage_samples import FULL

from onrecord.coding.record import Stance
from onrecord.storage.annotation_file import file_text, parse_coding
from onrecord.storage.codebook_file import parse_codebook

FILES = Path(__file__).with_name("version-1")


def read(name):
    path = FILES / name
    return parse_coding(path.read_text(encoding="utf-8"), path)


def test_a_file_that_the_program_wrote_is_read_and_written_the_same():
    assert read("everything.yaml") == FULL
    assert file_text(FULL) == (FILES / "everything.yaml").read_text(encoding="utf-8")


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
