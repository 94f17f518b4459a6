"""What is compared of the units, and what is not."""

import pytest
from tests.results.agreement.projects import FEES, GIFT, HARBOUR, SHIPS, project_in, record

from onrecord.coding.record import Kind, Verdict
from onrecord.results.agreement.codings import Selection
from onrecord.results.agreement.comparison import agreement
from onrecord.results.agreement.figures import NO_COMMON_UNITS, NOTHING_VARIES
from onrecord.results.agreement.methods import methods_paragraph
from onrecord.results.agreement.report import report
from onrecord.results.agreement.variables import NO_STANCE, NO_TARGET, NOBODY, ONE_CODER, Variable


def compared(folder, selection=None):
    return {each.variable: each for each in agreement(folder, selection).variables}


def values(each):
    return [(one.unit.exact, one.target, one.values) for one in each.units]


@pytest.fixture
def project(tmp_path):
    """Return a project in which two coders agree in part, and a third coded one quote."""
    ana = [
        record(SHIPS, harbour="oppose!"),
        record(HARBOUR, actor="Tom Reed", harbour="support", fees="none"),
        record(GIFT, actor=None, kind=Kind.PARTIAL),
    ]
    ben = [
        record(SHIPS, actor="Ilves", port="oppose"),
        record(HARBOUR, actor="Mara Ilves", harbour="mixed"),
        record(GIFT, verdict=Verdict.REJECTED),
    ]
    cleo = [record(SHIPS, fees="oppose"), record(FEES, fees="support")]
    return project_in(tmp_path, {("ana", "a.txt"): ana, ("ben", "a.txt"): ben, ("cleo", "a.txt"): cleo})


def test_values_are_compared_under_present_names(project):
    made = compared(project)
    assert values(made[Variable.ACTOR]) == [
        (SHIPS, None, ("Mara Ilves", "Mara Ilves", "Mara Ilves")),
        (HARBOUR, None, ("Tom Reed", "Mara Ilves", None)),
        (GIFT, None, (NOBODY, None, None)),
        (FEES, None, (None, None, "Mara Ilves")),
    ]
    assert values(made[Variable.STANCE]) == [
        (SHIPS, "fees", (None, None, "oppose")),
        (SHIPS, "harbour", ("oppose", "oppose", None)),
        (HARBOUR, "fees", ("none", None, None)),
        (HARBOUR, "harbour", ("support", "mixed", None)),
        (FEES, "fees", (None, None, "support")),
    ]
    assert values(made[Variable.STRENGTH])[1] == (SHIPS, "harbour", ("strong", "plain", None))
    assert values(made[Variable.TARGET])[:2] == [
        (SHIPS, None, ("harbour", "harbour", "fees")),
        (HARBOUR, None, ("fees + harbour", "harbour", None)),
    ]
    assert values(made[Variable.QUOTE])[2] == (GIFT, None, ("quote", "not a quote", None))


def test_text_that_nobody_coded_is_no_agreement(project):
    # GIFT stands without a stance for ana and is rejected by ben: neither target nor stance is compared.
    made = compared(project)
    for variable in (Variable.TARGET, Variable.STANCE, Variable.STRENGTH):
        assert GIFT not in [one.unit.exact for one in made[variable].units]
    assert made[Variable.KIND].overall.units == 2


def test_coder_without_a_target_is_a_value_of_target_and_missing_for_stance(tmp_path):
    codings = {("ana", "a"): [record(SHIPS, harbour="oppose")], ("ben", "a"): [record(SHIPS)]}
    made = compared(project_in(tmp_path, codings))
    assert values(made[Variable.TARGET]) == [(SHIPS, None, ("harbour", NO_TARGET))]
    (one,) = made[Variable.STANCE].units
    assert [cell.why for cell in one.cells] == ["", NO_STANCE]
    assert (one.counted, one.why_not) == (False, ONE_CODER)


def test_parts_of_an_utterance_are_compared_once(tmp_path):
    head = record(SHIPS, harbour="oppose")
    part = record(HARBOUR, joined_to=head.id)
    alone = record(HARBOUR, harbour="support")
    both = {("ana", "a"): [head, part], ("ben", "a"): [head, part]}
    assert values(compared(project_in(tmp_path / "1", both))[Variable.STANCE]) == [
        (SHIPS, "harbour", ("oppose", "oppose"))
    ]
    one = {("ana", "a"): [head, part], ("ben", "a"): [head, alone]}
    assert values(compared(project_in(tmp_path / "2", one))[Variable.STANCE])[1] == (
        HARBOUR,
        "harbour",
        ("oppose", "support"),
    )


def test_pairs_have_the_units_behind_each_cell_of_their_confusion(project):
    pair = compared(project)[Variable.STANCE].pairs[0]
    assert pair.coders == ("ana", "ben")
    assert {cell: [one.unit.exact for one in units] for cell, units in pair.confusion.items()} == {
        ("oppose", "oppose"): [SHIPS],
        ("support", "mixed"): [HARBOUR],
    }
    assert pair.figures.percent.value == 0.5


def test_labels_and_articles_have_figures_of_their_own(tmp_path):
    agree = [record(SHIPS, harbour="oppose"), record(HARBOUR, harbour="support")]
    differ = [record(SHIPS, harbour="oppose"), record(HARBOUR, harbour="mixed")]
    codings = {("ana", "a"): agree, ("ben", "a"): agree, ("ana", "b"): agree, ("ben", "b"): differ}
    made = compared(project_in(tmp_path, codings))[Variable.STANCE]
    assert made.articles["a"].percent.value == 1.0
    assert made.articles["b"].percent.value == 0.5
    assert made.labels["oppose"].alpha.value == 1.0
    assert made.labels["mixed"].alpha.value < 0.2
    assert made.overall.ordinal.value > made.overall.alpha.value


def test_against_one_coder_only_pairs_with_this_coder_are_compared(project):
    made = compared(project, Selection(against="ben"))[Variable.ACTOR]
    assert [pair.coders for pair in made.pairs] == [("ana", "ben"), ("cleo", "ben")]
    assert made.overall is None


def text_of(folder, selection=None):
    return "\n".join(report(agreement(folder, selection)))


def test_report_says_why_there_is_no_figure(tmp_path):
    apart = project_in(tmp_path / "1", {("ana", "a"): [record(SHIPS)], ("ben", "b"): [record(SHIPS)]})
    assert f"actor: {NO_COMMON_UNITS}, so there is no figure." in text_of(apart)
    same = project_in(tmp_path / "2", {("ana", "a"): [record(SHIPS)], ("ben", "a"): [record(SHIPS)]})
    assert NOTHING_VARIES in text_of(same)
    alone = project_in(tmp_path / "3", {("ana", "a"): [record(SHIPS)]})
    assert text_of(alone) == "Only ana has coded here, so there is no agreement to compute: it takes two coders."


def test_methods_paragraph_names_what_it_rests_on(project):
    paragraph = methods_paragraph(agreement(project))
    assert "1 article were" not in paragraph
    for part in (
        "3 coders (ana, ben and cleo)",
        "onrecord ",
        "4 stance labels and 2 targets",
        "Stance toward a target",
    ):
        assert part in paragraph
    hidden = methods_paragraph(agreement(project, Selection(anonymous=True)))
    assert "(A, B and C)" in hidden
    assert not any(name in hidden for name in ("ana", "ben,", "cleo"))
