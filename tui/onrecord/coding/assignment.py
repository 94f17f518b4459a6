"""Which coder codes which articles, in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, cycle
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Assignment:
    """The articles of each coder of a study."""

    seed: int
    """Of the random numbers that the last articles were drawn with."""
    overlap: int
    """Percent of the articles that two coders code."""
    lists: Mapping[str, tuple[str, ...]]
    """The keys of each coder's articles, in the order to code them."""

    def articles_of(self, coder: str) -> tuple[str, ...] | None:
        """Return a coder's articles in the order to code them; None for somebody to whom nothing is assigned."""
        return self.lists.get(coder)

    @property
    def doubly_coded(self) -> tuple[str, ...]:
        """The articles that more than one coder codes, sorted."""
        times = Counter(article for articles in self.lists.values() for article in articles)
        return tuple(sorted(article for article, number in times.items() if number > 1))

    @property
    def articles(self) -> frozenset[str]:
        """All articles that are assigned."""
        return frozenset(article for articles in self.lists.values() for article in articles)


def assign(
    articles: Iterable[str], coders: Sequence[str], overlap: int, seed: int, before: Assignment | None = None
) -> Assignment:
    """Return an assignment of articles, drawn at random: each to one coder, a share of them to two.

    Every two coders have about equally many articles in common, and every coder about equally many in all. Each
    list is in random order, so that what two coders code is spread over it.

    Args:
        articles: keys of articles; their order does not matter.
        coders: two at least where there is an overlap.
        overlap: percent of the articles that two coders code, from 0 to 100.
        seed: of the random numbers; the same arguments give the same assignment.
        before: an earlier assignment. What it assigns stays as it is, and only other articles are drawn.
    """
    lists = {coder: [*articles] for coder, articles in before.lists.items()} if before else {}
    new = sorted(set(articles) - (before.articles if before else frozenset()))
    random = Random(seed)  # noqa: S311  # nothing is kept secret by it
    random.shuffle(new)
    doubly = round(len(new) * overlap / 100)
    pairs = [*combinations(coders, 2)]
    random.shuffle(pairs)
    drawn: dict[str, list[str]] = {coder: [] for coder in coders}
    for article, pair in zip(new[:doubly], cycle(pairs), strict=False):
        for coder in pair:
            drawn[coder].append(article)
    for article in new[doubly:]:
        drawn[min(coders, key=lambda coder: len(drawn[coder]))].append(article)
    for coder, articles_of_coder in drawn.items():
        random.shuffle(articles_of_coder)
        lists[coder] = [*lists.get(coder, ()), *articles_of_coder]
    return Assignment(seed, overlap, {coder: tuple(keys) for coder, keys in lists.items()})
