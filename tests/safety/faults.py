"""Every system call of saving, merging and recovering, each failing in every way, and each the last one.

`python tests/safety/faults.py` prints what came of them. It needs strace, which injects the faults.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

from faulty_save import ARTICLE, BEGIN, END, SCENARIOS, go_on, opened_project, recover, restore
from outcomes import Outcomes, report_when_interrupted

from onrecord.errors import OnrecordError
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.atomic import is_leftover
from onrecord.storage.unsaved_copies import find_unsaved_copies

FAULTS = ("EIO", "ENOSPC", "EDQUOT", "EACCES", "EROFS", "KILL")
CALLS = "%file,%desc"
NOT_OF_FILES = frozenset({"mmap", "munmap", "mprotect", "brk", "ioctl", "execve"})
CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")
PROGRAM = Path(__file__).resolve().parents[2] / "tui/onrecord"
SCRIPT = Path(__file__).with_name("faulty_save.py")


class Fixture:
    """A project and a state folder as they are before a scenario, to be copied for each run."""

    def __init__(self, folder: Path, scenario: str) -> None:
        self.scenario = scenario
        self._before = folder / "before"
        self.folder = folder / "now"
        self._use(self.folder)
        # A copy of the program, which nobody edits meanwhile: the calls are counted.
        shutil.copytree(PROGRAM, folder / "program/onrecord")
        self._program = folder / "program"
        self.project.mkdir(parents=True)
        SCENARIOS[scenario].prepare(self.project)
        shutil.copytree(self.folder, self._before, symlinks=True)

    @property
    def project(self) -> Path:
        return self.folder / "coverage"

    def reset(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._before, self.folder, symlinks=True)

    def run(self, *strace: str) -> subprocess.CompletedProcess[bytes]:
        """Run the scenario under strace."""
        # With a filter in the kernel the calls that are not asked for cost nothing, but then no signal is injected.
        quickly = () if any("signal=" in option for option in strace) else ("-f", "--seccomp-bpf")
        tracer = ["strace", *quickly, "-qq", "-o", str(self.log), *strace]
        command = [*tracer, sys.executable, str(SCRIPT), self.scenario]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "XDG_STATE_HOME": str(self.folder / "state")}
        environment["PYTHONPATH"] = str(self._program)
        return subprocess.run(
            [*command, str(self.project)], env=environment, capture_output=True, timeout=120, check=False
        )

    @property
    def log(self) -> Path:
        return self._before.with_name("trace")

    def records(self) -> tuple[int, ...] | None:
        """Return which records the file on disk has; None where it cannot be read."""
        try:
            found = AnnotationFolder(self.project, "ana").load(ARTICLE)
        except OnrecordError:
            return None
        return tuple(int(one.id[1:], 16) for one in found.records) if found else ()

    @staticmethod
    def _use(folder: Path) -> None:
        os.environ["XDG_STATE_HOME"] = str(folder / "state")


def calls_of(fixture: Fixture) -> list[tuple[str, int]]:
    """Return the system calls between the marks: each call's name, and which of that name it is."""
    fixture.run()  # what is compiled once is compiled now
    fixture.reset()
    done = fixture.run("-e", f"trace={CALLS}")
    if done.returncode != 0:
        raise SystemExit(done.stderr.decode())
    found, counts, within = [], Counter[str](), False
    for line in fixture.log.read_text(errors="replace").splitlines():
        if (match := CALL.match(line)) is None:
            continue
        name = match[1]
        counts[name] += 1
        if str(BEGIN) in line:
            within = True
        elif str(END) in line:
            break
        elif within and name not in NOT_OF_FILES:
            found.append((name, counts[name]))
    return found


def try_fault(fixture: Fixture, call: str, number: int, fault: str, outcomes: Outcomes) -> None:
    """Let one call fail, or be the last, and judge what is on disk and what was said."""
    fixture.reset()
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    marks = "" if call == "newfstatat" else ",newfstatat"
    done = fixture.run("-e", f"trace={call}{marks}", "-e", f"inject={call}:{how}:when={number}")
    row = f"{fixture.scenario}, {'kill' if fault == 'KILL' else fault}"
    what = f"{call} {number}"
    if fault != "KILL" and done.returncode != 0:
        outcomes.fail(row, f"{what}: {done.stderr.decode()[-300:]}")
        return
    if not _hit(fixture.log.read_text(errors="replace"), killed=fault == "KILL"):
        outcomes.fail(row, f"{what}: the fault was not injected where it should be")
        return
    records = fixture.records()
    if fault == "KILL":
        _judge_killed(fixture, row, what, records, outcomes)
    else:
        _judge_said(fixture, row, what, json.loads(done.stdout), outcomes)


