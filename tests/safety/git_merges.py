"""Real merges by git of what two coders, or one coder on two machines, did: with the driver and without it.

`python tests/safety/git_merges.py --merges 1000` prints what came of them.
"""

from __future__ import annotations

import argparse
import random
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from outcomes import Outcomes

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Stance, Verdict
from onrecord.errors import OnrecordError
from onrecord.storage.annotation_file import file_text, in_order, parse_coding
from onrecord.storage.conflict_marks import has_marks
from onrecord.storage.merge_files import read_marked

PROGRAM = f"{shlex.quote(sys.executable)} -c 'import sys; from onrecord.cli import main; sys.exit(main())'"
WHEN = "2026-11-22T09:30:00Z"
NAMES = ("Mara Ilves", "Bo Ek", "the harbour office", "Cy Dunn", "Ida Roth")

Coding = ArticleCoding
Versions = dict[str, tuple[Coding | None, Coding | None, Coding | None]]
"""Base, ours and theirs of each file; None where there is no such file."""


def record(start: int) -> Record:
    words = f"words at {start}"
    anchor = Anchor(start, start + len(words), words, "before ", " after")
    return Record(f"q{start:012x}", anchor, Verdict.ACCEPTED, Kind.DIRECT, "Mara Ilves")


def coding(coder: str, article: str, records: tuple[Record, ...]) -> Coding:
    return Coding(article, "ab" * 32, "The harbour vote", coder, in_order(records))


def edited(chance: random.Random, old: Record) -> Record:
    """Return the record after something a coder does to it."""
    stance = Stance(
        chance.choice(("war", "fees")), chance.choice(("support", "oppose")), chance.random() < 0.3, WHEN
    )
    return chance.choice(
        (
            lambda: replace(old, actor=chance.choice(NAMES[1:])),
            lambda: replace(old, stances=(stance,)),
            lambda: replace(old, note=f"note {chance.random()}"),
            lambda: replace(old, flag=True),
            lambda: replace(old, via="Coast Agency", addressee="the council"),
            lambda: replace(old, verdict=Verdict.REJECTED, kind=None, actor=None),
            lambda: replace(old, stances=(stance,), note="two\nlines", actor="Bo Ek"),
        )
    )()


def changed(chance: random.Random, base: Coding, mine: set[int]) -> Coding:
    """Return the coding after work on the quotes that start at `mine`: coded, coded otherwise, or taken back."""
    records = {record.quote.start: record for record in base.records}
    for start in mine:
        if start not in records:
            records[start] = edited(chance, record(start))
        elif chance.random() < 0.2:
            del records[start]
        else:
            records[start] = edited(chance, records[start])
    return replace(base, records=in_order(tuple(records.values())))


def two_coders(chance: random.Random) -> tuple[Versions, dict[str, Coding], dict[str, set[str]]]:
    base, versions = _start(chance, "ana"), {}
    ours = changed(chance, base, set(chance.sample(range(0, 800, 20), 6)))
    theirs = changed(chance, coding("bo", "harbour.txt", ()), set(chance.sample(range(0, 800, 20), 6)))
    versions = {"ana/harbour.txt": (base, ours, base), "bo/harbour.txt": (None, None, theirs)}
    return versions, {"ana/harbour.txt": ours, "bo/harbour.txt": theirs}, {}


def separate_articles(chance: random.Random) -> tuple[Versions, dict[str, Coding], dict[str, set[str]]]:
    base = _start(chance, "ana")
    other = replace(base, article="market.txt")
    ours, theirs = (changed(chance, one, set(chance.sample(range(0, 800, 20), 6))) for one in (base, other))
    versions = {"ana/harbour.txt": (base, ours, base), "ana/market.txt": (other, other, theirs)}
    return versions, {"ana/harbour.txt": ours, "ana/market.txt": theirs}, {}


def separate_quotes(chance: random.Random) -> tuple[Versions, dict[str, Coding], dict[str, set[str]]]:
    base = _start(chance, "ana")
    starts = chance.sample(range(0, 800, 20), 12)
    ours, theirs = (changed(chance, base, set(mine)) for mine in (starts[:6], starts[6:]))
    records = {one.quote.start: one for one in ours.records if one.quote.start not in starts[6:]}
    records |= {one.quote.start: one for one in theirs.records if one.quote.start in starts[6:]}
    expected = replace(base, records=in_order(tuple(records.values())))
    return {"ana/harbour.txt": (base, ours, theirs)}, {"ana/harbour.txt": expected}, {}


def overlapping_quotes(chance: random.Random) -> tuple[Versions, dict[str, Coding], dict[str, set[str]]]:
    """One to three quotes coded in two ways that contradict, among separate work."""
    versions, expected, _ = separate_quotes(chance)
    base, ours, theirs = versions["ana/harbour.txt"]
    both = chance.sample(
        [one for one in base.records if one in ours.records and one in theirs.records], chance.randint(1, 3)
    )
    pairs = {one.id: _contradicting(chance, one) for one in both}

    def with_side(version: Coding, side: int) -> Coding:
        return replace(version, records=tuple(pairs[r.id][side] if r.id in pairs else r for r in version.records))

    present = {"ana/harbour.txt": (base, with_side(ours, 0), with_side(theirs, 1))}
    return present, expected, {"ana/harbour.txt": set(pairs)}


def _contradicting(chance: random.Random, old: Record) -> tuple[Record, Record]:
    def stance(name: str) -> Record:
        return replace(old, stances=(Stance("war", name, False, WHEN),))

    rejected = replace(old, verdict=Verdict.REJECTED, kind=None, actor=None)
    pairs = (
        (replace(old, actor="Bo Ek"), replace(old, actor="Cy Dunn")),
        (stance("support"), stance("oppose")),
        (replace(old, note="x"), replace(old, note="y")),
        (rejected, stance("oppose")),
        (rejected, replace(old, actor="Bo Ek")),
        (replace(old, kind=Kind.PARTIAL), replace(old, kind=Kind.INDIRECT)),
        (replace(old, via="Coast Agency"), replace(old, addressee="the council")),
    )
    pair = chance.choice(pairs)
    return pair if chance.random() < 0.5 else pair[::-1]


