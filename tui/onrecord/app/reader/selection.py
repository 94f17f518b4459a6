"""Stretches of the shown text as Textual's selections, and the words that a double click takes.

A reader's selection counts code points of the shown text, in the x of Textual's offsets; y is always 0. So it
stays on the same words when the text is wrapped anew.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

from onrecord.articles.span import Span

if TYPE_CHECKING:
    from onrecord.app.reader.strips import Hit

_WITHIN_WORDS = "'’-"


def to_selection(span: Span) -> Selection:
    """Return the selection of these code points."""
    return Selection(Offset(span.start, 0), Offset(span.end, 0))


def to_span(selection: Selection, length: int) -> Span:
    """Return the code points of a selection in a text of that length."""
    start = 0 if selection.start is None else selection.start.x
    end = length if selection.end is None else selection.end.x
    return Span(min(start, length), min(end, length))


def between(one: Hit, other: Hit) -> Span:
    """Return the code points from one cell to another, both included, in whichever order."""
    return Span(min(one.start, other.start), max(one.end, other.end))


def word_at(text: str, offset: int) -> Span:
    """Return the word around a code point: letters and digits, with the apostrophes and hyphens between them.

    Of anything else it is the one character.
    """
    if not _in_word(text, offset):
        return Span(offset, min(offset + 1, len(text)))
    start, end = offset, offset + 1
    while _in_word(text, start - 1):
        start -= 1
    while _in_word(text, end):
        end += 1
    return Span(start, end)


def _in_word(text: str, index: int) -> bool:
    if not 0 <= index < len(text):
        return False
    if _is_letter(text[index]):
        return True
    between_letters = 0 < index < len(text) - 1 and _is_letter(text[index - 1]) and _is_letter(text[index + 1])
    return between_letters and text[index] in _WITHIN_WORDS


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
