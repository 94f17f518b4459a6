"""Deciding one after the other, with undo, and keeping what was decided."""

from dataclasses import replace

import pytest
from tests.results.agreement.projects import FEES, GIFT, HARBOUR, SHIPS, TEXT, WHEN, project_in, record

from onrecord.coding.record import Verdict
from onrecord.results.adjudication.decisions import ADJUDICATED, KEY, Choice
from onrecord.results.adjudication.project import (
    differences_from,
    read_adjudication,
    session_of,
    write_adjudication,
)
from onrecord.results.adjudication.session import Progress
from onrecord.results.adjudication.strategy import AGREED, MAJORITY
from onrecord.storage.annotations import annotation_files, load_coding

LATER = "2026-12-01T08:00:00Z"


@pytest.fixture
def project(tmp_path):
    """Return a project with three disagreements, one agreement, and one quote that one coder judged."""
    ana = [record(SHIPS, harbour="oppose"), record(HARBOUR, harbour="support"), record(GIFT), record(FEES)]
    ben = [
        record(SHIPS, harbour="support"),
        record(HARBOUR, harbour="mixed"),
        record(GIFT, verdict=Verdict.REJECTED),
        record(FEES),
    ]
    return project_in(
        tmp_path / "coverage", {("ana", "a.txt"): ana, ("ben", "a.txt"): ben, ("ana", "b.txt"): ana[:1]}
    )


def session(project):
    return session_of(read_adjudication(project), "eva", lambda: WHEN)


def save(project, decisions, strategy=None, now=WHEN):
    return write_adjudication(project, read_adjudication(project), decisions, strategy, now)


def adjudicated(project, article="a.txt"):
    (coding,) = (
        coding
        for path in annotation_files(project, ADJUDICATED)
        if (coding := load_coding(project, path)).article == article
    )
    return coding


def words(coding):
    return [one.quote.exact for one in coding.records]


def files_of_coders(project):
    return {path: path.read_bytes() for coder in ("ana", "ben") for path in annotation_files(project, coder)}


def test_disagreements_are_walked_and_counted(project):
    made = session(project)
    first = made.next_open()
    assert first.unit.exact == SHIPS
    assert made.progress == Progress(0, 0, 3)
    made.take(first, "ben", note="as in the recording")
    second = made.next_open(first)
    made.put_off(second)
    third = made.next_open(second)
    made.nobody_is_right(third)
    assert made.progress == Progress(2, 1, 3)
    assert made.next_open(third) == second  # what was put off comes last
    made.take(second, "ana")
    assert made.next_open() is None
    assert made.decision(first).note == "as in the recording"


def test_undo_and_redo_go_back_and_forth(project):
    made = session(project)
    first, second, _ = made.disagreements
    made.take(first, "ana")
    made.take(first, "ben")
    made.nobody_is_right(second)
    states = [made.decisions]
    while made.undo() is not None:
        states.append(made.decisions)
    assert [len(state) for state in states] == [2, 1, 1, 0]
    for state in reversed(states[:-1]):
        made.redo()
        assert made.decisions == state
    assert made.redo() is None
    made.undo()
    made.put_off(second)
    assert made.redo() is None


def test_only_what_a_coder_coded_can_be_taken(project):
    made = session(project)
    with pytest.raises(ValueError, match="cleo has not coded this quote"):
        made.take(made.disagreements[0], "cleo")
    assert made.progress.decided == 0
    assert made.undo() is None


def decide_all(project):
    made = session(project)
    ships, gift, harbour = made.disagreements
    assert (gift.unit.exact, harbour.unit.exact) == (GIFT, HARBOUR)
    made.take(ships, "ben", note="as in the recording")
    made.nobody_is_right(gift)
    made.code_anew(harbour, record(HARBOUR, actor="Tom Reed", harbour="support!"))
    return made


def test_decisions_are_written_under_a_coder_of_their_own_and_read_again(project):
    before = files_of_coders(project)
    made = decide_all(project)
    save(project, made.decisions)
    assert files_of_coders(project) == before
    ships, harbour, gift = adjudicated(project).records
    assert (ships.stances[0].stance, ships.extra[KEY]["coder"]) == ("support", "ben")
    assert ships.extra[KEY]["note"] == "as in the recording"
    assert (harbour.actor, harbour.stances[0].strong) == ("Tom Reed", True)
    assert (gift.verdict, gift.extra[KEY]["decision"], gift.extra[KEY]["by"]) == (None, "nobody", "eva")
    again = session(project)
    assert again.progress == Progress(3, 0, 3)
    assert {place: made.choice for place, made in again.decisions.items()} == {
        place: made.choice for place, made in made.decisions.items()
    }


