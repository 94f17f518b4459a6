"""`onrecord import-coder`: what is placed, what is listed, and that nobody's coding is touched."""

import io
import json

import pytest
from tests.results.agreement.projects import GIFT, HARBOUR, SHIPS, TEXT, project_in, record

from onrecord.cli import main
from onrecord.cli.command import DONE, FAULTY_DATA, WRONG_USE
from onrecord.coding.record import Verdict
from onrecord.results.agreement.codings import Selection
from onrecord.results.agreement.comparison import agreement
from onrecord.results.export import export
from onrecord.storage.annotations import annotation_files, load_coding


@pytest.fixture
def project(tmp_path):
    records = [
        record(SHIPS, harbour="oppose!", fees="none"),
        record(GIFT, verdict=Verdict.REJECTED),
        record(HARBOUR),
    ]
    return project_in(tmp_path / "coverage", {("ana", "a.txt"): records, ("ana", "b.txt"): [record(HARBOUR)]})


def coded(project, coder):
    found = (load_coding(project, path) for path in annotation_files(project, coder))
    return {coding.article: coding for coding in found}


def call(project, *lines, name="model"):
    file = project.parent / "codings.jsonl"
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return main(["import-coder", name, str(file), "--project", str(project)])


def row(words=SHIPS, **more):
    return {"article": "a.txt", "start": TEXT.index(words), "exact": words, "actor": "Mara Ilves"} | more


def test_what_was_exported_comes_back_as_another_coder(project, capsys):
    stream = io.BytesIO()
    export(project, "jsonl", stream)
    assert call(project, *stream.getvalue().decode().splitlines()) == DONE
    assert "4 quotes with 2 stances taken over into 2 files" in capsys.readouterr().out
    made = agreement(project, Selection(coders=("ana", "model")))
    assert all(each.overall.percent.value in (1.0, None) for each in made.variables)
    assert made.quotes[0].f1_exact == 1.0
    assert main(["check", str(project)]) == DONE


def test_articles_as_the_quotes_command_prints_them_are_read(project):
    quote = {"start": TEXT.index(SHIPS), "end": 0, "text": SHIPS, "kind": "direct", "actor": "Ilves", "via": None}
    stances = [{"target": "port", "stance": "oppose", "strong": True}]
    assert call(project, {"article": "a.txt", "quotes": [quote | {"stances": stances}]}) == DONE
    (one,) = coded(project, "model")["a.txt"].records
    assert (one.kind, one.actor, one.quote.exact) == ("direct", "Ilves", SHIPS)
    assert [(stance.target, stance.stance, stance.strong) for stance in one.stances] == [
        ("harbour", "oppose", True)
    ]


def test_words_that_stand_once_are_placed_without_an_offset(project):
    assert call(project, row() | {"start": None}) == DONE
    assert coded(project, "model")["a.txt"].records[0].quote.start == TEXT.index(SHIPS)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (row(exact="these words"), "does not stand in the article"),
        (row(exact="the", start=0), "more than once"),
        (row(target="taxes", stance="oppose"), "no target “taxes”"),
        (row(target="fees", stance="against"), "no label “against”"),
        (row(kind="shout"), "none of direct"),
        (row(article="gone.txt"), "gone.txt"),
        (row(article="../out.txt"), "out.txt"),
        (row(actor=7), "`actor` is no text"),
        (row(exact=None), "in `exact` which words"),
        ({"exact": SHIPS}, "in `article` which article"),
        ({"article": "a.txt", "quotes": "none"}, "no list of objects"),
        ("[1]", "no JSON object"),
        ("{", "no JSON"),
    ],
)
def test_what_cannot_be_placed_is_listed_and_the_rest_taken_over(project, capsys, line, problem):
    assert call(project, row(HARBOUR), line) == FAULTY_DATA
    said = capsys.readouterr()
    assert "codings.jsonl:2: " in said.err
    assert problem in said.err
    assert "1 could not be placed" in said.err
    assert "1 quote with 0 stances" in said.out
    assert len(coded(project, "model")["a.txt"].records) == 1


def test_two_stances_of_one_quote_are_one_record_and_contradictions_are_listed(project, capsys):
    first, second = row(target="harbour", stance="oppose"), row(target="fees", stance="none")
    assert call(project, first, second) == DONE
    assert len(coded(project, "model")["a.txt"].records[0].stances) == 2
    assert call(project, first, row(target="harbour", stance="support")) == FAULTY_DATA
    assert "two stances toward one target" in capsys.readouterr().err
    assert call(project, first, row(actor="Tom Reed")) == FAULTY_DATA
    assert "twice, and not alike" in capsys.readouterr().err


def test_import_takes_the_place_of_an_earlier_one(project):
    call(project, row(), row(article="b.txt"))
    call(project, row(HARBOUR))
    made = coded(project, "model")
    assert [one.quote.exact for one in made["a.txt"].records] == [HARBOUR]
    assert made["b.txt"].records == ()


def test_coding_of_a_person_is_not_overwritten(project, capsys):
    before = coded(project, "ana")
    assert call(project, row(), name="ana") == WRONG_USE
    assert "import under another name" in capsys.readouterr().err
    assert coded(project, "ana") == before
