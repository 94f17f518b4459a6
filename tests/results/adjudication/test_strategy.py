"""What a stated rule settles, and what it leaves open."""

import pytest
from tests.results.agreement.projects import HARBOUR, SHIPS, project_in, record

from onrecord.coding.record import Kind, Verdict
from onrecord.errors import UsageError
from onrecord.results.adjudication.strategy import AGREED, MAJORITY, settle, strategy_of
from onrecord.results.agreement.codings import read_codings
from onrecord.results.agreement.units import units_of

LONG = "We need the harbour, and"


def settled(folder, strategy, *records):
    codings = {(f"coder {number}", "a.txt"): [one] for number, one in enumerate(records)}
    (unit,) = units_of(read_codings(project_in(folder, codings)))
    made = settle(unit, strategy)
    return made and made.record


def stances(made):
    return {stance.target: (stance.stance, stance.strong) for stance in made.stances}


def test_what_all_agree_on_holds_under_any_rule(tmp_path):
    for number, strategy in enumerate((AGREED, MAJORITY, strategy_of("75%"))):
        made = settled(tmp_path / str(number), strategy, *[record(SHIPS, harbour="oppose!", note="mine")] * 3)
        assert stances(made) == {"harbour": ("oppose", True)}
        assert (made.actor, made.verdict, made.note) == ("Mara Ilves", Verdict.ACCEPTED, "")


@pytest.mark.parametrize(
    "other",
    [
        record(SHIPS, harbour="support"),
        record(SHIPS, harbour="oppose!"),
        record(SHIPS),
        record(SHIPS, harbour="oppose", fees="none"),
        record(SHIPS, harbour="oppose", actor="Tom Reed"),
        record(SHIPS, harbour="oppose", actor=None),
        record(SHIPS, harbour="oppose", kind=Kind.PARTIAL),
        record(SHIPS[:20], harbour="oppose"),
        record(SHIPS, verdict=Verdict.REJECTED),
    ],
    ids=["stance", "strength", "no-stance", "target", "actor", "nobody", "kind", "edges", "rejected"],
)
def test_one_of_three_leaves_agreement_open_and_not_the_majority(tmp_path, other):
    same = record(SHIPS, harbour="oppose")
    assert settled(tmp_path / "1", AGREED, same, same, other) is None
    made = settled(tmp_path / "2", MAJORITY, same, same, other)
    assert stances(made) == {"harbour": ("oppose", False)}
    assert (made.actor, made.kind, made.quote.exact) == ("Mara Ilves", "direct", SHIPS)
    assert settled(tmp_path / "3", strategy_of("66%"), same, same, other) is not None
    assert settled(tmp_path / "4", strategy_of("67%"), same, same, other) is None


def test_half_is_no_majority(tmp_path):
    pair = record(SHIPS, harbour="oppose"), record(SHIPS, harbour="support")
    assert settled(tmp_path, MAJORITY, *pair) is None


def test_each_thing_is_settled_by_itself(tmp_path):
    made = settled(
        tmp_path,
        MAJORITY,
        record(HARBOUR, actor="Tom Reed", harbour="support"),
        record(HARBOUR, actor="Tom Reed", harbour="mixed"),
        record(HARBOUR, harbour="mixed"),
    )
    assert (made.actor, stances(made)) == ("Tom Reed", {"harbour": ("mixed", False)})


def test_majority_that_says_nothing_of_a_target_leaves_it_out(tmp_path):
    made = settled(tmp_path, MAJORITY, record(SHIPS, fees="none"), record(SHIPS), record(SHIPS))
    assert made.stances == ()


def test_majority_can_reject(tmp_path):
    rejected = record(SHIPS, verdict=Verdict.REJECTED)
    assert settled(tmp_path, MAJORITY, rejected, record(SHIPS, harbour="oppose"), rejected).verdict == "rejected"


@pytest.mark.parametrize("text", ["most", "50%", "101%", "", "0.7"])
def test_other_rules_are_refused(text):
    with pytest.raises(UsageError, match="choose agreed, majority"):
        strategy_of(text)
