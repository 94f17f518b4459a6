"""What speaks for and against two quotes being one utterance."""

from __future__ import annotations

from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.fingerprint import SAMPLED, sampled_runs

if TYPE_CHECKING:
    from onrecord.quotes.echoes.candidates import Pair
    from onrecord.quotes.echoes.columns import Columns

_ARTICLES_KEPT = 4_096
_QUOTES_KEPT = 8_192
_SURE = 0.7
"""How likely both actors have to be right for their difference to count."""


class Evidence(NamedTuple):
    """What is known of a pair of quotes. Rarities are those of `Rarity`, summed."""

    run: int
    """Words of the longest run that both have."""
    rarity: float
    """The rarity of that run."""
    coverage: float
    """Share of the shorter quote's words, weighed by rarity, that the other has."""
    length: float
    """Words of the shorter quote for each word of the longer one."""
    around: float
    """The rarity of the words that stand in or around both quotes, the quotes' common words left out."""
    around_words: int
    """How many these are."""
    days: int | None
    """Days between the two articles; None where a date is missing."""
    actor: float
    """1 where both actors bear one last name, down to -1 where two were surely found; 0 where it is not known."""
    spoken: bool
    """One of the two at least is speech, rather than a title or a term in quotation marks."""
    shared_runs: int
    """Other runs of five words that the two articles share, estimated from a sample."""
    span: int
    """Days between the first and the last time that the rarest words that the two share are quoted."""

    @property
    def same_actor(self) -> bool:
        """Whether one actor was found for both."""
        return self.actor > 0

    @property
    def other_actor(self) -> bool:
        """Whether two actors were found, and most likely rightly."""
        return self.actor <= -_SURE

    @property
    def features(self) -> tuple[float | None, ...]:
        """What is weighed, in the order of `FEATURES`; None is not known."""
        span = log1p(self.span) if self.days is not None else None
        return (
            log1p(self.rarity),
            self.coverage,
            self.length,
            log1p(self.around),
            self.actor,
            log1p(self.shared_runs / SAMPLED),
            span,
        )


FEATURES = ("rarity", "coverage", "length", "context", "actor", "shared_runs", "span")


class Weigher:
    """Gathers the evidence on pairs of quotes."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._around = lru_cache(_QUOTES_KEPT)(columns.around)
        self._runs = lru_cache(_ARTICLES_KEPT)(columns.runs)

    def evidence(self, pair: Pair) -> Evidence:
        """Return what is known of a pair."""
        columns, rarity = self._columns, self._columns.rarity
        one, other = columns.words(pair.one), columns.words(pair.other)
        short, long = (one, other) if len(one) <= len(other) else (other, one)
        run, weight = longest_run(short, long, rarity)
        shared = set(short).intersection(long)
        total = sum([rarity[word] for word in short])
        around = self._around(pair.one) & self._around(pair.other)
        around -= shared
        article, other_article = columns.article_of[pair.one], columns.article_of[pair.other]
        # Two quotes of one article share all of it, which tells nothing.
        in_common = self._runs(article) & self._runs(other_article) if article != other_article else set()
        if in_common:
            in_common = in_common.difference(sampled_runs(run))
        day, other_day = columns.days[article], columns.days[other_article]
        actor, other_actor = columns.speakers[pair.one], columns.speakers[pair.other]
        sure = columns.sure[pair.one] * columns.sure[pair.other]
        return Evidence(
            run=len(run),
            rarity=weight,
            coverage=sum([rarity[word] for word in short if word in shared]) / total if total else 0.0,
            length=len(short) / max(len(long), 1),
            around=sum([rarity[word] for word in around]),
            around_words=len(around),
            days=abs(day - other_day) if day and other_day else None,
            actor=0.0 if not (actor and other_actor) else 1.0 if actor == other_actor else -sure,
            spoken=bool(columns.spoken[pair.one] or columns.spoken[pair.other]),
            shared_runs=len(in_common) * SAMPLED,
            span=pair.span,
        )


def longest_run(
    short: tuple[int, ...], long: tuple[int, ...], rarity: dict[int, float]
) -> tuple[tuple[int, ...], float]:
    """Return the words in a row that two quotes share and that are rarest together, and how rare they are."""
    if short and _is_part(short, long):
        return short, sum([rarity[word] for word in short])
    places: dict[int, list[int]] = {}
    for at, word in enumerate(short):
        places.setdefault(word, []).append(at)
    best, best_weight, best_end = 0, 0.0, 0
    before: dict[int, tuple[int, float]] = {}
    for word in long:
        here: dict[int, tuple[int, float]] = {}
        ats = places.get(word)
        if ats:
            own = rarity[word]
            for at in ats:
                earlier = before.get(at - 1)
                length, weight = (earlier[0] + 1, earlier[1] + own) if earlier else (1, own)
                here[at] = length, weight
                if weight > best_weight:
                    best, best_weight, best_end = length, weight, at + 1
        before = here
    return short[best_end - best : best_end], best_weight


def _is_part(short: tuple[int, ...], long: tuple[int, ...]) -> bool:
    """Return whether one quote stands in the other word for word."""
    if short == long:
        return True
    first, number = short[0], len(short)
    last = len(long) - number
    at = -1
    while first in long[at + 1 : last + 1]:
        at = long.index(first, at + 1)
        if long[at : at + number] == short:
            return True
    return False
