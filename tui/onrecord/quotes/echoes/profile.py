"""How outlets cut what is said: per outlet and per pair of outlets, from the echoes of a folder.

Every count is made in three ways: each mention, each utterance once, and without wire copies, where the articles of
one agency text count as one article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.agency import AgencyText, agency_texts
from onrecord.quotes.echoes.compare import Loss
from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.echo import QuoteRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.quotes.echoes.columns import Columns
    from onrecord.quotes.echoes.echo import EchoGroup, Member
    from onrecord.quotes.echoes.find import EchoFinder

_OTHERS = 2
"""An actor is silent in an outlet if at least this many others quote them and it does not."""


class Counts(NamedTuple):
    """One count in three ways."""

    mentions: int
    """Every quote that somebody speaks."""
    utterances: int
    """Every utterance once, in however many articles it stands."""
    without_copies: int
    """Every mention, the articles of one agency text taken for one."""


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """How one outlet treats what others quote too."""

    outlet: str
    """Of articles whose outlet is not known, the article's key."""
    articles: int
    quotes: Counts
    shared: int
    """Mentions here of utterances that other articles have too."""
    kept: float | None
    """Mean share of the longest version's words that these mentions have; None without any."""
    losses: tuple[tuple[Loss, int], ...]
    """What was dropped, with the number of mentions; the most consequential first."""
    headlines: int
    """Shared mentions in a heading."""
    place: float | None
    """Where in the article the shared mentions begin on average: 0 is the beginning, 1 the end."""
    cues: tuple[tuple[str, str, int], ...]
    """Verbs of saying here, most others' for the same utterance, and how often; the most frequent first."""
    actors: int
    """Actors quoted."""
    silent: tuple[str, ...]
    """Actors whom at least two other outlets quote and this one does not."""


@dataclass(frozen=True, slots=True)
class PairProfile:
    """What two outlets make of the same utterances."""

    outlet: str
    other: str
    shared: Counts
    """Utterances that both have; as mentions, the mentions of both."""
    kept: float
    """Mean share of the longest version's words in the first outlet's mentions."""
    other_kept: float
    longer: int
    """Utterances of which the first outlet has more words."""
    other_longer: int
    other_cues: int
    """Utterances that the two mark as said with different words."""


@dataclass(frozen=True, slots=True)
class CutProfile:
    """How the outlets of a folder cut what is said."""

    quotes: Counts
    outlets: tuple[OutletProfile, ...]
    """Those with the most articles first."""
    pairs: tuple[PairProfile, ...]
    """Those with the most utterances in common first."""
    agency: tuple[AgencyText, ...]


def cut_profile(finder: EchoFinder) -> CutProfile:
    """Return the profile of the articles that the finder has."""
    return profile_of(finder.columns, finder.groups(), agency_texts(finder.columns, finder.links()))


def profile_of(columns: Columns, groups: Sequence[EchoGroup], agency: Sequence[AgencyText]) -> CutProfile:
    """Return the profile of articles whose echoes and agency texts are known."""
    echoes = [group for group in groups if group.status is Status.ECHO]
    text_of = {article: number for number, text in enumerate(agency) for article in text.articles}
    mentions = _mentions(columns, echoes, text_of)
    by_outlet: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_outlet[mention.outlet].append(mention)
    articles = Counter(outlet or key for outlet, key in zip(columns.outlets, columns.articles, strict=True))
    quoting: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor:
            quoting[mention.actor].add(mention.outlet)
    outlets = tuple(
        _outlet_profile(outlet, number, by_outlet[outlet], echoes, quoting)
        for outlet, number in articles.most_common()
    )
    return CutProfile(_counts(mentions), outlets, _pairs(echoes, text_of), tuple(agency))


class _Mention(NamedTuple):
    outlet: str
    actor: str | None
    utterance: object
    """The group's id, or of a quote without echoes its number."""
    text: object
    """The agency text's number, or the article's key."""


