import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from storage_samples import FULL, coding, codings, record

from onrecord.coding.record import Record, Stance
from onrecord.storage.annotation_file import as_saved, coding_text, parse_coding, record_text
from onrecord.storage.errors import StorageError
from onrecord.storage.fast_reader import read_fast

FILE = Path("annotations/Ana/harbour.txt.yaml")


def written(coding):
    return coding_text(coding, map(record_text, coding.records))


@given(codings)
def test_every_coding_comes_back_as_it_was(coding):
    saved = as_saved(coding)
    content = written(saved)
    assert parse_coding(content, FILE) == saved
    assert yaml.safe_load(content)["article"]["title"] == coding.title


def test_all_that_a_file_can_hold_comes_back():
    assert parse_coding(written(FULL), FILE) == FULL


def test_those_who_speak_together_come_back_in_their_order():
    several = coding(record(10, co_actors=("Bo Lind", 'Tom "Tip" Neal', "Cy\nDunn")))
    assert '    co_actors:\n      - "Bo Lind"\n' in written(several)
    assert parse_coding(written(several), FILE) == several
    assert read_fast(written(several)) == several


@pytest.mark.parametrize(
    "change",
    [('    actor: "Mara Ilves"\n', ""), ('- "Bo Lind"', '- ""'), ("    verdict: accepted\n    kind: direct\n", "")],
)
def test_nobody_speaks_together_with_nobody(change):
    text = written(coding(record(10, co_actors=("Bo Lind",))))
    assert change[0] in text
    with pytest.raises(StorageError):
        parse_coding(text.replace(*change), FILE)


def test_a_file_reads_well():
    stance = Stance("harbour", "oppose", True, "2026-11-22T09:30:00Z")
    content = written(coding(record(10, stances=(stance,), note='She said "no",\nthen left.'), record(60)))
    assert content.startswith(
        """\
format: onrecord-annotations
version: 2
coder: "Ana"
article:
  path: "harbour.txt"
"""
    )
    assert content.partition("records:\n")[2] == (
        """
  - id: q00000000000a
    quote:
      start: 10
      end: 21
      exact: "words at 10"
      prefix: "before "
      suffix: " after"
    verdict: accepted
    kind: direct
    actor: "Mara Ilves"
    stances:
      - target: "harbour"
        stance: "oppose"
        strong: true
        when: "2026-11-22T09:30:00Z"
    note: "She said \\"no\\",\\nthen left."

  - id: q00000000003c
    quote:
      start: 60
      end: 71
      exact: "words at 60"
      prefix: "before "
      suffix: " after"
    verdict: accepted
    kind: direct
    actor: "Mara Ilves"
...
"""
    )


def test_records_are_put_in_the_order_of_the_text():
    first, second = record(10), record(60)
    assert as_saved(coding(second, first)).records == (first, second)


def test_what_the_machine_only_suggested_is_not_saved():
    noted = record(10, verdict=None, actor=None, via="Coast Agency", note="who?")
    saved = as_saved(coding(noted)).records[0]
    assert saved == Record(id=noted.id, quote=noted.quote, note="who?")


def test_an_actor_carried_over_is_saved_although_nobody_has_judged_the_quote():
    carried = Record(id="q00000000000a", quote=record(10).quote, actor="Ada Berg")
    assert as_saved(coding(carried)).records == (carried,)
    assert parse_coding(written(coding(carried)), FILE).records == (carried,)


def test_a_file_cut_off_anywhere_is_noticed_or_whole():
    content = written(FULL)
    for length in range(len(content)):
        cut = content[:length]
        if cut.rstrip("\n") == content.rstrip("\n"):
            assert parse_coding(cut, FILE) == FULL
        else:
            with pytest.raises(StorageError):
                parse_coding(cut, FILE)


def test_a_missing_end_mark_is_said_and_what_to_do():
    content = written(FULL).removesuffix("...\n")
    with pytest.raises(StorageError, match=r"end mark \(\.\.\.\) is missing.*add a line"):
        parse_coding(content, FILE)


FAULTS = {
    ("format: onrecord-annotations", "format: onrecord-codebook"): (1, "another kind of file"),
    ("version: 2", "version: 3"): (2, "newer onrecord"),
    ("version: 2", "version: 0"): (2, "no version 0"),
    ("version: 2", 'version: "x"'): (2, "whole number"),
    ("version: 2\n", ""): (1, "version: 2"),
    ('coder: "Ana"\n', ""): (1, "`coder` is missing"),
    ("verdict: accepted", "verdict: perhaps"): (27, "none of accepted, rejected, added"),
    ("kind: direct", "kind: [direct]"): (28, "must be text"),
    ("start: 10", "start: 11"): (21, "`exact` has 11 characters, but"),
    ("start: 10", "start: 1e1"): (21, "whole number"),
    ("start: 10", "start: -10"): (21, "0 or more"),
    ("start: 10", "start: 22"): (21, "smaller"),
    ("strong: true", "strong: yes"): (38, "true or false"),
    ('target: "fees: “new”"', 'target: "harbour"'): (36, "the same target"),
    ("when: ", "when: x # "): (39, "moment in UTC"),
    ("  actor:", "  note: x\n    actor:"): (45, "stands twice"),
    ("id: q00000000003c", "id: q00000000000a"): (48, "two records have this id"),
    ('note: "who is this?"', 'via: "Bo"'): (67, "without a `verdict`"),
    ("records:", "records: 1\nothers:"): (17, "must be a list"),
}


@pytest.mark.parametrize("change", FAULTS)
def test_a_fault_is_told_with_its_line(change):
    content = written(FULL)
    assert change[0] in content
    with pytest.raises(StorageError, match=re.escape(FAULTS[change][1])) as caught:
        parse_coding(content.replace(*change, 1), FILE)
    assert caught.value.line == FAULTS[change][0]


def test_hand_written_records_are_read():
    content = """\
format: onrecord-annotations
version: 1
coder: Ana
article: {path: harbour.txt, sha256: abab}
records:
- {id: q1, quote: {start: 0, end: 4, exact: 1984}, verdict: added, kind: partial, actor: 50}
- id: q2
  quote:
    start: 4
    end: 9
    exact: |-
      a b
      c
  verdict: accepted
  kind: direct
  actor: Null
...
"""
    read = parse_coding(content, FILE)
    assert [(r.quote.exact, r.actor) for r in read.records] == [("1984", "50"), ("a b\nc", None)]


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        written(coding(replace(record(10), note="\ud83d")))
