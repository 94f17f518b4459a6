from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import WHEN, coding, record

from onrecord.coding.record import Record, Stance, Verdict
from onrecord.storage.differences import differences
from onrecord.storage.merge import merge, settle, with_settled

A = record(10)
WAR, TALKS = Stance("war", "oppose", False, WHEN), Stance("talks", "support", False, WHEN)
WAR_LATER = replace(WAR, when="2026-11-22T09:31:00Z")
REJECTED = replace(A, verdict=Verdict.REJECTED, kind=None, actor=None)

some_records = st.sampled_from(
    [None, A, replace(A, note="x"), replace(A, note="y"), replace(A, flag=True), replace(A, actor="Bo"), REJECTED]
    + [replace(A, stances=stances) for stances in [(WAR,), (WAR, TALKS), (replace(WAR, strong=True),)]]
)


def of(record):
    return coding(*([record] if record else []))


def merged_record(base, ours, theirs):
    merged = merge(of(base), of(ours), of(theirs))
    return merged.coding.records[0] if merged.coding.records else None, len(merged.conflicts)


@given(some_records, some_records)
def test_a_change_of_one_side_is_taken(base, changed):
    assert merged_record(base, base, changed) == (changed, 0)
    assert merged_record(base, changed, base) == (changed, 0)
    assert merged_record(base, changed, changed) == (changed, 0)


@given(some_records, some_records, some_records)
def test_both_sides_agree_on_what_comes_out(base, ours, theirs):
    here, conflicts = merged_record(base, ours, theirs)
    there, conflicts_there = merged_record(base, theirs, ours)
    assert conflicts == conflicts_there
    if conflicts:
        assert (here, there) == (ours, theirs)
    else:
        assert in_any_order(here) == in_any_order(there)


def in_any_order(record):
    return record and replace(record, stances=frozenset(record.stances))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (replace(A, note="x"), replace(A, flag=True), replace(A, note="x", flag=True)),
        (replace(A, note="x"), replace(A, actor="Bo"), replace(A, note="x", actor="Bo")),
        (replace(A, stances=(WAR,)), replace(A, stances=(TALKS,)), replace(A, stances=(WAR, TALKS))),
        (replace(A, stances=(WAR,)), replace(A, actor="Bo"), replace(A, stances=(WAR,), actor="Bo")),
        (REJECTED, replace(A, note="x"), replace(REJECTED, note="x")),
        (replace(A, stances=(WAR_LATER,)), replace(A, stances=(WAR,)), replace(A, stances=(WAR,))),
    ],
)
def test_different_things_of_one_quote_are_merged(ours, theirs, expected):
    assert merged_record(A, ours, theirs) == (expected, 0)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (replace(A, note="x"), replace(A, note="y")),
        (replace(A, actor="Bo"), replace(A, actor="Cy")),
        (replace(A, stances=(WAR,)), replace(A, stances=(replace(WAR, stance="support"),))),
        (REJECTED, replace(A, stances=(WAR,))),
        (REJECTED, replace(A, actor="Bo")),
        (None, replace(A, note="x")),
        (replace(A, note="x"), None),
    ],
)
def test_the_same_thing_changed_in_two_ways_is_a_conflict(ours, theirs):
    assert merged_record(A, ours, theirs) == (ours, 1)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (replace(A, stances=(WAR_LATER,)), replace(A, stances=(WAR,)), replace(A, stances=(WAR,))),
        (replace(A, stances=(WAR,)), replace(A, stances=(TALKS,)), replace(A, stances=(WAR, TALKS))),
        (A, Record(A.id, A.quote, flag=True), replace(A, flag=True)),
    ],
)
def test_one_quote_recorded_on_both_sides_is_merged(ours, theirs, expected):
    assert merged_record(None, ours, theirs) == (expected, 0)


def test_one_quote_recorded_differently_on_both_sides_is_a_conflict():
    assert merged_record(None, A, replace(A, actor="Bo")) == (A, 1)
    assert merged_record(None, REJECTED, replace(A, stances=(WAR,))) == (REJECTED, 1)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (None, None, "2", "2"),
        (None, "1", None, "1"),
        ("1", None, "1", None),
        (None, "2", "1", "1"),
        ("1", None, "2", None),
    ],
)
def test_the_done_mark(base, ours, theirs, expected):
    assert merge(coding(done=base), coding(done=ours), coding(done=theirs)).coding.done == expected


def test_unknown_keys_of_the_other_side_are_kept():
    merged = merge(coding(), coding(A), coding(extra={"x": 1}))
    assert merged.coding.extra == {"x": 1}
    assert merge(None, coding(A), coding(extra={"x": 1})).coding.extra == {"x": 1}


def test_what_is_merged_is_in_order():
    assert merge(None, coding(record(60)), coding(A)).coding.records == (A, record(60))


@given(some_records, some_records, some_records)
def test_a_settled_conflict_keeps_what_does_not_contradict(base, ours, theirs):
    for conflict in merge(of(base), of(ours), of(theirs)).conflicts:
        for ours_holds, chosen, other in ((True, ours, theirs), (False, theirs, ours)):
            settled = settle(conflict, ours=ours_holds)
            assert merged_record(base, chosen, settled) == (settled, 0), "nothing of the chosen side is lost"
            if chosen and other and base and chosen.note == base.note:
                assert settled.note == other.note


def test_a_note_of_the_other_side_survives_the_decision():
    merged = merge(of(A), of(replace(A, actor="Bo")), of(replace(A, actor="Cy", note="theirs")))
    (conflict,) = merged.conflicts
    assert [(d.part, d.ours, d.theirs) for d in differences(conflict)] == [
        ("actor", "Bo", "Cy"),
        ("note", "–", "theirs"),
    ]
    settled = settle(conflict, ours=True)
    assert settled == replace(A, actor="Bo", note="theirs")
    assert with_settled(merged, {A.id: settled}).records == (settled,)
    assert with_settled(merged, {A.id: None}).records == ()


def test_the_codebook_is_the_one_that_was_coded_with_last():
    base, newer = coding(A, codebook="aa"), coding(A, codebook="bb")
    assert merge(base, base, newer).coding.codebook == merge(base, newer, base).coding.codebook == "bb"


def test_the_article_s_hash_is_that_of_who_saw_it_change():
    base, changed = coding(A), replace(coding(A), sha256="cd" * 32)
    assert merge(base, base, changed).coding.sha256 == merge(base, changed, base).coding.sha256 == "cd" * 32
