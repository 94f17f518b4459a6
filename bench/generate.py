"""Writes long news articles in which invented people say invented things, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

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
_PEOPLE = tuple(f"{given} {family}" for given, family in zip(_GIVEN, _FAMILY, strict=True))
_SYLLABLES = (
    *("ber", "lin", "kov", "dal", "mar", "sen", "hol", "ran"),
    *("ten", "vik", "gor", "pas", "rui", "stra", "nel", "wick"),
)
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


def write_folder(folder: Path, articles: int) -> None:
    """Write so many articles of 2 to 6 KB with 3 to 9 quotes, by some hundreds of people, into a new folder."""
    chance = random.Random(5)  # noqa: S311
    families = [first + second + end for first in _SYLLABLES for second in _SYLLABLES for end in ("", "er", "son")]
    chance.shuffle(families)
    people = [f"{chance.choice(_GIVEN)} {family.capitalize()}" for family in families]
    weights = [1 / (rank + 1) ** 0.9 for rank in range(len(people))]
    folder.mkdir()
    for number in range(articles):
        speakers = chance.choices(people, weights, k=4)
        text = article(chance.randint(2_000, 6_000), chance.randint(3, 9), number, speakers)
        paper = f"The {chance.choice(families).capitalize()} Post"
        head = f"{chance.choice(_NOUNS).capitalize()} story number {number}\nBy {chance.choice(people)}, {paper}"
        day = f"2022-{1 + number % 12:02}-{1 + number % 28:02}"
        (folder / f"story-{number:05}.txt").write_text(f"{head}\n{day}\n\n{text}", encoding="utf-8")


def article(size: int, quotes: int, seed: int = 1, people: Sequence[str] = _PEOPLE) -> str:
    """Return an article of about `size` bytes in UTF-8 with exactly so many quotes, one or two a paragraph."""
    chance = random.Random(seed)  # noqa: S311
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
