"""What a coder decided on echoes: which quotes are one utterance and which are not.

A decision concerns two quotes. A group is confirmed, refused, split or merged by decisions on pairs of its quotes.
Those of two machines can be merged, and they hold in any later run, whatever groups that run finds.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.compare import compare
from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.echo import EchoGroup, Member, QuoteRef, group_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


__all__ = [
    "DecidedQuote",
    "EchoDecision",
    "EchoVerdict",
    "QuoteRef",
    "apply_decisions",
    "confirm",
    "in_order",
    "merge_decisions",
    "merge_groups",
    "refuse",
    "split",
    "with_decisions",
]


class EchoVerdict(StrEnum):
    """What a coder decided on two quotes."""

    SAME = "same"
    """They are one utterance."""
    DIFFERENT = "different"
    """They are two, or the same words said again."""


class DecidedQuote(NamedTuple):
    """A quote as a decision names it."""

    ref: QuoteRef
    exact: str
    """Its words, by which it is found again where it has moved within its article."""


class EchoDecision(NamedTuple):
    """A decision on two quotes, the one that comes first in the alphabet of the articles first."""

    one: DecidedQuote
    other: DecidedQuote
    verdict: EchoVerdict
    when: str
    """The moment, UTC, as `2022-03-18T10:53:00Z`."""

    @property
    def pair(self) -> tuple[QuoteRef, QuoteRef]:
        """The two quotes: what there is one decision on."""
        return self.one.ref, self.other.ref


def decide_pair(one: Member, other: Member, verdict: EchoVerdict, when: str) -> EchoDecision:
    """Return the decision on two quotes."""
    first, last = sorted((DecidedQuote(one.ref, one.text), DecidedQuote(other.ref, other.text)))
    return EchoDecision(first, last, verdict, when)


def confirm(group: EchoGroup, when: str) -> tuple[EchoDecision, ...]:
    """Return the decisions by which a group is one utterance."""
    return tuple(decide_pair(group.longest, member, EchoVerdict.SAME, when) for member in group.members[1:])


def refuse(group: EchoGroup, when: str) -> tuple[EchoDecision, ...]:
    """Return the decisions by which no two quotes of a group are one utterance."""
    return tuple(decide_pair(*pair, EchoVerdict.DIFFERENT, when) for pair in combinations(group.members, 2))


def split(group: EchoGroup, apart: Iterable[QuoteRef], when: str) -> tuple[EchoDecision, ...]:
    """Return the decisions by which some quotes of a group are another utterance than the rest."""
    refs = set(apart)
    gone = [member for member in group.members if member.ref in refs]
    rest = [member for member in group.members if member.ref not in refs]
    return tuple(decide_pair(one, other, EchoVerdict.DIFFERENT, when) for one in gone for other in rest)


def merge_groups(group: EchoGroup, other: EchoGroup, when: str) -> tuple[EchoDecision, ...]:
    """Return the decisions by which two groups are one utterance."""
    joined = (*group.members, *other.members)
    return tuple(decide_pair(group.longest, member, EchoVerdict.SAME, when) for member in joined[1:])


def with_decisions(decisions: Sequence[EchoDecision], new: Iterable[EchoDecision]) -> tuple[EchoDecision, ...]:
    """Return the decisions with new ones added, each in the place of an earlier one on the same two quotes."""
    merged = {decision.pair: decision for decision in (*decisions, *new)}
    return in_order(merged.values())


def in_order(decisions: Iterable[EchoDecision]) -> tuple[EchoDecision, ...]:
    """Return the decisions sorted by the quotes' articles and places."""
    return tuple(sorted(decisions, key=lambda decision: decision.pair))


def merge_decisions(
    base: Sequence[EchoDecision], ours: Sequence[EchoDecision], theirs: Sequence[EchoDecision]
) -> tuple[EchoDecision, ...]:
    """Merge two sets of decisions that both come from `base`.

    What one side changed or took back holds. Where both changed a decision, the later one does.
    """
    before, mine, other = ({decision.pair: decision for decision in side} for side in (base, ours, theirs))
    merged: list[EchoDecision] = []
    for pair in mine | other:
        sides = [decision for decision in (mine.get(pair), other.get(pair)) if decision is not None]
        changed = [decision for decision in sides if decision != before.get(pair)]
        if changed:
            merged.append(max(changed, key=lambda decision: (decision.when, decision.verdict)))
        elif len(sides) == 2:
            merged.append(sides[0])
    return in_order(merged)


