"""What was done is there to be undone after reopening."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.history import Edit, Revision, Step
from onrecord.coding.record import Anchor, Kind, Record, Span, Stance, Verdict
from onrecord.storage.history_file import MOST_STEPS, HistoryFile

RECORD = Record(
    id="q1",
    quote=Anchor(3, 8, "“war”", "a ", " b"),
    verdict=Verdict.ACCEPTED,
    kind=Kind.PARTIAL,
    actor="Xi",
    via="Xinhua",
    found=Span(3, 7),
    stances=(Stance("war", "oppose", True, "2026-11-22T09:30:00Z"),),
    note="a note\nof two lines",
    flag=True,
    extra={"later": [1, {"a": None}]},
)
MOMENT = "2026-11-22T09:30:00Z"
CODED = Step(
    "code war: oppose", (Edit("a.txt", "q1", None, RECORD), Edit("b.txt", done_after="2026-11-22T09:30:00Z"))
)


def step(number: int) -> Step:
    return Step(f"step {number}", (Edit("a.txt", "q1", before=RECORD),))


def test_steps_come_back_as_they_were(tmp_path: Path) -> None:
    HistoryFile(tmp_path, "ana").did(CODED)
    assert HistoryFile(tmp_path, "ana").load() == [CODED]
    assert HistoryFile(tmp_path, "bo").load() == []


def test_what_was_undone_does_not_come_back_and_what_was_redone_does(tmp_path: Path) -> None:
    file = HistoryFile(tmp_path, "ana")
    for number in range(3):
        file.did(step(number))
    file.undid()
    file.undid()
    file.redid()
    assert file.load() == [step(0), step(1)]
    file.undid()
    file.did(step(3))
    assert file.load() == [step(0), step(3)]


def test_a_step_that_changed_the_codebook_ends_what_can_be_undone(tmp_path: Path) -> None:
    file = HistoryFile(tmp_path, "ana")
    file.did(step(0))
    file.did(Step("rename", (), Revision("a", "b")))
    file.did(step(1))
    assert file.load() == [step(1)]


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    file = HistoryFile(tmp_path, "ana")
    for number in range(2 * MOST_STEPS + 1):
        file.did(step(number))
    assert len(file.load()) == MOST_STEPS
    assert len(file._path.read_bytes().splitlines()) == MOST_STEPS
    assert file.load()[-1] == step(2 * MOST_STEPS)


@given(cut=st.integers(0, 3_000), noise=st.binary(max_size=20))
def test_a_damaged_file_is_no_fault(tmp_path_factory, cut: int, noise: bytes) -> None:
    file = HistoryFile(tmp_path_factory.mktemp("project"), "ana")
    for number in range(3):
        file.did(step(number))
    data = file._path.read_bytes()
    file._path.write_bytes(data[:cut] + noise + data[cut:])
    assert len(file.load()) <= 3
    file._path.write_bytes(b'{"title": 1, "edits": [{}]}\n[]\n3\n' + noise)
    assert file.load() == []


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    file = HistoryFile(tmp_path, "ana")
    file._path.parent.parent.mkdir(parents=True)
    file._path.parent.write_text("in the way")
    file.did(CODED)
    assert file.load() == []
