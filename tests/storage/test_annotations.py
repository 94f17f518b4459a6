import asyncio
import errno
import os
import stat
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import pytest
from storage_samples import FULL, coding, record

from onrecord.coding.record import Stance
from onrecord.storage import disk, locks
from onrecord.storage.annotations import AnnotationFolder, ConflictError, annotation_files, load_coding
from onrecord.storage.errors import NotConfirmedError, StorageError

A, B, C = record(10), record(60), record(90)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    return folder


@pytest.fixture
def window(project):
    return AnnotationFolder(project, "Ana")


@pytest.fixture
def other(project):
    return AnnotationFolder(project, "Ana")


def test_what_is_saved_is_loaded(project, window, other):
    assert window.load("harbour.txt") is None
    assert window.save(FULL) == FULL
    assert other.load("harbour.txt") == FULL
    path = project / "annotations/Ana/harbour.txt.yaml"
    assert load_coding(project, path) == FULL
    assert list(annotation_files(project)) == [path]


def test_nothing_but_the_file_lies_in_the_project(project, window):
    window.save(coding(A))
    files = [path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()]
    assert files == ["annotations/Ana/harbour.txt.yaml"]


def test_an_article_in_a_folder(project, window):
    window.save(coding(A, article="week 1/harbour.txt"))
    assert (project / "annotations/Ana/week 1/harbour.txt.yaml").is_file()
    assert window.load("week 1/harbour.txt").records == (A,)


def test_a_missing_file_has_no_coding(project):
    assert load_coding(project, project / "annotations/Ana/no.txt.yaml") is None
    assert list(annotation_files(project)) == []


def test_a_new_window_starts_from_what_the_last_one_left(window, other):
    window.save(coding(A))
    loaded = other.load("harbour.txt")
    other.save(replace(loaded, records=(*loaded.records, B)))
    assert window.load("harbour.txt").records == (A, B)


def test_changes_of_two_windows_to_different_quotes_are_merged(window, other):
    window.save(coding(A, B))
    other.load("harbour.txt")
    window.save(coding(replace(A, note="one"), B))
    merged = other.save(coding(A, replace(B, note="two"), C))
    assert merged.records == (replace(A, note="one"), replace(B, note="two"), C)
    assert window.save(coding(replace(A, note="one"), B)).records == merged.records


def test_a_deletion_is_merged(window, other):
    window.save(coding(A, B))
    other.load("harbour.txt")
    window.save(coding(B))
    assert other.save(coding(A, replace(B, flag=True))).records == (replace(B, flag=True),)


def test_a_true_conflict_saves_nothing_and_carries_both_sides(project, window, other):
    window.save(coding(A, B))
    other.load("harbour.txt")
    window.save(coding(replace(A, actor="Bo"), replace(B, note="theirs")))
    before = window.path("harbour.txt").read_bytes()
    with pytest.raises(ConflictError, match="not saved: a quote was coded differently") as caught:
        other.save(coding(replace(A, actor="Cy"), B, C))
    assert window.path("harbour.txt").read_bytes() == before
    (conflict,) = caught.value.conflicts
    assert (conflict.base.actor, conflict.ours.actor, conflict.theirs.actor) == ("Mara Ilves", "Cy", "Bo")
    with pytest.raises(ConflictError):
        other.save(coding(replace(A, actor="Cy"), B, C))
    other.load("harbour.txt")
    settled = other.save(caught.value.merged)
    assert settled.records == (replace(A, actor="Cy"), replace(B, note="theirs"), C)


def test_a_conflict_is_over_when_both_windows_say_the_same(window, other):
    window.save(coding(A))
    other.load("harbour.txt")
    window.save(coding(replace(A, stances=(Stance("war", "oppose", False, "2026-11-22T09:30:00Z"),))))
    later = "2026-11-22T09:31:00Z"
    with pytest.raises(ConflictError):
        other.save(coding(replace(A, stances=(Stance("war", "support", False, later),))))
    saved = other.save(coding(replace(A, stances=(Stance("war", "oppose", False, later),)), B))
    assert [len(record.stances) for record in saved.records] == [1, 0]


def test_a_window_that_never_loaded_the_file_does_not_overwrite_it(window, other):
    window.save(coding(A))
    assert other.save(coding(B)).records == (A, B)


def test_a_file_that_was_taken_away_is_written_again(window):
    window.save(coding(A))
    window.path("harbour.txt").unlink()
    window.save(coding(A, B))
    assert window.load("harbour.txt").records == (A, B)


