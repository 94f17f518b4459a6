"""How long it takes to find the echoes of many quotes, and in how much memory.

    python bench/echo_scale.py [QUOTES…]

Each number of quotes is measured in a process of its own: the processor's seconds for the fingerprints of the
articles, for comparing all quotes, and for one more article; and the peak memory. Of the events that the articles
report, one in five is in five outlets. Finding the quotes in the texts is not part of it (see bench/quotes.py).
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from echo_variants import World

from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.find import EchoFinder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from echo_variants import Text

SIZES = (1_000, 10_000, 100_000)
BATCH = 2_000
"""Articles that are made before they are fingerprinted, so that making them is not measured and takes no memory."""


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return 0
    sizes = [int(size.replace("_", "").replace(",", "")) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'quotes':>10} {'fingerprints':>13} {'comparing':>10} {'one more':>9} {'peak':>9} {'echoes':>8}")
    for size in sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)
    return 0


def measure(size: int) -> None:
    gc.disable()
    world = World(1, vocabulary=60_000)
    finder = EchoFinder()
    spent = 0.0
    for texts in batches(world, size):
        began = time.process_time()
        for text in texts:
            finder.add(text.print())
        spent += time.process_time() - began
        world.places.clear()
    began = time.process_time()
    progress = Progress() if sys.stderr.isatty() else None
    links = finder.links(*([progress] if progress else []))
    echoes = sum(link.status is Status.ECHO for link in links)
    compared = time.process_time() - began
    for text in world.event(10**7, 1):
        finder.add(text.print())
    began = time.process_time()
    finder.links()
    once_more = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = f"{spent:>11.2f} s {compared:>8.2f} s {once_more:>7.2f} s"
    print(f"{len(finder.columns):>10,} {times} {peak:>6.0f} MB {echoes:>8,}")


class Progress:
    def __call__(self, share: float) -> None:
        print(f"\r{share:5.0%}", end="\r", file=sys.stderr)


def batches(world: World, size: int) -> Iterator[list[Text]]:
    texts: list[Text] = []
    made = event = 0
    while made < size:
        for text in world.event(event, 1 if event % 5 else 5):
            texts.append(text)
            made += len(text.quotes)
        event += 1
        if len(texts) >= BATCH:
            yield texts
            texts = []
    yield texts


if __name__ == "__main__":
    sys.exit(main())
