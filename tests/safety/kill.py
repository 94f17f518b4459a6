"""Kills the real app on a terminal, at random moments while it is coded on: is what it called saved still there?

`python tests/safety/kill.py --kills 2000` prints what came of them. Each app is forked from a process that has it
imported already, so that most of the time goes into what is tested and not into starting Python.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyte
from outcomes import Outcomes, report_when_interrupted

from onrecord.coding.record import ArticleCoding, Record
from onrecord.errors import OnrecordError
from onrecord.storage.annotations import AnnotationFolder, load_coding
from onrecord.storage.atomic import is_leftover
from onrecord.storage.history_file import HistoryFile

COLUMNS, LINES = 100, 30
ARTICLE = "harbour.txt"
QUOTES = 120
SHOWN = re.compile(r" (\d+)/(\d+) .*· saved")
STEPS = ("2J", "xJ", "1J", "22J", "44J")
"""What a coder does again and again: code a quote, and go to the next that is not reviewed."""
MOST_SAVED = 12
"""Codings that the screen has called saved, at most, before the moment of the kill is drawn."""
LONGEST = 0.1
"""Seconds from then to the kill."""
STARTING = 20.0
"""Seconds in which the first quotes must be on screen, and so many codings be saved."""
FRAME_ENDS, KNOWS_FRAMES, YES = b"\x1b[?2026l", b"\x1b[?2026$p", b"\x1b[?2026;2$y"


def article() -> str:
    """Return an article with as many quotes as a coder gets through in a few sessions."""
    names = ("Mara Ilves", "Bo Ekman", "Ida Roth", "Cyril Dunn")
    said = (
        f"“The harbour must not grow beyond berth {number},” said {names[number % 4]} on Monday."
        for number in range(QUOTES)
    )
    return "\n\n".join(said) + "\n"


class App:
    """The app on a pty of its own, and what stands in its status line."""

    def __init__(self, project: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            _run_app(project)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._output = b""
        self.shown = 0
        """The number of reviewed quotes that the screen called saved."""
        self.quotes = 0
        """The number of quotes on screen; 0 while they are looked for."""

    def press(self, keys: str) -> None:
        with contextlib.suppress(OSError):
            os.write(self.fd, keys.encode())

    def watch(self, until: float) -> bool:
        """Take in output until that moment; return False once there can be no more."""
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                break
            if not self._take_in():
                return False
        return True

    def kill(self) -> None:
        """Kill the app at once, and take in what it had sent until then."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while self._take_in():
            pass
        os.close(self.fd)

    def _take_in(self) -> bool:
        try:
            sent = os.read(self.fd, 65536)
        except OSError:
            return False
        if KNOWS_FRAMES in sent:
            self.press(YES.decode())
        # Only whole frames are looked at.
        whole, end, rest = (self._output + sent).rpartition(FRAME_ENDS)
        self._output = rest
        if end:
            self._stream.feed(whole + end)
            self._look()
        return bool(sent)

    def _look(self) -> None:
        status = self._screen.display[0]
        if match := re.search(r" (\d+)/(\d+) ", status):
            self.quotes = int(match[2])
        if (match := SHOWN.search(status)) and "NOT SAVED" not in status:
            self.shown = int(match[1])

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display if line.strip())


def _run_app(project: Path) -> None:
    code = 70
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)  # a pool's processes have none
    try:
        from onrecord.cli import main

        code = main([str(project), "--coder", "ana"])
    finally:
        os._exit(code)


class CodedFolder:
    """One project that is coded on, killed, and opened again."""

    def __init__(self, folder: Path) -> None:
        self.project = folder
        folder.mkdir()
        (folder / ARTICLE).write_text(article(), encoding="utf-8")
        self.path = folder / f"annotations/ana/{ARTICLE}.yaml"
        self.records: dict[str, Record] = {}
        """What was on disk after the last kill."""
        self.steps = 0
        """How many steps the program had noted by then."""

    @property
    def reviewed(self) -> int:
        return sum(record.verdict is not None for record in self.records.values())

    def read(self) -> ArticleCoding | None:
        return load_coding(self.project, self.path)

    def leftovers(self) -> int:
        return sum(map(is_leftover, self.project.rglob("*")))


