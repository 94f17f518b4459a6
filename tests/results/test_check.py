"""`onrecord check`: one fault after another put into a sound project."""

import os
import re
from dataclasses import replace

import pytest

from onrecord.articles.load import load_article
from onrecord.cli import main
from onrecord.coding.codebook import default_codebook
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Kind, Record, Span, Stance, Verdict
from onrecord.coding.session import ReviewSession
from onrecord.results.check import check
from onrecord.storage import locks
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.conflict_marks import marked_text
from onrecord.storage.merge import merge
from onrecord.storage.unsaved_copies import UnsavedCopies
from onrecord.storage.user_dirs import state_folder

TEXT = 'The council met on Monday.\n\n"No more ships will come here," said Mara Ilves, who leads it.\n'
START, END = TEXT.index("No more"), TEXT.index(',"')
STANCE = Stance("harbour", "oppose", False, "2026-11-22T09:30:00Z")


def record(start=START, end=END, **changes):
    values = {"verdict": Verdict.ACCEPTED, "kind": Kind.DIRECT, "actor": "Mara Ilves", "stances": (STANCE,)}
    return Record(f"q{start:012x}", anchor_at(TEXT, Span(start, end)), **(values | changes))


def coding(*records, article="a.txt"):
    return ArticleCoding(article, "ab" * 32, "The vote", "ana", records)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "codebook.yaml").write_text("format: onrecord-codebook\nversion: 1\ntargets:\n  - name: harbour\n")
    window = AnnotationFolder(folder, "ana")
    window.save(coding(record()))
    window.keep_copies()
    return folder


@pytest.fixture
def path(project):
    return project / "annotations/ana/a.txt.yaml"


def messages(project, **how):
    return [finding.message for finding in check(project, **how)]


def test_a_sound_project_has_no_faults(project, capsys):
    assert messages(project) == messages(project, mend=True) == []
    assert main(["check", str(project)]) == 0
    assert capsys.readouterr().out == "Checked 1 annotation file, 1 record and 1 article: all is well.\n"


def test_what_was_checked_is_counted_over_all_coders(project, capsys):
    (project / "b.txt").write_text(TEXT + "Two.", encoding="utf-8")
    (project / "c.txt").write_text(TEXT + "Three.", encoding="utf-8")
    second = record(start=START + 3, stances=())
    for coder, article in (("ana", "b.txt"), ("bo", "a.txt")):
        AnnotationFolder(project, coder).save(replace(coding(record(), second, article=article), coder=coder))
    assert main(["check", str(project)]) == 0
    assert capsys.readouterr().out == "Checked 3 annotation files, 5 records and 2 articles: all is well.\n"


