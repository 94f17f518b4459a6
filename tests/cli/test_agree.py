"""`onrecord agree`, as it is called."""

import csv
import io
import json

import pytest
from tests.results.agreement.projects import GIFT, HARBOUR, SHIPS, project_in, record

from onrecord.cli import main
from onrecord.cli.command import DONE, FAULTY_DATA, WRONG_USE


@pytest.fixture
def project(tmp_path):
    codings = {}
    for number in range(6):
        article = f"a{number}.txt"
        codings["ana", article] = [record(SHIPS, harbour="oppose"), record(HARBOUR, harbour="support")]
        codings["ben", article] = [record(SHIPS, harbour="oppose"), record(HARBOUR, harbour="mixed")]
    codings["ben", "a0.txt"] = [record(SHIPS, harbour="support", actor="=1+1"), record(GIFT)]
    return project_in(tmp_path, codings)


def test_table_has_figures_intervals_and_a_paragraph(project, capsys):
    assert main(["agree", str(project)]) == DONE
    text = capsys.readouterr().out
    assert "stance: 11 units, 22 values, 0 missing" in text
    assert "Krippendorff's alpha" in text
    assert "below .667" in text
    assert "more units that two coders code" in text
    assert "from 1,000 bootstrap samples of articles (seed 1)" in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100


def test_jsonl_is_an_object_a_line_and_the_same_at_every_call(project, capsys):
    outputs = []
    for _ in range(2):
        assert main(["agree", str(project), "--format", "jsonl"]) == DONE
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    lines = [json.loads(line) for line in outputs[0].splitlines()]
    stance = next(line for line in lines if line["about"] == "variable" and line["variable"] == "stance")
    assert stance["units"] == 11
    assert stance["alpha"]["low"] <= stance["alpha"]["value"] <= stance["alpha"]["high"]
    assert {line["about"] for line in lines} == {
        "project", "coder", "quotes", "variable", "pair", "label", "article",
    }  # fmt: skip


def test_csv_has_a_row_a_unit_and_says_what_counted(project, tmp_path):
    file = tmp_path / "units.csv"
    assert main(["agree", str(project), "--format", "csv", "-o", str(file)]) == DONE
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    stances = [row for row in rows if row["variable"] == "stance"]
    assert sum(row["counted"] == "true" for row in stances) == 11
    (alone,) = [row for row in stances if row["counted"] == "false"]
    assert (alone["ana"], alone["ben"], alone["why"]) == ("support", "[not judged yet]", "one coder only")
    assert {row["ben"] for row in rows if row["variable"] == "actor"} >= {"'=1+1"}


def test_csv_gives_the_figures_again(project, tmp_path, capsys):
    main(["agree", str(project), "--format", "csv"])
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"), newline=""))
    counted = [row for row in rows if row["variable"] == "stance" and row["counted"] == "true"]
    main(["agree", str(project), "--format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    stance = next(line for line in lines if line["about"] == "variable" and line["variable"] == "stance")
    assert stance["percent"]["value"] == sum(row["ana"] == row["ben"] for row in counted) / len(counted)


def test_names_can_be_left_out(project, capsys):
    for form in ("table", "jsonl", "csv"):
        assert main(["agree", str(project), "--anonymous", "--format", form]) == DONE
        assert not {"ana", "ben"} & set(capsys.readouterr().out.replace(",", " ").replace('"', " ").split())


def test_faults_are_named_and_the_rest_is_compared(project, capsys):
    (project / "annotations/ana/a1.txt.yaml").write_text("format: onrecord-annotations\n")
    assert main(["agree", str(project)]) == FAULTY_DATA
    said = capsys.readouterr()
    assert "a1.txt.yaml" in said.err
    assert "stance: 9 units" in said.out


@pytest.mark.parametrize(
    ("options", "message"),
    [(["--coders", "ana,dora"], "dora has coded nothing"), (["--since", "yesterday"], "give a day such as")],
)
def test_wrong_use_says_what_to_do(project, capsys, options, message):
    assert main(["agree", str(project), *options]) == WRONG_USE
    assert message in capsys.readouterr().err
