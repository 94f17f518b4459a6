import csv
import io
import json
import re
from dataclasses import astuple, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Stance, Verdict
from onrecord.errors import UsageError
from onrecord.results.export import COLUMNS, FORMATS, export, write_csv, write_jsonl
from onrecord.results.rows import Row, rows
from onrecord.storage.annotations import AnnotationFolder

WHEN = "2026-11-22T09:30:00Z"
ARTICLE = """---
title: The harbour vote
outlet: The Coast Post
date: 2026-03-01
url: https://example.org/harbour
---
"No more ships," Mara Ilves said.
"""
WORDS = "No more ships,"
START = ARTICLE.index(WORDS)
QUOTE = Anchor(START, START + len(WORDS), WORDS, "", "")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(
        "format: onrecord-codebook\nversion: 1\ntargets:\n  - name: harbour\n    aliases: [port]\n  - name: fees\n"
    )
    record = Record(
        id="q1",
        quote=QUOTE,
        verdict=Verdict.ACCEPTED,
        kind=Kind.DIRECT,
        actor="Mara Ilves",
        via="Coast Agency",
        addressee="the council",
        co_actors=("Bo Lind", "Cy Dunn"),
        stances=(Stance("port", "oppose", True, WHEN), Stance("taxes", "none", False, WHEN)),
        note="loud",
        flag=True,
    )
    plain = Record(id="q2", quote=Anchor(3, 4, "x", "", ""), verdict=Verdict.REJECTED)
    AnnotationFolder(tmp_path, "ana").save(ArticleCoding("a.md", "0" * 64, "kept title", "ana", (record,)))
    AnnotationFolder(tmp_path, "bo").save(ArticleCoding("gone.txt", "0" * 64, "kept title", "bo", (plain,)))
    return tmp_path


def test_one_row_a_coder_quote_and_target(project):
    told = []
    first, second, third = rows(project, told.append)
    assert [re.search(r"[\w.]+\.yaml", str(fault))[0] for fault in told] == ["gone.txt.yaml"]
    assert first == Row(
        article="a.md",
        id=None,
        title="The harbour vote",
        outlet="The Coast Post",
        date="2026-03-01",
        url="https://example.org/harbour",
        coder="ana",
        quote="q1",
        start=QUOTE.start,
        end=QUOTE.end,
        exact=WORDS,
        place="as coded",
        kind="direct",
        verdict="accepted",
        actor="Mara Ilves",
        via="Coast Agency",
        addressee="the council",
        co_actors="Bo Lind; Cy Dunn",
        target="harbour",
        stance="oppose",
        strong=True,
        when=WHEN,
        note="loud",
        flag=True,
        joined_to=None,
    )
    assert (second.quote, second.target, second.stance, second.strong) == ("q1", "taxes", "none", False)
    assert (third.coder, third.title, third.outlet, third.place) == ("bo", "kept title", None, None)
    assert (third.verdict, third.target, third.stance, third.strong, third.when) == (
        "rejected",
        None,
        None,
        None,
        None,
    )


def test_what_cannot_be_read_is_reported_and_the_rest_exported(project):
    (project / "annotations/ana/a.md.yaml").write_text("format: onrecord-annotations\n")
    (project / "codebook.yaml").write_text("[")
    stream = io.BytesIO()
    faults = export(project, "jsonl", stream)
    assert [re.search(r"[\w.]+\.yaml", str(fault))[0] for fault in faults] == [
        "codebook.yaml",
        "a.md.yaml",
        "gone.txt.yaml",
    ]
    assert [json.loads(line)["coder"] for line in stream.getvalue().splitlines()] == ["bo"]


def test_a_project_without_annotations_gives_the_heading_only(tmp_path):
    stream = io.BytesIO()
    assert export(tmp_path, "csv", stream) == ()
    assert stream.getvalue().decode() == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_a_record_a_row(project, format):
    stream = io.BytesIO()
    assert len(export(project, format, stream)) == 1
    assert stream.getvalue().count(b"\n") == 3 + (format == "csv")
    assert not stream.closed


def test_an_unknown_format_is_wrong_use(tmp_path):
    with pytest.raises(UsageError, match="csv, jsonl"):
        export(tmp_path, "xlsx", io.BytesIO())


def row(**changes):
    empty = dict.fromkeys(COLUMNS) | {"article": "a.md", "title": "", "coder": "ana", "quote": "q1", "exact": ""}
    return Row(**(empty | {"start": 0, "end": 0, "note": "", "flag": False} | changes))


