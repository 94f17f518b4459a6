"""Actors named by one outlet for a quote that another outlet leaves without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.fingerprint import speaker_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.quotes.echoes.echo import EchoGroup, Member, QuoteRef

_DOUBTFUL = 0.6
"""How likely an actor has to be right at least to be left as found though the other outlets name another one."""


class PooledActor(NamedTuple):
    """The actor of a quote as the other versions of the utterance name them."""

    ref: QuoteRef
    actor: str
    found: str | None
    """The name under which the actor was found there; None where none was found."""
    reason: str
    """Why, in words: "named by Tidewater Post"."""


def pooled_actors(groups: Iterable[EchoGroup]) -> tuple[PooledActor, ...]:
    """Return the actors that echoes give to quotes without one, under a shorter name, or with a doubtful one.

    Only where all versions whose actor is not doubtful name one last name.
    """
    pooled: list[PooledActor] = []
    for group in groups:
        if group.status is Status.ECHO:
            sure = [member for member in group.members if member.actor and member.sure >= _DOUBTFUL]
            if sure and len({speaker_key(member.actor) for member in sure}) == 1:
                pooled += _of_group(group, max(sure, key=lambda member: (len(_name(member)), member.sure)))
    return tuple(pooled)


def share_in_disagreement(groups: Iterable[EchoGroup], pooled: Mapping[QuoteRef, str] | None = None) -> float:
    """Return which share of the echoes has members whose actors differ in name; a missing name differs too.

    `pooled` are the actors' names that count instead of those found.
    """
    names = pooled or {}
    echoes = [group for group in groups if group.status is Status.ECHO]
    differing = sum(len({names.get(member.ref, member.actor) for member in group.members}) > 1 for group in echoes)
    return differing / len(echoes) if echoes else 0.0


def _of_group(group: EchoGroup, named: Member) -> list[PooledActor]:
    reason = f"named by {named.outlet or named.ref.article}"
    return [
        PooledActor(member.ref, _name(named), member.actor, reason)
        for member in group.members
        if member.actor != named.actor
    ]


def _name(member: Member) -> str:
    return member.actor or ""
