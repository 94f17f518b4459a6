"""The quick reader of files as the program writes them: it says what the YAML parser says, or nothing."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import FULL, WHEN, coding, codings, record

from onrecord.coding.record import Span, Stance
from onrecord.storage.annotation_file import file_text, in_order, parse_coding, parse_document
from onrecord.storage.errors import StorageError
from onrecord.storage.fast_reader import read_fast

FILE = Path("harbour.txt.yaml")
PLAIN = replace(
    FULL,
    extra=None,
    codebook="cd" * 32,
    records=(
        *(replace(one, extra=None) for one in FULL.records),
        record(200, found=Span(7, 11), note='tab\there, "marks" and \\ and \x85 and 🙂'),
        record(300, stances=tuple(Stance(f"t{n} \\", "no", n == 1, WHEN if n else "") for n in range(3))),
    ),
)


def parsed(text):
    """Return what the parser makes of a text; None where it refuses it."""
    try:
        return parse_document(text, FILE)
    except StorageError:
        return None


def agree(text):
    quickly = read_fast(text)
    return quickly is None or replace(quickly, records=in_order(quickly.records)) == parsed(text)


def test_what_the_program_writes_is_read_quickly():
    assert read_fast(file_text(PLAIN)) == PLAIN == parsed(file_text(PLAIN))


@given(codings)
def test_it_says_what_the_parser_says(coding):
    text = file_text(coding)
    assert agree(text)
    assert parse_coding(text, FILE) == parsed(text)


@given(st.text(alphabet='\\n\n"r'))
def test_escapes_are_read_as_the_parser_reads_them(words):
    text = file_text(coding(record(0, note=words)))
    assert read_fast(text).records[0].note == words
    assert agree(text)


@given(st.text())
def test_any_text_is_read_as_the_parser_reads_it(words):
    quickly = read_fast(file_text(coding(record(0, note=words, actor=words or None), record(60, note=words))))
    assert [one.note for one in quickly.records] == [words, words]
    assert quickly.records[0].actor == (words or None)


@given(st.integers(0, len(file_text(PLAIN)) - 1), st.characters(codec="utf-8"), st.integers(0, 3))
def test_a_text_changed_by_a_hand_is_read_as_the_parser_reads_it(place, character, left_out):
    text = file_text(PLAIN)
    assert agree(text[:place] + character + text[place + left_out :])


@given(st.randoms(use_true_random=False))
def test_lines_in_another_order_are_read_as_the_parser_reads_them(chance: random.Random):
    lines = file_text(PLAIN).split("\n")
    first = chance.randrange(len(lines))
    change = chance.choice(("twice", "out", "swap"))
    if change == "twice":
        lines.insert(chance.randrange(len(lines)), lines[first])
    elif change == "out":
        del lines[first]
    else:
        second = min(first + 1, len(lines) - 1)
        lines[first], lines[second] = lines[second], lines[first]
    assert agree("\n".join(lines))


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("start: 10", "start: 010"),
        ("start: 10", "start: 11"),
        ("start: 8", "start: 88"),
        ("id: q00000000000a", "id: null"),
        ("id: q00000000000a", "id: q00000000003c"),
        ("    verdict: accepted\n", ""),
        ("verdict: accepted", "verdict: perhaps"),
        ('target: "fees: “new”"', 'target: "harbour"'),
        ('when: "2026-11-22T09:30:00Z"', 'when: "yesterday"'),
        ('note: "who is this?"', 'note: "\\ud800"'),
        ('note: "who is this?"', 'note: "\\ud83d\\ude00"'),
        ('note: "who is this?"', 'note: "\u2028"'),
        ('note: "who is this?"', 'note: "\x1b[2J"'),
        ('note: "who is this?"', "note: who is this?"),
        ("version: 2", "version: 3"),
        ("...\n", ""),
        ("...\n", "...\n---\na: 1\n"),
    ],
)
def test_every_doubt_is_left_to_the_parser(line, other):
    text = file_text(PLAIN)
    assert line in text
    assert read_fast(text.replace(line, other, 1)) is None
