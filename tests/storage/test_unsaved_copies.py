import errno
from dataclasses import replace
from pathlib import Path

import pytest
from storage_samples import FULL, coding, record

from onrecord.articles.load import load_article
from onrecord.storage import atomic, disk
from onrecord.storage.errors import StorageError
from onrecord.storage.unsaved_copies import UnsavedCopies, find_unsaved_copies, unsaved_files
from onrecord.storage.user_dirs import state_folder

A, B = record(10), record(60)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    return folder


@pytest.fixture
def copies(project):
    return UnsavedCopies(project, "Ana")


def test_what_could_not_be_saved_is_found_at_the_next_start(project, copies):
    copies.keep(FULL, coding(A))
    (found,) = find_unsaved_copies(project, "Ana")
    assert (found.coding, found.base) == (FULL, coding(A))
    assert find_unsaved_copies(project, "Bo") == ()
    assert list(project.iterdir()) == []


def test_only_the_newest_state_of_an_article_is_kept(project, copies):
    copies.keep(coding(A), None)
    copies.keep(coding(A, B), None)
    (found,) = find_unsaved_copies(project, "Ana")
    assert (found.coding, found.base) == (coding(A, B), None)


def test_two_windows_do_not_overwrite_each_other(project, copies):
    copies.keep(coding(A), None)
    UnsavedCopies(project, "Ana").keep(coding(B), None)
    found = sorted(
        (found.coding for found in find_unsaved_copies(project, "Ana")), key=lambda one: one.records[0].id
    )
    assert found == [coding(A), coding(B)]


def test_what_has_been_saved_is_dropped_and_nothing_else(project, copies):
    copies.keep(coding(A), coding())
    copies.keep(coding(A, article="week 1/b.txt"), coding())
    copies.drop("harbour.txt")
    copies.drop("never kept.txt")
    assert [found.coding.article for found in find_unsaved_copies(project, "Ana")] == ["week 1/b.txt"]
    (found,) = find_unsaved_copies(project, "Ana")
    found.discard()
    assert find_unsaved_copies(project, "Ana") == ()
    assert [path.name for path in state_folder().rglob("*") if path.is_file()] == ["project-folder"]


def test_a_coding_that_has_not_changed_is_not_written_again(project, copies, monkeypatch):
    unsaved = coding(A)
    copies.keep(unsaved, None)
    monkeypatch.setattr(disk, "create", None)
    copies.keep(unsaved, None)


def test_a_damaged_copy_is_left_where_it_is(project, copies):
    copies.keep(coding(A), None)
    (path,) = unsaved_files(project)
    path.write_bytes(path.read_bytes()[:50])
    assert find_unsaved_copies(project, "Ana") == ()
    assert path.exists()


def test_a_folder_that_cannot_be_read_has_no_copies_for_now(project, copies, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    copies.keep(coding(A), None)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rglob", fail)
        assert find_unsaved_copies(project, "Ana") == ()
    assert len(find_unsaved_copies(project, "Ana")) == 1


@pytest.mark.parametrize("call", ["create", "write", "sync", "close", "rename"])
def test_what_cannot_be_kept_is_told_and_tried_again(project, copies, monkeypatch, call):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    unsaved = replace(FULL, done=None)
    with monkeypatch.context() as patch:
        patch.setattr(atomic.disk, call, fail)
        with pytest.raises(StorageError, match="No space left"):
            copies.keep(unsaved, None)
    copies.keep(unsaved, None)
    assert [found.coding for found in find_unsaved_copies(project, "Ana")] == [unsaved]


def test_a_text_that_no_file_can_hold_is_told(copies):
    with pytest.raises(StorageError, match=r"U\+D83D"):
        copies.keep(coding(replace(A, note="\ud83d")), None)


def test_a_base_that_is_no_more_does_not_stay(project, copies):
    copies.keep(coding(A), coding(A))
    copies.keep(coding(A, B), None)
    (found,) = find_unsaved_copies(project, "Ana")
    assert (found.coding, found.base) == (coding(A, B), None)


def test_the_copies_of_a_project_that_was_renamed_are_found(project, copies):
    article = project / "harbour.txt"
    article.write_text("Nothing is said here.", encoding="utf-8")
    unsaved = coding(A, sha256=load_article(article, "harbour.txt").sha256)
    copies.keep(unsaved, None)
    copies.keep(coding(A, article="gone.txt"), None)
    renamed = project.rename(project.with_name("renamed"))
    assert [found.coding for found in UnsavedCopies(renamed, "Ana").of_earlier_windows()] == [unsaved]
    assert find_unsaved_copies(renamed, "Bo") == ()
    (found,) = find_unsaved_copies(renamed, "Ana")
    found.discard()
    assert find_unsaved_copies(renamed, "Ana") == ()


def test_the_copies_of_another_project_are_left_alone(project, copies):
    article = project / "harbour.txt"
    article.write_text("Nothing is said here.", encoding="utf-8")
    copies.keep(coding(A, sha256=load_article(article, "harbour.txt").sha256), None)
    other = project.with_name("other")
    other.mkdir()
    (other / "harbour.txt").write_text("Nothing is said here.", encoding="utf-8")
    assert find_unsaved_copies(other, "Ana") == (), "the project that they belong to is still there"
    article.unlink()
    project.rmdir()
    assert len(find_unsaved_copies(other, "Ana")) == 1
    (other / "harbour.txt").write_text("Something else.", encoding="utf-8")
    assert find_unsaved_copies(other, "Ana") == (), "they are about another text"
