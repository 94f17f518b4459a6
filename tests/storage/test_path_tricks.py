"""Names and kinds of files that lead elsewhere: a message, and nothing outside the folder is read or written."""

import os
import signal
import socket
from pathlib import Path

import pytest
from storage_samples import coding, record

from onrecord.cli import main
from onrecord.errors import OnrecordError
from onrecord.storage import backups, locks
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.codebook_changes import append_target
from onrecord.storage.codebook_file import load_codebook, write_starter
from onrecord.storage.coder import coder_name
from onrecord.storage.errors import StorageError
from onrecord.storage.history_file import HistoryFile
from onrecord.storage.paths import annotation_path
from onrecord.storage.unsaved_copies import UnsavedCopies
from onrecord.storage.user_dirs import project_state_folder, state_folder
from onrecord.storage.user_state import (
    Place,
    Preferences,
    load_place,
    load_preferences,
    save_place,
    save_preferences,
)

A = record(0)
CODING = coding(A)


@pytest.fixture(autouse=True)
def _no_waiting():
    """A FIFO that is waited for would stop the suite for good."""
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("waited for a FIFO"))
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "harbour.txt").write_text("Nothing is looked for here.\n")
    return folder


@pytest.fixture
def outside(tmp_path):
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


def everything(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("link", ["annotations", "annotations/Ana"])
def test_nothing_is_read_or_written_through_a_linked_folder(project, outside, link):
    there = outside / "Ana/harbour.txt.yaml" if link == "annotations" else outside / "harbour.txt.yaml"
    there.parent.mkdir(exist_ok=True)
    there.write_text(file_text(CODING))
    (there.parent / ".onrecord-0123456789abcdef.tmp").write_text("not ours")
    before = everything(outside)
    (project / link).parent.mkdir(exist_ok=True)
    (project / link).symlink_to(outside)
    window = AnnotationFolder(project, "Ana")
    for act in (
        lambda: window.load("harbour.txt"),
        lambda: window.save(CODING),
        lambda: window.save(coding(A, article="week/new.txt")),
        lambda: window.restore("harbour.txt"),
    ):
        with pytest.raises(StorageError, match="a link, which onrecord does not follow out of the project folder"):
            act()
    assert everything(outside) == before
    assert main(["check", str(project), "--fix"]) == 1
    assert everything(outside) == before


def test_a_linked_file_is_neither_read_nor_written(project, outside):
    window = AnnotationFolder(project, "Ana")
    path = window.path("harbour.txt")
    path.parent.mkdir(parents=True)
    (outside / "secret.yaml").write_text(file_text(CODING))
    before = everything(outside)
    path.symlink_to(outside / "secret.yaml")
    for act in (lambda: window.load("harbour.txt"), lambda: window.save(CODING)):
        with pytest.raises(StorageError, match="a link"):
            act()
    assert everything(outside) == before
    assert path.is_symlink()


def test_a_linked_codebook_is_neither_read_nor_written(project, outside):
    (outside / "codebook.yaml").write_text("format: onrecord-codebook\nversion: 1\n")
    before = everything(outside)
    (project / "codebook.yaml").symlink_to(outside / "codebook.yaml")
    for act in (load_codebook, write_starter, lambda folder: append_target(folder, "fees")):
        with pytest.raises(OnrecordError, match="a link"):
            act(project)
    assert everything(outside) == before


def fifo(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


def listening(path):
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def folder(path):
    path.mkdir()


KINDS = (fifo, device, listening, folder)


@pytest.mark.parametrize("put", KINDS)
def test_what_is_no_file_in_the_place_of_an_annotation_file_is_refused(project, put):
    window = AnnotationFolder(project, "Ana")
    window.path("harbour.txt").parent.mkdir(parents=True)
    put(window.path("harbour.txt"))
    kind = window.path("harbour.txt").lstat().st_mode
    for act in (lambda: window.load("harbour.txt"), lambda: window.save(CODING)):
        with pytest.raises(StorageError, match=r"harbour\.txt\.yaml: "):
            act()
    assert window.path("harbour.txt").lstat().st_mode == kind


@pytest.mark.parametrize("put", KINDS)
def test_what_is_no_file_in_the_place_of_the_codebook_is_refused(project, put):
    put(project / "codebook.yaml")
    for act in (load_codebook, write_starter, lambda folder: append_target(folder, "fees")):
        with pytest.raises(OnrecordError, match=r"codebook\.yaml: "):
            act(project)


@pytest.mark.parametrize("put", KINDS)
def test_what_is_no_file_in_the_place_of_a_lock_holds_nobody_up(project, put):
    """The lock is taken on it, or it is told of: nothing is written to what it leads to."""
    (state_folder() / "locks").mkdir(parents=True)
    put(state_folder() / "locks" / locks._lock_name((project / "annotations/Ana").absolute()))
    window, said = AnnotationFolder(project, "Ana"), ""
    try:
        window.save(CODING)
    except StorageError as error:
        said = str(error)
    assert window.load("harbour.txt") == (None if said else CODING)
    assert not said or "lock" in said


def test_a_lock_that_is_a_link_does_not_empty_what_it_leads_to(project, outside):
    secret = outside / "secret"
    secret.write_text("words")
    (state_folder() / "locks").mkdir(parents=True)
    (state_folder() / "locks" / locks._lock_name((project / "annotations/Ana").absolute())).symlink_to(secret)
    AnnotationFolder(project, "Ana").save(CODING)
    assert secret.read_text() == "words"


@pytest.mark.parametrize("put", KINDS)
def test_what_is_no_file_in_the_place_of_state_is_as_if_there_were_none(project, put, step):
    state = project_state_folder(project)
    window = AnnotationFolder(project, "Ana")
    window.save(CODING)
    copy, note = state / "last-good/Ana/harbour.txt.yaml", state / "written/Ana/harbour.txt.yaml"
    copy.parent.mkdir(parents=True)
    note.unlink()
    for path in (
        state / "history-Ana.jsonl",
        state / "place-Ana.json",
        copy,
        note,
        state_folder() / "preferences.json",
    ):
        put(path)
    history = HistoryFile(project, "Ana")
    history.did(step)
    history.undid()
    assert history.load() == []
    save_place(project, "Ana", Place(pane=0))
    assert load_place(project, "Ana") == Place()
    save_preferences(Preferences(theme=None))
    assert load_preferences() == Preferences()
    assert AnnotationFolder(project, "Ana").load("harbour.txt") == CODING
    assert backups.find(project, window.path("harbour.txt")) is None


def test_a_linked_history_is_not_written_to(project, outside, step):
    state = project_state_folder(project)
    state.mkdir(parents=True)
    (outside / "diary").write_text("mine")
    (state / "history-Ana.jsonl").symlink_to(outside / "diary")
    HistoryFile(project, "Ana").did(step)
    assert (outside / "diary").read_text() == "mine"


@pytest.fixture
def step():
    from onrecord.coding.history import Edit, Step

    return Step("accept", (Edit("harbour.txt", A.id, None, A),))


NAMES = ("..", ".", "a/b", "/etc/passwd", "a\\b", "\x00", "x" * 300, "CON", "nul.txt", "end.", " end ", "\u202eana")
NAMES += ("\x1b]52;c;aGk=\x07", "é" * 200, "~", "%2E%2E", "a\nb", "C:x", "annotations", "-rf", "ﬁ", "\u200b")


@pytest.mark.parametrize("name", NAMES)
def test_a_coder_of_any_name_has_one_folder_of_their_own(project, name):
    path = annotation_path(project, name, "harbour.txt")
    assert path.parent.parent == project / "annotations"
    assert path.parent.name not in ("", ".", "..")
    assert len(os.fsencode(path.parent.name)) <= 255
    assert path.parent.name.isprintable()
    window = AnnotationFolder(project, name)
    saved = coding(A, coder=name)
    window.save(saved)
    assert list((project / "annotations").iterdir()) == [path.parent]
    assert AnnotationFolder(project, name).load("harbour.txt").records == (A,)
    UnsavedCopies(project, name).keep(saved, None)
    save_place(project, name, Place(pane=1))
    assert load_place(project, name).pane == 1
    state = project_state_folder(project)
    assert {path.parent for path in state.iterdir()} == {state}


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 300, "\u202eana", "\x1b]52;c;aGk=\x07", "\u200b"])
def test_a_coder_s_name_that_cannot_be_seen_whole_is_refused(name):
    with pytest.raises(OnrecordError, match="visible characters"):
        coder_name(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_article_of_any_key_has_a_place_in_the_folder_or_none(project, name):
    for key in (name, f"week/{name}", f"../{name}", f"week/../../{name}"):
        try:
            path = annotation_path(project, "Ana", key)
        except StorageError:
            continue
        relative = path.relative_to(project / "annotations/Ana")
        assert ".." not in relative.parts
        assert path.is_relative_to(project / "annotations/Ana")
