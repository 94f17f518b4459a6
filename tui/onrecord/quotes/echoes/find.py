"""Finds the utterances that several articles quote."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from onrecord.quotes.echoes.columns import Columns
from onrecord.quotes.echoes.compare import compare
from onrecord.quotes.echoes.decision import Status, reasons
from onrecord.quotes.echoes.echo import EchoGroup, Member, QuoteRef, group_id
from onrecord.quotes.echoes.groups import group_links
from onrecord.quotes.echoes.links import find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.quotes.echoes.fingerprint import ArticlePrint
    from onrecord.quotes.echoes.groups import NumberedGroup
    from onrecord.quotes.echoes.links import Link

_RELINK_AT = 1.25
"""All quotes are compared anew each time their number has grown by this factor: words have become commoner."""


class EchoFinder:
    """Keeps the quotes of many articles and the links between them; what is added is compared with what is there.

    An article that changed or went needs another finder.
    """

    def __init__(self, articles: Iterable[ArticlePrint] = ()) -> None:
        self.columns = Columns()
        self._links: list[Link] = []
        self._linked = 0
        """Quotes that have been compared."""
        self._all_linked = 0
        """Quotes that there were when all were last compared."""
        for article in articles:
            self.add(article)

    def add(self, article: ArticlePrint) -> None:
        """Take in an article, which `groups` then compares with the others."""
        self.columns.add(article)

    def links(self, progress: Callable[[float], object] = lambda _share: None) -> Sequence[Link]:
        """Return all links between the quotes; `progress` is told the share of the work that is done."""
        number = len(self.columns)
        if number > self._all_linked * _RELINK_AT:
            self._links = list(find_links(self.columns, progress))
            self._all_linked = number
        elif number > self._linked:
            self._links += find_links(self.columns, progress, since=self._linked)
        self._linked = number
        return self._links

    def groups(self, progress: Callable[[float], object] = lambda _share: None) -> list[EchoGroup]:
        """Return the groups: echoes, then possible ones, then repeats; those of most articles first in each."""
        columns = self.columns
        groups = [_shown(columns, group) for group in group_links(columns, self.links(progress))]
        order = list(Status)
        groups.sort(key=lambda group: (order.index(group.status), -len({m.ref.article for m in group.members})))
        return groups

    def quotes(self) -> Iterator[Member]:
        """Yield every quote as the only member of a group: what decisions on quotes without a group need."""
        for quote in range(len(self.columns)):
            yield _member(self.columns, quote, quote, "")


def find_echoes(articles: Iterable[ArticlePrint]) -> list[EchoGroup]:
    """Return the groups of quotes that are, may be, or repeat one utterance in several articles."""
    return EchoFinder(articles).groups()


def _shown(columns: Columns, group: NumberedGroup) -> EchoGroup:
    why: dict[int, str] = {}
    for link in sorted(group.links, key=lambda link: link.likelihood):
        text = reasons(link.evidence, reworded=link.reworded)
        for quote in (link.one, link.other):
            why.setdefault(quote, text)
    members = tuple(_member(columns, quote, group.members[0], why.get(quote, "")) for quote in group.members)
    doubtful = min(group.links, key=lambda link: link.likelihood)
    return EchoGroup(
        group_id(group.status, [member.ref for member in members]),
        group.status,
        _actor(columns, group.members),
        reasons(doubtful.evidence, reworded=doubtful.reworded),
        members,
    )


def _member(columns: Columns, quote: int, first: int, why: str) -> Member:
    article = columns.article_of[quote]
    text, day = columns.text(quote), columns.days[article]
    comparison = compare(columns.text(first), text, columns.languages[article])
    return Member(
        ref=QuoteRef(columns.articles[article], columns.starts[quote], columns.ends[quote]),
        text=text,
        outlet=columns.outlets[article],
        date=date.fromordinal(day).isoformat() if day else None,
        actor=columns.actors[quote],
        sure=columns.sure[quote],
        cue=columns.cues[quote],
        language=columns.languages[article],
        headline=bool(columns.headlines[quote]),
        place=columns.starts[quote] / max(columns.lengths[article], 1),
        difference="the longest" if quote == first else str(comparison),
        share_kept=round(comparison.share_kept, 3),
        losses=comparison.losses,
        why="" if quote == first else why,
    )


def _actor(columns: Columns, quotes: Sequence[int]) -> str | None:
    names: Counter[str] = Counter()
    speakers: Counter[int] = Counter()
    for quote in quotes:
        name = columns.actors[quote]
        if name is not None:
            names[name] += 1
            speakers[columns.speakers[quote]] += 1
    if not speakers:
        return None
    speaker = speakers.most_common(1)[0][0]
    of_speaker = {columns.actors[quote] for quote in quotes if columns.speakers[quote] == speaker}
    return max((name for name in of_speaker if name is not None), key=lambda name: (len(name.split()), names[name]))
