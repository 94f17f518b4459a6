"""Which files are a project's articles."""

import os
from pathlib import Path

import pytest

from onrecord.articles.collection import find_articles, natural_order
from onrecord.errors import UsageError


@pytest.fixture
def folder(tmp_path):
    project = tmp_path / "coverage"
    for name in ("a10.txt", "a2.TXT", "B1.md", "sub/c.txt", "sub/deep/d.md"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")
    return project


def keys(collection):
    return [source.key for source in collection.sources]


def test_a_folder_gives_its_articles_in_natural_order(folder):
    for name in (".hidden.txt", ".git/x.txt", "annotations/ana/a2.TXT.yaml", "annotations/note.txt", "picture.png"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("No article.")
    for name in (
        "README.md",
        "LICENSE.txt",
        "CHANGELOG.md",
        "requirements.txt",
        "codebook.yaml",
    ):
        (folder / name).write_text("No article.")
    collection = find_articles([folder])
    assert collection.project == folder.resolve()
    assert keys(collection) == ["a2.TXT", "a10.txt", "B1.md", "sub/c.txt", "sub/deep/d.md"]
    assert all(source.path == folder.resolve() / source.key for source in collection.sources)
    assert collection.skipped == ()
    (told,) = collection.left_out
    assert told.startswith(
        "5 files are left out, by name or ending no article: CHANGELOG.md, LICENSE.txt, README.md"
    )


@pytest.mark.parametrize(
    "name",
    [
        "history-of-a-harbour.html",
        "security-council.md",
        "changes_at_the_port.txt",
        "readme-2024.txt",
        "license.to.kill.txt",
        "Codebook of the sea.md",
    ],
)
def test_a_name_that_only_begins_like_that_of_a_project_file_is_an_article(tmp_path, name):
    (tmp_path / name).write_text("Text.")
    collection = find_articles([tmp_path])
    assert keys(collection) == [name]
    assert collection.left_out == ()


@pytest.mark.parametrize("ending", ["docx", "PDF", "rtf", "odt", "eml", "tsv", "xml"])
def test_formats_that_are_not_read_are_counted_and_named(folder, ending):
    for number in range(7):
        (folder / f"article {number}.{ending}").write_text("…")
    (message,) = find_articles([folder]).skipped
    assert message.startswith(f"7 files are left out, because .{ending.lower()} is not read: article 0.{ending}, ")
    assert "and 2 more. " in message
    assert message.endswith(".")
    for path in folder.rglob("*.*"):
        if path.suffix.lower() in (".txt", ".md"):
            path.unlink()
    with pytest.raises(UsageError, match="7 files are left out"):
        find_articles([folder])


@pytest.mark.parametrize("part", ["_files", "-Dateien", "_fichiers"])
def test_the_parts_of_a_saved_page_are_left_out_and_told(tmp_path, part):
    (tmp_path / "a.html").write_text("<p>Text.</p>")
    (tmp_path / f"a{part}").mkdir()
    (tmp_path / f"a{part}/advertisement.html").write_text("<p>Buy.</p>")
    (tmp_path / f"b{part}").mkdir()
    (tmp_path / f"b{part}/c.txt").write_text("There is no page of that name.")
    collection = find_articles([tmp_path])
    assert keys(collection) == ["a.html", f"b{part}/c.txt"]
    (told,) = collection.left_out
    assert f"1 folder is left out, with the pictures and scripts of saved pages: a{part}/" in told


def test_named_files_are_always_articles(folder):
    (folder / "README.md").write_text("An article after all.")
    (folder / "story").write_text("Text.")
    collection = find_articles([folder / "story", folder / "README.md", folder / "story"])
    assert keys(collection) == ["README.md", "story"]
    assert collection.project == folder.resolve()


def test_files_of_several_folders_need_a_project(folder):
    paths = [folder / "a2.TXT", folder / "sub" / "c.txt"]
    with pytest.raises(UsageError, match="--project"):
        find_articles(paths)
    collection = find_articles(paths, project=folder)
    assert keys(collection) == ["a2.TXT", "sub/c.txt"]
    assert collection.project == folder.resolve()


def test_what_lies_outside_the_project_is_refused(folder):
    with pytest.raises(UsageError, match="not in the project folder"):
        find_articles([folder / "a2.TXT"], project=folder / "sub")


def test_a_folder_within_the_project(folder):
    assert keys(find_articles([folder / "sub"], project=folder)) == ["sub/c.txt", "sub/deep/d.md"]


def test_relative_paths_and_the_present_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert keys(find_articles([Path()])) == keys(find_articles([folder]))
    assert find_articles([Path("a2.TXT")]).project == folder.resolve()


@pytest.mark.parametrize("paths", [[], ["missing"], ["coverage/empty"], ["coverage/broken.txt"]])
def test_wrong_use_is_explained(folder, paths):
    (folder / "empty").mkdir()
    (folder / "broken.txt").symlink_to("nowhere")
    with pytest.raises(UsageError) as refused:
        find_articles([folder.parent / path for path in paths])
    assert all(Path(path).name in str(refused.value) for path in paths)


def test_a_missing_project(folder):
    with pytest.raises(UsageError, match="project folder"):
        find_articles([folder], project=folder / "missing")


def test_links_that_lead_out_are_left_out_with_a_message(folder):
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Text.")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "outer").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "within.txt").symlink_to("a2.TXT")
    collection = find_articles([folder])
    assert keys(collection) == ["a2.TXT", "a10.txt", "B1.md", "sub/c.txt", "sub/deep/d.md", "within.txt"]
    assert len(collection.skipped) == 5
    assert any("out.txt" in message and "out of the project" in message for message in collection.skipped)


def test_a_name_that_is_no_utf8_is_left_out_with_a_message(folder):
    raw = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text("Text.")
    collection = find_articles([folder])
    assert len(keys(collection)) == 5
    assert "rename" in collection.skipped[0]
    collection.skipped[0].encode()
    with pytest.raises(UsageError, match="rename"):
        find_articles([Path(os.fsdecode(raw))])


def test_a_folder_that_cannot_be_read_is_reported(folder, monkeypatch):
    listed = os.scandir

    def scandir(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    collection = find_articles([folder])
    assert "sub/deep/d.md" not in keys(collection)
    assert "deep" in collection.skipped[0]


def test_the_parts_of_a_saved_page_are_no_articles(folder):
    for name in ("vote.html", "vote_files/advertisement.html", "vote_files/deep/x.txt", "other_files/e.htm"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")
    added = {*keys(find_articles([folder]))} - {"a2.TXT", "a10.txt", "B1.md", "sub/c.txt", "sub/deep/d.md"}
    assert added == {"vote.html", "other_files/e.htm"}


def test_natural_order_is_stable():
    names = ["b", "a10", "a2", "A2", "a/z", "a02", "10", "9", "é"]
    backwards = list(reversed(names))
    assert sorted(names, key=natural_order) == sorted(backwards, key=natural_order)
    assert sorted(["a10.txt", "a9.txt", "a9/b"], key=natural_order) == ["a9/b", "a9.txt", "a10.txt"]
