"""Pairs of actors of a folder that may be one, for a person to say: spellings a letter apart, bare last names."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.actors import folded
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.quotes.quote import Actor

_SHORTEST = 5
"""Letters of a name from which on another one that differs by a letter may be it."""
_MOST = 40
"""Actors of one last name that are compared with one another at most, so that the work stays linear."""


class LikelySame(NamedTuple):
    """Two actors that may be one."""

    one: str
    """The name that comes first in the cast: the more quoted one."""
    other: str
    reason: str
    """Why, in a few words for the reviewer."""


def likely_same(actors: Sequence[Actor]) -> list[LikelySame]:
    """Return the pairs of actors that may be one, in the order of the cast, none twice.

    Compared are people and whatever has no type, by names without accents and letter case: one is the other's last
    name, one first name is short for or an initial of the other before one last name, one name ends with the other,
    or they differ by one letter that is another, left out, put in or exchanged with its neighbour.

    Args:
        actors: the cast, the most quoted first, as `link_actors` returns it.
    """
    cast = [actor for actor in actors if actor.type not in (ActorType.ROLE, ActorType.ORGANISATION)]
    words = [folded(actor.name).split() for actor in cast]
    found: dict[tuple[int, int], str] = {}
    for one, other, reason in (*_by_last_name(words), *_by_spelling(words)):
        found.setdefault((min(one, other), max(one, other)), reason)
    return [LikelySame(cast[one].name, cast[other].name, reason) for (one, other), reason in sorted(found.items())]


def _by_last_name(words: Sequence[list[str]]) -> Iterator[tuple[int, int, str]]:
    of_last: dict[str, list[int]] = {}
    for index, name in enumerate(words):
        namesakes = of_last.setdefault(name[-1], [])
        if len(namesakes) < _MOST:
            namesakes.append(index)
    for namesakes in of_last.values():
        for one, other in combinations(namesakes, 2):
            short, long = sorted((words[one], words[other]), key=len)
            if len(short) == 1:
                yield one, other, "the same last name"
            elif long[-len(short) :] == short:
                yield one, other, "one name ends with the other"
            elif _is_short_for(short[0], long[0]) or _is_short_for(long[0], short[0]):
                yield one, other, "one first name is short for the other"


def _is_short_for(one: str, other: str) -> bool:
    one = one.rstrip(".")
    return len(one) < len(other) and other.startswith(one)


def _by_spelling(words: Sequence[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the pairs of full names, and of last names and full ones, that differ by a letter."""
    near: dict[str, list[int]] = {}
    spelled: list[str] = []
    for index, name in enumerate(words):
        spelled.append(" ".join((name[0], name[-1])) if len(name) > 1 else name[0])
        for key in _spellings(spelled[-1]):
            near.setdefault(key, []).append(index)
        if len(name) > 1:
            for key in _spellings(name[-1]):
                near.setdefault(f"{key} ", []).append(index)
    for index, name in enumerate(words):
        others = {other for key in _spellings(spelled[index]) for other in near.get(key, ())[:_MOST]}
        if len(name) == 1:
            others |= {other for key in _spellings(name[0]) for other in near.get(f"{key} ", ())[:_MOST]}
        for other in sorted(others):
            against = words[other][-1] if len(name) == 1 and len(words[other]) > 1 else spelled[other]
            if other != index and _differ_by_a_letter(spelled[index], against):
                yield index, other, "a letter apart"


def _spellings(name: str) -> set[str]:
    """Return the name and what is left of it without each one of its letters: two that are near share one."""
    if len(name) < _SHORTEST:
        return set()
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _differ_by_a_letter(one: str, other: str) -> bool:
    """Return whether two names differ by one letter left out, put in, changed or exchanged with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])
