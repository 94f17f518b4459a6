"""Second copies of annotation files, as synchronised folders keep them."""

from dataclasses import replace

import pytest
from storage_samples import coding, record

from onrecord.cli import main
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.errors import StorageError
from onrecord.storage.sync_conflicts import find_sync_conflicts, merge_sync_conflict, read_sync_conflict

NAMES = (
    "harbour.txt (conflicted copy).yaml",
    "harbour.txt (Ana's conflicted copy 2026-11-22).yaml",
    "harbour.txt (conflicted copy 2026-11-22 101010).yaml",
    "harbour.txt.sync-conflict-20261122-101010-ABCDEFG.yaml",
    "harbour.txt-LAPTOP-4.yaml",
    "harbour.txt (1).yaml",
    "harbour.txt 2.yaml",
    "harbour.txt_laptop_Nov-22-101010-2026_Conflict.yaml",
)
A, B, C = record(0), record(40), record(80)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "harbour.txt").write_text("Nothing is looked for here.\n")
    AnnotationFolder(folder, "Ana").save(coding(A, B))
    return folder


def put(project, *records, name=NAMES[0], **changes):
    path = project / "annotations/Ana" / name
    path.write_text(file_text(coding(*records, **changes)), encoding="utf-8")
    return path


def saved(project):
    return AnnotationFolder(project, "Ana").load("harbour.txt").records


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_known_by_what_it_says_whatever_the_service_called_it(project, name):
    path = put(project, A, C, name=name)
    (copy,) = find_sync_conflicts(project, "Ana")
    assert (copy.file, copy.original.name) == (path, "harbour.txt.yaml")


def test_the_files_of_other_articles_are_no_copies(project):
    window = AnnotationFolder(project, "Ana")
    for article in ("harbour.txt.txt", "harbour.txt (1).txt", "harbour.txt 2", "har.txt"):
        window.save(coding(A, article=article))
    assert find_sync_conflicts(project, "Ana") == ()
    put(project, A, name="market.txt (1).yaml")
    assert find_sync_conflicts(project, "Ana") == (), "it belongs to another file than its name says"


def test_a_copy_that_cannot_be_read_or_has_no_original_is_none(project):
    path = put(project, A)
    path.write_text(path.read_text()[:90])
    assert read_sync_conflict(project, path) is None
    put(project, A)
    (project / "annotations/Ana/harbour.txt.yaml").unlink()
    assert find_sync_conflicts(project, "Ana") == ()


def test_what_only_one_of_them_says_is_kept(project):
    path = put(project, replace(A, note="on the other machine"), C)
    (copy,) = find_sync_conflicts(project, "Ana")
    merge_sync_conflict(project, copy, {})
    assert saved(project) == (replace(A, note="on the other machine"), B, C)
    assert not path.exists()


def test_a_copy_that_changes_meanwhile_is_not_removed(project):
    put(project, A, C)
    (copy,) = find_sync_conflicts(project, "Ana")
    path = put(project, A, C, record(120))
    merge_sync_conflict(project, copy, {})
    assert path.exists()


def test_keys_that_nobody_knows_are_left_to_a_person(project):
    path = put(project, A, extra={"reviewer": "Bo"})
    (copy,) = find_sync_conflicts(project, "Ana")
    with pytest.raises(StorageError, match="other keys"):
        merge_sync_conflict(project, copy, {})
    assert path.exists()


def test_resolve_merges_a_copy_that_contradicts_nothing(project, capsys):
    path = put(project, A, C)
    assert main(["merge", "--resolve", str(path)]) == 0
    assert "merged into harbour.txt.yaml" in capsys.readouterr().out
    assert saved(project) == (A, B, C)


def test_resolve_lists_contradictions_and_does_what_a_person_says(project, capsys, monkeypatch):
    other = replace(A, actor="Bo Ek")
    path = put(project, other, C)
    assert main(["merge", "--resolve", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "Mara Ilves" in shown
    assert "Bo Ek" in shown
    assert saved(project) == (A, B)
    assert path.exists()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: "2")
    assert main(["merge", "--resolve", str(path)]) == 0
    assert saved(project) == (other, B, C)
    assert not path.exists()
