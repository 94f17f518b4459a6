"""Cells of CSV files that spreadsheets open."""

from __future__ import annotations

import re

# A spreadsheet runs what begins with one of these signs, and reads what looks like a number or a date as one.
_TAKEN_AMISS = re.compile(r"'*(?:\s*[=+\-@\t\r\n＝＋－＠]|\s*[0-9][0-9\s.,:/eE%+-]*\Z)", re.ASCII)


def guarded(text: str) -> str:
    """Return text with a `'` in front where a spreadsheet would run it, or read it as a number or date.

    Text that has such a `'` already gets another, so that taking one away gives back the text.
    """
    return f"'{text}" if _TAKEN_AMISS.match(text) else text
