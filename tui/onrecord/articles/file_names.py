"""What the names of files say, and names as every system allows them in a file's path."""

from __future__ import annotations

COLLECTION_ENDINGS = (".jsonl", ".csv")
"""Of files that hold many articles."""
PAGE_ENDINGS = (".html", ".htm")
"""Of web pages."""
# What Windows does not allow in a name, and the sign of the encoding itself.
_FORBIDDEN = frozenset('%<>:"/\\|?*')


def is_collection(name: str) -> bool:
    """Return whether a file of that name can hold many articles."""
    return name.lower().endswith(COLLECTION_ENDINGS)


def percent_encoded(name: str) -> str:
    r"""Return `name` as one part of a path, with what some system does not allow percent-encoded as in a URL.

    That is `% < > : " / \ | ? *`, what cannot be seen, and a full stop or space at an edge. Halves of surrogate
    pairs stay as they are.
    """
    if name.isalnum():
        return name
    last = len(name) - 1
    return "".join(
        _encoded(character) if _unsafe(character, at_edge=index in (0, last)) else character
        for index, character in enumerate(name)
    )


def encoded_first(name: str) -> str:
    """Return `name` with its first character percent-encoded, whatever it is."""
    return _encoded(name[0]) + name[1:]


def percent_decoded(part: str) -> str:
    """Return the name that `percent_encoded` made `part` of."""
    if "%" not in part:
        return part
    from urllib.parse import unquote

    return unquote(part)


def _unsafe(character: str, *, at_edge: bool) -> bool:
    if at_edge and character in " .":
        return True
    return character in _FORBIDDEN or not (character.isprintable() or 0xD800 <= ord(character) <= 0xDFFF)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
