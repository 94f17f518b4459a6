"""Where a sentence ends."""

from __future__ import annotations

_SENTENCE_ENDS = ".!?…。！？"
_CLOSING_MARKS = "\"'”’»“)]"


def ends_sentence(text: str) -> bool:
    """Whether the last mark, closing quotation marks and brackets left aside, ends a sentence."""
    return text.rstrip(_CLOSING_MARKS)[-1:] in _SENTENCE_ENDS if text else False
