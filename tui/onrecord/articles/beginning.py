"""What an article without a title is called on the screen: its first sentence."""

from __future__ import annotations

import re

_LONGEST = 90
"""Code points that are returned at most, the ellipsis not counted."""
_LOOKED_AT = 400
"""Code points of the text that are looked at: blank lines before it, and the first sentence."""
_SENTENCE_END = re.compile(r"(?<=\w\w)[.!?…]+[\"'”’»)\]]*(?=\s)")


def beginning_of(text: str) -> str:
    """Return the first sentence of a text, cut at a word's end where it is long; empty for a text without words."""
    lines = (" ".join(line.split()) for line in text[:_LOOKED_AT].split("\n"))
    words = next((line for line in lines if any(map(str.isalnum, line))), "")
    if end := _SENTENCE_END.search(words):
        words = words[: end.end()]
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST + 1].rpartition(" ")[0] or words[:_LONGEST]
    return f"{cut.rstrip(',;:–— ')}…"
