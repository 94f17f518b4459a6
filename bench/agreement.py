"""How long the agreement of many units takes: 10,000 units, 5 coders, 1,000 draws of articles.

PYTHONPATH=tui python bench/agreement.py
"""

from __future__ import annotations

import random
import time

from onrecord.results.agreement.figures import figures

CODERS = "abcde"
SCALE = {"oppose": -1.0, "mixed": 0.0, "support": 1.0}
LABELS = ["support", "oppose", "mixed", "none", "unclear"]


def coded(articles: int, units: int, values: list[str], seed: int) -> dict[str, list[tuple[str | None, ...]]]:
    """Return units whose coders agree on four of five, with one value in twenty missing."""
    chance = random.Random(seed)  # noqa: S311  # the same units at every call

    def unit() -> tuple[str | None, ...]:
        truth = chance.choice(values)
        given = (truth if chance.random() < 0.8 else chance.choice(values) for _ in CODERS)
        return tuple(None if chance.random() < 0.05 else value for value in given)

    return {f"a{number}": [unit() for _ in range(units)] for number in range(articles)}


def main() -> None:
    names = [f"actor {number}" for number in range(500)]
    for title, articles, values, scale in (
        ("stance, 200 articles", 200, LABELS, SCALE),
        ("stance, 2,000 articles", 2000, LABELS, SCALE),
        ("actor, 500 names", 1000, names, None),
    ):
        units = coded(articles, 10_000 // articles, values, seed=1)
        begun = time.perf_counter()
        made = figures(CODERS, units, scale)
        alpha = made.alpha
        assert alpha.interval is not None
        print(
            f"{title}: alpha {alpha.value:.4f} [{alpha.interval.low:.4f}, {alpha.interval.high:.4f}] "
            f"of {made.units:,} units in {time.perf_counter() - begun:.2f} s (all coefficients)"
        )


if __name__ == "__main__":
    main()