def csv_cells(*table):
    stream = io.BytesIO()
    write_csv(table, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def without_guard(cell):
    """Take away the sign that keeps a spreadsheet from touching the text, as the documentation says."""
    guarded = r"''*([ \t\n\r\f\v]*[=+\-@＝＋－＠\t\r\n]|[ \t\n\r\f\v]*[0-9][0-9 \t\n\r\f\v.,:/eE%+-]*\Z)"
    return cell[1:] if re.match(guarded, cell) else cell


@given(st.text(), st.text(alphabet="'=+-@ \t\r\n\"09/e,;＝x"))
def test_csv_gives_back_every_text_and_starts_no_formula(exact, note):
    (cells,) = csv_cells(row(exact=exact, note=note))
    assert without_guard(cells["exact"]) == exact
    assert without_guard(cells["note"]) == note
    for cell in (cells["exact"], cells["note"]):
        assert cell.lstrip(" \t\r\n")[:1] not in {*"=+-@＝＋－＠"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\nx",
        " =1",
        "＝1",
        "'=1",
        "007",
        "1/2",
        "3-4",
        "1e5",
        "10 000",
    ],
)
def test_what_a_spreadsheet_would_run_or_change_is_guarded(text):
    assert csv_cells(row(note=text))[0]["note"] == f"'{text}"


@pytest.mark.parametrize("text", ["'tis", "24 ships", "a=b", "“1”", "Ana", "", "3rd", "’"])
def test_other_text_is_left_as_it_is(text):
    assert csv_cells(row(note=text))[0]["note"] == text


def test_csv_writes_dates_numbers_and_truth_plainly():
    (cells,) = csv_cells(row(date="2026-03-01", when=WHEN, start=5, strong=False, flag=True))
    assert [cells[name] for name in ("date", "when", "start", "strong", "flag", "actor")] == [
        "2026-03-01",
        WHEN,
        "5",
        "false",
        "true",
        "",
    ]


@given(st.text(), st.text())
def test_jsonl_gives_back_every_row_exactly_a_line_each(exact, note):
    table = [row(exact=exact, note=note, actor=None, strong=True), row()]
    stream = io.BytesIO()
    write_jsonl(table, stream)
    lines = stream.getvalue().decode().splitlines()
    assert [tuple(json.loads(line).values()) for line in lines] == [astuple(one)[:-1] for one in table]
    assert list(json.loads(lines[0])) == [field.name for field in fields(Row)][:-1] == [*COLUMNS]


@pytest.mark.parametrize("date", ["=HYPERLINK(1)", "2026", "3/4", "03-01-2026", "12 March 2026"])
def test_only_a_real_date_is_left_alone(date):
    said = csv_cells(row(date=date))[0]["date"]
    assert said == (date if date == "12 March 2026" else f"'{date}")


def test_a_changed_article_exports_the_new_places_and_says_so(project, capsys):
    (project / "a.md").write_text(ARTICLE.replace('"No', 'The council met on Monday.\n\n"No'), encoding="utf-8")
    told = []
    first, *_ = rows(project, told.append)
    text = (project / "a.md").read_text()
    assert (first.place, text[first.start : first.end]) == ("moved", WORDS)
    assert "a.md.yaml: its article has changed since it was coded: of 1 quotes 1 moved" in str(told[0])
    (project / "a.md").write_text(ARTICLE[: ARTICLE.index('"No')] + "Nothing was said.", encoding="utf-8")
    told.clear()
    first, *_ = rows(project, told.append)
    assert (first.place, first.start, first.exact) == ("gone", START, WORDS)
    assert "of 1 quotes 1 gone" in str(told[0])
    assert main(["export", str(project)]) == 1
    assert "has changed since it was coded" in capsys.readouterr().err


def test_the_id_and_the_own_columns_of_a_table_come_out_again(tmp_path):
    (tmp_path / "w.csv").write_text('id,text,section,title\n007,"“No,” she said.",=local,One\n', encoding="utf-8")
    (tmp_path / "v.jsonl").write_text('{"id": "a/b", "text": "“No,” she said.", "page": 3, "more": [1]}\n')
    one = Record("q1", Anchor(1, 4, "No,", "", ""), Verdict.ACCEPTED, Kind.DIRECT)
    for article in ("w.csv/007", "v.jsonl/a%2Fb"):
        AnnotationFolder(tmp_path, "ana").save(ArticleCoding(article, "0" * 64, "", "ana", (one,)))
    stream = io.BytesIO()
    assert export(tmp_path, "jsonl", stream) == ()
    lines, table = map(json.loads, stream.getvalue().splitlines())
    assert (lines["id"], lines["source_page"]) == ("a/b", "3")
    assert (table["id"], table["source_section"]) == ("007", "=local")
    stream = io.BytesIO()
    export(tmp_path, "csv", stream)
    cells = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert [(one["id"], one["source_page"], one["source_section"]) for one in cells] == [
        ("a/b", "'3", ""),
        ("'007", "", "'=local"),
    ]


def test_names_that_programs_read_as_nothing_are_warned_of(project, capsys):
    window = AnnotationFolder(project, "ana")
    coding = window.load("a.md")
    named = (replace(coding.records[0], actor="None", via="NA"), replace(coding.records[0], id="q9", actor="None"))
    window.save(replace(coding, records=named))
    told = []
    export(project, "csv", io.BytesIO(), told.append)
    assert [message.split(":")[0] for message in told] == ["actor “None”", "via “NA”"]
