"""Groups of quotes that are one utterance, as they are shown, written and counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.echoes.compare import Loss
    from onrecord.quotes.echoes.decision import Status


class QuoteRef(NamedTuple):
    """The place of a quote: what is stored of it, and what it is known by in every run."""

    article: str
    """The article's key."""
    start: int
    """In code points of the article's text."""
    end: int


class Member(NamedTuple):
    """A quote in a group, and how it differs from the longest one there."""

    ref: QuoteRef
    text: str
    outlet: str | None
    date: str | None
    """The day of the article, ISO 8601."""
    actor: str | None
    sure: float
    """How likely the actor is right, from 0 to 1."""
    cue: str | None
    """The words that mark speaking: "said", "warned"."""
    language: str
    """ISO 639 code of the article's language."""
    headline: bool
    """It stands in a heading."""
    place: float
    """Where in the article it begins: 0 is the beginning, 1 the end."""
    difference: str
    """In words: "9 words cut at the end (negation)"; "the longest" of the longest itself."""
    share_kept: float
    """Share of the longest version's words that it has, from 0 to 1."""
    losses: tuple[Loss, ...]
    """What was lost with the words that are missing, the most consequential first."""
    why: str
    """Why it is in the group; empty of the longest."""


@dataclass(frozen=True, slots=True)
class EchoGroup:
    """Quotes of several articles that are, or may be, one utterance."""

    id: str
    status: Status
    actor: str | None
    """The name under which most members' actor was found, the fullest of several."""
    why: str
    """Why the doubtfullest member is here."""
    members: tuple[Member, ...]
    """The longest first."""
    decided: bool = False
    """A person has confirmed it."""

    @property
    def longest(self) -> Member:
        """The fullest version."""
        return self.members[0]

    @property
    def by_consequence(self) -> tuple[Member, ...]:
        """The other versions, those first whose cuts change most what was said."""
        return tuple(sorted(self.members[1:], key=_consequence))

    def others(self, article: str) -> tuple[Member, ...]:
        """Return the members in other articles."""
        return tuple(member for member in self.members if member.ref.article != article)


def group_id(status: Status, refs: Sequence[QuoteRef]) -> str:
    """Return the id of a group of quotes, the longest first.

    That of an echo depends on its longest version alone, so it stays when another article joins.
    """
    named = refs[:1] if status.value == "echo" else refs
    written = "\0".join(f"{ref.article}\0{ref.start}\0{ref.end}" for ref in named)
    return status.value[0] + hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _consequence(member: Member) -> tuple[int, float]:
    from onrecord.quotes.echoes.compare import Loss

    worst = list(Loss).index(member.losses[0]) if member.losses else len(Loss)
    return worst, member.share_kept
