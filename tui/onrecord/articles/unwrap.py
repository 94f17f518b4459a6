"""Which lines of hard-wrapped plain text go on in the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.sentence_ends import ends_sentence
from onrecord.languages.article_words import article_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRAP_WIDTHS = range(40, 201)
_UNWRAPPED = 1.2
"""A line this many times longer than the others was not wrapped."""
_RAGGED_WIDTHS = range(56, 101)
"""Mail and wire copy are wrapped within these; the lines of verse are mostly shorter."""
_LEAST_FILLED, _LEAST_LOWER = 0.3, 0.4
_CUT_ANYWHERE = 0.4
"""Of the short lines fewer than this end a sentence, where they were not the last of their paragraphs."""
_ITEM_NUMBER = 3
"""Digits of a list item's number, at most."""


class Line(NamedTuple):
    """A line without its blank edges; `start` in the source."""

    start: int
    text: str
    after_gap: bool
    """A blank line or the beginning of the text stands before it, or it is indented as the first of a paragraph."""


def joined_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that go on in the next one: none, unless the whole text is hard-wrapped.

    A wrapped line is filled: the first word of the next line had no room on it. Few lines of verse, lists and
    transcripts are filled, and their next line seldom begins in lower case. A shorter line that breaks off a
    sentence was wrapped earlier, to another width.
    """
    inner = [index for index in range(len(lines) - 1) if not lines[index + 1].after_gap]
    if not inner:
        return frozenset()
    lengths = sorted(len(lines[index].text) for index in inner)
    width = lengths[len(lengths) * 9 // 10]
    filled = {index for index in inner if _is_filled(lines[index].text, lines[index + 1].text, width)}
    lower = {index for index in inner if lines[index + 1].text[0].islower()}
    ended = {index for index in inner if ends_sentence(lines[index].text)}
    if len(lower) < 0.3 * len(inner) or len(ended) > 0.5 * len(inner):
        return frozenset()
    short = set(inner) - filled
    if width in _WRAP_WIDTHS and len(short) <= 0.3 * len(inner) and len(short & ended) >= 0.5 * len(short):
        return frozenset(index for index in filled | (lower - ended) if not _starts_anew(lines[index + 1].text))
    return _ragged_joins(lines)


def _ragged_joins(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that go on in the next one where mail or wire copy was wrapped unevenly.

    Many of its lines, but not most, are filled up to one width, and the next line mostly begins in lower case, in
    the middle of a sentence. Verse and lists have shorter lines that share no width.
    """
    inner = [index for index in range(len(lines) - 1) if not lines[index + 1].after_gap]
    width = _common_width([len(lines[index].text) for index in inner])
    if not width:
        return frozenset()
    filled = {index for index in inner if _is_filled(lines[index].text, lines[index + 1].text, width)}
    lower = {index for index in inner if lines[index + 1].text[0].islower()}
    ended = {index for index in inner if ends_sentence(lines[index].text)}
    if len(filled) < _LEAST_FILLED * len(inner) or len(lower) < _LEAST_LOWER * len(inner):
        return frozenset()
    short = set(inner) - filled
    # Where lines were cut short anywhere, blank lines end the paragraphs, and a full stop at a line's end does not.
    last = short & ended if len(short & ended) >= _CUT_ANYWHERE * len(short) else set()
    joined: set[int] = set()
    for index in inner:
        # A short line before a capital is a heading or a byline where no sentence has begun yet.
        goes_on = index in lower or index in filled or index - 1 in joined
        following = lines[index + 1].text
        if goes_on and index not in last and not _starts_anew(following) and not _is_numbered(following):
            joined.add(index)
    return frozenset(joined)


def _common_width(lengths: Sequence[int]) -> int:
    """Return the width up to which most lines are filled; 0 where there is none."""
    widths = sorted({length for length in lengths if length in _RAGGED_WIDTHS})
    return max(widths, key=lambda width: sum(width * 0.9 < length <= width for length in lengths), default=0)


def _is_numbered(line: str) -> bool:
    number = line.split(maxsplit=1)[0]
    return number[-1] in ".)" and number[:-1].isdigit() and len(number) <= _ITEM_NUMBER


def _is_filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room on a line, in a text wrapped to that many cells."""
    if len(line) > _UNWRAPPED * width and ends_sentence(line):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - width // 20


def _starts_anew(line: str) -> bool:
    """Whether a line is a list item, or a speaker's in a transcript ("SMITH: …")."""
    if line.startswith(("- ", "* ", "• ", "· ")):
        return True
    label, colon, _ = line.partition(":")
    return bool(colon) and len(label) <= 40 and label.isupper()


def goes_on_in_word(line: str, following: str) -> bool:
    """Whether a line's final hyphen cuts a word that goes on in the next line; not in "two-" "and three-year"."""
    if line[-1:] != "-" or not line[-2:-1].isalnum() or not following[:1].isalnum():
        return False
    return following.split(maxsplit=1)[0].lower() not in article_words().after_open_hyphen
