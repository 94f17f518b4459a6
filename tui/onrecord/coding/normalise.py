"""Normalises a text for comparison with an older version: differences that do not change words are removed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

_MARKS = "\"'`´‘’‚‛“”„‟«»‹›″′「」『』"
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300-\u036f"
_LETTERS_WITH_ACCENTS = range(0xC0, 0x250)


class Normalised(NamedTuple):
    """A normalised text, and the mapping of its offsets to the source."""

    text: str
    places: tuple[int, ...]
    """Offsets in `text` before which characters were left out, ascending."""
    shifts: tuple[int, ...]
    """Number of code points of the source left out up to each of these offsets."""

    def to_source(self, index: int) -> int:
        """Return the offset in the source of the code point at `index`."""
        before = bisect_right(self.places, index)
        return index + (self.shifts[before - 1] if before else 0)


def normalise(text: str) -> Normalised:
    """Return `text` in lower case, without accents and with one kind of space, quotation mark and dash.

    Runs of spaces, full stops and quotation marks count as one; characters that take no room of their own are left
    out, combining accents among them, so that both ways to compose a letter are one.
    """
    alike = text.translate(_alike()).lower()
    kept: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    last = left_out = length = 0
    for run in _superfluous().finditer(alike):
        start, end = run.span()
        kept.append(alike[last:start])
        length += start - last
        left_out += end - start
        if places and places[-1] == length:
            shifts[-1] = left_out
        else:
            places.append(length)
            shifts.append(left_out)
        last = end
    kept.append(alike[last:])
    # Marks last: two single ones may stand for a double one, but not a double and a single one.
    return Normalised("".join(kept).translate(_one_mark()), tuple(places), tuple(shifts))


@cache
def _alike() -> dict[int, str]:
    spaces = (code for code in (*range(0x21), *range(0x80, 0xA1), *range(0x2000, 0x200B), 0x2028, 0x2029, 0x3000))
    plain = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LETTERS_WITH_ACCENTS}
    # The one capital whose small form is two code points.
    plain |= dict.fromkeys(spaces, " ") | {0x130: "I", 0x2026: "."}
    return plain | dict.fromkeys(map(ord, _DASHES), "-")


@cache
def _one_mark() -> dict[int, str]:
    return dict.fromkeys(map(ord, _MARKS), "'")


@cache
def _superfluous() -> re.Pattern[str]:
    return re.compile(f"(?<= ) +|(?<=\\.)\\.+|(?<=')'|(?<=`)`|[{_INVISIBLE}]+")
