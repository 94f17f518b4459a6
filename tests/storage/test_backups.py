import os
from pathlib import Path

import pytest
from storage_samples import FULL, coding, record

from onrecord.storage import backups, disk, locks
from onrecord.storage.annotations import AnnotationFolder, EndMarkError
from onrecord.storage.errors import StorageError
from onrecord.storage.user_dirs import project_state_folder

A, B = record(10), record(60)


@pytest.fixture
def window(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    return AnnotationFolder(folder, "Ana")


def test_the_last_saved_file_can_be_put_back_and_the_broken_one_is_kept(window):
    window.save(coding(A))
    window.save(coding(A, B))
    window.keep_copies()
    path = window.path("harbour.txt")
    path.write_bytes(b"torn")
    assert backups.find(window.project, path).coding == coding(A, B)
    aside = window.restore("harbour.txt")
    assert aside.read_bytes() == b"torn"
    assert window.load("harbour.txt") == coding(A, B)
    path.write_bytes(b"torn again")
    assert window.restore("harbour.txt") != aside
    assert aside.read_bytes() == b"torn"


def test_a_project_that_is_named_from_another_folder_is_another(tmp_path, monkeypatch):
    kept = []
    for name in ("one", "two"):
        (tmp_path / name / "coverage").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / name)
        window = AnnotationFolder(Path("coverage"), "Ana")
        kept.append(backups.find(window.project, window.path("harbour.txt")))
        window.save(coding(A))
        window.keep_copies()
    assert kept == [None, None]


def test_a_folder_that_cannot_be_looked_at_is_told_of(window, monkeypatch):
    window.save(coding(A))
    window.keep_copies()
    path = window.path("harbour.txt")
    path.write_bytes(b"torn")

    def fail(*_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", fail)
        with pytest.raises(StorageError, match=r"harbour\.txt\.yaml: .*Input/output error"):
            window.restore("harbour.txt")
    assert path.read_bytes() == b"torn"


def test_restoring_clears_what_a_crash_left(window):
    window.save(coding(A))
    window.keep_copies()
    path = window.path("harbour.txt")
    path.write_bytes(b"torn")
    leftover = path.with_name(".onrecord-0123456789abcdef.tmp")
    leftover.write_bytes(b"half")
    AnnotationFolder(window.project, "Ana").restore("harbour.txt")
    assert not leftover.exists()


@pytest.mark.parametrize("call", ["create", "write", "sync", "rename"])
def test_a_failed_restoring_leaves_the_file(window, monkeypatch, call):
    window.save(coding(A))
    window.keep_copies()
    path = window.path("harbour.txt")
    path.write_bytes(b"torn")

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, call, fail)
    with pytest.raises(StorageError):
        window.restore("harbour.txt")
    assert path.read_bytes() == b"torn"


def test_without_a_copy_nothing_is_restored(window):
    path = window.path("harbour.txt")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"torn")
    assert backups.find(window.project, path) is None
    with pytest.raises(StorageError, match="no copy"):
        window.restore("harbour.txt")
    assert path.read_bytes() == b"torn"


def test_content_that_nobody_wrote_is_noticed(window):
    window.save(coding(A))
    window.keep_copies()
    path = window.path("harbour.txt")
    before, sound = path.stat(), path.read_bytes()
    flipped = sound.replace(b"Mara", b"Lara")
    path.write_bytes(flipped)
    assert AnnotationFolder(window.project, "Ana").load("harbour.txt").records[0].actor == "Lara Ilves"
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    again = AnnotationFolder(window.project, "Ana")
    with pytest.raises(StorageError, match="nobody has written"):
        again.load("harbour.txt")
    with pytest.raises(StorageError, match="nobody has written"):
        again.save(coding(B))
    assert path.read_bytes() == flipped
    again.restore("harbour.txt")
    assert path.read_bytes() == sound
    assert again.load("harbour.txt") == coding(A)


def test_a_torn_copy_is_none(window):
    window.save(FULL)
    window.keep_copies()
    path = window.path("harbour.txt")
    copy = project_state_folder(window.project) / "last-good/Ana/harbour.txt.yaml"
    assert copy.read_bytes() == path.read_bytes()
    for data in (copy.read_bytes()[:-20], b"", b"\xff"):
        copy.write_bytes(data)
        assert backups.find(window.project, path) is None


def test_saving_does_not_depend_on_the_copy(window, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "replace_quickly", fail)
    assert window.save(coding(A)) == coding(A)
    window.keep_copies()
    assert backups.find(window.project, window.path("harbour.txt")) is None


def test_a_missing_end_mark_is_asked_about_before_it_is_written_over(window):
    window.save(coding(A, B))
    path = window.path("harbour.txt")
    path.write_bytes(path.read_bytes().removesuffix(b"...\n"))
    again = AnnotationFolder(window.project, "Ana")
    with pytest.raises(EndMarkError, match="end mark"):
        again.load("harbour.txt")
    with pytest.raises(EndMarkError):
        again.save(coding(A))
    assert again.load("harbour.txt", unended=True) == coding(A, B)
    again.save(coding(A, B, record(90)))
    assert path.read_bytes().endswith(b"\n...\n")


def test_a_change_from_outside_is_noticed(window):
    assert not window.changed_outside("harbour.txt")
    window.save(coding(A))
    assert not window.changed_outside("harbour.txt")
    other = AnnotationFolder(window.project, "Ana")
    assert other.changed_outside("harbour.txt")
    other.load("harbour.txt")
    assert not other.changed_outside("harbour.txt")
    other.save(coding(A, B))
    assert window.changed_outside("harbour.txt")
    assert window.last_seen("harbour.txt") == coding(A)
    window.path("harbour.txt").write_bytes(b"torn")
    with pytest.raises(StorageError):
        window.load("harbour.txt")
    assert not window.changed_outside("harbour.txt"), "the same fault is told once"
    window.path("harbour.txt").unlink()
    assert window.changed_outside("harbour.txt")


def test_restoring_waits_for_a_window_that_saves(window, monkeypatch):
    window.save(coding(A))
    window.keep_copies()
    path = window.path("harbour.txt")
    path.write_bytes(b"torn")
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    with locks.locked(path.parent), pytest.raises(StorageError, match="another window"):
        window.restore("harbour.txt")
    assert path.read_bytes() == b"torn"


def test_a_file_holds_a_coding_when_it_says_all_of_it(window):
    assert not window.holds(coding())
    window.save(coding(A, done="2026-11-22T09:30:00Z"))
    assert window.holds(coding(A, done="2026-11-22T09:30:00Z"))
    assert not window.holds(coding(A))
    assert not window.holds(coding(A, done="2026-11-22T09:31:00Z"))
    assert not window.holds(coding(A, B, done="2026-11-22T09:30:00Z"))
    window.path("harbour.txt").write_bytes(b"torn")
    assert not window.holds(coding(A, done="2026-11-22T09:30:00Z"))
