"""Changes single lines of what saves, merges and recovers, each so that something is lost: does a test fail?

`mutants.yaml` lists the changes. `python tests/safety/mutants.py` works on copies of the program and prints which
mutants no test caught.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import yaml
from outcomes import Outcomes, report_when_interrupted

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("tui", "tests", "seeds", "themes", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")
PATIENCE = 300.0
"""Seconds for the tests of one mutant; one that hangs counts as caught."""


class Mutant(NamedTuple):
    """A change of the program."""

    file: str
    """Within `tui/onrecord`."""
    line: str
    """What stands there once; of several lines the first is changed."""
    instead: str
    tests: tuple[str, ...]
    """Where it is to be caught: files within `tests`."""

    def __str__(self) -> str:
        return f"{self.file}: {self.line.strip().splitlines()[0]} → {self.instead.strip() or 'nothing'}"


def all_mutants() -> tuple[Mutant, ...]:
    """Return the mutants that `mutants.yaml` lists."""
    said = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = said["groups"]
    return tuple(
        Mutant(
            one["file"],
            one["line"],
            one["instead"],
            tuple(file for name in one["tests"] for file in groups.get(name, [name])),
        )
        for one in said["mutants"]
    )


SHORT = (2, 11, 49, 89)
"""The positions of those that the short form tries."""


def try_mutant(mutant: Mutant) -> tuple[bool, str]:
    """Run the tests with the mutant; return whether one failed, and which."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for part in PARTS:
            source = PROJECT / part
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / part, ignore=ignore) if source.is_dir() else shutil.copy(source, copy)
        path = copy / "tui/onrecord" / mutant.file
        path.write_text(changed(path.read_text(encoding="utf-8"), mutant), encoding="utf-8")
        for test in dict.fromkeys(mutant.tests):
            command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"tests/{test}"]
            environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(copy / "tui"), "HOME": name}
            try:
                done = subprocess.run(
                    command,
                    cwd=copy,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=PATIENCE,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return True, f"{test} hangs"
            if done.returncode != 0:
                failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
                return True, failed[1] if failed else f"{test} ends with {done.returncode}"
    return False, ""


def changed(text: str, mutant: Mutant) -> str:
    """Return the text with the first of the mutant's lines replaced."""
    if text.count(mutant.line) != 1:
        message = f"{mutant.file}: this is not there once: {mutant.line}"
        raise ValueError(message)
    first, newline, rest = mutant.line.partition("\n")
    instead = mutant.instead
    if not instead.startswith(" " * (len(first) - len(first.lstrip()))):
        instead = first[: len(first) - len(first.lstrip())] + instead.lstrip()
    return text.replace(mutant.line, instead + newline + rest)


def run(mutants: tuple[Mutant, ...], jobs: int, outcomes: Outcomes) -> None:
    """Try the mutants, and tell of each."""
    with ProcessPoolExecutor(jobs) as pool:
        for mutant, (caught, by) in zip(mutants, pool.map(try_mutant, mutants), strict=True):
            if caught:
                outcomes.add(mutant.file, "caught")
                print(f"caught by {by}: {mutant}", flush=True)
            else:
                outcomes.fail(mutant.file, f"survives: {mutant}")
                print(f"SURVIVES: {mutant}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", help="those whose description holds this")
    options = parser.parse_args()
    report_when_interrupted()
    mutants = tuple(one for one in all_mutants() if not options.only or options.only in str(one))
    outcomes = Outcomes(f"{len(mutants)} mutants")
    run(mutants, options.jobs, outcomes)
    return outcomes.report()


if __name__ == "__main__":
    sys.exit(main())
