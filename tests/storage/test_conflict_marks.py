from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import WHEN, coding, record

from onrecord.coding.record import Stance
from onrecord.storage.annotation_file import file_text, parse_coding
from onrecord.storage.conflict_marks import has_marks, marked_text, take_apart
from onrecord.storage.errors import StorageError
from onrecord.storage.merge import merge

FILE = Path("a.yaml")
A, B, C = record(10), record(60), record(90)
some = st.sampled_from([None, A, replace(A, note="x"), replace(A, actor="Bo"), replace(A, actor="Cy", flag=True)])


def of(first, *others):
    return coding(*([first] if first else []), *others)


@given(some, some, some)
def test_the_sides_of_a_marked_file_are_what_was_merged(base, ours, theirs):
    versions = of(base, B), of(ours, replace(B, note="ours")), of(theirs, B, C)
    merged = merge(*versions)
    text = marked_text(merged, "ours", "theirs")
    assert has_marks(text) == bool(merged.conflicts)
    sides = take_apart(text)
    for side, version in zip((sides.ours, sides.theirs), versions[1:], strict=True):
        (conflicting, *others) = parse_coding(side, FILE).records
        if merged.conflicts and version.records[0].id == A.id:
            assert conflicting == version.records[0]
            assert others == [replace(B, note="ours"), C]
    again = merge(
        parse_coding(sides.base, FILE) if sides.base else None, *(parse_coding(s, FILE) for s in sides[::2])
    )
    assert {conflict.id for conflict in again.conflicts} == {conflict.id for conflict in merged.conflicts}


def test_a_marked_file_is_never_taken_for_a_sound_one():
    merged = merge(of(A), of(replace(A, note="x")), of(replace(A, note="y")))
    with pytest.raises(StorageError, match="merge --resolve"):
        parse_coding(marked_text(merged, "ours", "theirs"), FILE)


def test_git_s_plain_marks_are_taken_apart():
    text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n<<<<<<< HEAD\n=======\ne\n>>>>>>> other\n"
    assert take_apart(text) == ("a\nb\nd\n", None, "a\nc\nd\ne\n")
    assert take_apart(text.replace("\n", "\r\n")).ours == "a\r\nb\r\nd\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\na\n",
        "<<<<<<< HEAD\na\n=======\nb\n",
        "a\n=======\nb\n>>>>>>> x\n",
        "<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> x\n",
        "<<<<<<< HEAD\n||||||| base\n>>>>>>> x\n",
        ">>>>>>> x\n",
    ],
)
def test_marks_that_do_not_belong_together_are_refused(text):
    assert take_apart(text) is None


def test_signs_within_a_text_are_no_marks():
    text = file_text(
        coding(replace(A, note="<<<<<<< HEAD\n=======\n>>>>>>> x", stances=(Stance("w", "s", False, WHEN),)))
    )
    assert not has_marks(text)
    assert take_apart(text).ours == text
