"""Counting all records at the start: a file's stamp tells what to expect, its very bytes what is in it."""

import json
import os
from pathlib import Path
from time import time_ns

import pytest
from storage_samples import FULL, coding, record

from onrecord.checked_files import read_checked, write_checked
from onrecord.coding.tally import NOTHING, Tally, tally_of
from onrecord.storage import count_cache
from onrecord.storage.annotations import AnnotationFolder, coding_in
from onrecord.storage.count_cache import CountCache
from onrecord.storage.user_dirs import project_cache_folder

ONE, TWO = coding(record(10), record(60, flag=True)), coding(record(7), article="sub/mill.txt")


@pytest.fixture
def window(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    window = AnnotationFolder(folder, "Ana")
    for one in (ONE, TWO):
        window.save(one)
    return window


@pytest.fixture
def parsed(monkeypatch):
    """Return the names of the files that were parsed."""
    names = []

    def parse(project, path, data):
        names.append(path.name)
        return coding_in(project, path, data)

    monkeypatch.setattr(count_cache, "coding_in", parse)
    return names


def counted(window, *, keep=True):
    """Return what a start counts, by articles."""
    start = CountCache(window.project, window.coder)
    numbers = dict(start.count(start.files()))
    if keep:
        start.keep()
    return numbers


def start_of(window):
    """Return a start, and the files that it lists."""
    start = CountCache(window.project, window.coder)
    return start, start.files()


@pytest.fixture
def settled(monkeypatch):
    """Let every file count as written long ago."""
    monkeypatch.setattr(count_cache, "time_ns", lambda: time_ns() + 3600 * 10**9)


@pytest.fixture
def just_written(window, monkeypatch):
    """Let the clock stand at a second after the files were written."""
    changed = max(window.path(key).stat().st_ctime_ns for key in BOTH)
    monkeypatch.setattr(count_cache, "time_ns", lambda: changed + 10**9)


def kept_in(window):
    (file,) = (project_cache_folder(window.project) / "tallies").iterdir()
    return file


def write_unnoticed(path, data):
    """Change a file as a failing disk does: its time stays."""
    before = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


BOTH = {"harbour.txt": Tally(2, 2, 1, {"Mara Ilves": 2}), "sub/mill.txt": Tally(1, 1, 0, {"Mara Ilves": 1})}


def test_files_with_their_stamps_are_counted_without_being_read(window, parsed, settled, monkeypatch):
    counted(window)
    parsed.clear()
    monkeypatch.setattr(count_cache, "read_file", None)
    start, files = start_of(window)
    assert dict(start.expected(files)) == BOTH
    assert parsed == []


def test_at_the_first_start_nothing_is_expected(window, settled):
    start, files = start_of(window)
    assert start.expected(files) == []


@pytest.mark.parametrize("change", ["words", "time", "number"])
def test_a_file_with_another_stamp_is_counted_first(window, settled, change):
    counted(window)
    path = window.path("sub/mill.txt")
    if change == "words":
        path.write_bytes(path.read_bytes().replace(b"Mara", b"Lara", 1))
    elif change == "time":
        os.utime(path, ns=(0, 0))
    else:
        path.with_suffix(".new").write_bytes(path.read_bytes())
        path.with_suffix(".new").replace(path)
    start, files = start_of(window)
    assert dict(start.expected(files)) == {"harbour.txt": BOTH["harbour.txt"]}
    assert [file.place.rpartition("/")[2] for file in files] == ["mill.txt.yaml", "harbour.txt.yaml"]


def test_a_file_that_was_just_written_is_not_known_by_its_stamp(window, just_written):
    counted(window)
    start, files = start_of(window)
    assert start.expected(files) == []
    assert dict(start.count(files)) == BOTH


def test_nor_is_one_at_the_next_start_that_was_just_written_when_it_was_counted(window, just_written, monkeypatch):
    counted(window)
    monkeypatch.setattr(count_cache, "time_ns", lambda: time_ns() + 3600 * 10**9)
    start, files = start_of(window)
    assert start.expected(files) == []
    assert dict(start.count(files)) == BOTH
    start.keep()
    start, files = start_of(window)
    assert dict(start.expected(files)) == BOTH


def test_a_file_changed_between_being_listed_and_read_is_not_known_by_its_stamp(window, settled):
    start, files = start_of(window)
    window.load("harbour.txt")
    window.save(coding(record(60)))
    assert dict(start.count(files))["harbour.txt"] == Tally(1, 1, 0, {"Mara Ilves": 1})
    start.keep()
    start, files = start_of(window)
    assert dict(start.expected(files)) == {"sub/mill.txt": BOTH["sub/mill.txt"]}


def forge_stamp(window, article):
    """Let what was counted in an article's file hold of it as it is now, as after a change that left no trace."""
    place = str(window.path(article).relative_to(window.project))
    version, places = json.loads(read_checked(kept_in(window)))
    (stamp,) = [file.stamp for file in start_of(window)[1] if file.place == place]
    assert places[place][0] != list(stamp)
    places[place][0] = stamp
    write_checked(kept_in(window), json.dumps([version, places]).encode())


def test_what_was_wrongly_expected_is_put_right(window, parsed, settled):
    counted(window)
    path = window.path("harbour.txt")
    write_unnoticed(path, path.read_bytes().replace(b"Mara", b"Lara", 1))
    forge_stamp(window, "harbour.txt")
    parsed.clear()
    start, files = start_of(window)
    assert dict(start.expected(files)) == BOTH
    after = BOTH | {"harbour.txt": Tally(2, 2, 1, {"Mara Ilves": 1, "Lara Ilves": 1})}
    assert dict(start.count(files)) == after
    assert parsed == ["harbour.txt.yaml"]
    start.keep()
    start, files = start_of(window)
    assert dict(start.expected(files)) == after


@pytest.mark.parametrize("content", [b"", b"format: onrecord-annotations\n"])
def test_of_a_faulty_file_nothing_counts_whatever_was_expected(window, settled, content):
    counted(window)
    window.path("harbour.txt").write_bytes(content)
    forge_stamp(window, "harbour.txt")
    start, files = start_of(window)
    assert dict(start.expected(files)) == BOTH
    assert dict(start.count(files)) == BOTH | {"harbour.txt": NOTHING}


def test_of_a_file_that_goes_away_nothing_counts_whatever_was_expected(window, settled):
    counted(window)
    start, files = start_of(window)
    window.path("harbour.txt").unlink()
    assert dict(start.count(files)) == BOTH | {"harbour.txt": NOTHING}


def test_everything_recorded_is_counted(window):
    window.load("harbour.txt")
    window.save(FULL)
    assert counted(window)["harbour.txt"] == tally_of(window.load("harbour.txt"))
    assert tally_of(FULL) == Tally(5, 4, 1, {"Mara Ilves": 2})


def test_what_was_counted_is_not_parsed_again(window, parsed):
    assert counted(window) == BOTH
    assert len(parsed) == 2
    assert counted(window) == BOTH
    assert len(parsed) == 2


def test_only_what_has_changed_is_parsed(window, parsed):
    counted(window)
    window.save(coding(record(60)))
    parsed.clear()
    assert counted(window)["harbour.txt"] == Tally(1, 1, 0, {"Mara Ilves": 1})
    assert parsed == ["harbour.txt.yaml"]
    assert counted(window) == BOTH | {"harbour.txt": Tally(1, 1, 0, {"Mara Ilves": 1})}
    assert len(parsed) == 1


@pytest.mark.parametrize("copied", [False, True])
def test_a_file_that_changed_behind_the_count_is_never_taken_for_what_it_was(window, parsed, copied):
    counted(window)
    if copied:
        window.keep_copies()
    path = window.path("harbour.txt")
    write_unnoticed(path, path.read_bytes().replace(b"Mara", b"Lara", 1))
    parsed.clear()
    # Where the last good copy shows that nobody has written it, it counts as faulty; else as changed by a hand.
    changed = {} if copied else {"harbour.txt": Tally(2, 2, 1, {"Mara Ilves": 1, "Lara Ilves": 1})}
    assert counted(window) == {"sub/mill.txt": BOTH["sub/mill.txt"]} | changed
    assert parsed == ["harbour.txt.yaml"]


def test_a_file_cut_off_or_flipped_anywhere_is_never_taken_for_what_it_was(window, parsed):
    counted(window)
    path = window.path("harbour.txt")
    sound = path.read_bytes()
    for place in range(0, len(sound), 7):
        for damaged in (sound[:place], sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :]):
            write_unnoticed(path, damaged)
            parsed.clear()
            counted(window, keep=False)
            assert parsed == ["harbour.txt.yaml"]


