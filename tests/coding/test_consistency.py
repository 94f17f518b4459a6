"""Looking again, precedents, and drawing what to code once more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.consistency import CodedStance, coded_stances, draw_to_recode, look_again, precedents
from onrecord.coding.record import Anchor, ArticleCoding, Record, Stance, Verdict

DAY = "2026-11-22T09:30:00Z"


def coded(number, text="We will see.", *, actor="Mara Ilves", target="harbour", stance="oppose", when=DAY):
    return CodedStance("a.txt", f"q{number:03}", text, actor, target, stance, when=when)


def test_stance_unlike_all_others_of_its_actor_comes_first():
    same = [coded(number) for number in range(12)]
    others = [coded(number, actor="Tom Reed", stance="support") for number in range(20, 32)]
    odd = coded(99, stance="support")
    first, *rest = look_again([*same, *others, odd])
    assert (first.coded, first.expected) == (odd, "oppose")
    assert first.probability < 0.5 < min(doubt.probability for doubt in rest)


def test_words_tell_where_the_actor_does_not():
    against = [coded(number, "a terrible mistake", actor=None) for number in range(8)]
    for_it = [coded(number, "a great success", actor=None, stance="support") for number in range(20, 28)]
    odd = coded(99, "a great success", actor=None)
    assert look_again([*against, *for_it, odd])[0].coded == odd


def test_one_coded_alone_or_always_alike_says_nothing():
    assert look_again([]) == []
    assert look_again([coded(1), coded(2), coded(3, target="fees", stance="none")]) == []


STANCES = st.lists(
    st.builds(
        coded,
        st.integers(0, 30),
        st.sampled_from(["yes", "no", "", "yes and no", "“…”"]),
        actor=st.sampled_from(["Ana", "Ben", None]),
        target=st.sampled_from(["harbour", "fees"]),
        stance=st.sampled_from(["support", "oppose", "none"]),
    ),
    max_size=25,
)


@given(STANCES)
def test_probabilities_are_such_and_sorted(stances):
    doubts = [doubt.probability for doubt in look_again(stances)]
    assert doubts == sorted(doubts)
    assert all(0 <= probability <= 1 for probability in doubts)


@given(STANCES, st.data())
def test_precedents_are_other_quotes_toward_the_target(stances, data):
    quote = coded(99, "yes", actor="Ana")
    found = precedents([*stances, quote], quote)
    assert len(found) <= 3
    assert all(one.coded.target == quote.target and one.coded.quote != quote.quote for one in found)
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    assert all(0 < one.likeness <= 1 + 1e-9 for one in found)


def test_precedents_are_the_most_similar():
    near = coded(1, "No more ships will come to this harbour", stance="oppose")
    actor = coded(2, "The budget is fine")
    far = coded(3, "The budget is fine", actor="Tom Reed")
    other = coded(4, "No more ships will ever come here", target="fees")
    quote = coded(9, "No more ships will ever come here")
    assert [one.coded for one in precedents([far, actor, near, other], quote)] == [near, actor]


def test_records_give_stances_under_present_names():
    codebook = Codebook((Label("oppose"),), (Target("harbour", aliases=("port",)),))
    anchor = Anchor(0, 3, "No.", "", "")
    stances = (Stance("port", "oppose", True, DAY),)
    records = (
        Record("q1", anchor, Verdict.ACCEPTED, actor="Mara Ilves", stances=stances, note="loud"),
        Record("q2", anchor, Verdict.REJECTED, stances=stances),
        Record("q3", anchor, Verdict.ADDED),
    )
    (one,) = coded_stances([ArticleCoding("a.txt", "0" * 64, "", "ana", records)], codebook)
    assert one == CodedStance("a.txt", "q1", "No.", "Mara Ilves", "harbour", "oppose", True, "loud", DAY)


def test_share_to_recode_is_drawn_from_older_quotes_and_the_same_at_every_call():
    old = [coded(number, when="2026-11-20T09:30:00Z") for number in range(100)]
    new = [coded(number) for number in range(200, 300)]
    drawn = draw_to_recode([*old, *new], 5, 1, "2026-11-21T09:30:00Z")
    assert len(drawn) == 5
    assert {quote for _, quote in drawn} <= {one.quote for one in old}
    assert drawn == draw_to_recode([*new, *old][::-1], 5, 1, "2026-11-21T09:30:00Z")
    assert drawn != draw_to_recode(old, 5, 2, "2026-11-21T09:30:00Z")


@pytest.mark.parametrize(("quotes", "percent", "number"), [(0, 5, 0), (3, 5, 1), (3, 0, 0), (3, 100, 3)])
def test_small_shares_draw_one_and_none_draws_nothing(quotes, percent, number):
    stances = [coded(place) for place in range(quotes)]
    assert len(draw_to_recode(stances, percent, 1, "2027")) == number