def _start(chance: random.Random, coder: str) -> Coding:
    return coding(coder, "harbour.txt", tuple(map(record, sorted(chance.sample(range(0, 800, 20), 16)))))


Scenario = Callable[[random.Random], tuple[Versions, dict[str, Coding], dict[str, set[str]]]]
APART: tuple[Scenario, ...] = two_coders, separate_articles
"""Work in files of its own, which git merges whether it knows the driver or not."""


class Repository:
    """A git repository, with the merge driver or without it."""

    def __init__(self, folder: Path, *, driver: bool) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        for setting in ("user.name=Ana", "user.email=ana@example.org", "gc.auto=0", "merge.stat=false"):
            self.git("config", *setting.split("=", 1))
        if driver:
            self.git("config", "merge.onrecord.driver", f"{PROGRAM} merge %O %A %B %P")
        self._attributes = "annotations/**/*.yaml merge=onrecord\n" if driver else ""

    def git(self, *arguments: str, given: bytes | None = None) -> int:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, input=given, capture_output=True, timeout=60, check=False
        )
        return done.returncode

    def merge(self, versions: Versions) -> int:
        """Commit the versions on two branches, merge them, and return git's exit code."""
        stream = []
        for number, parent in ((0, None), (1, 1), (2, 1)):
            files = {name: three[number] for name, three in versions.items() if three[number] is not None}
            content = {f"annotations/{name}.yaml": file_text(one) for name, one in files.items()}
            stream.append(_commit(number, parent, content | {".gitattributes": self._attributes}))
        text = "".join(stream)
        self.git("fast-import", "--quiet", "--force", given=text.encode())
        self.git("checkout", "--quiet", "--force", "--detach", "v1")
        return self.git("merge", "--quiet", "--no-edit", "v2")

    def read(self, name: str) -> str:
        path = self.folder / f"annotations/{name}.yaml"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def path(self, name: str) -> Path:
        return self.folder / f"annotations/{name}.yaml"


def _commit(number: int, parent: int | None, content: dict[str, str]) -> str:
    lines = [f"commit refs/heads/v{number}", f"mark :{number + 1}"]
    lines.append("committer Ana <ana@example.org> 1700000000 +0000\ndata 1\nx")
    if parent:
        lines.append(f"from :{parent}")
    lines.append("deleteall")
    for path, text in content.items():
        lines.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}")
    return "\n".join(lines) + "\n\n"


def run(folder: Path, merges: int, outcomes: Outcomes, seed: int = 1) -> None:
    """Make so many merges of work in separate files, of separate quotes in one file, and of overlapping work."""
    for driver in (True, False):
        repository = Repository(folder / f"driver-{driver}", driver=driver)
        how = "driver" if driver else "plain git"
        for number in range(merges):
            for scenario in (APART[number % 2], separate_quotes):
                versions, expected, _ = scenario(random.Random(seed * 1_000_003 + number))
                row = f"{scenario.__name__.replace('_', ' ')}, {how}"
                _judge_separate(repository, row, versions, expected, outcomes)
        for number in range(merges):
            versions, _, conflicts = overlapping_quotes(random.Random(seed * 1_000_033 + number))
            _judge_overlapping(repository, f"overlapping, {how}", versions, conflicts, outcomes)


def _judge_separate(
    repository: Repository, row: str, versions: Versions, expected: dict[str, Coding], outcomes: Outcomes
) -> None:
    code = repository.merge(versions)
    for name, wanted in expected.items():
        text = repository.read(name)
        if has_marks(text):
            same = _resolved(repository, name) == wanted
            if not row.startswith(separate_quotes.__name__.replace("_", " ")) or "driver" in row or not same:
                outcomes.fail(row, f"conflict in {name}, resolved alone: {same}")
            else:
                outcomes.add(row, "git stopped; resolved without a question")
        elif code == 0 and parse_coding(text, repository.path(name)) == wanted:
            outcomes.add(row, "merged, right")
        else:
            outcomes.fail(row, f"{name}: exit {code}, merged to something else")


def _resolved(repository: Repository, name: str) -> Coding | None:
    try:
        merged = read_marked(repository.path(name)).merged
    except OnrecordError:
        return None
    return None if merged.conflicts else merged.coding


def _judge_overlapping(
    repository: Repository, row: str, versions: Versions, conflicts: dict[str, set[str]], outcomes: Outcomes
) -> None:
    code = repository.merge(versions)
    for name, wanted in conflicts.items():
        if code == 0 or not has_marks(repository.read(name)):
            outcomes.fail(row, f"{len(wanted)} contradictions merged without a word, exit {code}")
            continue
        try:
            shown = {conflict.id for conflict in read_marked(repository.path(name)).merged.conflicts}
        except OnrecordError as error:
            outcomes.fail(row, f"the conflict cannot be read: {error}")
            continue
        if shown == wanted:
            outcomes.add(row, "git stopped, every conflict shown")
        elif shown > wanted and "plain" in row:
            outcomes.add(row, "every conflict shown, and more asked than needed")
        else:
            outcomes.fail(row, f"{len(wanted)} contradictions, {len(shown & wanted)} shown, {len(shown)} in all")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merges", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcomes = Outcomes("merges by git")
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), options.merges, outcomes, options.seed)
    return outcomes.report()


if __name__ == "__main__":
    sys.exit(main())