def test_a_faulty_file_is_left_out_each_time(window, parsed):
    path = window.path("harbour.txt")
    path.write_bytes(path.read_bytes().removesuffix(b"...\n"))
    for _ in range(2):
        parsed.clear()
        assert counted(window) == {"sub/mill.txt": BOTH["sub/mill.txt"]}
        assert "harbour.txt.yaml" in parsed


def test_a_file_in_the_wrong_place_counts_for_nobody(window):
    counted(window)
    path = window.path("harbour.txt")
    path.rename(path.with_name("mill.txt.yaml"))
    assert counted(window) == {"sub/mill.txt": BOTH["sub/mill.txt"]}


def test_a_count_that_is_damaged_is_none(window, parsed):
    counted(window)
    file = kept_in(window)
    whole = file.read_bytes()
    for place in range(len(whole)):
        parsed.clear()
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert counted(window, keep=False) == BOTH
        assert len(parsed) == 2
    for cut in (b"", whole[:40], whole[:-1]):
        file.write_bytes(cut)
        assert counted(window, keep=False) == BOTH


@pytest.mark.parametrize(
    "content",
    [
        "",
        "5",
        "[]",
        "[1, 2]",
        '["{}", 7]',
        '["{}", {{"a": 1}}]',
        '["{}", {{"a": [[], "b", "c", [1]]}}]',
        '["{}", {{"a": [5, "b", "c", [1, 1, 1, {{}}]]}}]',
        '["{}", {{"a": [[], "b", "c", [1, 1, "1", {{}}]]}}]',
        '["{}", {{"a": [[], "b", "c", [1, 1, -1, {{}}]]}}]',
        '["{}", {{"a": [[], "b", "c", [1, 1, 1, {{"Mara Ilves": true}}]]}}]',
        '["{}", {{"a": [[], "b", "c", [1, 1, 1, []]]}}]',
    ],
)
def test_a_count_of_another_shape_is_none(window, content):
    counted(window)
    version, _ = json.loads(read_checked(kept_in(window)))
    write_checked(kept_in(window), content.format(version).encode())
    assert counted(window) == BOTH


