"""Stances coded on one version of an utterance, offered on its other versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.compare import Change, compare
from onrecord.quotes.echoes.decision import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.coding.record import Stance
    from onrecord.quotes.echoes.echo import EchoGroup, Member, QuoteRef

_MUCH = 0.5
"""Share of the coded version's words without which a version may not carry the stance any more."""


class OfferedCoding(NamedTuple):
    """A stance that a coder chose on another version of the same utterance."""

    stance: Stance
    source: QuoteRef
    """The quote that it was chosen on."""
    outlet: str | None
    flag: str
    """Why it is not to be taken over without reading: what this version lacks; empty where it may be."""


def offered_codings(
    ref: QuoteRef, groups: Sequence[EchoGroup], coded: Mapping[QuoteRef, Sequence[Stance]]
) -> tuple[OfferedCoding, ...]:
    """Return what is offered on a quote: for each target that it is not coded toward, the stance chosen last.

    Only echoes offer anything, never what is merely possible, and nothing is offered where the coder chose two
    different stances on other versions.

    Args:
        ref: the quote.
        groups: the groups of the project.
        coded: the coder's own stances, by quote.
    """
    own = {stance.target for stance in coded.get(ref, ())}
    group = next((g for g in groups if g.status is Status.ECHO and any(m.ref == ref for m in g.members)), None)
    if group is None:
        return ()
    here = next(member for member in group.members if member.ref == ref)
    chosen: dict[str, list[tuple[Stance, Member]]] = {}
    for member in group.members:
        for stance in coded.get(member.ref, ()) if member.ref != ref else ():
            if stance.target not in own:
                chosen.setdefault(stance.target, []).append((stance, member))
    return tuple(_offered(here, found) for found in chosen.values() if _agree(found))


def _agree(found: Sequence[tuple[Stance, Member]]) -> bool:
    return len({(stance.stance, stance.strong) for stance, _ in found}) == 1


def _offered(here: Member, found: Sequence[tuple[Stance, Member]]) -> OfferedCoding:
    stance, source = max(found, key=lambda each: each[0].when)
    return OfferedCoding(stance, source.ref, source.outlet, _lacking(source, here))


def _lacking(coded: Member, here: Member) -> str:
    """Return what a version lacks of the coded one, if that may have carried the stance."""
    comparison = compare(coded.text, here.text, coded.language)
    lost = [piece for piece in comparison.pieces if piece.change in (Change.DROPPED, Change.CHANGED)]
    if any(piece.losses for piece in lost) or comparison.share_kept < _MUCH:
        return str(comparison)
    return ""
