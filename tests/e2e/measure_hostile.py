"""Reads and paints thousands of hostile articles: the table of `make test-hostile`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from hostile import hostile_bytes, read_and_paint

LONGEST = 1.0
"""Seconds of computing that one article may take."""


def main() -> None:
    """Print what became of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wishes = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slowest, which = 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(wishes.files):
            source = random.Random(f"{wishes.seed} {number}")
            path = Path(folder) / f"a{number}.{source.choice(('txt', 'md'))}"
            path.write_bytes(hostile_bytes(source))
            start = time.process_time()
            try:
                outcome = read_and_paint(path)
            except Exception:
                outcome = "FAILED"
                print(f"file {number}:\n{traceback.format_exc()}")
            taken = time.process_time() - start
            slowest, which = max((slowest, which), (taken, number))
            outcomes[outcome] += 1
            outcomes["TOO SLOW"] += taken > LONGEST
            path.unlink()
    for outcome, files in outcomes.items():
        print(f"{outcome:<10}{files:>8}")
    print(f"slowest: file {which}, {slowest:.3f} s")
    sys.exit(bool(outcomes["FAILED"] or outcomes["TOO SLOW"]))


if __name__ == "__main__":
    main()
