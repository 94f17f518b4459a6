"""Line breaks: those of Rich, found faster, and no label torn."""

from __future__ import annotations

import itertools
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich._wrap import divide_line
from rich.cells import cell_len, get_character_cell_size

from onrecord.app.reader.badges import Labelled
from onrecord.app.reader.wrap import _NOT_NARROW, wrap

WIDTH = st.integers(4, 40)
NARROW = string.ascii_letters + "“”’—é,."
WIDE = NARROW + "漢字한グ\u0301👩🚀"
WORDS = st.lists(st.text(WIDE, min_size=1, max_size=60), min_size=1, max_size=30)


def lines(text: str, breaks: list[int]) -> list[str]:
    edges = [0, *breaks, len(text)]
    return [text[start:end] for start, end in itertools.pairwise(edges)]


@given(st.lists(st.text(NARROW, min_size=1, max_size=4), min_size=1, max_size=60), WIDTH, st.sampled_from(" 12"))
def test_breaks_between_words_are_those_of_rich(words, width, gap):
    text = (" " if gap == " " else " " * int(gap)).join(words)
    assert wrap(text, width) == divide_line(text, width)


@given(WORDS, WIDTH)
def test_breaks_of_long_and_wide_words_are_those_of_rich(words, width):
    # Where a cut word ends exactly at a line's end, Rich starts the next line with the space behind it. A
    # combining character without a base is no text either.
    words = [word.lstrip("\u0301") or "x" for word in words]
    text = " ".join(words)
    assume(all(cell_len(word) <= width or "\u0301" not in word for word in words))
    expected = divide_line(text, width)
    assume(not any(text[position] == " " for position in expected))
    assert wrap(text, width) == expected


@given(st.text(WIDE + "  \u200d\ufe0f\u3000\xa0", max_size=300), WIDTH)
def test_every_line_fits_and_nothing_is_lost(text, width):
    wrapped = lines(text, wrap(text, width))
    assert "".join(wrapped) == text
    assert all(cell_len(line.rstrip()) <= width for line in wrapped)
    assert all(wrapped[:-1])


@given(st.text("ab \u0301\u200d👩漢", max_size=200), WIDTH)
def test_graphemes_stay_whole(text, width):
    for position in wrap(text, width):
        flood = all(get_character_cell_size(character) == 0 for character in text[max(position - 8, 0) : position])
        assert flood or text[position - 1] == " " or get_character_cell_size(text[position]) > 0


def test_emoji_made_wide_by_its_variant_stays_whole():
    hearts = "❤\ufe0f" * 6
    assert cell_len(hearts) == 12
    assert lines(hearts, wrap(hearts, 5)) == ["❤\ufe0f" * 2] * 3


def test_character_wider_than_the_line_has_a_line_of_its_own():
    assert lines("漢字", wrap("漢字", 1)) == ["漢", "字"]


def test_no_break_space_holds_its_words_together():
    assert lines("about 10\xa0000 people", wrap("about 10\xa0000 people", 8)) == ["about ", "10\xa0000 ", "people"]


def test_flood_of_combining_characters_is_broken():
    text = "a" + "\u0301" * 10_000
    assert max(len(line) for line in lines(text, wrap(text, 20))) <= 20 * 8


def test_what_counts_as_narrow_takes_one_cell():
    narrow = [chr(code) for code in range(0x3000) if not _NOT_NARROW.match(chr(code))]
    assert len(narrow) > 900
    assert {cell_len(character) for character in narrow} == {1}


@given(st.lists(st.text("abé漢", min_size=1, max_size=30), min_size=1, max_size=12), st.data())
def test_label_stays_with_the_grapheme_before_it(words, data):
    text = " ".join(words)
    ends = [position for position in range(1, len(text) + 1) if text[position - 1] != " "]
    places = sorted(data.draw(st.sets(st.sampled_from(ends), min_size=1, max_size=6)))
    labelled = Labelled(text, [(place, "XI+") for place in places])
    # Several labels on end can be wider than a line; these are not.
    assume(all(later - earlier > 1 for earlier, later in itertools.pairwise(places)))
    for line in lines(labelled.text, wrap(labelled.text, 12, labelled.glued)):
        assert line.count("XI+") == line.count("X") == line.count("+")
        assert not line.startswith("X")
        assert cell_len(line.rstrip()) <= 12


def test_place_in_text_with_labels_is_found_in_the_text():
    labelled = Labelled("abcdef", [(2, "XI"), (4, "B")])
    assert labelled.text == "abXIcdBef"
    assert [labelled.without_labels(place) for place in range(10)] == [0, 1, 2, 2, 2, 3, 4, 4, 5, 6]


@pytest.mark.parametrize("text", ["", " ", "a", "     a"])
def test_short_text_is_one_line(text):
    assert wrap(text, 12) == []
