"""Comments that a person writes into an annotation file outlive every save."""

from dataclasses import replace

import pytest
from storage_samples import FULL, coding, record

from onrecord.storage.annotation_file import file_text, parse_coding
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.comments import comments_in
from onrecord.storage.merge import merge

A, B, C = record(10), record(60), record(90)


def commented(text: str, above: str, comment: str, times: int = 1) -> str:
    assert text.count(above) >= times
    return text.replace(above, f"{comment}\n{above}", times)


def test_a_file_without_comments_has_none():
    assert comments_in(file_text(FULL)) == ((), {})
    assert comments_in(file_text(coding(replace(A, note="see # 5\n# no comment")))) == ((), {})


def test_comments_at_the_head_and_above_records_stay_where_they_are():
    text = file_text(replace(coding(A, B, C), comments=("# Read on Monday.", "#second line")))
    text = commented(text, "  - id: q00000000000a", "  # the first quote")
    text = commented(text, "  - id: q00000000003c", "  # ask Bo\n  # and Cy")
    read = parse_coding(text, "a.yaml")
    assert read.comments == ("# Read on Monday.", "#second line")
    assert [one.comments for one in read.records] == [("# the first quote",), ("# ask Bo", "# and Cy"), ()]
    assert file_text(read) == text


@pytest.mark.parametrize(
    ("above", "comment", "place"),
    [
        ("coder:", "# who", "head"),
        ("records:", "# all of them", "head"),
        ("...\n", "  # that is all", "head"),
        ("    verdict: accepted", "      # sure?", 0),
        ("      prefix:", "# sure?", 0),
    ],
)
def test_comments_elsewhere_move_to_the_record_or_to_the_head(above, comment, place):
    read = parse_coding(commented(file_text(coding(A, B)), above, comment), "a.yaml")
    kept = {"head": read.comments} | {number: one.comments for number, one in enumerate(read.records)}
    assert {where: lines for where, lines in kept.items() if lines} == {place: (comment.strip(),)}


def test_a_comment_at_the_end_of_a_line_is_kept():
    text = file_text(coding(A, B)).replace("    kind: direct", "    kind: direct  # or partial?", 1)
    text = text.replace("version: 2", "version: 2 # as ever", 1).replace("...\n", "...\n# after the end\n")
    read = parse_coding(text, "a.yaml")
    assert read.comments == ("# as ever", "# after the end")
    assert read.records[0].comments == ("# or partial?",)


def test_comments_follow_their_record_where_the_file_is_not_in_order():
    text = file_text(coding(A, B))
    first, second = text.index("  - id: q00000000000a"), text.index("  - id: q00000000003c")
    end = text.index("...\n")
    swapped = f"{text[:first]}  # of B\n{text[second:end]}\n  # of A\n{text[first:second].rstrip()}\n...\n"
    assert [one.comments for one in parse_coding(swapped, "a.yaml").records] == [("# of A",), ("# of B",)]


def test_a_save_keeps_them(tmp_path):
    window = AnnotationFolder(tmp_path, "Ana")
    window.save(coding(A, B))
    path = window.path("harbour.txt")
    path.write_text("# mine\n" + commented(path.read_text(), "  - id: q00000000003c", "  # hers"))
    other = AnnotationFolder(tmp_path, "Ana")
    loaded = other.load("harbour.txt")
    other.save(replace(loaded, records=(*loaded.records, C)))
    text = path.read_text()
    assert text.startswith("# mine\nformat:")
    assert "\n\n  # hers\n  - id: q00000000003c" in text
    # A window that had read the file before the comments were written keeps them too.
    assert window.save(coding(replace(A, flag=True), B)).comments == ("# mine",)
    assert "  # hers\n" in path.read_text()


def test_comments_never_make_a_conflict():
    one, two = replace(A, comments=("# one",), note="x"), replace(A, comments=("# two",))
    merged = merge(coding(A), replace(coding(one), comments=("# h",)), replace(coding(two), comments=("# i",)))
    assert merged.conflicts == ()
    assert merged.coding.records == (replace(A, note="x", comments=("# one", "# two")),)
    assert merged.coding.comments == ("# h", "# i")