def kill_once(coded: CodedFolder, chance: random.Random, outcomes: Outcomes) -> None:
    """Open the project, code, kill at a random moment, and compare the disk with what the screen said."""
    app = App(coded.project)
    begun = time.monotonic()
    early = chance.random() < 0.1
    while not early and app.quotes < QUOTES and app.watch(time.monotonic() + 0.02):
        if time.monotonic() - begun > STARTING:
            break
    row = "while it starts" if early else "while it is coded on"
    # The moment is drawn in codings first, and only then in seconds: a busy machine tries as much as an idle one.
    goal = 0 if early else coded.reviewed + chance.randrange(MOST_SAVED)
    patience = time.monotonic() + STARTING
    # Not to the last quote: at the end a step comes to the same quote again, and a second x opens it again.
    steps = iter(chance.choices(STEPS, k=QUOTES - 2 - coded.reviewed))
    app.press("J")
    while app.shown < goal and time.monotonic() < patience and app.watch(time.monotonic() + 0.01):
        app.press(next(steps, ""))
    end = time.monotonic() + chance.uniform(0, LONGEST * (4 if early else 1))
    while app.watch(min(end, time.monotonic() + 0.01)) and time.monotonic() < end:
        app.press(next(steps, ""))
    app.kill()
    if not early and app.quotes < QUOTES:
        outcomes.fail(row, f"the quotes never came to the screen:\n{app.text}")
        return
    _judge(coded, app.shown, row, outcomes)


def _judge(coded: CodedFolder, shown: int, row: str, outcomes: Outcomes) -> None:
    try:
        coding = coded.read()
    except OnrecordError as error:
        outcomes.fail(row, f"unreadable: {error}")
        return
    now = {record.id: record for record in coding.records} if coding else {}
    lost = coded.records.keys() - now.keys()
    wrong = _wrong_records(coded, now)
    before, coded.records = coded.reviewed, now
    saved = shown > before
    if wrong:
        outcomes.fail(row, f"not as they were coded: {wrong}")
    elif lost:
        outcomes.fail(row, f"{len(lost)} records of earlier sessions are gone")
    elif coded.reviewed < shown:
        outcomes.fail(row, f"{shown} were shown as saved, {coded.reviewed} are on disk")
    elif coded.leftovers() > 1 and saved:
        outcomes.fail(row, f"{coded.leftovers()} leftovers")
    else:
        outcomes.add(row, "all saved is there" if saved else "killed before a save")
        outcomes.add(row, "of them with a leftover", coded.leftovers())
        outcomes.add(row, "codings shown as saved", max(shown - before, 0))


def _wrong_records(coded: CodedFolder, now: dict[str, Record]) -> list[str]:
    """Return the quotes of which any field on disk is not as it was when the coder went on to the next one.

    The program notes every step with the records before and after it, in a file of its own. Of the last step the
    coding may or may not have reached the disk.
    """
    steps = HistoryFile(coded.project, "ana").load()
    states: dict[str, tuple[Record | None, ...]] = {quote: (record,) for quote, record in coded.records.items()}
    for step in steps[coded.steps :]:
        for edit in step.edits:
            if edit.quote:
                before = states.get(edit.quote, (None,)) if step is steps[-1] else ()
                states[edit.quote] = (*before, edit.after)
    coded.steps = len(steps)
    wrong = [quote for quote, allowed in states.items() if now.get(quote) not in allowed]
    return [*wrong, *(now.keys() - states.keys())]


def run(folder: Path, kills: int, outcomes: Outcomes, seed: int) -> None:
    """Kill so often; a project that is nearly all reviewed is put aside for a new one."""
    chance = random.Random(seed)
    coded = CodedFolder(folder / "0")
    for number in range(kills):
        if number % 100 == 99:
            print(f"{number + 1} kills, bad: {len(outcomes.bad)}", file=sys.stderr, flush=True)
        if coded.reviewed > QUOTES * 0.8:
            _finish(coded, outcomes)
            coded = CodedFolder(folder / str(number))
        kill_once(coded, chance, outcomes)
    _finish(coded, outcomes)


def _finish(coded: CodedFolder, outcomes: Outcomes) -> None:
    """Save once more: no leftover may stay."""
    window = AnnotationFolder(coded.project, "ana")
    coding = window.load(ARTICLE)
    if coding is not None:
        window.save(coding)
        if coded.leftovers():
            outcomes.fail("leftovers", f"{coded.leftovers()} stay")


def run_part(kills: int, seed: int) -> Outcomes:
    """Kill so often, in a folder of its own."""
    outcomes = Outcomes(f"{kills} kills")
    # An app that was to be killed next may still write there.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder + "/home"
        os.environ["TERM"] = "xterm-256color"
        _import_app()
        with contextlib.suppress(KeyboardInterrupt):  # the table then tells how far it came
            run(Path(folder), kills, outcomes, seed)
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many apps at once")
    options = parser.parse_args()
    report_when_interrupted()
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the app has to end with its terminal, also under nohup
    outcomes = Outcomes(f"{options.kills} kills")
    parts = [len(range(part, options.kills, options.jobs)) for part in range(options.jobs)]
    with ProcessPoolExecutor(options.jobs) as pool:
        for done in pool.map(run_part, parts, range(options.seed, options.seed + options.jobs)):
            outcomes.take_in(done)
    return outcomes.report()


def _import_app() -> None:
    from onrecord.app import app  # noqa: F401  # each fork has them
    from onrecord.app.commands import recovery  # noqa: F401
    from onrecord.quotes.extract import find_quotes

    find_quotes("“No,” she said.")


if __name__ == "__main__":
    sys.exit(main())
