"""Searching articles for words or for a regular expression.

Anybody's expression is run, so the `regex` package does it and not `re`: it can be given a time limit and lets
other threads run meanwhile, where `re` would hold the whole program for as long as a hostile expression takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.span import Span
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from regex import Pattern

TIME_LIMIT = 0.5
"""Seconds that an expression may take in one article."""
MOST_IN_ARTICLE = 1_000
_LONGEST_EXPRESSION = 1_000
_CONTEXT = 30
"""Code points of the text that a snippet shows before and after what was found."""
_ALIKE = {mark: f"[{marks}]" for marks in ("'’‘", '"“”„') for mark in marks}
"""What any of these marks is searched for as."""


class SearchError(OnrecordError):
    """What was asked for cannot be searched for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for, ready to be searched."""

    asked: str
    """As it was typed."""
    pattern: Pattern[str]


class Snippet(NamedTuple):
    """What was found, on one line, between the words around it."""

    before: str
    found: str
    after: str


def parse_query(asked: str) -> Query | None:
    """Return what to search for: words as they stand, or the regular expression between slashes.

    Case does not matter; in words, any space stands for any run of spaces, and straight quotation marks and
    apostrophes for curly ones. The closing slash may be missing. None where nothing is asked for.

    Raises:
        SearchError: the expression is none.
    """
    import regex

    if asked.startswith("/"):
        expression = asked[1:].removesuffix("/")
    else:
        words = asked.split()
        expression = r"\s+".join("".join(_ALIKE.get(c) or regex.escape(c) for c in word) for word in words)
    if not expression:
        return None
    if len(expression) > _LONGEST_EXPRESSION:
        message = f"Longer than {_LONGEST_EXPRESSION} characters: search for less."
        raise SearchError(message)
    try:
        return Query(asked, regex.compile(expression, regex.IGNORECASE))
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        message = f"This regular expression cannot be read: {error}"
        raise SearchError(message) from None


def find_matches(query: Query, text: str) -> list[Span]:
    """Return where `query` matches in `text`, in code points.

    Empty matches and those beyond `MOST_IN_ARTICLE` are left out. It may run in a thread beside others.

    Raises:
        SearchError: the expression takes too long.
    """
    found: list[Span] = []
    try:
        for match in query.pattern.finditer(text, timeout=TIME_LIMIT, concurrent=True):
            if match.end() > match.start():
                found.append(Span(*match.span()))
                if len(found) == MOST_IN_ARTICLE:
                    break
    except TimeoutError:
        message = "This regular expression takes too long: make it simpler."
        raise SearchError(message) from None
    return found


def snippet(text: str, span: Span) -> Snippet:
    """Return what stands at `span` with the words around it, any space as a blank."""
    start, end = max(span.start - _CONTEXT, 0), min(span.end + _CONTEXT, len(text))
    before, found, after = (
        "".join(" " if character.isspace() else character for character in part)
        for part in (text[start : span.start], text[slice(*span)], text[span.end : end])
    )
    if start > 0:
        before = f"…{before.partition(' ')[2] or before}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    return Snippet(before, found, after)
