"""When a coder did something today: a file a day, in the person's own folder."""

from __future__ import annotations

from datetime import datetime

from onrecord.storage.user_dirs import project_state_folder
from onrecord.storage.work_log import WorkLog

NOON = "2026-11-22T12:00:00+00:00"


def at(when: str) -> datetime:
    return datetime.fromisoformat(when)


def test_what_was_done_is_read_again(tmp_path):
    log = WorkLog(tmp_path, "ana")
    log.add(NOON, {"a.txt": 1})
    log.add("2026-11-22T12:01:00Z", {})
    assert [(one.when, one.reviewed) for one in log.load(at(NOON))] == [
        (at(NOON), {"a.txt": 1}),
        (at("2026-11-22T12:01:00Z"), {}),
    ]
    assert WorkLog(tmp_path, "bo").load(at(NOON)) == []
    assert not [*tmp_path.iterdir()]


def test_the_files_of_earlier_days_are_removed(tmp_path):
    log, other = WorkLog(tmp_path, "ana"), WorkLog(tmp_path, "bo")
    other.add(NOON, {"a.txt": 1})
    log.add(NOON, {"a.txt": 1})
    log.add("2026-11-25T12:00:00Z", {"a.txt": 1})
    assert log.load(at(NOON)) == []
    assert len(other.load(at(NOON))) == 1
    assert len(log.load(at("2026-11-25T12:00:00Z"))) == 1


def test_a_damaged_line_is_as_if_it_were_not_there(tmp_path):
    log = WorkLog(tmp_path, "ana")
    log.add(NOON, {"a.txt": 1})
    (file,) = project_state_folder(tmp_path).glob("work-*")
    bad = b'{"when": "soon", "reviewed": {}}\n[[[\n\xff\n{"when": "2026-11-22T12:00:00", "reviewed": {}}\n7\n'
    file.write_bytes(bad + file.read_bytes() + b'{"when": "2026-11-22T12:0')
    assert len(log.load(at(NOON))) == 1


def test_what_cannot_be_written_is_no_error(tmp_path):
    folder = project_state_folder(tmp_path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")
    log = WorkLog(tmp_path, "ana")
    log.add(NOON, {"a.txt": 1})
    log.add("not a moment", {})
    assert log.load(at(NOON)) == []
