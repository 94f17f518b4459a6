"""Decides on a pair of quotes by weighing the evidence, and says why.

The weights are those of a logistic regression, in `weights.json`; `bench/fit_echoes.py` fits them.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.evidence import FEATURES

if TYPE_CHECKING:
    from onrecord.quotes.echoes.evidence import Evidence


_FEW_WORDS = 2
"""So few words in a row may be anybody's, unless one actor says them."""


class Status(StrEnum):
    """What a pair or group of quotes is."""

    ECHO = "echo"
    """One utterance: identical, cut, re-punctuated or spelled otherwise."""
    POSSIBLE = "possible"
    """Perhaps one utterance; a person has to say."""
    REPEAT = "repeat"
    """The same words said again on another occasion."""


class Weights(NamedTuple):
    """The weights of one question."""

    bias: float
    of: tuple[float, ...]
    """One a feature, for the feature less its mean over its deviation."""


class Model(NamedTuple):
    """How the evidence is weighed."""

    means: tuple[float, ...]
    deviations: tuple[float, ...]
    unknown: tuple[float, ...]
    """What is taken for a feature that is not known."""
    same: Weights
    """Is it one utterance?"""
    again: Weights
    """If not: are they one person's words, said again?"""
    echo_from: float
    """Likelihood from which on a pair is one utterance."""
    possible_from: float
    doubt_from: float
    """From which on it is possible that it is one utterance even where it looks like words said again."""
    again_from: float

    def likelihood(self, weights: Weights, features: tuple[float | None, ...]) -> float:
        """Return how likely the answer is yes, from 0 to 1; None is a feature that is not known."""
        total = weights.bias
        for number, weight in enumerate(weights.of):
            feature = features[number]
            value = self.unknown[number] if feature is None else feature
            total += weight * (value - self.means[number]) / self.deviations[number]
        return 1 / (1 + exp(-max(min(total, 60.0), -60.0)))


@cache
def load_model() -> Model:
    """Return the fitted model."""
    data = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    features = [data["features"][name] for name in FEATURES]
    return Model(
        tuple(feature["mean"] for feature in features),
        tuple(feature["deviation"] for feature in features),
        tuple(feature["unknown"] for feature in features),
        Weights(data["same"]["bias"], tuple(feature["same"] for feature in features)),
        Weights(data["again"]["bias"], tuple(feature["again"] for feature in features)),
        data["same"]["echo_from"],
        data["same"]["possible_from"],
        data["same"]["doubt_from"],
        data["again"]["repeat_from"],
    )


class Decision(NamedTuple):
    """What a pair is taken for."""

    status: Status
    likelihood: float
    """How likely the two are one utterance; of a repeat, how likely it is one."""


def decide(evidence: Evidence, model: Model | None = None) -> Decision | None:
    """Return what a pair of quotes is by its evidence alone; None of a pair that is nothing.

    Words that two different actors are found to say, or that nobody says, are a possible echo at most, and so are
    one or two words unless one actor says them. So are words that were changed, which the caller has to look at.
    """
    model = model or load_model()
    features = evidence.features
    same = model.likelihood(model.same, features)
    if same >= model.echo_from:
        anybodys = evidence.run <= _FEW_WORDS and not evidence.same_actor
        barred = evidence.other_actor or anybodys or not evidence.spoken
        return Decision(Status.POSSIBLE if barred else Status.ECHO, same)
    if same < model.doubt_from and evidence.days != 0 and evidence.same_actor:
        again = model.likelihood(model.again, features)
        if again >= model.again_from:
            return Decision(Status.REPEAT, again)
    return Decision(Status.POSSIBLE, same) if same >= model.possible_from else None


def reasons(evidence: Evidence, *, reworded: bool = False) -> str:
    """Return why a pair was decided on as it was, in a few words: "11 words in a row; same day; 6 words around"."""
    parts = [f"{evidence.run} words in a row" if evidence.run != 1 else "1 word"]
    if evidence.days is not None:
        days = "1 day apart" if evidence.days == 1 else f"{evidence.days} days apart"
        parts.append("same day" if evidence.days == 0 else days)
    if evidence.same_actor:
        parts.append("same actor")
    if evidence.other_actor:
        parts.append("other actors named")
    if evidence.around_words:
        words = "word" if evidence.around_words == 1 else "words"
        parts.append(f"{evidence.around_words} telling {words} shared around")
    if evidence.shared_runs:
        parts.append(f"some {evidence.shared_runs} other passages shared")
    if reworded:
        parts.append("worded otherwise")
    return "; ".join(parts)