def apply_decisions(
    groups: Sequence[EchoGroup], decisions: Sequence[EchoDecision], quotes: Mapping[QuoteRef, Member]
) -> list[EchoGroup]:
    """Return the groups as a coder's decisions make them.

    Args:
        groups: as they were found.
        decisions: a coder's.
        quotes: the quotes of the project that a decision may name though no group has them; what is not in it and
            in no group is left aside.
    """
    if not decisions:
        return list(groups)
    known = {**quotes, **{member.ref: member for group in groups for member in group.members}}
    pairs = _Pairs(decisions, known)
    clusters = [
        part
        for group in groups
        if group.status is Status.ECHO
        for part in pairs.parted([m.ref for m in group.members])
    ]
    clusters = pairs.joined(clusters)
    echoes = [_group(refs, known, pairs) for refs in clusters if len({ref.article for ref in refs}) > 1]
    settled = [{member.ref for member in group.members} for group in echoes]
    others = []
    for group in groups:
        if group.status is not Status.ECHO:
            left = tuple(member for member in group.members if not pairs.is_apart(group.longest.ref, member.ref))
            refs = {member.ref for member in left}
            is_settled = any(refs <= together for together in settled)
            if len({ref.article for ref in refs}) > 1 and not is_settled:
                others.append(replace(group, members=left))
    return [*echoes, *others]


class _Pairs:
    """The decisions as pairs of quotes that are there."""

    def __init__(self, decisions: Iterable[EchoDecision], known: Mapping[QuoteRef, Member]) -> None:
        self.same: list[tuple[QuoteRef, QuoteRef]] = []
        self._apart: set[frozenset[QuoteRef]] = set()
        by_words: dict[tuple[str, str], list[QuoteRef]] = {}
        for member in known.values():
            by_words.setdefault((member.ref.article, member.text), []).append(member.ref)
        for decision in decisions:
            one, other = (_place(quote, known, by_words) for quote in (decision.one, decision.other))
            if one is None or other is None:
                continue
            if decision.verdict is EchoVerdict.SAME:
                self.same.append((one, other))
            else:
                self._apart.add(frozenset((one, other)))

    def is_apart(self, one: QuoteRef, other: QuoteRef) -> bool:
        """Return whether the two were decided to be different."""
        return frozenset((one, other)) in self._apart

    def parted(self, refs: Sequence[QuoteRef]) -> list[list[QuoteRef]]:
        """Return the quotes of a group in parts none of which holds two that are different."""
        parts: list[list[QuoteRef]] = []
        for ref in refs:
            for part in parts:
                if not any(self.is_apart(ref, other) for other in part):
                    part.append(ref)
                    break
            else:
                parts.append([ref])
        return parts

    def joined(self, clusters: list[list[QuoteRef]]) -> list[list[QuoteRef]]:
        """Return the clusters with those made one that hold two quotes decided to be one utterance."""
        cluster_of = {ref: cluster for cluster in clusters for ref in cluster}
        for pair in self.same:
            one, other = (cluster_of.setdefault(ref, [ref]) for ref in pair)
            if one is other or any(self.is_apart(ref, there) for ref in one for there in other):
                continue
            one += other
            cluster_of.update(dict.fromkeys(other, one))
        return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _place(
    quote: DecidedQuote, known: Mapping[QuoteRef, Member], by_words: Mapping[tuple[str, str], list[QuoteRef]]
) -> QuoteRef | None:
    """Return where a decision's quote stands now: where it stood, or where its words stand once in the article."""
    there = known.get(quote.ref)
    if there is not None and there.text == quote.exact:
        return quote.ref
    found = by_words.get((quote.ref.article, quote.exact), [])
    return found[0] if len(found) == 1 else None


def _group(refs: Sequence[QuoteRef], known: Mapping[QuoteRef, Member], pairs: _Pairs) -> EchoGroup:
    members = sorted((known[ref] for ref in refs), key=lambda member: (-len(member.text.split()), member.ref))
    longest = members[0]
    confirmed = {ref for pair in pairs.same for ref in pair}
    compared = tuple(_beside(longest, member) for member in members)
    return EchoGroup(
        group_id(Status.ECHO, [member.ref for member in members]),
        Status.ECHO,
        next((member.actor for member in members if member.actor), None),
        next((member.why for member in members if member.why), "confirmed by the coder"),
        compared,
        decided=all(member.ref in confirmed for member in members),
    )


def _beside(longest: Member, member: Member) -> Member:
    if member.ref == longest.ref:
        return member._replace(difference="the longest", share_kept=1.0, losses=(), why="")
    comparison = compare(longest.text, member.text, member.language)
    kept = round(comparison.share_kept, 3)
    return member._replace(difference=str(comparison), share_kept=kept, losses=comparison.losses)
