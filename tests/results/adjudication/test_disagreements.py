"""What counts as a disagreement, and which is shown first."""

from tests.results.agreement.projects import FEES, GIFT, HARBOUR, SHIPS, project_in, record

from onrecord.coding.record import Kind, Verdict
from onrecord.results.adjudication.disagreements import Weight, disagreements
from onrecord.results.agreement.codings import read_codings
from onrecord.results.agreement.units import units_of


def found(folder, first, second):
    codings = read_codings(project_in(folder, {("ana", "a.txt"): first, ("ben", "a.txt"): second}))
    return disagreements(units_of(codings), codings.codebook)


def test_most_telling_come_first(tmp_path):
    ana = [
        record(SHIPS, harbour="oppose"),
        record(HARBOUR, harbour="oppose"),
        record(GIFT),
        record(FEES, fees="mixed"),
    ]
    ben = [
        record(SHIPS, harbour="oppose", actor="Tom Reed"),
        record(HARBOUR, harbour="support", kind=Kind.PARTIAL),
        record(GIFT, verdict=Verdict.REJECTED),
        record(FEES, fees="support"),
    ]
    made = found(tmp_path, ana, ben)
    assert [(one.unit.exact, one.weight) for one in made] == [
        (HARBOUR, Weight.OPPOSITE),
        (GIFT, Weight.QUOTE),
        (FEES, Weight.STANCE),
        (SHIPS, Weight.ACTOR),
    ]
    assert [difference.about for difference in made[0].differences] == ["stance toward harbour", "kind"]
    assert made[0].differences[0].values == {"ana": "oppose", "ben": "support"}


def test_what_only_one_judged_is_no_disagreement(tmp_path):
    assert found(tmp_path, [record(SHIPS, harbour="oppose")], [record(FEES)]) == ()


def test_equal_codings_are_none(tmp_path):
    same = [record(SHIPS, harbour="oppose!"), record(GIFT, verdict=Verdict.REJECTED)]
    assert found(tmp_path, same, [record(SHIPS, port="oppose!", actor="Ilves"), same[1]]) == ()


def test_missing_stance_edges_and_strength_are_told(tmp_path):
    ana = [record(SHIPS, harbour="oppose"), record("We need the harbour, and"), record(FEES, fees="none!")]
    ben = [record(SHIPS), record(HARBOUR), record(FEES, fees="none")]
    made = found(tmp_path, ana, ben)
    assert [one.weight for one in made] == [Weight.TARGET, Weight.STRENGTH, Weight.EDGES]
    assert made[0].differences[0].values == {"ana": "oppose", "ben": "(no stance)"}
