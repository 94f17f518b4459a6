import errno
import os
import stat
import sys

import pytest

from onrecord.storage import atomic, disk
from onrecord.storage.atomic import clear_abandoned, clear_leftovers, make_folders, replace_file
from onrecord.storage.errors import NotConfirmedError, StorageError

OLD, NEW = b"old", b"new, and longer"
BEFORE_THE_RENAME = ["create", "take_permissions", "write", "sync", "close", "rename"]
ERRORS = [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS]


def fail(number):
    def call(*_):
        raise OSError(number, os.strerror(number))

    return call


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    return path


def test_a_file_is_replaced_whole_and_nothing_else_is_left(file):
    replace_file(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_is_created(tmp_path):
    replace_file(tmp_path / "b.yaml", NEW)
    assert (tmp_path / "b.yaml").read_bytes() == NEW


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("call", BEFORE_THE_RENAME)
def test_a_failed_call_leaves_the_old_file_and_says_so(file, monkeypatch, call, number):
    monkeypatch.setattr(disk, call, fail(number))
    with pytest.raises(StorageError, match=f"not saved: {os.strerror(number)}") as caught:
        replace_file(file, NEW)
    assert not isinstance(caught.value, NotConfirmedError)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("call", BEFORE_THE_RENAME)
def test_an_interrupt_leaves_the_old_file(file, monkeypatch, call):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, call, interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("number", ERRORS)
def test_an_unconfirmed_rename_is_not_called_saved(file, monkeypatch, number):
    monkeypatch.setattr(disk, "sync_folder", fail(number))
    with pytest.raises(NotConfirmedError, match="did not confirm"):
        replace_file(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_the_content_is_on_disk_before_the_name_and_the_name_before_the_end(file, monkeypatch):
    calls = []
    for name in (*BEFORE_THE_RENAME, "sync_folder"):
        real = getattr(disk, name)
        monkeypatch.setattr(disk, name, lambda *args, _n=name, _r=real: (calls.append(_n), _r(*args))[1])
    replace_file(file, NEW)
    assert calls == [*BEFORE_THE_RENAME, "sync_folder"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems confirm by other calls")
def test_the_system_is_asked_for_the_content_and_then_for_the_folder(file, monkeypatch):
    asked = []
    real = os.fsync

    def fsync(descriptor):
        status = os.fstat(descriptor)
        folder = stat.S_ISDIR(status.st_mode)
        asked.append(
            ("folder", file.read_bytes()) if folder else ("file", os.pread(descriptor, 99, 0), file.read_bytes())
        )
        real(descriptor)

    monkeypatch.setattr(disk.os, "fsync", fsync)
    monkeypatch.setattr(disk, "create", lambda path: os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))
    replace_file(file, NEW)
    assert asked == [("file", NEW, OLD), ("folder", NEW)]


def test_a_descriptor_whose_sync_failed_is_never_asked_again(file, monkeypatch):
    asked = []

    def sync(descriptor):
        asked.append(os.fstat(descriptor).st_ino)
        if len(asked) == 1:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(disk, "sync", sync)
    with pytest.raises(StorageError):
        replace_file(file, NEW)
    assert len(asked) == 1
    replace_file(file, NEW)
    assert len(asked) == 2
    assert file.read_bytes() == NEW


def test_what_the_system_takes_in_pieces_is_written_whole(file, monkeypatch):
    real = os.write
    monkeypatch.setattr(disk.os, "write", lambda descriptor, data: real(descriptor, data[:4]))
    replace_file(file, NEW)
    assert file.read_bytes() == NEW


def test_the_permission_bits_are_kept(file):
    file.chmod(0o640)
    replace_file(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_is_not_replaced(file):
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    with pytest.raises(StorageError, match="link"):
        replace_file(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == OLD


def test_a_file_system_without_folder_sync_saves_all_the_same(file, monkeypatch):
    real = os.fsync

    def fsync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(disk.os, "fsync", fsync)
    replace_file(file, NEW)
    assert file.read_bytes() == NEW


def test_leftovers_are_cleared_and_nothing_else(file, monkeypatch):
    monkeypatch.setattr(disk, "rename", lambda *_: os._exit(9))
    if (child := os.fork()) == 0:
        replace_file(file, NEW)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    other = file.with_name(".onrecord-notes.txt")
    other.write_text("mine")
    assert len(list(file.parent.iterdir())) == 3
    clear_leftovers(file.parent)
    assert sorted(file.parent.iterdir()) == [other, file]
    assert file.read_bytes() == OLD


def test_what_crashes_left_is_cleared_unless_somebody_may_be_saving(tmp_path):
    (tmp_path / "sub").mkdir()
    old, new = (tmp_path / f"sub/.onrecord-{digit * 16}.tmp" for digit in "01")
    other = tmp_path / "sub/place.json"
    for path in (old, new, other):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    os.utime(other, (1, 1))
    clear_abandoned(tmp_path)
    assert sorted(path.name for path in (tmp_path / "sub").iterdir()) == [new.name, other.name]
    clear_abandoned(tmp_path / "none")


def test_missing_folders_are_made_and_their_names_confirmed(tmp_path, monkeypatch):
    confirmed = []
    monkeypatch.setattr(atomic.disk, "sync_folder", confirmed.append)
    make_folders(tmp_path / "annotations/ana/sub", tmp_path)
    assert (tmp_path / "annotations/ana/sub").is_dir()
    assert confirmed == [tmp_path, tmp_path / "annotations", tmp_path / "annotations/ana"]
    confirmed.clear()
    make_folders(tmp_path / "annotations/ana", tmp_path)
    assert confirmed == [tmp_path, tmp_path / "annotations"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "make_folder", fail(errno.EACCES))
    with pytest.raises(StorageError, match="cannot be created: Permission denied"):
        make_folders(tmp_path / "annotations", tmp_path)