UNREADABLE = {
    "cut off": lambda data: data[: len(data) // 2],
    "without its end mark": lambda data: data.removesuffix(b"...\n"),
    "of a newer version": lambda data: data.replace(b"version: 2", b"version: 99"),
    "of a version that never was": lambda data: data.replace(b"version: 2", b"version: 0"),
    "without its records": lambda data: data[: data.index(b"records:")] + b"...\n",
    "with a merge conflict": lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> theirs\n",
    "no UTF-8": lambda data: data + b"\xff",
    "empty": lambda data: b"",
    "something else": lambda data: b"a: 1\n",
    "of another coder": lambda data: data.replace(b'"Ana"', b'"Bo"'),
    "of another article": lambda data: data.replace(b"harbour.txt", b"other.txt"),
}


@pytest.mark.parametrize("loaded", [True, False])
@pytest.mark.parametrize("damage", UNREADABLE)
def test_a_file_that_cannot_be_read_is_never_overwritten(window, damage, loaded):
    window.save(coding(A))
    path = window.path("harbour.txt")
    damaged = UNREADABLE[damage](path.read_bytes())
    path.write_bytes(damaged)
    folder = window if loaded else AnnotationFolder(window.project, "Ana")
    with pytest.raises(StorageError, match=r"harbour\.txt\.yaml"):
        folder.load("harbour.txt")
    with pytest.raises(StorageError, match=r"harbour\.txt\.yaml"):
        folder.save(coding(B))
    assert path.read_bytes() == damaged


def test_line_ends_of_windows_and_a_byte_order_mark_are_read(window):
    window.save(coding(A))
    path = window.path("harbour.txt")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert AnnotationFolder(window.project, "Ana").load("harbour.txt").records == (A,)


def test_special_files_and_links_are_refused(project, window):
    window.save(coding(A))
    path = window.path("harbour.txt")
    real = path.rename(project / "elsewhere.yaml")
    os.mkfifo(path)
    for _ in range(2):
        with pytest.raises(StorageError):
            window.load("harbour.txt")
        with pytest.raises(StorageError):
            window.save(coding(B))
        if not path.is_symlink():
            assert stat.S_ISFIFO(path.lstat().st_mode)
            path.unlink()
            path.symlink_to(real)
    assert path.is_symlink()


def test_a_folder_that_leads_out_of_the_project_is_refused(project, window, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "annotations").symlink_to(outside)
    with pytest.raises(StorageError, match="out of the project"):
        window.save(coding(A))
    assert not list(outside.rglob("*.yaml"))


def test_half_of_a_surrogate_pair_is_refused_with_advice(window):
    window.save(coding(A))
    with pytest.raises(StorageError, match=r"U\+D83D.*Delete that character"):
        window.save(coding(replace(A, note="\ud83d")))
    assert window.load("harbour.txt").records == (A,)


def test_what_could_not_be_read_again_is_not_saved(window):
    window.save(coding(A))
    with pytest.raises(StorageError, match="two records"):
        window.save(coding(A, replace(A, note="again")))
    assert window.load("harbour.txt").records == (A,)


def test_errors_pass_from_one_process_to_another(window, other):
    window.save(coding(A))
    with pytest.raises(ConflictError) as caught:
        other.save(coding(replace(A, actor="Bo")))
    copy = deepcopy(caught.value)
    assert (str(copy), copy.conflicts, copy.merged) == (
        str(caught.value),
        caught.value.conflicts,
        caught.value.merged,
    )


def fail(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["create", "take_permissions", "write", "sync", "close", "rename", "sync_folder"])
def test_work_goes_on_after_a_failed_save(window, monkeypatch, call):
    window.save(coding(A))
    with monkeypatch.context() as patch:
        patch.setattr(disk, call, fail)
        with pytest.raises(StorageError) as caught:
            window.save(coding(A, B))
    unconfirmed = call == "sync_folder"
    assert isinstance(caught.value, NotConfirmedError) == unconfirmed
    assert window.last_seen("harbour.txt").records == ((A, B) if unconfirmed else (A,))
    assert window.save(coding(A, B, C)).records == (A, B, C)
    assert [path.name for path in window.path("harbour.txt").parent.iterdir()] == ["harbour.txt.yaml"]


def test_a_file_that_cannot_be_looked_at_is_told_of(window, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_symlink", fail)
        with pytest.raises(StorageError, match=r"harbour\.txt\.yaml: not saved: No space left"):
            window.save(coding(A))
    assert window.save(coding(A)) == coding(A)


@pytest.mark.parametrize("call", ["make_folder", "sync_folder"])
def test_a_folder_that_could_not_be_made_is_tried_again(window, monkeypatch, call):
    with monkeypatch.context() as patch:
        patch.setattr(disk, call, fail)
        with pytest.raises(StorageError):
            window.save(coding(A))
    confirmed = []
    real = disk.sync_folder
    monkeypatch.setattr(disk, "sync_folder", lambda folder: (confirmed.append(folder.name), real(folder)))
    window.save(coding(A))
    assert confirmed == ["coverage", "annotations", "Ana"]


def test_leftovers_of_a_crash_are_cleared(window):
    window.save(coding(A))
    leftover = window.path("harbour.txt").with_name(".onrecord-0123456789abcdef.tmp")
    leftover.write_text("half a fi")
    AnnotationFolder(window.project, "Ana").save(coding(A, B))
    assert not leftover.exists()


def test_a_window_that_hangs_while_saving_is_told_of(window, monkeypatch):
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    with locks.locked(window.project / "annotations/Ana"), pytest.raises(StorageError, match="another window"):
        window.save(coding(A))
    window.save(coding(A))


def test_a_lock_that_cannot_be_let_go_at_once_stops_nobody(window, monkeypatch):
    import filelock

    real, failed = filelock.FileLock._release, []

    def release(lock):
        if not failed:
            failed.append(lock)
            fail()
        real(lock)

    monkeypatch.setattr(filelock.FileLock, "_release", release)
    monkeypatch.setattr(locks, "_PATIENCE", 0.5)
    window.save(coding(A))
    window.save(coding(A, B))
    assert failed
    assert window.load("harbour.txt").records == (A, B)


def test_a_state_folder_that_cannot_be_written_keeps_nobody_from_saving(window, other, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    window.save(coding(A))
    with locks.locked(window.project / "annotations/Ana"), pytest.raises(StorageError, match="another window"):
        other.save(coding(B))
    assert other.save(coding(B)).records == (A, B)


def test_a_folder_that_cannot_be_locked_keeps_nobody_from_saving(window, other, monkeypatch):
    monkeypatch.setattr(locks, "fcntl", SimpleNamespace(flock=fail, LOCK_EX=2, LOCK_NB=4))
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    window.save(coding(A))
    with locks.locked(window.project / "annotations/Ana"), pytest.raises(StorageError, match="another window"):
        other.save(coding(B))
    assert other.save(coding(B)).records == (A, B)


def test_a_folder_that_is_replaced_while_it_is_waited_for_is_locked_as_it_is_then(window, monkeypatch):
    import fcntl

    window.save(coding(A))
    folder = window.path("harbour.txt").parent
    real, replaced = fcntl.flock, []

    def flock(descriptor, how):
        if not replaced and stat.S_ISDIR(os.fstat(descriptor).st_mode):
            replaced.append(folder.rename(folder.with_name("old")))
            folder.mkdir()
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with locks.locked(folder):
        descriptor = os.open(folder, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            real(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)


def test_neither_lock_stays_behind(window):
    import fcntl

    for _ in range(3):
        window.save(coding(A))
        descriptor = os.open(window.path("harbour.txt").parent, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)


EDITS = 6


def edit_again_and_again(project, number):
    """Add records to one article that all share and to one of its own, as a window does."""
    folder = AnnotationFolder(project, "Ana")
    for article in ("shared.txt", f"{number}.txt"):
        state = folder.load(article) or coding(article=article)
        for step in range(EDITS):
            new = record((number * EDITS + step) * 20, stances=(Stance("t", "s", False, ""),))
            state = folder.save(replace(state, records=(*state.records, new)))


def test_no_edit_of_eight_threads_is_lost(project):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: edit_again_and_again(project, number), range(8)))
    assert_all_kept(project, 8)


def test_no_edit_of_several_processes_is_lost(project):
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        list(pool.map(edit_again_and_again, [project] * 3, range(3)))
    assert_all_kept(project, 3)


def assert_all_kept(project, workers):
    folder = AnnotationFolder(project, "Ana")
    assert len(folder.load("shared.txt").records) == workers * EDITS
    assert [len(folder.load(f"{number}.txt").records) for number in range(workers)] == [EDITS] * workers
    assert not list(project.rglob("*.tmp"))


def test_an_event_loop_does_not_wait_for_a_lock(window, monkeypatch):
    window.save(coding(A))
    naps, real = [], time.sleep

    def nap(seconds):
        naps.append(seconds)
        assert len(naps) < 100, "everything else on the loop waits, too"
        real(seconds)

    async def save():
        with pytest.raises(locks.LockHeldError):
            window.save(coding(A, B))

    monkeypatch.setattr(time, "sleep", nap)
    with locks.locked(window.project / "annotations/Ana"):
        asyncio.run(save())
