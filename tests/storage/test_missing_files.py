"""Annotation files and folders that go missing, and files that lack what a window had saved."""

import multiprocessing
import os
import shutil
import stat
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest
from storage_samples import WHEN, coding, record

from onrecord.coding.record import Stance
from onrecord.storage import backups
from onrecord.storage.annotations import AnnotationFolder, ConflictError, MissingFileError
from onrecord.storage.errors import StorageError

A, B, C, D = record(10), record(60), record(90), record(120)
NAME = "harbour.txt"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    return folder


@pytest.fixture
def window(project):
    return AnnotationFolder(project, "Ana")


@pytest.fixture
def saved(window):
    """Return a window that has saved two quotes, and the copy of them."""
    window.save(coding(A, B))
    window.keep_copies()
    return window


# Folders


@pytest.mark.parametrize("gone", ["annotations", "annotations/Ana", "annotations/Ana/week 1"])
def test_a_folder_that_was_removed_under_a_window_is_made_again(project, window, gone):
    for article in (NAME, "week 1/a.txt"):
        window.save(coding(A, article=article))
    shutil.rmtree(project / gone)
    for article in (NAME, "week 1/a.txt"):
        window.save(coding(A, B, article=article))
        assert AnnotationFolder(project, "Ana").load(article).records == (A, B)


def test_leftovers_in_a_folder_that_came_back_are_cleared(project, window):
    window.save(coding(A))
    folder = window.path(NAME).parent
    shutil.rmtree(folder)
    folder.mkdir()
    leftover = folder / ".onrecord-0123456789abcdef.tmp"
    leftover.write_text("half")
    AnnotationFolder(project, "Ana").save(coding(A))
    assert not leftover.exists()


def test_a_project_folder_that_is_gone_is_not_made_again(project, saved):
    moved = project.rename(project.with_name("renamed"))
    with pytest.raises(StorageError, match="project folder is not there any more"):
        saved.save(coding(A, B, C))
    assert not project.exists()
    moved.rename(project)
    assert saved.save(coding(A, B, C)).records == (A, B, C)


# Files


def test_a_file_that_went_missing_is_written_again_with_all_of_it(saved):
    saved.path(NAME).unlink()
    assert saved.changed_outside(NAME)
    assert saved.bring_together(saved.last_seen(NAME)).records == (A, B)
    assert not saved.changed_outside(NAME)
    assert AnnotationFolder(saved.project, "Ana").load(NAME).records == (A, B)


def test_a_missing_file_that_was_saved_here_is_told_of_and_its_copy_offered(saved):
    path = saved.path(NAME)
    sound = path.read_bytes()
    path.unlink()
    again = AnnotationFolder(saved.project, "Ana")
    with pytest.raises(MissingFileError, match=r"harbour\.txt\.yaml: this file was saved here and is gone"):
        again.load(NAME)
    assert [(where, good.coding) for where, good in backups.missing(saved.project)] == [(path, coding(A, B))]
    assert again.restore(NAME) is None
    assert path.read_bytes() == sound
    assert again.load(NAME) == coding(A, B)
    assert list(backups.missing(saved.project)) == []


def test_a_copy_that_is_not_wanted_any_more_is_not_offered_again(saved):
    path = saved.path(NAME)
    path.unlink()
    backups.forget(saved.project, path)
    assert AnnotationFolder(saved.project, "Ana").load(NAME) is None
    assert list(backups.missing(saved.project)) == []


def test_only_the_missing_files_of_a_coder_are_offered(saved):
    other = AnnotationFolder(saved.project, "Bo")
    other.save(coding(A, coder="Bo"))
    other.keep_copies()
    shutil.rmtree(saved.project / "annotations")
    assert [path.parent.name for path, _ in backups.missing(saved.project)] == ["Ana", "Bo"]
    assert [path.parent.name for path, _ in backups.missing(saved.project, "Bo")] == ["Bo"]


def test_a_save_where_a_file_went_missing_unseen_brings_its_copy_in(project, window):
    assert window.load(NAME) is None
    other = AnnotationFolder(project, "Ana")
    other.save(coding(A, B))
    other.keep_copies()
    window.path(NAME).unlink()
    assert window.save(coding(C)).records == (A, B, C)
    window.path(NAME).unlink()
    late = AnnotationFolder(project, "Ana")
    with pytest.raises(ConflictError):
        late.save(coding(replace(A, actor="Bo")))
    assert not window.path(NAME).exists()


def test_the_copy_of_a_file_is_not_overwritten_by_less(saved):
    saved.path(NAME).unlink()
    again = AnnotationFolder(saved.project, "Ana")
    again.save(coding(C))
    again.keep_copies()
    assert backups.find(saved.project, saved.path(NAME)).coding.records == (A, B, C)


