"""How well *look again* finds wrong codings, and how long it takes.

    PYTHONPATH=tui python bench/consistency.py

200 made-up codings, of which 5 percent are changed to another stance; the 5 percent that look again shows first are
compared with these. By chance it would hit one in twenty. Made-up codings are tidier than those of people, so the
three rows differ in what there is to go by: actors who keep to their positions, words that tell a stance, or both.
"""

from __future__ import annotations

import random
import time
from statistics import mean

from onrecord.coding.consistency import CodedStance, look_again

STANCES = ("support", "oppose", "mixed", "none")
TELLING = {
    "support": ["welcome", "necessary", "right", "progress", "agree", "proud", "benefit", "good"],
    "oppose": ["wrong", "harmful", "dangerous", "refuse", "against", "mistake", "never", "bad"],
    "mixed": ["but", "only", "if", "unless", "however", "condition", "partly", "careful"],
    "none": ["report", "met", "discuss", "week", "said", "talks", "visited", "number"],
}
FILLING = [f"word{number}" for number in range(400)]
CODINGS, PLANTED, RUNS = 200, 10, 40


def codings(chance: random.Random, number: int, loyalty: float, telling: int) -> list[CodedStance]:
    """Return codings of 15 actors toward 4 targets; `telling` words in 14 tell the stance, three times of four."""
    positions = {(actor, target): chance.choice(STANCES) for actor in range(15) for target in range(4)}

    def one(place: int) -> CodedStance:
        actor, target = chance.randrange(15), chance.randrange(4)
        stance = positions[actor, target] if chance.random() < loyalty else chance.choice(STANCES)
        words = [
            chance.choice(TELLING[stance if chance.random() < 0.75 else chance.choice(STANCES)])
            for _ in range(telling)
        ] + chance.choices(FILLING, k=14 - telling)
        return CodedStance("a", f"q{place:05}", " ".join(words), f"actor {actor}", f"target {target}", stance)

    return [one(place) for place in range(number)]


def hits(seed: int, loyalty: float, telling: int) -> float:
    chance = random.Random(seed)  # noqa: S311  # the same codings at every call
    coded = codings(chance, CODINGS, loyalty, telling)
    planted = set(chance.sample(range(CODINGS), PLANTED))
    for place in planted:
        other = chance.choice([stance for stance in STANCES if stance != coded[place].stance])
        coded[place] = coded[place]._replace(stance=other)
    shown = [doubt.coded.quote for doubt in look_again(coded)[:PLANTED]]
    return len({f"q{place:05}" for place in planted} & set(shown)) / PLANTED


def main() -> None:
    by_chance = PLANTED / CODINGS
    for title, loyalty, telling in (
        ("actors and words", 0.85, 3),
        ("actors only", 0.85, 0),
        ("words only", 0.0, 3),
    ):
        rate = mean(hits(seed, loyalty, telling) for seed in range(RUNS))
        print(f"{title}: {rate:.0%} of those shown were planted, {rate / by_chance:.1f} times chance")
    coded = codings(random.Random(1), 5000, 0.85, 3)  # noqa: S311
    begun = time.perf_counter()
    look_again(coded)
    print(f"5,000 codings: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