def test_strategy_settles_the_rest(project):
    made = session(project)
    made.take(made.disagreements[0], "ana")
    outcome = save(project, made.decisions, MAJORITY)
    assert (outcome.decided, outcome.settled, outcome.alone, outcome.put_off) == (1, 1, 1, 0)
    assert [one.unit.exact for one in outcome.open] == [GIFT, HARBOUR]
    assert words(adjudicated(project)) == [SHIPS, FEES]
    assert adjudicated(project).records[1].extra[KEY] == {"strategy": "majority", "coders": 2}
    assert (adjudicated(project).done, adjudicated(project, "b.txt").done) == (None, WHEN)


def test_article_is_done_when_nothing_is_open(project):
    save(project, decide_all(project).decisions, AGREED)
    assert adjudicated(project).done == WHEN
    save(project, read_adjudication(project).decided, AGREED, LATER)
    assert adjudicated(project).done == WHEN


def test_put_off_is_kept_and_stays_open(project):
    made = session(project)
    made.put_off(made.disagreements[0], note="ask Mara")
    outcome = save(project, made.decisions, AGREED)
    assert outcome.put_off == 1
    assert adjudicated(project).done is None
    kept = adjudicated(project).records[0]
    assert (kept.verdict, kept.flag, kept.extra[KEY]["note"]) == (None, True, "ask Mara")
    assert session(project).progress == Progress(0, 1, 3)


def code_again(project, coder, *records):
    """Save other records as a coder's coding of the first article."""
    from onrecord.storage.annotations import AnnotationFolder

    window = AnnotationFolder(project, coder)
    window.save(replace(window.load("a.txt"), records=records))


def test_decisions_stand_after_new_codings_and_are_told_to_be_older(project):
    save(project, decide_all(project).decisions, AGREED)
    before = adjudicated(project).records
    code_again(project, "ben", record(SHIPS, harbour="none"), record(FEES, fees="support"))
    read = read_adjudication(project)
    assert [unit.exact for unit in read.outdated] == [SHIPS, HARBOUR, GIFT]
    outcome = save(project, read.decided, AGREED, LATER)
    after = adjudicated(project)
    assert after.records[:3] == before[:3]
    # FEES was settled by the rule, and is open now that the coders differ.
    assert words(after) == [SHIPS, HARBOUR, GIFT]
    assert [one.unit.exact for one in outcome.open] == [FEES]


def test_decision_stands_when_all_records_of_the_quote_are_gone(project):
    save(project, decide_all(project).decisions, AGREED)
    for coder in ("ana", "ben"):
        code_again(project, coder, record(FEES))
    save(project, read_adjudication(project).decided, AGREED, LATER)
    assert words(adjudicated(project)) == [SHIPS, HARBOUR, GIFT, FEES]


def test_saving_without_a_rule_keeps_what_a_rule_settled(project):
    save(project, {}, AGREED)
    made = session(project)
    made.take(made.disagreements[0], "ana")
    save(project, made.decisions)
    assert words(adjudicated(project)) == [SHIPS, FEES]


def test_decisions_are_found_again_in_a_changed_article(project):
    save(project, decide_all(project).decisions, AGREED)
    (project / "a.txt").write_text("A line put in before.\n\n" + TEXT, encoding="utf-8")
    read = read_adjudication(project)
    assert len(read.decided) == 3
    save(project, read.decided, AGREED, LATER)
    text = (project / "a.txt").read_text(encoding="utf-8")
    for one in adjudicated(project).records:
        assert text[one.quote.start : one.quote.end] == one.quote.exact


def test_decisions_about_words_that_are_gone_are_kept(project):
    save(project, decide_all(project).decisions, AGREED)
    before = adjudicated(project).records[2]
    assert before.quote.exact == GIFT
    (project / "a.txt").write_text(TEXT.replace(f' He called the plan "{GIFT}".', ""), encoding="utf-8")
    save(project, read_adjudication(project).decided, AGREED, LATER)
    assert before in adjudicated(project).records


def test_coder_can_walk_where_the_adjudicated_coding_differs(project):
    save(project, decide_all(project).decisions, AGREED)
    assert [one.unit.exact for one in differences_from(project, "ana")] == [SHIPS, HARBOUR]
    assert [one.unit.exact for one in differences_from(project, "ben")] == [HARBOUR]


def test_parts_of_an_utterance_stay_parts(tmp_path):
    head = record(SHIPS, harbour="oppose")
    part = record(HARBOUR, joined_to=head.id)
    folder = project_in(tmp_path, {("ana", "a.txt"): [head, part], ("ben", "a.txt"): [head, part]})
    save(folder, {}, AGREED)
    first, second = adjudicated(folder).records
    assert second.joined_to == first.id
    assert (len(first.stances), second.stances) == (1, ())


def test_choices_are_the_words_of_the_file():
    assert {choice.value for choice in Choice} == {"take", "anew", "nobody", "put-off"}
