"""`onrecord move` and `onrecord coder`."""

from dataclasses import replace

import pytest

from onrecord.articles.load import load_article
from onrecord.cli import main
from onrecord.coding.record import ArticleCoding
from onrecord.storage.annotations import AnnotationFolder

TEXT = "The council met.\n"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    sha256 = load_article(folder / "a.txt", "a.txt").sha256
    done = ArticleCoding("a.txt", sha256, "a", "ana", done="2026-11-22T09:30:00Z")
    for coder in ("ana", "Bo"):
        AnnotationFolder(folder, coder).save(replace(done, coder=coder))
    return folder


def test_a_renamed_article_takes_its_coding_along(project, capsys):
    (project / "a.txt").rename(project / "b.txt")
    assert main(["move", str(project / "a.txt"), str(project / "b.txt")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(project / f"annotations/{coder}/b.txt.yaml") for coder in ("Bo", "ana")
    ]
    assert AnnotationFolder(project, "ana").load("b.txt").done


def test_an_article_that_is_still_there_is_renamed_too(project, monkeypatch):
    monkeypatch.chdir(project)
    assert main(["move", "a.txt", "week 1/c.txt"]) == 0
    assert (project / "week 1/c.txt").read_text() == TEXT
    assert AnnotationFolder(project, "ana").load("week 1/c.txt").done


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a.txt", "a.txt", "both"),
        ("x.txt", "y.txt", "neither"),
        ("x.txt", "a.txt", "Nothing was coded in"),
        ("a.txt", "../b.txt", "not in the project folder"),
    ],
)
def test_wrong_use_is_said_and_nothing_moves(project, capsys, old, new, said):
    assert main(["move", str(project / old), str(project / new), "--project", str(project)]) == 2
    assert said in capsys.readouterr().err
    assert (project / "a.txt").exists()
    assert AnnotationFolder(project, "ana").load("a.txt").done


def test_a_folder_without_annotations_is_asked_for(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["move", str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]) == 2
    assert "--project" in capsys.readouterr().err


def test_coders_are_listed_and_renamed(project, capsys):
    assert main(["coder", str(project)]) == 0
    assert capsys.readouterr().out == "Bo: 1 article\nana: 1 article\n"
    assert main(["coder", str(project), "--rename", "ana", "Ana  Roe"]) == 0
    assert capsys.readouterr().out == f"{project / 'annotations/Ana Roe/a.txt.yaml'}\n"
    assert not (project / "annotations/ana").exists()
    assert main(["coder", str(project), "--rename", "ana", "Ana Roe"]) == 2
    assert "has coded nothing here" in capsys.readouterr().err
    assert main(["coder", str(project), "--rename", "ana", "\x1b"]) == 2
