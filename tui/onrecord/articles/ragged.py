"""Text that was wrapped unevenly, as mail exports and wire copy are: which lines go on in the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.plain import ends_sentence, is_filled, starts_anew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.plain import Line

_WRAP_WIDTHS = range(56, 101)
"""Mail and wire copy are wrapped within these; the lines of verse are mostly shorter."""
_LEAST_FILLED, _LEAST_LOWER = 0.3, 0.4
_CUT_ANYWHERE = 0.4
"""Of the short lines fewer than this end a sentence, where they were not the last of their paragraphs."""
_ITEM_NUMBER = 3
"""Digits of a list item's number, at most."""


def ragged_joins(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that go on in the next one, by their index; none where the text is not wrapped prose.

    In prose that is wrapped unevenly many lines, not most, are filled up to one width, and the next one mostly
    begins in lower case, in the middle of a sentence. Verse and lists have shorter lines, of no common width.
    """
    inner = [index for index in range(len(lines) - 1) if not lines[index + 1].after_gap]
    width = _common_width([len(lines[index].text) for index in inner])
    if not width:
        return frozenset()
    filled = {index for index in inner if is_filled(lines[index].text, lines[index + 1].text, width)}
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
        if goes_on and index not in last and not starts_anew(following) and not _is_numbered(following):
            joined.add(index)
    return frozenset(joined)


def _common_width(lengths: Sequence[int]) -> int:
    """Return the width up to which most lines are filled; 0 where there is none."""
    widths = sorted({length for length in lengths if length in _WRAP_WIDTHS})
    return max(widths, key=lambda width: sum(width * 0.9 < length <= width for length in lengths), default=0)


def _is_numbered(line: str) -> bool:
    number = line.split(maxsplit=1)[0]
    return number[-1] in ".)" and number[:-1].isdigit() and len(number) <= _ITEM_NUMBER