def test_bringing_together_writes_nothing_where_all_is_there(saved):
    path = saved.path(NAME)
    other = AnnotationFolder(saved.project, "Ana")
    other.load(NAME)
    other.save(coding(A, B, C))
    before = path.stat()
    assert saved.bring_together(coding(A, B)).records == (A, B, C)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not saved.changed_outside(NAME)
    assert saved.last_seen(NAME).records == (A, B, C)


# A file that lacks what a window had saved, as a window on another machine or a synchronised folder leaves it


def put_back(window, data):
    window.path(NAME).write_bytes(data)


STANCE = Stance("war", "oppose", False, WHEN)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((A, B), (A, B, C)),
        ((A, B), (A, replace(B, stances=(STANCE,)))),
        ((A, B), (A, replace(B, note="mine", flag=True))),
        ((A, B), (A,)),
    ],
)
def test_what_a_window_had_saved_and_a_file_lacks_comes_back(saved, before, after):
    stale = saved.path(NAME).read_bytes()
    assert saved.last_seen(NAME).records == before
    saved.save(coding(*after))
    put_back(saved, stale)
    assert saved.bring_together(saved.last_seen(NAME)).records == after
    assert AnnotationFolder(saved.project, "Ana").load(NAME).records == after


def test_a_done_mark_that_a_file_lacks_comes_back(saved):
    stale = saved.path(NAME).read_bytes()
    saved.save(coding(A, B, done=WHEN))
    put_back(saved, stale)
    assert saved.bring_together(saved.last_seen(NAME)).done == WHEN


def test_only_the_changes_that_were_not_seen_come_back(saved):
    saved.save(coding(A, B, C))
    seen = saved.path(NAME).read_bytes()
    saved.save(coding(A, B, replace(C, note="one")))
    saved.save(coding(A, B, replace(C, note="two"), D))
    put_back(saved, seen.replace(b'actor: "Mara Ilves"', b'actor: "Mara"', 1))
    merged = saved.bring_together(saved.last_seen(NAME))
    assert merged.records == (replace(A, actor="Mara"), B, replace(C, note="two"), D)


def test_what_others_delete_of_what_this_window_did_not_change_stays_deleted(saved):
    window = AnnotationFolder(saved.project, "Ana")
    window.load(NAME)
    window.save(coding(A, B, C))
    text = window.path(NAME).read_text()
    start = text.index("\n  - id: q00000000000a")
    window.path(NAME).write_text(text[:start] + text[text.index("\n  - id: q00000000003c") :])
    assert window.bring_together(window.last_seen(NAME)).records == (B, C)


def test_what_another_window_of_this_user_takes_back_stays_taken_back(saved):
    saved.save(coding(A, B, C))
    other = AnnotationFolder(saved.project, "Ana")
    other.load(NAME)
    other.save(coding(A, B))
    assert saved.bring_together(saved.last_seen(NAME)).records == (A, B)


def test_a_note_of_what_was_written_that_cannot_be_kept_disturbs_nobody(saved, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert saved.save(coding(A, B, C)).records == (A, B, C)
    assert not backups.was_written_here(saved.project, saved.path(NAME), b"any")


# Windows that share nothing but the files

EDITS = 25


def edit_with_own_state(project, state, number):
    """Add records to one article as a window of another account or container does: its state folder is another."""
    os.environ["XDG_STATE_HOME"] = str(state)
    window = AnnotationFolder(project, "Ana")
    mine = window.load(NAME) or coding()
    for step in range(EDITS):
        fresh = record((number * EDITS + step) * 20)
        mine = window.save(replace(mine, records=(*mine.records, fresh)))


def test_windows_with_state_folders_of_their_own_lose_nothing(project, tmp_path):
    number = 2
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(number, mp_context=context) as pool:
        states = [tmp_path / f"state {one}" for one in range(number)]
        list(pool.map(edit_with_own_state, [project] * number, states, range(number)))
    assert len(AnnotationFolder(project, "Ana").load(NAME).records) == number * EDITS
    assert not list(project.rglob("*.tmp"))


# What must not be replaced


def test_a_read_only_file_is_not_replaced(saved):
    path = saved.path(NAME)
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(StorageError, match=r"read-only.*chmod u\+w"):
        saved.save(coding(A, B, C))
    assert path.read_bytes() == before
    path.chmod(0o640)
    saved.save(coding(A, B, C))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_article_beside_a_folder_with_the_name_of_its_file(project, window):
    for article in ("a.txt", "a.txt.yaml/b.txt", "A.YAML/c.txt"):
        window.save(coding(A, article=article))
    for article in ("a.txt", "a.txt.yaml/b.txt", "A.YAML/c.txt"):
        assert AnnotationFolder(project, "Ana").load(article).article == article
    assert window.path("a.txt.yaml/b.txt") == project / "annotations/Ana/a.txt%2Eyaml/b.txt.yaml"
