import gc
import io

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from storage_samples import text

from onrecord.storage import yaml_format
from onrecord.storage.errors import StorageError
from onrecord.storage.yaml_format import DEEPEST, LONGEST_KEY, Blocks, Word, block, dump, line_of, load

scalars = text | st.integers(-(10**17), 10**17) | st.booleans() | st.none()
keys = st.text(max_size=LONGEST_KEY)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)
documents = st.dictionaries(keys, values, min_size=1, max_size=4)


def read_12(content):
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader.load(io.StringIO(content))


@given(documents)
def test_what_is_written_reads_the_same_here_and_elsewhere(document):
    content = dump(document)
    assert load(content, "f") == (document, True)
    assert yaml.safe_load(content) == document


@given(text)
def test_text_reads_the_same_in_yaml_1_2(written):
    assert read_12(dump({"text": written})) == {"text": written}


@pytest.mark.parametrize(
    "planes", [range(0x3000), range(0x3000, 0xD800, 7), range(0xE000, 0x11000), range(0x11000, 0x110000, 251)]
)
def test_code_points_read_the_same_in_every_reader(planes):
    document = {"a": "".join(map(chr, planes))}
    content = dump(document)
    assert load(content, "f").value == document
    assert yaml.safe_load(content) == document
    assert yaml.load(content, Loader=yaml.CSafeLoader) == document
    assert read_12(content) == document
    assert content.count("\n") == 2  # the text is on one line, and nothing in it can pass for a line break
    assert len(content.splitlines()) == 2


LOOKALIKES = """null ~ true False no Yes ON off y N 1 -1 0 1e3 0o7 0x1F 089 1_000 1:30:00 2022-03-18 .5 .inf .nan
- -- --- ... # a:b =x << <<a *a &a !a %a @a `a ' " [ ] { } , ? : | >"""


@pytest.mark.parametrize("word", [*LOOKALIKES.split(), "", " ", "a: b", "a #b", "- a"])
def test_text_that_looks_like_something_else_stays_text(word):
    content = dump({word: word, "list": [word], "records": [{"id": Word(word), word: 1}]})
    expected = {word: word, "list": [word], "records": [{"id": word, word: 1}]}
    for read in (lambda c: load(c, "f").value, yaml.safe_load, read_12):
        assert read(content) == expected


def test_words_stand_unquoted_where_every_reader_takes_them_for_text():
    content = dump({"id": Word("q1e5"), "kind": Word("direct"), "free": "direct"})
    assert content == 'id: q1e5\nkind: direct\nfree: "direct"\n...\n'


def test_numbers_and_dates_of_unknown_keys_are_written_as_they_stood():
    content = "a: 0.5\nb: 2022-03-18\nc: 0x1F\nd: 12\n...\n"
    assert dump(load(content, "f").value) == content


def test_records_have_a_blank_line_before_each():
    records = [{"id": "a", "list": ["x"]}, {"id": "b"}]
    content = dump({"records": records})
    assert content == 'records:\n\n  - id: "a"\n    list:\n      - "x"\n\n  - id: "b"\n...\n'
    assert dump({"records": Blocks([block(record) for record in records])}) == content
    assert dump({"records": Blocks([])}) == "records: []\n...\n"


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError, match="U\\+D83D"):
        dump({"note": "a\ud83db"})


def test_other_types_are_refused():
    with pytest.raises(TypeError):
        dump({"a": 0.5})


def test_hand_written_styles_are_read():
    content = """\
# a comment
%s: {start: 1, words: [one, "two", 'three']}
literal: |
  one
  two
folded: >-
  one
  two
plain: of several
  lines
? explicit
: key
empty:
nothing: ~
yes: no
time: 1:30
negative: -4
"""
    assert load("---\n" + content % "flow", "f").value == {
        "flow": {"start": 1, "words": ["one", "two", "three"]},
        "literal": "one\ntwo\n",
        "folded": "one two",
        "plain": "of several lines",
        "explicit": "key",
        "empty": None,
        "nothing": None,
        "yes": "no",
        "time": "1:30",
        "negative": -4,
    }


REFUSED = {
    "": "empty",
    "# only a comment\n": "empty",
    "a: 1\nb: &x 1": "anchors",
    "a: 1\nb: *x": "aliases",
    "a: 1\n*x : 2": "aliases",
    "a: 1\nb: !!str 1": "tags",
    "a: 1\nb: !x {}": "tags",
    "a: 1\n!!str b: 1": "tags",
    "%TAG ! tag:example.org,2000:\n---\na: 1": "tag directives",
    "a: 1\n<<: {b: 1}": "merge keys",
    "a: 1\na: 2": "twice",
    'a: 1\n"\\e]52;": 1\n"\\e]52;": 2': r"\\u001b",
    "a: 1\n? [b]\n: 2": "as a key",
    "a: 1\n" + "b" * (LONGEST_KEY + 1) + ": 1": "characters",
    "a: 1\n---\nb: 2": "second document",
    "a: 1\nb: {": "not valid YAML",
    "a: 1\nb: \x07": "not valid YAML",
    "a: 1\nb: \x00": "not valid YAML",
    'a: 1\nb: "\\ud800"': "not valid YAML|surrogate",
    "a: 1\nb: c\x85d": r"U\+0085",
    "a: 1\nb: c\u2028d": r"U\+2028",
    "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n": "merge conflict",
}


@pytest.mark.parametrize("parser", ["C", "pure"])
@pytest.mark.parametrize("content", REFUSED)
def test_what_is_not_read_is_refused_with_its_line(content, parser, monkeypatch):
    if parser == "pure":
        monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.raises(StorageError, match=REFUSED[content]) as caught:
        load(content, "notes.yaml")
    assert str(caught.value).startswith("notes.yaml:")
    if content.startswith("a: 1\n") and "---" not in content:
        assert caught.value.line in (2, 3)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_early(opening):
    with pytest.raises(StorageError):
        load(opening * 100_000, "f")
    assert load("[" * DEEPEST + "]" * DEEPEST, "f")


def test_conflict_signs_within_a_text_are_no_conflict():
    assert load('a: "<<<<<<< and >>>>>>>"', "f").value == {"a": "<<<<<<< and >>>>>>>"}


def test_the_end_mark_is_noticed():
    assert load("a: 1\n...\n", "f").ended
    assert load("a: 1\n...", "f").ended
    assert not load("a: 1\n", "f").ended


def test_line_of_a_value():
    content = "a: 1\nlist:\n  - x: 1\n    y: 2\n  - z\n"
    assert line_of(content, ["list", 0, "y"]) == 4
    assert line_of(content, ["list", 1]) == 5
    assert line_of(content, ["list", 0, "missing"]) == 3
    assert line_of(content, []) == 1


def test_the_collector_is_left_as_it_was():
    gc.enable()
    load("a: 1", "f")
    assert gc.isenabled()
    with pytest.raises(StorageError):
        load("a: [", "f")
    assert gc.isenabled()


def test_yaml_is_imported_only_to_read():
    assert not hasattr(yaml_format, "yaml")
