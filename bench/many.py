"""Measures a day's keys on the sample and on a folder of 10,000 articles, on a real terminal: `make bench-many`.

Nothing here passes or fails; machines differ, and a busy one stutters.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from generate import write_folder
from on_pty import PtyRun

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ONRECORD = str(Path(sys.executable).with_name("onrecord"))
FIRST_QUOTE = rb" 1 of \d+ "
ALL_FOUND = rb"/(27|\d{3,}) \x1b"
"""Until then the status line goes on with how many articles are searched."""

ESCAPE, ENTER, TAB, DOWN, PAGE_DOWN = b"\x1b", b"\r", b"\t", b"\x1b[B", b"\x1b[6~"
KEYS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("next quote", (b"j",)),
    ("previous quote", (b"k",)),
    ("next not reviewed", (b"J",)),
    ("page down", (PAGE_DOWN,)),
    ("accept", (b" ",)),
    ("stance", (b"1",)),
    ("undo", (b"u",)),
    ("flag", (b"f",)),
    ("next pane", (TAB,)),
    ("doubtful first, and back", (b"d",)),
    ("next article", (b"O",)),
    ("place before", (b"<",)),
    ("list of articles opens", (b"o",)),
    ("typing in its filter", (b"1", b"2", b"\x7f", b"\x7f")),
    ("list closes", (ESCAPE,)),
    ("list of targets opens", (b"t",)),
    ("list of targets closes", (ESCAPE,)),
    ("list of actors opens", (b"a",)),
    ("typing in it", (b"e", b"r", b"\x7f", b"\x7f")),
    ("list of actors closes", (ESCAPE,)),
    ("filters open", (b"F",)),
    ("filters close", (ESCAPE,)),
)
"""What is pressed, in this order, round after round; several keys are pressed and timed one by one."""


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}: a busy machine stutters", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "home").mkdir()
        environment = {"HOME": str(folder / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        environment["TERM"] = "xterm-256color"
        shutil.copytree(SEEDS, folder / "seeds", ignore=shutil.ignore_patterns("annotations"))
        write_folder(folder / "many", options.articles)
        for line in _start(folder, environment):
            print(line, flush=True)
        few, many = (_timed_keys(folder / project, environment, options.rounds) for project in ("seeds", "many"))
        print(f"\n{'key to frame, ms':<30}{'sample p50':>14}{'p99':>8}{f'{options.articles:,} p50':>16}{'p99':>8}")
        for what, _ in KEYS:
            print(f"{what:<30}{_figures(few[what]):>22}{_figures(many[what]):>24}")


def _start(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    run = PtyRun((ONRECORD, str(folder / "many")), environment)
    yield f"first start: first quote painted {run.seconds_until(FIRST_QUOTE):.2f} s"
    pressed = [seconds for key in (b"j", b"k") * 50 if (seconds := run.press(key)) is not None]
    worst = f"p50 {1000 * median(pressed):.1f} ms, worst {1000 * max(pressed):.1f} ms"
    yield f"first start: next quote while others are searched: {worst}"
    yield f"first start: all found after {run.seconds_until(ALL_FOUND):.1f} s; resident {run.memory():.0f} MB"
    run.end()
    pairs = [tuple(_seconds_to_paint(folder / name, environment) for name in ("seeds", "many")) for _ in range(6)]
    few, many = (median(pair[which] for pair in pairs[1:]) for which in (0, 1))
    ratio = median(many / few for few, many in pairs[1:])
    yield f"later starts: first quote painted, sample {few:.2f} s, many {many:.2f} s: {ratio:.2f} ×"


def _seconds_to_paint(project: Path, environment: Mapping[str, str]) -> float:
    run = PtyRun((ONRECORD, str(project)), environment)
    seconds = run.seconds_until(FIRST_QUOTE)
    run.end()
    return seconds


def _timed_keys(project: Path, environment: Mapping[str, str], rounds: int) -> dict[str, list[float]]:
    run = PtyRun((ONRECORD, str(project)), environment)
    run.seconds_until(FIRST_QUOTE)
    run.seconds_until(ALL_FOUND)
    run.settle(2)
    times: dict[str, list[float]] = {what: [] for what, _ in KEYS}
    for _ in range(rounds):
        for what, keys in KEYS:
            times[what] += [seconds for key in keys if (seconds := run.press(key, patience=2)) is not None]
            run.settle(0.2)
    run.end()
    return times


def _figures(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    return f"{1000 * median(ordered):.1f}{1000 * ordered[math.ceil(0.99 * len(ordered)) - 1]:>8.1f}"


if __name__ == "__main__":
    main()
