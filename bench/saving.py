"""How long saving takes beside a bare write of the same bytes, and reading a folder with many records.

`python bench/saving.py` prints both; nothing of it is in the suite, which is never timed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Stance, Verdict
from onrecord.storage import locks
from onrecord.storage.annotation_file import parse_document
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.count_cache import CountCache

WHEN = "2026-11-22T09:30:00Z"


def record(number: int) -> Record:
    words = f"words of some length that were said at place {number}, and then some more of them" * 2
    anchor = Anchor(number * 400, number * 400 + len(words), words, "p" * 32, "s" * 32)
    stances = (Stance("war", "oppose", strong=False, when=WHEN),)
    return Record(f"q{number:012x}", anchor, Verdict.ACCEPTED, Kind.DIRECT, "Mara Ilves", stances=stances)


def coding(article: str, number: int) -> ArticleCoding:
    return ArticleCoding(article, "ab" * 32, "The harbour vote", "ana", tuple(map(record, range(number))))


def bare(path: Path, data: bytes) -> None:
    """The least that survives a crash: write, fsync, rename, fsync of the folder."""
    temporary = path.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def timed(call: object, *arguments: object) -> float:
    before = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - before) * 1000


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def bench_saving(folder: Path, saves: int) -> None:
    window = AnnotationFolder(folder, "ana")
    state = coding("a.txt", 500)
    window.save(state)
    records = list(state.records)
    ours, others = [], []
    for number in range(saves):
        records[number % 500] = replace(records[number % 500], note=f"note {number}")
        state = replace(state, records=tuple(records))
        # Alternately, so that both meet the same disk.
        data = window.path("a.txt").read_bytes()
        others.append(timed(bare, folder / "bare.yaml", data))
        ours.append(timed(window.save, state))
    print(f"saving 500 records ({len(data) / 1000:.0f} KB), {saves} times, ms:      p50    p99")
    for name, times in (("onrecord", ours), ("bare sequence", others)):
        print(f"  {name:<50} {percentile(times, 0.5):8.2f} {percentile(times, 0.99):6.2f}")
    over = [percentile(ours, share) - percentile(others, share) for share in (0.5, 0.99)]
    print(f"  {'over the bare sequence':<50} {over[0]:8.2f} {over[1]:6.2f}")


def bench_reading(folder: Path, records: int, articles: int) -> None:
    window = AnnotationFolder(folder, "ana")
    keys = [f"article {number}.txt" for number in range(articles)]
    for key in keys:
        window.save(coding(key, records // articles))
    window.keep_copies()
    # As in the review, which leaves collecting to idle moments; the copies that a start compares are there too.
    gc.disable()
    window = AnnotationFolder(folder, "ana")
    before = time.perf_counter()
    times = [timed(window.load, key) for key in keys]
    seconds = time.perf_counter() - before
    texts = [window.path(key).read_text(encoding="utf-8") for key in keys[:20]]
    parsing = [timed(parse_document, text, folder) for text in texts]
    counting = [timed(count_all, folder) / 1000 for _ in range(2)]
    gc.enable()
    print(
        f"reading {records} records in {articles} files, s: first {times[0] / 1000:.3f}, all {seconds:.2f}", end=""
    )
    print(f"; only counting them {counting[0]:.2f}, and at later starts {counting[1]:.2f}")
    print(f"a file of {records // articles}, ms: {percentile(times, 0.5):.2f}", end="")
    print(f"; written by hand, it would be parsed in {percentile(parsing, 0.5):.2f}")


def count_all(folder: Path) -> None:
    tallies = CountCache(folder, "ana")
    tallies.count(tallies.files())
    tallies.keep()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=1000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        os.environ["XDG_STATE_HOME"], os.environ["XDG_CACHE_HOME"] = f"{name}/state", f"{name}/cache"
        locks.prepare()
        for part in ("saving", "reading"):
            (Path(name) / part).mkdir()
        bench_saving(Path(name) / "saving", options.saves)
        bench_reading(Path(name) / "reading", options.records, options.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
