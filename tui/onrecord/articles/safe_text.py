"""Text that can do nothing to a terminal: what would act on it becomes a visible mark of the same length."""

from __future__ import annotations

import re
from functools import cache

_ACTING = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Whatever moves the cursor, starts a sequence, turns the direction of text or takes no room of its own."""


@cache
def _marks() -> dict[int, str]:
    marks = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A}
    marks[0x7F] = "\u2421"
    marks |= dict.fromkeys(range(0x80, 0xA0), "\u2426")
    marks |= dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), "\u21e5")
    marks |= dict.fromkeys((0x200F, 0x061C, 0x202B, 0x202E, 0x2067), "\u21e4")
    marks |= dict.fromkeys((0x202C, 0x2068, 0x2069), "\u21b9")
    marks |= dict.fromkeys((0x2028, 0x2029), "\u21b5")
    marks |= dict.fromkeys((0xAD, 0x180E, 0x200B, 0x200C, 0xFEFF), "\u00b7")
    marks |= dict.fromkeys([*range(0x2060, 0x2066), *range(0x206A, 0x2070)], "\u00b7")
    marks |= dict.fromkeys([*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)], "\u00b7")
    marks |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return marks


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(_ACTING)


def visible(text: str) -> str:
    """Return the text as it may be sent to a terminal, of the same length in code points.

    Control characters become their pictures (U+2400 …), C1 controls, bidirectional and zero-width characters a
    mark, halves of surrogate pairs U+FFFD. Newlines stay, and so does a zero-width joiner between two emoji. For
    display only: what is stored keeps the characters of the article.
    """
    if text.isascii() and text.isprintable():
        return text
    if _acting().search(text) is None:
        return text
    marked = text.translate(_marks())
    return _without_loose_joiners(marked) if "\u200d" in marked else marked


def _without_loose_joiners(text: str) -> str:
    characters = list(text)
    for index, character in enumerate(characters):
        if character == "\u200d" and not _joins_emoji(text, index):
            characters[index] = "\u00b7"
    return "".join(characters)


def _joins_emoji(text: str, index: int) -> bool:
    before = index - 1
    if before > 0 and text[before] == "\ufe0f":
        before -= 1
    return before >= 0 and _is_emoji(text[before]) and index + 1 < len(text) and _is_emoji(text[index + 1])


def _is_emoji(character: str) -> bool:
    return (
        "\U0001f000" <= character <= "\U0001faff"
        or "\u2190" <= character <= "\u2bff"
        or character in "\u00a9\u00ae\u3030\u303d"
    )