def test_what_is_worth_knowing_of_articles_is_no_fault(project, capsys):
    (project / "A.txt").write_text("Another text.", encoding="utf-8")
    (project / "b.txt").write_text(TEXT, encoding="utf-8")
    (project / "c.txt").write_bytes(b"One.\r\nTwo.\nThree.")
    (project / "d.docx").write_bytes(b"PK")
    (project / "README.md").write_text("About this.")
    found = list(check(project))
    assert [finding.fault for finding in found] == [False] * 5
    documents, others, names, texts, ends = (finding.message for finding in found)
    assert documents == "1 file is left out, because .docx is not read: d.docx. Save them as .txt."
    assert "README.md" in others
    assert names.startswith("A.txt, a.txt: these names differ only in case")
    assert texts.startswith("a.txt, b.txt: these articles have the same text.")
    assert ends.startswith("c.txt: the lines end in more than one way")
    assert main(["check", str(project)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("all is well.")


def test_where_nothing_is_coded_all_is_well(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Checked the codebook: all is well. Nothing is coded yet.\n"


def test_what_was_mended_is_told_before_all_is_well(project, path, capsys):
    path.write_bytes(path.read_bytes().removesuffix(b"...\n"))
    assert main(["check", str(project)]) == 1
    assert "all is well" not in capsys.readouterr().out
    assert main(["check", str(project), "--fix"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "was put back" in told[0]
    assert told[1] == "Checked 1 annotation file, 1 record and 1 article: all is well."


FAULTS = {
    "cut off": (lambda data: data[:200], "not valid YAML|missing"),
    "no end mark": (lambda data: data.removesuffix(b"...\n"), "end mark"),
    "newer": (lambda data: data.replace(b"version: 2", b"version: 7"), "newer onrecord"),
    "conflict marks": (lambda data: b"<<<<<<< a\n" + data + b"=======\n" + data + b">>>>>>> b\n", "conflict"),
    "not UTF-8": (lambda data: data + b"\xff", "UTF-8"),
    "empty": (lambda data: b"", "empty"),
    "a tag": (lambda data: data.replace(b"actor: ", b"actor: !x "), "tags"),
    "an alias": (lambda data: data.replace(b"actor: ", b"actor: &x "), "anchors"),
    "a key twice": (lambda data: data.replace(b"coder: ", b"coder: x\ncoder: "), "twice"),
    "another coder": (lambda data: data.replace(b'"ana"', b'"bo"'), "belongs to"),
    "an unknown label": (lambda data: data.replace(b'"oppose"', b'"hate"'), "no label “hate”"),
    "an unknown target": (lambda data: data.replace(b'"harbour"', b'"port"'), "no target “port”"),
    "another place": (
        lambda data: data.replace(b"start: 29", b"start: 28").replace(b"end: 58", b"end: 57"),
        ":12: ",
    ),
    "rejected with a stance": (lambda data: data.replace(b"accepted", b"rejected"), "rejected, and yet"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_line_with_the_file(project, path, fault, capsys):
    damage, expected = FAULTS[fault]
    damaged = damage(path.read_bytes())
    assert damaged != path.read_bytes()
    path.write_bytes(damaged)
    assert main(["check", str(project)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert str(path) in line
    assert re.search(expected, line)
    assert path.read_bytes() == damaged


def test_a_broken_codebook_and_a_missing_article_are_faults(project):
    (project / "codebook.yaml").write_text("format: onrecord-codebook\nversion: 9\n")
    (project / "a.txt").unlink()
    codebook, article = messages(project)
    assert "codebook.yaml" in codebook
    assert "a.txt" in article


def test_quotes_of_a_changed_article_are_told_by_what_became_of_them(project):
    (project / "a.txt").write_text("A new paragraph stands here.\n\n" + TEXT, encoding="utf-8")
    (moved,) = messages(project)
    assert "elsewhere" in moved
    (project / "a.txt").write_text("Nothing of it is left, and nothing like it.\n", encoding="utf-8")
    (gone,) = messages(project)
    assert "gone" in gone


def test_new_places_beyond_doubt_are_written_and_nothing_else(project, path):
    changed = "A new paragraph stands here.\n\n" + TEXT
    (project / "a.txt").write_text(changed, encoding="utf-8")
    assert [finding.mended for finding in check(project, mend=True)] == [True]
    (moved,) = AnnotationFolder(project, "ana").load("a.txt").records
    assert moved == replace(record(), quote=anchor_at(changed, Span(START + 30, END + 30)))
    assert messages(project) == []
    (project / "a.txt").write_text("Nothing of it is left, and nothing like it.\n", encoding="utf-8")
    before = path.read_bytes()
    assert [finding.mended for finding in check(project, mend=True)] == [False]
    assert path.read_bytes() == before


def test_leftovers_are_cleared_unless_somebody_may_be_saving(project, path):
    leftover = path.with_name(".onrecord-0123456789abcdef.tmp")
    leftover.write_text("half")
    assert [finding.mended for finding in check(project, mend=True)] == [False]
    os.utime(leftover, (1, 1))
    assert "--fix" in messages(project)[0]
    assert leftover.exists()
    assert [finding.mended for finding in check(project, mend=True)] == [True]
    assert not leftover.exists()
    assert messages(project) == []


def test_a_conflict_without_contradictions_is_resolved(project, path):
    base = coding(record())
    ours, theirs = coding(record(note="ours")), coding(record(), record(0, 3, stances=()))
    text = (
        "<<<<<<< a\n"
        + file_text(ours)
        + "||||||| b\n"
        + file_text(base)
        + "=======\n"
        + file_text(theirs)
        + ">>>>>>> c\n"
    )
    path.write_text(text)
    assert "--fix" in messages(project)[0]
    assert [finding.mended for finding in check(project, mend=True)] == [True]
    assert AnnotationFolder(project, "ana").load("a.txt").records == (record(0, 3, stances=()), record(note="ours"))
    assert messages(project) == []


def test_a_true_conflict_is_left_to_a_person(project, path):
    base, ours, theirs = (coding(record(actor=actor)) for actor in ("Mara Ilves", "Bo Ek", "Cy Dunn"))
    path.write_text(marked_text(merge(base, ours, theirs), "ours", "theirs"))
    before = path.read_bytes()
    (finding,) = check(project, mend=True)
    assert "merge --resolve" in finding.message
    assert not finding.mended
    assert path.read_bytes() == before


def without_end(path):
    path.write_bytes(path.read_bytes().removesuffix(b"...\n"))


def test_the_end_mark_is_put_back_where_a_copy_shows_that_all_is_there(project, path):
    whole = path.read_bytes()
    without_end(path)
    assert [finding.mended for finding in check(project, mend=True)] == [True]
    assert path.read_bytes() == whole


@pytest.mark.parametrize("answer", [True, False, None])
def test_else_the_end_mark_is_put_back_only_with_consent(project, path, answer):
    for copy in state_folder().rglob("*.yaml"):
        copy.unlink()
    without_end(path)
    cut = path.read_bytes()
    asked = []
    ask = None if answer is None else lambda question: bool(asked.append(question)) or answer
    assert [finding.mended for finding in check(project, mend=True, ask=ask)] == [bool(answer)]
    assert (path.read_bytes() == cut) == (not answer)
    if asked:
        assert "1 records, the last “No more ships" in asked[0]


def test_what_waits_to_be_recovered_is_told(project):
    UnsavedCopies(project, "ana").keep(replace(coding(record(note="x"))), None)
    assert "could not be saved" in messages(project)[0]


def test_a_good_copy_is_told_of(project, path):
    path.write_bytes(path.read_bytes()[:100])
    assert "A good copy of" in messages(project)[0]


COPY = "a.txt (conflicted copy 2026-11-22).yaml"


def test_a_second_copy_that_contradicts_nothing_is_merged(project, path):
    copy = path.with_name(COPY)
    copy.write_text(file_text(coding(record(note="from the other machine"))), encoding="utf-8")
    (message,) = messages(project)
    assert COPY in message
    assert "--fix" in message
    assert copy.exists()
    assert [finding.mended for finding in check(project, mend=True)] == [True]
    assert AnnotationFolder(project, "ana").load("a.txt").records == (record(note="from the other machine"),)
    assert messages(project) == []


def test_a_second_copy_that_contradicts_is_left_to_a_person(project, path):
    copy = path.with_name(COPY)
    copy.write_text(file_text(coding(record(actor="Bo Ek"))), encoding="utf-8")
    before = path.read_bytes()
    for mend in (False, True):
        (message,) = messages(project, mend=mend)
        assert f"1 quote is coded differently there: “onrecord merge --resolve '{copy}'”" in message
    assert (path.read_bytes(), copy.exists()) == (before, True)


def test_a_second_copy_with_keys_that_nobody_knows_is_left_to_a_person(project, path):
    path.with_name(COPY).write_text(
        file_text(replace(coding(record()), extra={"reviewer": "Bo"})), encoding="utf-8"
    )
    for mend in (False, True):
        (message,) = messages(project, mend=mend)
        assert "by hand" in message


def test_an_annotation_file_without_its_article_is_told_with_both_names(project, path):
    (project / "a.txt").unlink()
    (message,) = messages(project)
    assert str(path) in message
    assert "its article a.txt is missing, and 1 record waits" in message
    assert f"onrecord move {project / 'a.txt'} NEW" in message


def test_a_renamed_article_is_told_and_its_coding_moved(project, path):
    window = AnnotationFolder(project, "ana")
    window.save(replace(window.load("a.txt"), sha256=load_article(project / "a.txt", "a.txt").sha256))
    (project / "a.txt").rename(project / "b c.txt")
    (message,) = messages(project)
    assert message.startswith(f"{path}: its article a.txt is missing; b c.txt has its text.")
    assert f"onrecord move {project / 'a.txt'} '{project / 'b c.txt'}'" in message
    (finding,) = check(project, mend=True)
    assert finding.mended
    assert messages(project) == []
    assert AnnotationFolder(project, "ana").load("b c.txt").records == (record(),)


def test_something_like_a_quote_needs_a_look(project):
    changed = TEXT.replace("No more ships will come here", "No more boats may ever sail here again")
    (project / "a.txt").write_text(changed, encoding="utf-8")
    (message,) = messages(project, mend=True)
    assert "needs a look" in message


def test_check_says_of_quotes_what_the_review_says(project):
    """The quotes that stand tell where the others are to be looked for, so all are looked for at once."""
    lines = [f'"The {word} harbour stays as it is," said Bo Ek.\n' for word in ("old", "new", "old", "new")]
    before = "".join(lines)
    places = [Span(start, start + len(lines[0]) - 16) for start in range(0, len(before), len(lines[0]))]
    records = [
        Record(f"q{n}", anchor_at(before, place), Verdict.ADDED, Kind.DIRECT) for n, place in enumerate(places)
    ]
    AnnotationFolder(project, "ana").save(coding(*records, article="b.txt"))
    after = before.replace("The old", "The very old", 1)
    (project / "b.txt").write_text(after, encoding="utf-8")
    session = ReviewSession("ana", default_codebook())
    session.add_article(load_article(project / "b.txt", "b.txt"), coding(*records, article="b.txt"))
    moved = {item.id for item in session.moved_items("b.txt")}
    said = [message for message in messages(project) if "b.txt" in message]
    assert len(said) == len(moved) + len(session.lost_records("b.txt")) > 0


def test_two_records_of_the_same_words_are_told(project):
    AnnotationFolder(project, "ana").save(coding(record(), replace(record(), id="q2")))
    (message,) = messages(project)
    assert "q2" in message or "q00" in message
    assert "same words" in message


def test_what_is_no_file_in_the_place_of_one_is_told(project, path):
    path.unlink()
    os.mkfifo(path)
    (message,) = messages(project, mend=True)
    assert f"{path}: cannot be read: Not a regular file" in message
    path.unlink()
    path.symlink_to(project / "codebook.yaml")
    (message,) = messages(project, mend=True)
    assert f"{path}: a link" in message


def test_links_to_folders_are_told_and_nothing_behind_them_is_touched(project, tmp_path):
    outside = tmp_path / "outside"
    (outside / "bo").mkdir(parents=True)
    leftover = outside / "bo/.onrecord-0123456789abcdef.tmp"
    leftover.write_text("half")
    os.utime(leftover, (1, 1))
    (project / "annotations/bo").symlink_to(outside / "bo")
    (message,) = messages(project, mend=True)
    assert f"{project / 'annotations/bo'}: a link to a folder" in message
    (project / "annotations").rename(tmp_path / "aside")
    (project / "annotations").symlink_to(outside)
    (message,) = messages(project, mend=True)
    assert f"{project / 'annotations'}" in message
    assert leftover.exists()


def test_a_window_that_hangs_while_saving_is_told(project, monkeypatch):
    monkeypatch.setattr(locks, "_PATIENCE", 0.01)
    with locks.locked(project / "annotations/ana"):
        (message,) = messages(project)
    assert f"{project / 'annotations/ana'}: nobody can save here now" in message


def test_an_article_outside_of_the_folder_is_never_read(project, path, tmp_path):
    (tmp_path / "secret.txt").write_text(TEXT)
    for key in ("../secret.txt", str(tmp_path / "secret.txt"), "..", "a/../../secret.txt"):
        path.write_text(path.read_text().replace('path: "a.txt"', f'path: "{key}"'))
        (message,) = messages(project, mend=True)
        assert str(path) in message
        assert "no file of the project folder" in message
        path.write_text(path.read_text().replace(f'path: "{key}"', 'path: "a.txt"'))


def test_no_folder_is_wrong_use(tmp_path):
    assert main(["check", str(tmp_path / "none")]) == 2


@pytest.mark.parametrize("answer", [True, False, None])
def test_a_missing_file_that_was_saved_here_is_told_and_put_back_with_consent(project, path, answer):
    sound = path.read_bytes()
    path.unlink()
    (told,) = messages(project)
    assert told.startswith(f"{path}: this file was saved here and is gone")
    assert "1 record" in told
    asked = []
    ask = None if answer is None else lambda question: asked.append(question) or answer
    (finding,) = check(project, mend=True, ask=ask)
    assert len(asked) == (answer is not None)
    assert finding.mended == bool(answer)
    assert path.exists() == bool(answer)
    if answer:
        assert path.read_bytes() == sound
        assert messages(project) == []
