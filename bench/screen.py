"""Measures the screen on a real terminal, with a bare Textual app beside it in the same run: `make bench`.

Nothing here passes or fails; machines differ. What a bare app takes on this one stands beside what onrecord takes.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generate import article
from on_pty import PtyRun

BENCH = Path(__file__).resolve().parent
SEEDS = BENCH.parent / "seeds"
BARE_APP = (sys.executable, str(BENCH / "bare_app.py"))
ONRECORD = str(Path(sys.executable).with_name("onrecord"))

FIRST_QUOTE = rb"\x1b\[[\d;]*mcrux"
"""The first quoted word of the sample, in a style of its own: before its quotes are found, it has none."""
FIRST_WORDS = rb"The \w+ \w+ the"
"""Of the generated article: no word of the screen around it."""
SIZE, QUOTES = 1_000_000, 3_000
NEXT_QUOTE, PAGE_DOWN = b"j", b"\x1b[6~"


@dataclass(frozen=True)
class Line:
    """A line of the table: a measurement, and what it must stay below where there is a target."""

    what: str
    measured: float
    unit: str
    target: float | None = None

    def __str__(self) -> str:
        line = f"{self.what:<56}{self.measured:>9.2f} {self.unit:<3}"
        if self.target is not None:
            line += f"{self.target:>9g} {self.unit:<3} {'yes' if self.measured <= self.target else 'NO'}"
        return line.rstrip()


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs and key presses")
    quick = parser.parse_args().quick
    runs, presses = (5, 50) if quick else (20, 250)
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}: a busy machine stutters")
    print(f"{'':<56}{'measured':>13}{'target':>13} held")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = _environment(folder)
        _print(f"Start: sample, {runs} paired runs", _start(folder, environment, runs))
        _print(
            f"Article of {SIZE / 1e6:g} MB with {QUOTES:,} quotes in one pane: {presses} presses of each key",
            _large_article(folder, environment, presses),
        )


def _print(heading: str, lines: Iterable[Line]) -> None:
    print(f"\n{heading}", *lines, sep="\n", flush=True)


def _environment(folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir()
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def _start(folder: Path, environment: Mapping[str, str], runs: int) -> list[Line]:
    project = folder / "seeds"
    shutil.copytree(SEEDS, project, ignore=shutil.ignore_patterns("annotations"))
    pairs = []
    for run in range(runs + 1):
        bare = _seconds_to_paint(BARE_APP, environment, b"bare app")
        ours = _seconds_to_paint((ONRECORD, str(project)), environment, FIRST_QUOTE)
        if run:  # the first pair fills the disk's cache
            pairs.append((bare, ours))
    return [
        Line("bare app painted, median", 1000 * median(bare for bare, _ in pairs), "ms"),
        Line("first quote painted, median", 1000 * median(ours for _, ours in pairs), "ms"),
        Line("first quote / bare app, median of the pairs", median(ours / bare for bare, ours in pairs), "×", 1.5),
    ]


def _seconds_to_paint(command: Sequence[str], environment: Mapping[str, str], shown: bytes) -> float:
    run = PtyRun(command, environment)
    seconds = run.seconds_until(shown)
    run.end()
    return seconds


def _large_article(folder: Path, environment: Mapping[str, str], presses: int) -> Iterator[Line]:
    project = folder / "large"
    project.mkdir()
    (project / "large.txt").write_text(article(SIZE, QUOTES), encoding="utf-8")
    run = PtyRun((ONRECORD, str(project)), environment)
    yield Line("text painted", run.seconds_until(FIRST_WORDS), "s", 0.6)
    yield Line("quotes found and painted", run.seconds_until(rb"quote 1 of \d"), "s")
    bare = PtyRun(BARE_APP, environment)
    bare.seconds_until(b"bare app")
    run.settle()
    bare.settle()
    for name, key, target in (("next quote", NEXT_QUOTE, 16), ("page down", PAGE_DOWN, 30)):
        # A key here, a key there: whatever else the machine does meanwhile strikes both.
        pairs = [(bare.press(key), run.press(key)) for _ in range(presses)]
        yield from _percentiles(f"bare app: {name}", [seconds for seconds, _ in pairs if seconds is not None])
        yield from _percentiles(name, [seconds for _, seconds in pairs if seconds is not None], target)
    yield Line("bare app: resident memory", bare.memory(), "MB")
    yield Line("resident memory", run.memory(), "MB", 70)
    run.end()
    bare.end()


def _percentiles(name: str, seconds: Sequence[float], target: float | None = None) -> list[Line]:
    ordered = sorted(seconds)
    return [
        Line(f"{name} to frame, p50", 1000 * median(ordered), "ms"),
        Line(f"{name} to frame, p99", 1000 * ordered[math.ceil(0.99 * len(ordered)) - 1], "ms", target),
    ]


if __name__ == "__main__":
    main()