def _mentions(columns: Columns, echoes: Iterable[EchoGroup], text_of: dict[str, int]) -> list[_Mention]:
    group_of = {member.ref: group.id for group in echoes for member in group.members}
    found: list[_Mention] = []
    for quote in range(len(columns)):
        if columns.spoken[quote]:
            article = columns.article_of[quote]
            key = columns.articles[article]
            group = group_of.get(QuoteRef(key, columns.starts[quote], columns.ends[quote]))
            outlet = columns.outlets[article] or key
            found.append(_Mention(outlet, columns.actors[quote], group or quote, text_of.get(key, key)))
    return found


def _counts(mentions: Sequence[_Mention]) -> Counts:
    utterances = {mention.utterance for mention in mentions}
    in_texts = {(mention.utterance, mention.text) for mention in mentions}
    return Counts(len(mentions), len(utterances), len(in_texts))


def _outlet_profile(
    outlet: str,
    articles: int,
    mentions: Sequence[_Mention],
    echoes: Sequence[EchoGroup],
    quoting: dict[str, set[str]],
) -> OutletProfile:
    shared = [(group, member) for group in echoes for member in group.members if _outlet(member) == outlet]
    losses = Counter(loss for _, member in shared for loss in member.losses)
    cues: Counter[tuple[str, str]] = Counter()
    for group, member in shared:
        usual = _usual_cue(group, outlet)
        if member.cue and usual and member.cue.casefold() != usual:
            cues[member.cue.casefold(), usual] += 1
    silent = sorted(actor for actor, where in quoting.items() if outlet not in where and len(where) >= _OTHERS)
    return OutletProfile(
        outlet,
        articles,
        _counts(mentions),
        len(shared),
        _mean([member.share_kept for _, member in shared]),
        tuple((loss, losses[loss]) for loss in Loss if loss in losses),
        sum(member.headline for _, member in shared),
        _mean([member.place for _, member in shared]),
        tuple((here, there, number) for (here, there), number in cues.most_common()),
        len({mention.actor for mention in mentions if mention.actor}),
        tuple(silent),
    )


def _pairs(echoes: Sequence[EchoGroup], text_of: dict[str, int]) -> tuple[PairProfile, ...]:
    together: dict[tuple[str, str], list[EchoGroup]] = defaultdict(list)
    for group in echoes:
        for pair in combinations(sorted({_outlet(member) for member in group.members}), 2):
            together[pair].append(group)
    pairs = [_pair_profile(pair, groups, text_of) for pair, groups in together.items()]
    return tuple(sorted(pairs, key=lambda pair: -pair.shared.utterances))


def _pair_profile(pair: tuple[str, str], groups: Sequence[EchoGroup], text_of: dict[str, int]) -> PairProfile:
    best = [[max(_of(group, outlet), key=lambda member: member.share_kept) for outlet in pair] for group in groups]
    mentions = [
        _Mention(_outlet(member), None, group.id, text_of.get(member.ref.article, member.ref.article))
        for group in groups
        for member in group.members
        if _outlet(member) in pair
    ]
    return PairProfile(
        *pair,
        shared=_counts(mentions),
        kept=sum(one.share_kept for one, _ in best) / len(best),
        other_kept=sum(other.share_kept for _, other in best) / len(best),
        longer=sum(one.share_kept > other.share_kept for one, other in best),
        other_longer=sum(one.share_kept < other.share_kept for one, other in best),
        other_cues=sum(
            bool(one.cue and other.cue) and (one.cue or "").casefold() != (other.cue or "").casefold()
            for one, other in best
        ),
    )


def _of(group: EchoGroup, outlet: str) -> list[Member]:
    return [member for member in group.members if _outlet(member) == outlet]


def _outlet(member: Member) -> str:
    return member.outlet or member.ref.article


def _usual_cue(group: EchoGroup, outlet: str) -> str | None:
    """Return the cue that most mentions of other outlets have."""
    cues = Counter(member.cue.casefold() for member in group.members if member.cue and _outlet(member) != outlet)
    return cues.most_common(1)[0][0] if cues else None


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None
