"""A heading's quotes against the body of the article."""

import pytest

from onrecord.articles.span import Span
from onrecord.quotes.echoes.headlines import HeadlineState, check_headlines
from onrecord.quotes.quote import Kind, Quote

BODY = (
    "Ada Berg told reporters: “We will not build the wall unless the ministry pays for all of the dredging.” "
    "She called the plan a folly of the ministry."
)


def checked(words: str) -> tuple[HeadlineState, str | None, bool]:
    heading = f"Mayor: “{words}”"
    text = f"{heading}\n\n{BODY}"
    at = text.index("“We will not") + 1
    quotes = [
        Quote(8, 8 + len(words), words, Kind.PARTIAL),
        Quote(at, text.index("”", at), text[at : text.index("”", at)], Kind.DIRECT),
    ]
    (check,) = check_headlines(text, quotes, [Span(0, len(heading))])
    return check.state, text[slice(*check.body)] if check.body else None, check.is_quoted


@pytest.mark.parametrize(
    ("words", "state", "body", "is_quoted"),
    [
        ("not build the wall", HeadlineState.SAME, "not build the wall", True),
        ("a folly of the ministry", HeadlineState.SAME, "a folly of the ministry", False),
        ("We will build the wall", HeadlineState.CUT, "We will not build", True),
        ("We never build a wall", HeadlineState.REWORDED, "We will not build", True),
        ("Nobody asked us", HeadlineState.ABSENT, None, False),
    ],
)
def test_how_a_headings_words_stand_in_the_body(words, state, body, is_quoted) -> None:
    found_state, found, found_quoted = checked(words)
    assert (found_state, found_quoted) == (state, is_quoted)
    assert found is None if body is None else (found or "").startswith(body)


def test_an_article_without_quotes_in_headings_has_nothing_to_check() -> None:
    assert check_headlines(BODY, [Quote(26, 40, BODY[26:40], Kind.DIRECT)], []) == ()