def test_what_another_version_counted_is_counted_anew(window, parsed, monkeypatch):
    counted(window)
    parsed.clear()
    monkeypatch.setattr(count_cache, "__version__", "99")
    assert counted(window) == BOTH
    assert len(parsed) == 2


def test_no_coding_is_kept_but_numbers_and_names(window):
    window.load("harbour.txt")
    window.save(FULL)
    counted(window)
    kept = kept_in(window).read_bytes()
    assert b"Mara Ilves" in kept
    assert all(words not in kept for words in (b"words at", b"before", b"left", b"fees", b"council", b"blue"))


def test_each_coder_has_counts_of_their_own(window):
    other = AnnotationFolder(window.project, "Bo")
    other.save(coding(record(5), coder="Bo"))
    assert counted(window) == BOTH
    assert counted(other) == {"harbour.txt": Tally(1, 1, 0, {"Mara Ilves": 1})}
    assert counted(window) == BOTH


def test_an_article_whose_file_is_gone_is_not_counted(window):
    counted(window)
    start = CountCache(window.project, window.coder)
    files = start.files()
    window.path("harbour.txt").unlink()
    assert dict(start.count(files)) == {"sub/mill.txt": BOTH["sub/mill.txt"]}


def test_a_folder_that_leads_elsewhere_is_not_looked_into(window, tmp_path):
    annotations = window.project / "annotations"
    annotations.rename(tmp_path / "elsewhere")
    annotations.symlink_to(tmp_path / "elsewhere")
    assert counted(window) == {}


def test_links_to_files_elsewhere_are_left_out(window, tmp_path):
    window.save(coding(record(5), article="mill.txt"))
    path = window.path("mill.txt")
    path.rename(tmp_path / "elsewhere.yaml")
    path.symlink_to(tmp_path / "elsewhere.yaml")
    assert counted(window) == BOTH


def test_files_behind_a_link_to_a_folder_are_left_out(window, tmp_path):
    start = CountCache(window.project, window.coder)
    files = start.files()
    folder = window.path("sub/mill.txt").parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert dict(start.count(files)) == {"harbour.txt": BOTH["harbour.txt"]}


def test_a_coder_whose_name_no_folder_can_have_has_recorded_nothing(window):
    start = CountCache(window.project, "Ana \udcff")
    assert start.files() == []
    start.keep()


def test_where_nothing_can_be_kept_all_is_counted(window, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    assert counted(window) == BOTH == counted(window)
