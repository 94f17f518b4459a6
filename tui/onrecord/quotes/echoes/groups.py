"""Puts linked quotes into groups, one an utterance.

Each quote follows the best of the longer ones that it is linked with, and those that follow the same one, directly
or not, are a group. To join whatever is linked with any member would let one wrong link make two utterances one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.decision import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.quotes.echoes.columns import Columns
    from onrecord.quotes.echoes.links import Link


class NumberedGroup(NamedTuple):
    """A group of quotes by their numbers."""

    status: Status
    members: tuple[int, ...]
    """The longest first."""
    links: tuple[Link, ...]
    """Those by which the members came together."""


def group_links(columns: Columns, links: Iterable[Link]) -> list[NumberedGroup]:
    """Return the groups that the links make: the echoes, then what is possible, then the repeats.

    A quote is in one group of echoes at most, and every group is of several articles. What is possible concerns all
    quotes of an utterance: where one of them may have a further echo, the group holds all of them. Every possible
    link is in some group.
    """
    by_status: dict[Status, list[Link]] = defaultdict(list)
    for link in links:
        by_status[link.status].append(link)
    echoes = _Grouping(columns, {}).groups(by_status[Status.ECHO], Status.ECHO)
    units = {member: group.members for group in echoes for member in group.members}
    echoes = [group for group in echoes if _is_across(columns, group)]
    grouping = _Grouping(columns, units)
    possible = grouping.groups(by_status[Status.POSSIBLE], Status.POSSIBLE)
    covered = [frozenset(group.members) for group in possible]
    group_of: dict[int, list[frozenset[int]]] = defaultdict(list)
    for members in covered:
        for member in members:
            group_of[member].append(members)
    for link in by_status[Status.POSSIBLE]:
        if not any(link.other in members for members in group_of[link.one]):
            found = grouping.pair(link)
            possible.append(found)
            for member in found.members:
                group_of[member].append(frozenset(found.members))
    repeats = grouping.groups(by_status[Status.REPEAT], Status.REPEAT)
    return [*echoes, *(group for group in (*possible, *repeats) if _is_across(columns, group))]


def _is_across(columns: Columns, group: NumberedGroup) -> bool:
    return len({columns.article_of[member] for member in group.members}) > 1


class _Grouping:
    """Makes groups of quotes, of which those of one unit are taken together."""

    def __init__(self, columns: Columns, units: Mapping[int, tuple[int, ...]]) -> None:
        self._columns = columns
        self._units = units

    def groups(self, links: Sequence[Link], status: Status) -> list[NumberedGroup]:
        """Return the groups in which each quote follows its best longer one."""
        best = self._best(links)
        columns = self._columns
        leader: dict[int, int] = {}
        actors: dict[int, int] = {}
        members: dict[int, list[int]] = defaultdict(list)
        used: dict[int, list[Link]] = defaultdict(list)
        for quote in sorted(best, key=self._order):
            parent, link = best[quote]
            head = leader.get(parent, parent)
            speaker = columns.speakers[quote]
            if head != parent and status is Status.ECHO and speaker and actors[head] not in (0, speaker):
                head = parent  # two hops may not bring together what different people said
            if head not in actors:
                members[head].append(head)
                actors[head] = columns.speakers[head]
            leader[quote] = head
            actors[head] = actors[head] or speaker
            members[head].append(quote)
            used[head].append(link)
        return [NumberedGroup(status, self._whole(members[head]), tuple(used[head])) for head in sorted(members)]

    def pair(self, link: Link) -> NumberedGroup:
        """Return the group of a single link."""
        return NumberedGroup(link.status, self._whole((link.one, link.other)), (link,))

    def _best(self, links: Sequence[Link]) -> dict[int, tuple[int, Link]]:
        """Return for each quote, or first of a unit, the longer one that it follows, and by which link."""
        best: dict[int, tuple[int, Link]] = {}
        for link in links:
            longer, quote = sorted((self._first(link.one), self._first(link.other)), key=self._order)
            if longer == quote:
                continue
            found = best.get(quote)
            if found is None or (-link.likelihood, self._order(longer)) < (
                -found[1].likelihood,
                self._order(found[0]),
            ):
                best[quote] = longer, link
        return best

    def _rank(self, longer: int, link: Link) -> tuple[float, tuple[int, int, int]]:
        return -link.likelihood, self._order(longer)

    def _first(self, quote: int) -> int:
        unit = self._units.get(quote)
        return unit[0] if unit else quote

    def _whole(self, quotes: Iterable[int]) -> tuple[int, ...]:
        every = {member for quote in quotes for member in self._units.get(quote, (quote,))}
        return tuple(sorted(every, key=self._order))

    def _order(self, quote: int) -> tuple[int, int, int]:
        """Return what sorts the longest quote first, then the earliest."""
        columns = self._columns
        return -columns.length(quote), columns.day(quote) or 1 << 30, quote
