"""Real merges by git, in short; `make test-git` makes a thousand of each."""

import random

import pytest
from git_merges import Repository, coding, overlapping_quotes, record, run
from outcomes import Outcomes

from onrecord.cli import main
from onrecord.storage.annotation_file import parse_coding
from onrecord.storage.conflict_marks import take_apart
from onrecord.storage.merge_files import read_marked


def test_no_merge_by_git_is_wrong_and_every_conflict_is_shown(tmp_path):
    outcomes = Outcomes("merges")
    run(tmp_path, 3, outcomes, seed=2)
    assert outcomes.bad == []
    assert outcomes.count("git stopped, every conflict shown") >= 3
    assert outcomes.count("merged, right") >= 5


@pytest.fixture
def conflict(tmp_path):
    repository = Repository(tmp_path / "study", driver=True)
    versions, _, conflicts = overlapping_quotes(random.Random(5))
    assert repository.merge(versions) == 1
    return repository, len(conflicts["ana/harbour.txt"])


def resolve(repository):
    return main(["merge", "--resolve", str(repository.path("ana/harbour.txt"))])


def test_without_a_terminal_conflicts_are_listed_and_the_file_is_left(conflict, capsys):
    repository, number = conflict
    before = repository.read("ana/harbour.txt")
    assert resolve(repository) == 1
    shown = capsys.readouterr().out
    assert shown.count("1 ours") == number
    assert f"{number} of {number}" in shown
    assert repository.read("ana/harbour.txt") == before


def test_what_nobody_has_to_decide_is_resolved_without_a_terminal(tmp_path, capsys):
    repository = Repository(tmp_path / "study", driver=False)
    base = coding("ana", "harbour.txt", ())
    versions = {"ana/harbour.txt": (base, *(coding("ana", "harbour.txt", (record(n),)) for n in (0, 40)))}
    assert repository.merge(versions) == 1
    assert resolve(repository) == 0
    path = repository.path("ana/harbour.txt")
    assert parse_coding(repository.read("ana/harbour.txt"), path).records == (record(0), record(40))
    assert "resolved" in capsys.readouterr().out


def test_a_file_without_marks_is_refused(conflict, capsys, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n...\n")
    assert main(["merge", "--resolve", str(path)]) == 1
    assert "no conflict marks" in capsys.readouterr().err


def test_a_driver_is_given_four_files(capsys):
    assert main(["merge", "a", "b"]) == 2
    assert "%O %A %B %P" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["a: 1\n", "version: 2\n", ""])
def test_what_cannot_be_read_is_left_to_git_and_the_merge_stops(tmp_path, damage):
    repository = Repository(tmp_path / "study", driver=True)
    versions, _, _ = overlapping_quotes(random.Random(5))
    repository.merge(versions)
    ours, base, theirs = (tmp_path / name for name in ("ours", "base", "theirs"))
    repository.git("checkout", "--quiet", "--force", "v1")
    text = repository.read("ana/harbour.txt")
    ours.write_text(text)
    base.write_text(text)
    theirs.write_text(damage)
    assert main(["merge", str(base), str(ours), str(theirs), "annotations/ana/harbour.txt.yaml"]) == 1


def test_a_driver_s_leftovers_are_none(conflict):
    repository, _ = conflict
    names = {path.name for path in repository.folder.iterdir()}
    assert names == {".git", ".gitattributes", "annotations"}


@pytest.mark.parametrize("seed", [1000035, 1000037, 1000052])
def test_lines_that_git_put_together_hide_no_conflict(tmp_path, seed):
    """In these, lines of two versions of one record go together, though what they say does not."""
    repository = Repository(tmp_path / "study", driver=False)
    versions, _, conflicts = overlapping_quotes(random.Random(seed))
    assert repository.merge(versions) == 1
    merged = read_marked(repository.path("ana/harbour.txt")).merged
    assert {conflict.id for conflict in merged.conflicts} == conflicts["ana/harbour.txt"]


def test_what_a_hand_has_written_between_the_marks_is_kept(conflict):
    repository, _ = conflict
    path = repository.path("ana/harbour.txt")
    sides = take_apart(path.read_text())
    unmarked = next(line for line in sides.ours.split("\n") if line.startswith("coder:"))
    path.write_text(path.read_text().replace(unmarked, f'{unmarked}\nreviewer: "by hand"'))
    assert read_marked(path).merged.coding.extra == {"reviewer": "by hand"}
