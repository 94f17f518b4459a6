r"""Line ends: git, editors and systems change them, so texts are taken with `\n` whatever their files have.

That is what `open()` in Python and `readLines` in R give.
"""

from __future__ import annotations


def with_line_feeds(text: str) -> str:
    r"""Return a text with `\n` in the place of each `\r\n` and `\r`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def are_mixed(text: str) -> bool:
    """Return whether lines of a text end in more than one way."""
    pairs = text.count("\r\n")
    return sum(map(bool, (pairs, text.count("\r") - pairs, text.count("\n") - pairs))) > 1
