"""`onrecord echoes` in all its formats."""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["echoes", *words])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_jsonl_has_a_group_a_line_with_its_members(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(seeds), "--format", "jsonl")
    groups = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [group["status"] for group in groups] == ["echo"] * 5 + ["possible"]
    for group in groups:
        assert set(group) == {"id", "status", "actor", "why", "members"}
        for member in group["members"]:
            text = (seeds / member["article"]).read_text(encoding="utf-8")
            assert text[member["start"] : member["end"]] == member["text"]


def test_csv_has_a_row_a_member(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, str(seeds), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 12
    cut = [row for row in rows if row["lost"] == "negation" and row["status"] == "echo"]
    assert [(row["actor"], row["difference"]) for row in cut] == [
        ("Wendy Sherman", "9 words cut at the end (negation)")
    ]


def test_the_table_shows_versions_below_each_other(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, str(seeds))
    block = next(block for block in out.split("\n\n") if "Wendy Sherman" in block)
    assert block.splitlines()[0].startswith("echo · Wendy Sherman · 20 words in a row; same actor")
    assert "9 words cut at the end (negation)" in block


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_profile_in_every_format(form: str, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(seeds), "--profile", "--format", form)
    assert code == 0
    assert "themoscowtimes.com" in out
    assert "negation" in out


def test_a_faulty_row_is_said_and_the_rest_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "many.jsonl"
    text = "“We will not build the harbour wall this year,” Ada Berg said in Tidewater on Monday."
    rows = [{"id": f"{outlet}_2022-03-18", "text": text} for outlet in ("post", "mail")]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{\n", encoding="utf-8")
    code, out, err = run(capsys, str(file), "--format", "jsonl")
    assert code == 1
    assert "line 3" in err
    (group,) = map(json.loads, out.splitlines())
    assert [member["outlet"] for member in group["members"]] == ["post", "mail"]


def test_without_two_articles_there_is_nothing_to_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“We shall see,” said Ada Berg.\n")
    assert run(capsys, str(tmp_path)) == (0, "", "")


def test_jobs_below_one_are_wrong_use(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(seeds), "--jobs", "0")
    assert code == 2
    assert "--jobs 0" in err
