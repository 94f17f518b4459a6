"""Nothing of an article can act on a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.safe_text import visible


@pytest.mark.parametrize(
    "text", ["plain", "“café” – 北京 😀", "one\ntwo", "e\u0301", "👩\u200d🚀", "❤\ufe0f\u200d🔥", "👩🏽\u200d🚒"]
)
def test_harmless_text_stays(text):
    assert visible(text) == text


def test_controls_become_their_pictures():
    assert visible("\x1b]52;c;x\x07\x00\t\r\x7f") == "␛]52;c;x␇␀␉␍␡"


@pytest.mark.parametrize(
    "character",
    [
        *"\x80\x85\x9b\x9d\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069\u2060\ufeff\xad\u061c\U000e0041"
    ],
)
def test_what_acts_unseen_gets_a_mark(character):
    shown = visible(f"a{character}b")
    assert len(shown) == 3
    assert character not in shown


def test_half_a_surrogate_pair_can_be_printed():
    assert visible("a\ud83d") == "a\ufffd"


@given(st.text(st.characters(codec=None)))
def test_length_is_kept_and_nothing_acting_remains(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [one for one in shown if unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} and one != "\n"]
    assert not [
        one for one in shown if unicodedata.bidirectional(one) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI"}
    ]


def test_every_code_point_keeps_its_length():
    text = "".join(map(chr, range(0x110000)))
    assert len(visible(text)) == len(text)
