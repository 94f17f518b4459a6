"""Generated variants of quotes: how many are found again, and how many pairs are wrongly linked.

    python bench/echo_variants.py [VARIANTS] [--seed N]

Makes articles with quotes out of a vocabulary of its own, and of each quote versions as other outlets print them:
identical, cut at either end or inside, joined with the next one, with other punctuation, spelling or marks, with
words in square brackets or an ellipsis. Prints the precision of the linked pairs and the share that is found.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.find import EchoFinder
from onrecord.quotes.echoes.fingerprint import ArticlePrint, article_print
from onrecord.quotes.quote import Kind, Phrase, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = (
    *("the", "of", "to", "and", "a", "in", "that", "is", "we", "it", "for", "on", "with", "as", "not"),
    *("be", "this", "will", "have", "are", "our", "they", "by", "from", "at", "but"),
)
_SYLLABLES = (
    *("ba", "ber", "cla", "con", "da", "dor", "el", "fen", "gal", "har", "in", "ju", "kel", "lo", "mar", "nor"),
    *("or", "pel", "qui", "ras", "sol", "tan", "ur", "ver", "wil", "xen", "yor", "zan"),
)
_ENDINGS = ("", "", "", "s", "ed", "ing", "er", "ise", "our", "ation")
_CUES = ("said", "warned", "told reporters", "claimed", "added")
_KINDS = ("same", "head", "tail", "inside", "joined", "punctuation", "spelling", "marks", "brackets", "ellipsis")


class Place(NamedTuple):
    """A quote in an article and the utterances it is made of."""

    article: str
    start: int
    utterances: frozenset[int]
    kind: str


class Text(NamedTuple):
    """An article before it is fingerprinted."""

    key: str
    text: str
    quotes: list[Quote]
    day: date

    def print(self) -> ArticlePrint:
        return article_print(
            self.key, self.text, self.quotes, language="en", day=self.day, outlet=self.key.split("_")[0]
        )


class World:
    """Articles that report on events, each event in several outlets."""

    def __init__(self, seed: int, vocabulary: int = 6_000) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.vocabulary = [self._word() for _ in range(vocabulary)]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.vocabulary))))
        self.people = [f"{self._word().title()} {self._word().title()}" for _ in range(400)]
        self.places: list[Place] = []

    def _word(self) -> str:
        pick = self.random
        return "".join(pick.choices(_SYLLABLES, k=pick.randint(1, 3))) + pick.choice(_ENDINGS)

    def words(self, number: int) -> list[str]:
        """Return words as in a text: half small ones, the others as often as Zipf's law has it."""
        pick = self.random
        rare = iter(pick.choices(self.vocabulary, cum_weights=self.weights, k=number))
        return [pick.choice(_SMALL) if pick.random() < 0.5 else next(rare) for _ in range(number)]

    def articles(self, variants: int) -> Iterator[ArticlePrint]:
        """Yield articles of events that five outlets report, until there are that many variants of utterances."""
        for event in range(-(-variants // 20)):
            for text in self.event(event, 5):
                yield text.print()

    def event(self, event: int, outlets: int) -> Iterator[Text]:
        """Yield the articles of that many outlets on an event, in which the same people are quoted."""
        day = date(2022, 1, 1) + timedelta(days=event % 300)
        topic = self.words(30)
        told = [(self.random.choice(self.people), self.words(self.random.randint(6, 30))) for _ in range(5)]
        for outlet in range(outlets):
            key = f"outlet{outlet}_{day.isoformat()}_{event}"
            yield self._article(key, day, topic, told, event, plain=outlet == 0)

    def _article(
        self, key: str, day: date, topic: list[str], told: list[tuple[str, list[str]]], event: int, *, plain: bool
    ) -> Text:
        pick = self.random
        text = ""
        quotes: list[Quote] = []
        for number, (person, own) in enumerate(told):
            words = own
            text += " ".join(self.words(25) + pick.sample(topic, 6)).capitalize() + ". "
            kind = "same" if plain else pick.choice(_KINDS)
            following = told[number + 1] if number + 1 < len(told) else None
            of = {event * 10 + number}
            if kind == "joined" and following is not None and following[0] == person:
                words = [*words, *following[1]]
                of.add(event * 10 + number + 1)
            said = self.varied(words, kind)
            text += "“"
            start = len(text)
            text += said
            self.places.append(Place(key, start, frozenset(of), kind))
            name = person if plain else pick.choice((person, person.split()[1]))
            cue = pick.choice(_CUES)
            phrase = Phrase(0, 0, cue)
            quotes.append(Quote(start, len(text), said, Kind.DIRECT, name, confidence=0.95, cue=phrase))
            text += f",” {name} {cue}. "
        return Text(key, text, quotes, day)

    def varied(self, words: list[str], kind: str) -> str:
        """Return words as another outlet prints them."""
        pick, number = self.random, len(words)
        cut = pick.randint(1, max(number // 3, 1))
        match kind:
            case "head":
                words = words[cut:]
            case "tail":
                words = words[:-cut]
            case "inside" | "ellipsis":
                at = pick.randint(2, max(number - cut - 2, 2))
                words = [*words[:at], *(["…"] if kind == "ellipsis" else []), *words[at + cut :]]
            case "brackets":
                at = pick.randrange(number)
                words = [*words[:at], f"[{pick.choice(self.vocabulary)}]", *words[at + pick.randint(0, 1) :]]
            case "spelling":
                words = [w.replace("ise", "ize").replace("our", "or") if len(w) > 5 else w for w in words]
            case "marks":
                words = [f"‘{w}’" if pick.random() < 0.1 else w for w in words]
            case "punctuation":
                words = [f"{w}{pick.choice(',;—')}" if pick.random() < 0.2 else w for w in words]
        return " ".join(words).capitalize()


def measure(variants: int, seed: int) -> tuple[float, float, float]:
    """Return the precision of the pairs in echoes, and the shares of true pairs linked and at least possible."""
    world = World(seed)
    began = time.process_time()
    finder = EchoFinder(world.articles(variants))
    made = time.process_time()
    groups = finder.groups()
    compared = time.process_time()
    print(f"{len(finder.columns):,} quotes: made in {made - began:.1f} s, compared in {compared - made:.1f} s")
    of = {(place.article, place.start): place for place in world.places}
    linked: set[tuple[Place, Place]] = set()
    possible: set[tuple[Place, Place]] = set()
    for group in groups:
        places = sorted({of[member.ref.article, member.ref.start] for member in group.members}, key=lambda p: p[:2])
        pairs = {pair for pair in combinations(places, 2) if pair[0].article != pair[1].article}
        possible |= pairs if group.status is not Status.REPEAT else set()
        linked |= pairs if group.status is Status.ECHO else set()
    by_utterance: dict[int, list[Place]] = defaultdict(list)
    for place in world.places:
        for utterance in place.utterances:
            by_utterance[utterance].append(place)
    true = {
        pair
        for places in by_utterance.values()
        for pair in combinations(sorted(places, key=lambda p: p[:2]), 2)
        if pair[0].article != pair[1].article
    }
    missed = Counter(kind for pair in true - possible for kind in sorted({pair[0].kind, pair[1].kind}))
    print(f"missed, by the kinds of the two: {dict(missed.most_common(8))}")
    joined = {pair for pair in linked if pair[0].utterances & pair[1].utterances or _bridged(pair, world)}
    return len(joined) / max(len(linked), 1), len(true & linked) / len(true), len(true & possible) / len(true)


def _bridged(pair: tuple[Place, Place], world: World) -> bool:
    """Return whether a version that joins two utterances makes the two one."""
    return any(
        not place.utterances.isdisjoint(pair[0].utterances) and not place.utterances.isdisjoint(pair[1].utterances)
        for place in world.places
        if len(place.utterances) > 1
    )


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    seed = numbers.pop() if "--seed" in sys.argv else 1
    precision, linked, found = measure(numbers[0] if numbers else 10_000, seed)
    print(f"pair precision {precision:.4f}, linked {linked:.4f}, found or possible {found:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
