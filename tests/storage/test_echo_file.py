"""A coder's decisions on echoes on disk: never lost, never taken for an article's coding, merged without asking."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from onrecord.coding.echo_decisions import DecidedQuote, EchoDecision, EchoVerdict, QuoteRef
from onrecord.results.check import check
from onrecord.storage.annotation_file import EndMarkError
from onrecord.storage.annotations import annotation_files, annotation_path
from onrecord.storage.echo_file import EchoFile, decisions_text, parse_decisions
from onrecord.storage.errors import StorageError
from onrecord.storage.merge_files import merge_versions
from onrecord.storage.moved_articles import move_coding, rename_coder

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = Draft202012Validator(json.loads((DOCS / "echoes.schema.json").read_text(encoding="utf-8")))


def quote(article: str, start: int = 3) -> DecidedQuote:
    return DecidedQuote(QuoteRef(article, start, start + 9), f"“{article}”: no \u0085 end")


def decision(one: str, other: str, verdict: EchoVerdict = EchoVerdict.SAME, hour: int = 9) -> EchoDecision:
    return EchoDecision(quote(one), quote(other), verdict, f"2026-11-26T{hour:02}:30:00Z")


AB, AC, BC = decision("a.txt", "b.txt"), decision("a.txt", "c.txt"), decision("b.txt", "c.txt")


def test_what_is_saved_is_read_again_and_follows_the_schema(tmp_path: Path) -> None:
    EchoFile(tmp_path, "Ana Roe").save([BC, AB])
    again = EchoFile(tmp_path, "Ana Roe")
    assert again.load() == (AB, BC)
    SCHEMA.validate(yaml.safe_load(again.path.read_text(encoding="utf-8")))


def test_the_example_of_the_documentation_is_read_and_written_the_same() -> None:
    page = (DOCS / "file-format.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    example = next(block for block in blocks if block.startswith("format: onrecord-echoes"))
    assert decisions_text("ana", parse_decisions(example, Path("echoes.yaml"))) == example
    SCHEMA.validate(yaml.safe_load(example))


def test_another_windows_decisions_are_taken_in(tmp_path: Path) -> None:
    mine, theirs = EchoFile(tmp_path, "ana"), EchoFile(tmp_path, "ana")
    mine.load()
    theirs.load()
    mine.save([AB])
    assert theirs.save([BC]) == (AB, BC)
    assert mine.save([AB, AC]) == (AB, AC, BC)
    assert mine.save([AC, BC]) == (AC, BC)
    assert theirs.load() == (AC, BC)


def test_it_is_not_taken_for_an_articles_coding(tmp_path: Path) -> None:
    file = EchoFile(tmp_path, "ana")
    file.save([AB])
    assert list(annotation_files(tmp_path)) == []
    assert annotation_path(tmp_path, "ana", "echoes") != file.path
    assert annotation_path(tmp_path, "ana", "week/echoes").name == "echoes.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("verdict: same", "verdict: perhaps", "which is none of same, different"),
        ("start: 3", "start: -3", "a whole number"),
        ("version: 1", "version: 2", "newer onrecord"),
        ('when: "2026', 'when: "26', "a moment in UTC"),
        ("onrecord-echoes", "onrecord-annotations", "another kind of file"),
    ],
)
def test_a_faulty_file_is_named_and_not_overwritten(tmp_path: Path, old: str, new: str, says: str) -> None:
    file = EchoFile(tmp_path, "ana")
    file.save([AB])
    file.path.write_text(file.path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    before = file.path.read_bytes()
    for attempt in (file.load, lambda: file.save([AC])):
        with pytest.raises(StorageError, match=says) as raised:
            attempt()
        assert str(file.path) in str(raised.value)
    assert file.path.read_bytes() == before


def test_check_names_a_faulty_file(tmp_path: Path) -> None:
    file = EchoFile(tmp_path, "ana")
    file.save([AB])
    assert list(check(tmp_path)) == []
    file.path.write_text(file.path.read_text(encoding="utf-8").replace("same", "perhaps"), encoding="utf-8")
    (finding,) = check(tmp_path)
    assert finding.message.startswith(f"{file.path}:")


def test_a_file_that_may_be_cut_off_is_not_read(tmp_path: Path) -> None:
    file = EchoFile(tmp_path, "ana")
    file.save([AB])
    file.path.write_text(file.path.read_text(encoding="utf-8").removesuffix("...\n"), encoding="utf-8")
    with pytest.raises(EndMarkError):
        file.load()


def test_the_merge_driver_takes_what_either_side_decided(tmp_path: Path) -> None:
    later = decision("a.txt", "c.txt", EchoVerdict.DIFFERENT, 11)
    files = []
    for name, decisions in (("base", [AB, AC]), ("ours", [AB, BC]), ("theirs", [AB, later])):
        files.append(tmp_path / name)
        files[-1].write_text(decisions_text("ana", decisions), encoding="utf-8")
    name = Path("annotations/ana/echoes.yaml")
    assert merge_versions(*files, name) is None
    assert parse_decisions(files[1].read_text(encoding="utf-8"), name) == (AB, later, BC)
    command = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())", "merge"]
    assert subprocess.run([*command, *map(str, files), str(name)], check=False).returncode == 0


def test_decisions_go_along_with_a_renamed_article_and_coder(tmp_path: Path) -> None:
    EchoFile(tmp_path, "ana").save([AB, BC])
    EchoFile(tmp_path, "ana roe").save([decision("a.txt", "b.txt", EchoVerdict.DIFFERENT, 12)])
    move_coding(tmp_path, "b.txt", "z.txt")
    moved = EchoFile(tmp_path, "ana").load()
    assert [[side.article for side in each.pair] for each in moved] == [["a.txt", "z.txt"], ["c.txt", "z.txt"]]
    rename_coder(tmp_path, "ana", "ana roe")
    assert not EchoFile(tmp_path, "ana").path.exists()
    kept = EchoFile(tmp_path, "ana roe").load()
    assert [each.verdict.value for each in kept] == ["different", "same"]