def _hit(log: str, *, killed: bool) -> bool:
    begin, end = log.find(str(BEGIN)), log.find(str(END))
    if killed:
        return begin >= 0 and end < 0
    hit = log.find("(INJECTED)")
    return 0 <= begin < hit < end


def _judge_killed(
    fixture: Fixture, row: str, what: str, records: tuple[int, ...] | None, outcomes: Outcomes
) -> None:
    scenario = SCENARIOS[fixture.scenario]
    old, new = scenario.old, scenario.new
    if records not in (old, new):
        outcomes.fail(row, f"{what}: the file has {records}")
        return
    copies = find_unsaved_copies(fixture.project, "ana")
    if scenario.act is recover and records == old and not copies:
        outcomes.fail(row, f"{what}: neither saved nor kept")
        return
    opened = opened_project(fixture.project)
    if opened.locked:  # the person is asked, and has the copy put back
        restore(opened)
    go_on(opened, scenario)
    if scenario.act is not restore:
        scenario.act(opened)
    again = fixture.records()
    if again != new or opened.unsaved or any(map(is_leftover, fixture.project.rglob("*"))):
        outcomes.fail(row, f"{what}: afterwards {again}, {opened.unsaved}, leftovers")
    else:
        outcomes.add(row, "killed, new file whole" if records == new else "killed, old file whole")


def _judge_said(fixture: Fixture, row: str, what: str, said: dict, outcomes: Outcomes) -> None:
    new = SCENARIOS[fixture.scenario].new
    trouble = said["unsaved"] or said["locked"]
    if said["still_unsaved"] or said["still_locked"]:
        outcomes.fail(row, f"{what}: the next attempt fails too: {said}")
    elif fixture.records() != new:
        outcomes.fail(row, f"{what}: in the end the file has {fixture.records()}, {said}")
    elif any(map(is_leftover, fixture.project.rglob("*"))):
        outcomes.fail(row, f"{what}: a leftover stays")
    elif not trouble:
        outcomes.add(row, "done all the same")
    elif said["locked"]:
        outcomes.add(row, "said, then done")
    elif "did not confirm" in str(trouble):
        outcomes.add(row, "said not confirmed, then saved")
    elif said["kept"]:
        outcomes.add(row, "said not saved, a copy kept, then saved")
    else:
        outcomes.add(row, "said not saved nor kept, then saved")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so manieth call")
    parser.add_argument("--scenario", choices=tuple(SCENARIOS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many faults at once")
    options = parser.parse_args()
    report_when_interrupted()
    if shutil.which("strace") is None:
        print("This needs strace, which lets system calls fail: apt install strace (Linux only).")
        return 2
    outcomes = Outcomes("system calls failing")
    scenarios = SCENARIOS if options.scenario is None else (options.scenario,)
    parts = [
        (scenario, part, options.jobs, options.every) for scenario in scenarios for part in range(options.jobs)
    ]
    with ProcessPoolExecutor(options.jobs) as pool:
        for done in pool.map(run, *zip(*parts, strict=True)):
            outcomes.take_in(done)
    return outcomes.report()


def run(scenario: str, part: int, parts: int, every: int) -> Outcomes:
    """Let this part of the system calls of a scenario, and of them every so manieth, fail in every way."""
    outcomes = Outcomes(scenario)
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):  # the table tells how far it came
        fixture = Fixture(Path(folder), scenario)
        calls = calls_of(fixture)
        if part == 0:
            counts = dict(Counter(name for name, _ in calls))
            print(f"{scenario}: {len(calls)} system calls: {counts}", file=sys.stderr, flush=True)
        for call, number in calls[::every][part::parts]:
            for fault in FAULTS:
                try_fault(fixture, call, number, fault, outcomes)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
