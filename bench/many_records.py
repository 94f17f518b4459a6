"""How long a folder with very many records takes to open, on a real terminal: a part of `make bench-saving`.

Nothing here passes or fails; machines differ, and a busy one stutters.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median

from generate import article
from on_pty import PtyRun

from onrecord.articles.load import load_article
from onrecord.coding.record import Stance
from onrecord.coding.session import ReviewSession
from onrecord.quotes.extract import find_in_article
from onrecord.storage import locks
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.codebook_file import load_codebook

ONRECORD = str(Path(sys.executable).with_name("onrecord"))
CODER = "ana"
BYTES_A_QUOTE = 200
FIRST_PANE = rb"Story number \d"
OPPOSE = Stance("general", "oppose", strong=False, when="2026-11-22T09:30:00Z")


def main() -> None:
    """Measure first and later starts and print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--quotes", type=int, default=100, help="in each article")
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        project, home = Path(name) / "many", Path(name) / "home"
        home.mkdir()
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        # What the program keeps of its own files has to lie where it looks for it on the terminal.
        os.environ["XDG_STATE_HOME"] = str(home / ".local" / "state")
        write_coded_folder(project, options.articles, options.quotes)
        records = options.articles * options.quotes
        print(f"opening {records:,} records in {options.articles:,} articles, s:", end="")
        print("  first pane   all counted   all quotes   next quote meanwhile: p50, worst   MB")
        for cold in (True, False):
            runs = [_start(project, environment, records, cold=cold) for _ in range(options.starts)]
            print(f"  {'nothing in the cache' if cold else 'later starts':<36}", end="")
            pane, counted, found, usual, worst, memory = (median(run) for run in zip(*runs, strict=True))
            print(f"{pane:14.2f}{counted:14.2f}{found:13.2f}{usual:25.3f} {worst:6.3f}{memory:12.0f}", flush=True)


def write_coded_folder(project: Path, articles: int, quotes: int) -> None:
    """Write articles in which every quote is accepted and has a stance, as one coder left them."""
    project.mkdir()
    locks.prepare()
    annotations = AnnotationFolder(project, CODER)
    for number in range(articles):
        key = f"story-{number:05}.txt"
        text = f"Story number {number}\n\n{article(quotes * BYTES_A_QUOTE, quotes, number)}"
        (project / key).write_text(text, encoding="utf-8")
        session = ReviewSession(CODER, load_codebook(project))
        session.add_article(load_article(project / key, key), None)
        found = find_in_article(session.article(key))
        session.take_in_quotes([found], found.actors)
        session.accept_rest(key)
        records = session.coding(key).records
        coded = tuple(replace(record, stances=(OPPOSE,)) for record in records)
        annotations.save(replace(session.coding(key), records=coded))
    annotations.keep_copies()


def _start(project: Path, environment: Mapping[str, str], records: int, *, cold: bool) -> tuple[float, ...]:
    """Return what was measured of one start.

    That is the seconds to the first pane, until all records are counted, and until all quotes are found; from a key
    to its frame meanwhile, usually and at worst; and the resident memory in the end, in MB.
    """
    if cold:
        shutil.rmtree(Path(environment["HOME"]) / ".cache", ignore_errors=True)
    run = PtyRun((ONRECORD, str(project), "--coder", CODER), environment)
    pane = run.seconds_until(FIRST_PANE)
    counted = run.seconds_until(rb" %d/\d+ " % records)
    pressed = [seconds for key in (b"j", b"k") * 25 if (seconds := run.press(key)) is not None]
    # Until then the status line goes on with how many articles are searched.
    found = run.seconds_until(rb" %d/%d \x1b" % (records, records))
    memory = run.memory()
    run.end()
    return pane, counted, found, median(pressed), max(pressed), memory


if __name__ == "__main__":
    main()
