"""Helps a coder to code alike throughout, from nothing but what this coder has decided before.

No stance is ever suggested before the decision: suggested stances shift codings and save no time (arXiv 2507.15821,
2509.08514). Precedents and doubts are for afterwards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import ArticleCoding

_WORD = re.compile(r"\w+")
_SMOOTHING = 0.5
"""Added to every count, so that what was never seen is unlikely and not impossible."""
_SAME_ACTOR = 0.3
"""What the same actor adds to the likeness of two quotes, of 1 for the same words."""


class CodedStance(NamedTuple):
    """One stance of a coder, with what speaks for it."""

    article: str
    quote: str
    """The record's id."""
    text: str
    """The words of the quote."""
    actor: str | None
    target: str
    stance: str
    strong: bool = False
    note: str = ""
    when: str = ""


class Doubt(NamedTuple):
    """A stance that the coder's other decisions let one expect least."""

    coded: CodedStance
    probability: float
    """Of the stance, by the other decisions: from 0 to 1."""
    expected: str
    """The stance that these make likeliest. It is not to be shown before the coder has looked at the quote."""


class Precedent(NamedTuple):
    """An earlier decision about a similar quote."""

    coded: CodedStance
    likeness: float
    """From 0 to 1."""


def coded_stances(codings: Iterable[ArticleCoding], codebook: Codebook) -> list[CodedStance]:
    """Return the stances of a coder's quotes, under the present names of targets and actors."""
    return [
        CodedStance(
            coding.article,
            record.id,
            record.quote.exact,
            codebook.actor_name(record.actor) if record.actor else None,
            stance.target,
            stance.stance,
            stance.strong,
            record.note,
            stance.when,
        )
        for coding in codings
        for record in coding.records
        if record.verdict in (Verdict.ACCEPTED, Verdict.ADDED)
        for stance in codebook.settled(record.stances)
    ]


def look_again(coded: Sequence[CodedStance]) -> list[Doubt]:
    """Return the stances with what the coder's other decisions say of them, the least likely first.

    For each one, naive Bayes is trained on all others: how often each stance was coded toward the target, for this
    actor, and with these words. The words count less the more there are, for they are not independent. A stance
    toward a target that was coded once only, or always alike, says nothing and is left out.
    """
    by_target: defaultdict[str, list[CodedStance]] = defaultdict(list)
    for one in coded:
        by_target[one.target].append(one)
    doubts = [doubt for same in by_target.values() for doubt in _doubts(same)]
    return sorted(doubts, key=lambda doubt: (doubt.probability, _place(doubt.coded)))


def _doubts(same: Sequence[CodedStance]) -> list[Doubt]:
    """Return the doubts about stances toward one target."""
    stances = Counter(one.stance for one in same)
    if len(stances) < 2:
        return []
    of_actor = Counter((one.actor, one.stance) for one in same)
    words = [frozenset(_words(one.text)) for one in same]
    of_word = Counter((word, one.stance) for one, its in zip(same, words, strict=True) for word in its)
    return [_doubt(one, its, stances, of_actor, of_word) for one, its in zip(same, words, strict=True)]


def _doubt(
    one: CodedStance,
    words: frozenset[str],
    stances: Counter[str],
    of_actor: Counter[tuple[str | None, str]],
    of_word: Counter[tuple[str, str]],
) -> Doubt:
    scores = {}
    for stance, number in stances.items():
        own = stance == one.stance  # what is asked about must not speak for itself
        times = number - own
        score = log(times + _SMOOTHING)
        if one.actor is not None:
            score += log((of_actor[one.actor, stance] - own + _SMOOTHING) / (times + 2 * _SMOOTHING))
        told = sum(log((of_word[word, stance] - own + _SMOOTHING) / (times + 2 * _SMOOTHING)) for word in words)
        scores[stance] = score + told / sqrt(len(words) or 1)
    highest = max(scores.values())
    total = sum(exp(score - highest) for score in scores.values())
    expected = max(scores, key=lambda stance: (scores[stance], stance))
    return Doubt(one, exp(scores[one.stance] - highest) / total, expected)


def precedents(coded: Iterable[CodedStance], quote: CodedStance, number: int = 3) -> list[Precedent]:
    """Return the coder's most similar decisions toward the target of a quote, the most similar first.

    How alike quotes are is told by their words, rare ones more than frequent ones, and by their actor. The quote
    itself is left out, and so is what has nothing in common with it.
    """
    others = [
        one
        for one in coded
        if one.target == quote.target and (one.article, one.quote) != (quote.article, quote.quote)
    ]
    in_quotes = Counter(word for one in (*others, quote) for word in set(_words(one.text)))

    def weights(text: str) -> dict[str, float]:
        return {word: log((len(others) + 2) / in_quotes[word]) for word in set(_words(text))}

    mine = weights(quote.text)
    length = sqrt(sum(weight * weight for weight in mine.values()))
    found = []
    for one in others:
        theirs = weights(one.text)
        both = sum(mine[word] * weight for word, weight in theirs.items() if word in mine)
        lengths = length * sqrt(sum(weight * weight for weight in theirs.values()))
        likeness = (1 - _SAME_ACTOR) * (both / lengths if lengths else 0.0)
        if quote.actor is not None and one.actor == quote.actor:
            likeness += _SAME_ACTOR
        if likeness > 0:
            found.append(Precedent(one, likeness))
    return sorted(found, key=lambda precedent: (-precedent.likeness, _place(precedent.coded)))[:number]


def draw_to_recode(coded: Iterable[CodedStance], percent: int, seed: int, before: str) -> list[tuple[str, str]]:
    """Return a share of a coder's quotes, drawn at random, to code once more: articles and ids, sorted.

    Args:
        coded: the coder's stances.
        percent: of the quotes that can be drawn, from 0 to 100; at least one where there are any and it is not 0.
        seed: of the random numbers; the same seed draws the same quotes.
        before: UTC, ISO 8601: only quotes whose stances are all older are drawn.
    """
    last: dict[tuple[str, str], str] = {}
    for one in coded:
        place = one.article, one.quote
        last[place] = max(last.get(place, ""), one.when)
    old = sorted(place for place, when in last.items() if when < before)
    number = max(round(len(old) * percent / 100), 1) if old and percent else 0
    return sorted(Random(seed).sample(old, number))  # noqa: S311  # nothing is kept secret by it


def _place(one: CodedStance) -> tuple[str, str, str]:
    return one.article, one.quote, one.target


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
