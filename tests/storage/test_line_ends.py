r"""Offsets and hashes count `\n`, whatever line ends a file has; version 1 counted the file's own."""

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from onrecord.articles.load import load_article
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Kind, Record, Span, Verdict
from onrecord.storage import backups
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder, load_coding
from onrecord.storage.merge_files import merge_versions
from onrecord.storage.unsaved_copies import UnsavedCopies, find_unsaved_copies
from onrecord.storage.version_1 import upgraded

TEXT = "The vote\n\nThe council met.\n\n“No more ships\nwill come,” said Mara Ilves.\n\n“None,” she said.\n"
WORDS = ("No more ships\nwill come", "None")
ENDS = {"line feeds": "\n", "of Windows": "\r\n", "of old Macs": "\r"}


def as_written(text, ends):
    return text.replace("\n", ends)


def mixed(text):
    return text.replace("\n", "\r\n", 3)


def record(text, words, **changes):
    start = text.index(words)
    quote = anchor_at(text, Span(start, start + len(words)))
    return Record(f"q{start:012x}", quote, Verdict.ACCEPTED, Kind.DIRECT, "Mara Ilves", **changes)


def coded(text, raw=None):
    """Return the coding of the article as version 1 counted in that text."""
    spelled = [[as_written(words, ends) for ends in ENDS.values()] for words in WORDS]
    records = [record(text, next(words for words in ways if words in text)) for ways in spelled]
    records[1] = replace(records[1], found=Span(records[1].quote.start - 1, records[1].quote.end + 1))
    sha256 = hashlib.sha256(raw or text.encode()).hexdigest()
    return ArticleCoding("a.txt", sha256, "The vote", "ana", tuple(records), version=1)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    return folder


def write(project, text):
    (project / "a.txt").write_bytes(text.encode())


def assert_upgraded(coding):
    assert coding.version == 2
    assert coding.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    for one, words in zip(coding.records, WORDS, strict=True):
        assert one.quote == anchor_at(TEXT, Span(TEXT.index(words), TEXT.index(words) + len(words)))
    assert coding.records[1].found == Span(TEXT.index("None") - 1, TEXT.index("None,") + 5)


@pytest.mark.parametrize("now", ENDS)
@pytest.mark.parametrize("then", ENDS)
def test_what_was_coded_with_some_line_ends_is_read_with_others(project, then, now):
    if then == "of old Macs" != now:
        pytest.skip("git knows no such line ends")
    write(project, as_written(TEXT, ENDS[now]))
    assert_upgraded(upgraded(project, coded(as_written(TEXT, ENDS[then]))))


def test_what_was_coded_with_mixed_line_ends_is_read(project):
    write(project, mixed(TEXT))
    assert_upgraded(upgraded(project, coded(mixed(TEXT))))


def test_a_byte_order_mark_and_another_encoding_changed_the_hash_alone(project):
    for raw in (b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("utf-16")):
        (project / "a.txt").write_bytes(raw)
        assert_upgraded(upgraded(project, coded(TEXT, raw)))


def test_the_hash_of_another_text_stays(project):
    write(project, as_written(TEXT + "One more.\n", "\r\n"))
    before = coded(as_written(TEXT, "\r\n"))
    after = upgraded(project, before)
    assert after.sha256 == before.sha256
    assert after.records == lifted_records(project)


def lifted_records(project):
    write(project, as_written(TEXT, "\r\n"))
    return upgraded(project, coded(as_written(TEXT, "\r\n"))).records


def test_without_its_article_a_coding_stays_as_it_is(project):
    before = coded(as_written(TEXT, "\r\n"))
    assert upgraded(project, before) == before
    window = AnnotationFolder(project, "ana")
    assert "version: 1\n" in file_text(before)
    window.save(before)
    assert window.load("a.txt") == before


def test_a_cell_of_a_table(project):
    (project / "w.csv").write_bytes(b'id,text\r\n1,"' + as_written(TEXT, "\r\n").encode() + b'"\r\n')
    before = replace(coded(as_written(TEXT, "\r\n")), article="w.csv/1")
    assert_upgraded(upgraded(project, before))


def test_everything_that_reads_a_coding_lifts_it(project):
    write(project, as_written(TEXT, "\r\n"))
    before = coded(as_written(TEXT, "\r\n"))
    path = AnnotationFolder(project, "ana").path("a.txt")
    path.parent.mkdir(parents=True)
    path.write_text(file_text(before), encoding="utf-8")
    assert_upgraded(load_coding(project, path))
    window = AnnotationFolder(project, "ana")
    loaded = window.load("a.txt")
    assert_upgraded(loaded)
    assert "version: 1\n" in path.read_text(encoding="utf-8")
    backups.keep(project, path, path.read_bytes(), path.stat().st_mtime_ns)
    assert_upgraded(backups.find(project, path).coding)
    copies = UnsavedCopies(project, "ana")
    copies.keep(before, before)
    (copy,) = find_unsaved_copies(project, "ana")
    assert_upgraded(copy.coding)
    assert_upgraded(copy.base)
    first, second = loaded.records
    window.save(replace(loaded, records=(replace(first, flag=True), second)))
    assert "version: 2\n" in path.read_text(encoding="utf-8")


def test_windows_of_both_versions_merge(project):
    write(project, as_written(TEXT, "\r\n"))
    before = coded(as_written(TEXT, "\r\n"))
    window = AnnotationFolder(project, "ana")
    path = window.path("a.txt")
    path.parent.mkdir(parents=True)
    path.write_text(file_text(before), encoding="utf-8")
    loaded = window.load("a.txt")
    older = replace(before, records=(replace(before.records[0], note="of the older program"), before.records[1]))
    path.write_text(file_text(older), encoding="utf-8")
    first, second = loaded.records
    saved = window.save(replace(loaded, records=(first, replace(second, flag=True))))
    assert saved.records == (replace(first, note="of the older program"), replace(second, flag=True))


def test_git_merges_both_versions(project):
    write(project, as_written(TEXT, "\r\n"))
    before = coded(as_written(TEXT, "\r\n"))
    after = upgraded(project, before)
    name = project / "annotations/ana/a.txt.yaml"
    base, ours, theirs = (project.parent / side for side in ("base", "ours", "theirs"))
    base.write_text(file_text(before), encoding="utf-8")
    ours.write_text(file_text(replace(after, records=(replace(after.records[0], note="x"), after.records[1]))))
    theirs.write_text(
        file_text(replace(before, records=(before.records[0], replace(before.records[1], flag=True))))
    )
    merged = merge_versions(base, ours, theirs, name)
    assert merged.conflicts == ()
    assert merged.coding.records == (
        replace(after.records[0], note="x"),
        replace(after.records[1], flag=True),
    )
    assert merged.coding.version == 2


def test_a_checkout_with_other_line_ends_is_the_same_article(project):
    read = []
    for ends in ("\n", "\r\n"):
        write(project, as_written(TEXT, ends))
        read.append(load_article(project / "a.txt", "a.txt"))
    assert read[0].text == read[1].text == TEXT
    assert read[0].sha256 == read[1].sha256


def test_python_reads_what_onrecord_counts_in(project):
    write(project, as_written(TEXT, "\r\n"))
    code = "import sys; print(len(open(sys.argv[1], encoding='utf-8-sig').read()))"
    printed = subprocess.run([sys.executable, "-c", code, str(project / "a.txt")], capture_output=True, check=True)
    assert int(printed.stdout) == len(load_article(project / "a.txt", "a.txt").text)
