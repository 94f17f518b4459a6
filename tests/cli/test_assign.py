"""`onrecord assign`, as it is called."""

import pytest

from onrecord.cli import main
from onrecord.cli.command import DONE, FAULTY_DATA, WRONG_USE
from onrecord.storage.assignment_file import load_assignment


@pytest.fixture
def project(tmp_path):
    for number in range(10):
        (tmp_path / f"a{number}.txt").write_text("“We will see,” Ada Moss said.\n", encoding="utf-8")
    return tmp_path


def call(project, *options):
    return main(["assign", str(project), *options])


def test_lists_are_written_and_counted(project, capsys):
    assert call(project, "--coders", "ana,ben", "--overlap", "20%", "--seed", "1") == DONE
    said = capsys.readouterr().out
    assert "ana: 6 articles" in said
    assert "10 articles assigned, 2 articles with two coders" in said
    made = load_assignment(project)
    assert (made.seed, made.overlap, len(made.articles)) == (1, 20, 10)


def test_new_articles_are_added_to_the_lists(project, capsys):
    call(project, "--coders", "ana,ben")
    before = load_assignment(project)
    assert call(project, "--coders", "ana,ben") == DONE
    assert "assigned already" in capsys.readouterr().out
    (project / "b.txt").write_text("“No,” Ada Moss said.\n", encoding="utf-8")
    assert call(project, "--coders", "ana,ben") == DONE
    assert "1 article more assigned" in capsys.readouterr().out
    after = load_assignment(project)
    assert all(after.lists[coder][: len(keys)] == keys for coder, keys in before.lists.items())


def test_file_is_no_article_and_nothing_that_was_left_out(project, capsys):
    call(project, "--coders", "ana,ben")
    capsys.readouterr()
    main(["check", str(project)])
    assert "assignment.yaml" not in capsys.readouterr().out


def test_faulty_file_is_told_by_the_check(project, capsys):
    call(project, "--coders", "ana,ben")
    (project / "assignment.yaml").write_text("format: onrecord-assignment\n", encoding="utf-8")
    assert main(["check", str(project)]) == FAULTY_DATA
    assert "assignment.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--coders", "ana"], "an overlap takes two coders"),
        (["--coders", "ana,ana"], "named twice"),
        (["--coders", "ana,"], "1 to 100 visible characters"),
        (["--coders", "ana,ben", "--overlap", "120%"], "from 0% to 100%"),
        (["--coders", "ana,ben", "--seed", "-1"], "0 or more"),
    ],
)
def test_wrong_use_says_what_to_do(project, capsys, options, message):
    assert call(project, *options) == WRONG_USE
    assert message in capsys.readouterr().err
    assert load_assignment(project) is None
