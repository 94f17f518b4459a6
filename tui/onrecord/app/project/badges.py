"""Chooses an actor's badge: two characters that resemble its usual name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import combinations, product
from string import ascii_letters, ascii_uppercase
from typing import TYPE_CHECKING

from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from onrecord.quotes.quote import Actor

_DIGITS = "2345678910"
"""1 and 0 come last because they look like letters."""
_BADGES = tuple(a + b for a, b in product(ascii_uppercase, ascii_uppercase + _DIGITS))


def free_badge(actor: Actor, taken: Set[str]) -> str:
    """Return the first badge not taken, in order of likeness to the actor's name.

    It is a capital letter A-Z and another or a digit. Badges repeat only when all 936 are taken.
    """
    badges = _badges(actor)
    if len(taken) >= len(_BADGES):
        return next(badges)
    return next(badge for badge in badges if badge not in taken)


def _badges(actor: Actor) -> Iterator[str]:
    """Yield all badges, the best for this actor first; some occur more than once."""
    words = [letters for word in actor.name.split() if (letters := _letters(word))]
    whole = "".join(words)
    if whole:
        short = _known_by(actor, words)
        initials = "".join(word[0] for word in words)
        yield from (short[0] + other for other in short[1:] + initials + whole)
        yield from (a + b for a, b in combinations(whole, 2))
        yield from (letter + digit for letter, digit in product(whole, _DIGITS))
    start = stable_number(actor.name) % len(_BADGES)
    yield from _BADGES[start:]
    yield from _BADGES[:start]


def stable_number(name: str) -> int:
    """Return a hash of the name that is the same in every process (unlike `hash`)."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _known_by(actor: Actor, words: Sequence[str]) -> str:
    """Return the letters of a person's short name in the text, or another actor's initials."""
    aliases = [letters for alias in actor.aliases if len(alias.split()) == 1 and (letters := _letters(alias))]
    in_name = [alias for alias in aliases if alias in words]
    if actor.type is ActorType.PERSON or (actor.type is None and in_name):
        surname = _surname(actor.name) or words[-1]
        if surname in aliases:
            return surname
        return (in_name or aliases or [surname])[0]
    capitals = [letters[0] for word in actor.name.split() if not word[0].islower() and (letters := _letters(word))]
    initials = capitals if len(capitals) > 1 else [word[0] for word in words[-2:]]
    return "".join(initials) if len(initials) > 1 else words[0]


def _surname(name: str) -> str:
    """Return the letters of the last word that is not abbreviated, as "Jr." is."""
    return next((letters for word in reversed(name.split()) if word[-1] != "." and (letters := _letters(word))), "")


def _letters(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(character: str) -> str:
    """Return the Latin capital for a letter of any alphabet, or nothing.

    Accents are dropped; letters of other alphabets are mapped by their Unicode names: ш is SHA, м is EM.
    """
    if plain := "".join(char for char in unicodedata.normalize("NFKD", character) if char in ascii_letters):
        return plain.upper()
    named = re.search(r" (?:LETTER|SYLLABLE) (?:.* )??([A-Z]+)(?: WITH .*)?$", unicodedata.name(character, ""))
    if not named:
        return ""
    sound = named[1]
    return sound[1] if len(sound) == 2 and sound[0] in "EI" else sound[0]
