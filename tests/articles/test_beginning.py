"""What an article without a title is called on the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.beginning import beginning_of


def test_the_first_sentence_is_taken() -> None:
    assert beginning_of("\n\n  Zero begins.  One goes on.\nTwo comes.") == "Zero begins."


def test_no_sentence_ends_at_a_single_letter() -> None:
    assert beginning_of("J. Berg of the U.S. spoke. Then he left.") == "J. Berg of the U.S. spoke."


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert beginning_of("word, " * 30) == "word, " * 14 + "word…"


def test_lines_without_words_are_passed_over() -> None:
    assert beginning_of("* * *\n---\nHere.") == "Here."


@given(st.text())
def test_it_is_one_short_line(text: str) -> None:
    beginning = beginning_of(text)
    assert len(beginning) <= 91
    assert beginning == " ".join(beginning.split())
