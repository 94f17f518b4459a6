"""Names of keys: Textual's, the labels on screen, and those in the user's file."""

from __future__ import annotations

import re
import unicodedata

from textual.keys import KEY_TO_UNICODE_NAME, REPLACED_KEYS, _character_to_key

_LABELS = {
    "space": "Space",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "insert": "Ins",
}
_NAMED = frozenset(
    [
        *("space", "tab", "enter", "escape", "backspace", "delete", "insert"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
_ALSO_CALLED = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
_SAME_TO_A_TERMINAL = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+left_square_bracket": "Esc"}
_MODIFIERS = frozenset({"alt", "ctrl", "shift"})
_BLANKS = re.compile(r"\s+")


class UnknownKeyError(ValueError):
    """A text does not name a key. The message says why, or what to write instead."""


def key_label(keys: str) -> str:
    """Return the label of a key: `Ctrl+R` for `ctrl+r`, `?` for `question_mark`, `gg` for `g g`."""
    labels = [_label(key) for key in keys.split(" ")]
    return ("" if all(len(label) == 1 for label in labels) else " ").join(labels)


def _label(key: str) -> str:
    if key in _LABELS:
        return _LABELS[key]
    *modifiers, last = key.split("+")
    if modifiers:
        last = _LABELS.get(last) or _sign(last) or last.capitalize()
        return "+".join(
            (*(modifier.capitalize() for modifier in modifiers), last.upper() if len(last) == 1 else last)
        )
    return _sign(key) or key.capitalize()


def _sign(key: str) -> str | None:
    """Return the visible character that a key types."""
    if len(key) == 1:
        return key
    name = KEY_TO_UNICODE_NAME.get(REPLACED_KEYS.get(key, key)) or REPLACED_KEYS.get(key, key).replace("_", " ")
    try:
        sign = unicodedata.lookup(name)
    except KeyError:
        return None
    return sign if len(sign) == 1 and sign.isprintable() and sign != " " else None


def key_named(text: str) -> str:
    """Return Textual's name of a key written as `J`, `?`, `Ctrl+R` or `page_down`, or of two: `g g`.

    Raises:
        UnknownKeyError: there is no such key, or a terminal cannot tell it from another.
    """
    words = _BLANKS.split(text.strip()) if text.strip() else []
    if not words:
        message = "no key is named (put a sign that means something in YAML, such as > or ~, in quotes)"
        raise UnknownKeyError(message)
    if len(words) > 2:
        message = f"“{text}” is more than two keys one after the other"
        raise UnknownKeyError(message)
    return " ".join(_key(word) for word in words)


def _key(word: str) -> str:
    if len(word) == 1 and word.isprintable() and word not in _ALSO_CALLED:
        return _character_to_key(word)
    *modifiers, last = word.lower().split("+") if word.strip("+") else ["+"]
    if word.endswith("++"):
        modifiers, last = word.lower()[:-2].split("+"), "+"
    last = _ALSO_CALLED.get(last, last)
    known = last in _NAMED or (len(last) == 1 and last.isprintable()) or _is_sign(last)
    if not known or len({*modifiers}) < len(modifiers) or not _MODIFIERS.issuperset(modifiers):
        message = f"“{word}” is no key"
        raise UnknownKeyError(message)
    if len(last) == 1:
        last = _character_to_key(last)
    key = "+".join((*sorted(modifiers), last))
    if key in _SAME_TO_A_TERMINAL:
        message = f"terminals cannot tell “{word}” from {_SAME_TO_A_TERMINAL[key]}"
        raise UnknownKeyError(message)
    if "shift" in modifiers and last not in _NAMED:
        sign = last.upper() if len(last) == 1 else "the sign that it gives"
        message = f"“{word}” is written as {sign}"
        raise UnknownKeyError(message)
    return key


def _is_sign(name: str) -> bool:
    """Return whether this is Textual's name of a character, such as `question_mark`."""
    character = _sign(name)
    return character is not None and len(name) > 1 and _character_to_key(character) == name
