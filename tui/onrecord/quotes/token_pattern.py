"""The pattern that cuts a text into tokens, built for a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = r"[@#]?[^\W_]+(?:[-&.@_/][^\W_]+|['’](?!s\b)[^\W_]+)*"
_NEXT_SENTENCE = r"(?<=[a-zäöüß]{3}\.)[A-ZÄÖÜ][a-zäöüß]"
_OTHER = r"['’]s?\b|['’](?![^\W_])|\.{2,}|--|[^\w\s]"


def token_pattern(elided: Sequence[str], inverted: Sequence[str], *, splits: bool = False) -> re.Pattern[str]:
    """Return the pattern whose matches are a text's tokens.

    Args:
        elided: words that lose their last letter before a vowel ("l'eau"), without the apostrophe: each is a token.
        inverted: pronouns that a hyphen ties to the verb before them ("dit-il", "a-t-elle"): each is a token, and
            the hyphen, with the "t" that can stand before it, is none.
        splits: whether a full stop between a small letter and a capital ends a sentence, as where a blank was lost.
    """
    word, other = _WORD, _OTHER
    if splits:
        word = word.replace("(?:[-&.@_/]", rf"(?:(?:[-&@_/]|\.(?!{_NEXT_SENTENCE}))", 1)
    if inverted:
        tied = rf"-(?:t-)?(?:{'|'.join(inverted)})\b"
        word = word.replace("(?:[-", rf"(?:(?!(?i:{tied}))[-", 1)
        word = rf"(?!(?<=-)(?i:t{tied}))" + word
        other = rf"(?!(?i:{tied}))(?:{other})"
    if elided:
        word = rf"(?i:\b(?:{'|'.join(elided)})['’](?=[^\W_]))|{word}"
    return re.compile(f"{word}|{other}")
