"""Writes long news articles in which invented people say invented things, the same ones every time."""

from __future__ import annotations

import random

_GIVEN = ["Anna", "Tom", "Mira", "Joseph", "Elena", "Samuel", "Grace", "Victor", "Nadia", "Oscar", "Ruth", "Felix"]
_FAMILY = [
    "Bergstrom",
    "Okafor",
    "Lindqvist",
    "Marchetti",
    "Novak",
    "Abara",
    "Castell",
    "Duarte",
    "Henning",
    "Iversen",
    "Kowal",
    "Petrov",
]
_CUES = ("said", "told reporters", "added", "warned", "argued", "insisted", "replied", "announced")
_NOUNS = [
    "council",
    "bridge",
    "harbour",
    "budget",
    "railway",
    "committee",
    "ministry",
    "contract",
    "strike",
    "river",
    "vote",
    "report",
]
_VERBS = [
    "delayed",
    "approved",
    "questioned",
    "welcomed",
    "rejected",
    "postponed",
    "reviewed",
    "opened",
    "funded",
    "defended",
]
_WHENS = ["on Monday", "last week", "this spring", "after the hearing", "before the vote", "in the old town hall"]


def article(size: int, quotes: int, seed: int = 1) -> str:
    """Return an article of about `size` bytes in UTF-8 with exactly so many quotes, one or two a paragraph."""
    chance = random.Random(seed)  # noqa: S311
    people = [f"{given} {family}" for given, family in zip(_GIVEN, _FAMILY, strict=True)]
    paragraphs: list[str] = []
    written = said = 0
    while said < quotes:
        speaker = chance.choice(people)
        sentences = [_quote(chance, speaker)]
        said += 1
        if said < quotes and chance.random() < 0.5:
            sentences.append(f"“{_claim(chance)},” {speaker.split()[1]} {chance.choice(_CUES)}.")
            said += 1
        while written + _bytes(sentences) < size * said / quotes:
            sentences.append(f"{_claim(chance)}.")
        written += _bytes(sentences)
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs) + "\n"


def _bytes(sentences: list[str]) -> int:
    return len(" ".join(sentences).encode()) + 2


def _quote(chance: random.Random, speaker: str) -> str:
    words, cue = _claim(chance), chance.choice(_CUES)
    return chance.choice(
        (
            f"“{words},” {speaker} {cue} {chance.choice(_WHENS)}.",
            f"“{words},” {cue} {speaker}.",
            f"{speaker} said: “{words}.”",
            f"According to {speaker}, “{words}.”",
        )
    )


def _claim(chance: random.Random) -> str:
    first, second = chance.sample(_NOUNS, 2)
    when = chance.choice(_WHENS)
    return f"The {first} {chance.choice(_VERBS)} the {second} {when} and the {chance.choice(_NOUNS)} was closed"
