"""Several processes that code at once, half of them in one coder's same file: is every edit kept?

They share their state folder, or each has its own, or (as root) each runs under an account of its own.

`python tests/safety/windows.py --processes 8 --edits 1000` prints what came of them.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from outcomes import Outcomes

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Verdict
from onrecord.errors import OnrecordError
from onrecord.storage.annotations import AnnotationFolder

SHARED = "shared.txt"
RECORDS = 40
"""Quotes that each process codes again and again."""
PATIENCE = 200
"""Attempts at saving one edit; only a lock that nobody lets go of takes more than one."""


def record(process: int, number: int) -> Record:
    start = (process * RECORDS + number) * 20
    words = f"{process} said {number}"
    return Record(f"q{start:012x}", Anchor(start, start + len(words), words, "", ""), Verdict.ACCEPTED, Kind.DIRECT)


STATE, OWN_STATE, ACCOUNTS = "one state folder", "state folders of their own", "accounts of their own"
FIRST_ACCOUNT = 61_000
"""User id of the first of the accounts, which need not exist."""


def set_apart(project: Path, process: int, how: str) -> None:
    """Give this process what a window of its own has."""
    if how == STATE:
        return
    os.environ["XDG_STATE_HOME"] = str(project.parent / f"state {how} {process}")
    if how == ACCOUNTS:
        _import_all()
        os.umask(0)
        os.setgid(FIRST_ACCOUNT + process)
        os.setuid(FIRST_ACCOUNT + process)


def _import_all() -> None:
    """Import what saving imports late: another account may not read this one's Python."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            AnnotationFolder(Path(folder), "ana").save(ArticleCoding("a.txt", "", "", "ana"))


def work(project: Path, process: int, edits: int, article: str, how: str) -> Counter[str]:
    """Make edits as a window does: each adds its number to the note of one of the process's own quotes."""
    set_apart(project, process, how)
    chance = random.Random(process)
    window = AnnotationFolder(project, "ana")
    empty = ArticleCoding(article, "ab" * 32, "The vote", "ana")
    state = window.load(article) or empty
    counts: Counter[str] = Counter()
    for edit in range(edits):
        fresh = record(process, chance.randrange(RECORDS))
        for _ in range(PATIENCE):
            old = next((one for one in state.records if one.id == fresh.id), fresh)
            changed = replace(old, note=f"{old.note} e{edit}".strip())
            others = tuple(one for one in state.records if one.id != fresh.id)
            try:
                state = window.save(replace(state, records=(*others, changed)))
            except OnrecordError as error:
                counts[type(error).__name__] += 1
            else:
                counts["saved"] += 1
                break
    return counts


def kept(project: Path, articles: Iterable[str]) -> Counter[int]:
    """Return how many edits of each process stand in the files."""
    edits: Counter[int] = Counter()
    for article in dict.fromkeys(articles):
        coding = AnnotationFolder(project, "ana").load(article)
        for one in coding.records if coding else ():
            edits[int(one.quote.exact.split()[0])] += len(one.note.split())
    return edits


def run(project: Path, processes: int, edits: int, outcomes: Outcomes, how: str = STATE) -> None:
    """Let the processes work, and count what is left of it."""
    articles = [SHARED if number % 2 == 0 else f"own {number}.txt" for number in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        each = [project] * processes, range(processes), [edits] * processes, articles, [how] * processes
        told = list(pool.map(work, *each))
    found = kept(project, articles)
    for number, (article, counts) in enumerate(zip(articles, told, strict=True)):
        row = f"{'one same file' if article == SHARED else 'files of their own'}, {how}"
        outcomes.add(row, "edits kept", found[number])
        for name in counts.keys() - {"saved"}:
            outcomes.add(row, f"tried again after {name}", counts[name])
        if found[number] != edits or counts["saved"] != edits:
            outcomes.fail(row, f"process {number}: {found[number]} of {edits} kept, {counts}")
    for path in project.rglob("*.tmp"):
        outcomes.fail("leftovers", str(path))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--edits", type=int, default=1000)
    options = parser.parse_args()
    outcomes = Outcomes(f"{options.processes} processes × {options.edits} edits")
    for how in (STATE, OWN_STATE, ACCOUNTS):
        if how != ACCOUNTS or os.geteuid() == 0:
            with open_folder() as folder:
                os.environ["XDG_STATE_HOME"] = f"{folder}/state"
                run(folder / "coverage", options.processes, options.edits, outcomes, how)
    return outcomes.report()


@contextmanager
def open_folder() -> Iterator[Path]:
    """Yield a folder with a project in it, in which every account may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "coverage").mkdir()
        for path in (folder, folder / "coverage"):
            path.chmod(0o777)
        yield folder


if __name__ == "__main__":
    sys.exit(main())
