"""The questions of `onrecord merge --resolve`, asked of a person."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.cli.resolve_conflicts import resolve, side_by_side
from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Verdict
from onrecord.storage.annotation_file import parse_coding
from onrecord.storage.conflict_marks import marked_text
from onrecord.storage.merge import merge

A, B = (
    Record(f"q{n}", Anchor(n, n + 5, "words", "", ""), Verdict.ACCEPTED, Kind.DIRECT, "Mara Ilves") for n in (1, 20)
)
BASE = ArticleCoding("harbour.txt", "ab" * 32, "The vote", "ana", (A, B))
OURS = replace(BASE, records=(replace(A, actor="Bo"), replace(B, actor="Bo")))
THEIRS = replace(BASE, records=(replace(A, actor="Cy", note="see page 2"), replace(B, actor="Cy")))


@pytest.fixture
def marked(tmp_path) -> Path:
    path = tmp_path / "harbour.txt.yaml"
    path.write_text(marked_text(merge(BASE, OURS, THEIRS), "HEAD", "other"), encoding="utf-8")
    return path


def answering(*answers):
    given = iter(answers)

    def ask(question):
        assert question.startswith("Which one to keep?")
        answer = next(given, None)
        if answer is None:
            raise EOFError
        return answer

    return ask


def test_each_conflict_is_decided_by_itself(marked, capsys):
    assert resolve(marked, answering("1", "what?", " 2 "))
    assert parse_coding(marked.read_text(), marked).records == (
        replace(A, actor="Bo", note="see page 2"),
        replace(B, actor="Cy"),
    )
    shown = capsys.readouterr().out
    assert "1 of 2: “words”" in shown
    assert "actor         Bo" in shown


@pytest.mark.parametrize("answers", [["l"], ["1", "l"], ["1"], []])
def test_what_is_left_for_later_changes_nothing(marked, answers):
    before = marked.read_bytes()
    assert not resolve(marked, answering(*answers))
    assert marked.read_bytes() == before


def test_a_file_that_changed_while_it_was_decided_is_left(marked):
    def ask(_):
        marked.write_text("hand-made")
        return "1"

    with pytest.raises(Exception, match="changed meanwhile"):
        resolve(marked, ask)
    assert marked.read_text() == "hand-made"


def test_the_sides_stand_beside_each_other():
    (first, _) = merge(BASE, OURS, THEIRS).conflicts
    assert side_by_side(first, 60) == [
        "              1 ours                  2 theirs",
        "actor         Bo                      Cy",
        "note          –                       see page 2",
    ]
    removed = first._replace(theirs=None)
    assert side_by_side(removed, 60)[1] == "the quote     words                   not coded"


def test_what_a_text_does_to_a_terminal_is_not_sent(capsys, marked):
    marked.write_text(marked.read_text().replace('"Cy"', '"C\\e]52;c;x\\ay"'))
    resolve(marked, None)
    assert "\x1b" not in capsys.readouterr().out
