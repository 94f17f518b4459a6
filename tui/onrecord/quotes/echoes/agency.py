"""Articles that share most of their text: one agency text in several outlets.

They are looked for among articles that have an utterance in common. How much they share is estimated from the
sampled runs of five words in their fingerprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.fingerprint import RUN
from onrecord.quotes.echoes.wording import cut_words, shared_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.quotes.echoes.columns import Columns
    from onrecord.quotes.echoes.links import Link

MOST = 0.5
"""Share of the shorter article's text from which on two articles are one agency text."""
_FEWEST_RUNS = 4
"""Sampled runs that an article needs for its share to be told."""


class AgencyText(NamedTuple):
    """Articles that are one text, the longest first."""

    articles: tuple[str, ...]
    """Their keys."""
    outlets: tuple[str | None, ...]
    shares: tuple[float, ...]
    """Which share of the longest one's text each has, from 0 to 1."""


def agency_texts(columns: Columns, links: Iterable[Link]) -> list[AgencyText]:
    """Return the agency texts among articles that the links connect; each article is in one at most."""
    pairs = {tuple(sorted((columns.article_of[link.one], columns.article_of[link.other]))) for link in links}
    best: dict[int, tuple[float, int]] = {}
    for one, other in sorted(pair for pair in pairs if pair[0] != pair[1]):
        longer, shorter = sorted((one, other), key=lambda article: (-columns.lengths[article], article))
        share = _share(columns, shorter, longer)
        if share >= MOST and share > best.get(shorter, (0.0, 0))[0]:
            best[shorter] = share, longer
    members: dict[int, list[int]] = {}
    leader: dict[int, int] = {}
    for article in sorted(best, key=lambda article: (-columns.lengths[article], article)):
        parent = best[article][1]
        leader[article] = head = leader.get(parent, parent)
        members.setdefault(head, [head]).append(article)
    return [
        AgencyText(
            tuple(columns.articles[article] for article in found),
            tuple(columns.outlets[article] for article in found),
            tuple(1.0 if article == head else round(_share(columns, head, article), 2) for article in found),
        )
        for head, found in members.items()
    ]


def _share(columns: Columns, article: int, other: int) -> float:
    """Return which share of an article's sampled runs stands in another one."""
    runs = columns.runs(article)
    return len(runs & columns.runs(other)) / len(runs) if len(runs) >= _FEWEST_RUNS else 0.0


def last_shared_paragraph(longest: Sequence[str], copy: str) -> int | None:
    """Return after which paragraph of an agency text, counted from 1, a copy ends; None where it has the last one.

    Args:
        longest: the paragraphs of the agency text.
        copy: the text of the article that copies it.
    """
    keys = shared_keys()
    words = [keys[word] for word in cut_words(copy)]
    runs = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    last = 0
    for number, paragraph in enumerate(longest, 1):
        own = [keys[word] for word in cut_words(paragraph)]
        if any(tuple(own[at : at + RUN]) in runs for at in range(len(own) - RUN + 1)):
            last = number
    return last if last < len(longest) else None
