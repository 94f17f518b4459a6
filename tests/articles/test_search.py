"""Searching texts for words and regular expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.search import MOST_IN_ARTICLE, SearchError, find_matches, parse_query, snippet
from onrecord.articles.span import Span

TEXT = "“Don’t build it,” said Ada  Berg.\nBerg (the mayor) won't. BERG!"


def found(asked: str, text: str = TEXT) -> list[str]:
    query = parse_query(asked)
    assert query is not None
    return [text[start:end] for start, end in find_matches(query, text)]


def test_words_are_found_in_any_case_over_any_spaces() -> None:
    assert found("berg") == ["Berg", "Berg", "BERG"]
    assert found("ada berg") == ["Ada  Berg"]
    assert found("berg berg") == []
    assert found("berg. berg") == ["Berg.\nBerg"]


def test_straight_marks_stand_for_curly_ones() -> None:
    assert found("don't") == ["Don’t"]
    assert found('"don’t') == ["“Don’t"]
    assert found("won’t") == ["won't"]


def test_signs_in_words_are_no_expression() -> None:
    assert found("(the") == ["(the"]
    assert found(".") == [".", "."]


def test_an_expression_stands_between_slashes() -> None:
    assert found(r"/b\w+/") == ["build", "Berg", "Berg", "BERG"]
    assert found(r"/\bwon.t") == ["won't"]
    assert found("/(?-i:BERG)/") == ["BERG"]


def test_nothing_is_not_searched_for() -> None:
    assert [parse_query(asked) for asked in ("", "  ", "/", "//")] == [None] * 4


def test_empty_matches_are_left_out() -> None:
    assert found("/z*/") == []


@pytest.mark.parametrize("asked", ["/(/", "/[a", "/*/", "/" + "(" * 900, "/" + "a" * 2_000])
def test_what_is_no_expression_is_refused_with_a_reason(asked: str) -> None:
    with pytest.raises(SearchError):
        parse_query(asked)


@pytest.mark.parametrize("asked", ["/(a+)+$/", "/(.*)*b\\1c/"])
def test_a_hostile_expression_ends(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.articles.search.TIME_LIMIT", 0.05)
    query = parse_query(asked)
    assert query is not None
    with pytest.raises(SearchError, match="too long"):
        find_matches(query, "a" * 5_000 + "b")


def test_there_is_an_end_to_what_is_found() -> None:
    assert len(found("a", "a" * 5_000)) == MOST_IN_ARTICLE


def test_a_snippet_is_one_line_with_the_words_around() -> None:
    start = TEXT.index("Berg (")
    assert snippet(TEXT, Span(start, start + 4)) == (
        "…build it,” said Ada  Berg. ",
        "Berg",
        " (the mayor) won't. BERG!",
    )


@given(st.text(), st.text())
def test_any_words_are_found_in_any_text_they_stand_in(before: str, words: str) -> None:
    query = parse_query(words) if not words.startswith("/") else None
    text = before + " ".join(words.split()) + before
    if query is not None:
        assert find_matches(query, text)
        for span in find_matches(query, text):
            assert "".join(snippet(text, span)).count("\n") == 0
