"""Counts the keys of a review: plays a coder on a real terminal on articles with known names: `make bench-keys`.

It looks at the screen as a coder does: at the panel for the actor, at the list for the highlighted row. Whether it
was led astray is told at the end by the files that were saved, not by the screen.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte
import yaml
from on_pty import COLUMNS, LINES, PATIENCE, PtyRun

ONRECORD = str(Path(sys.executable).with_name("onrecord"))
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
NAMES, ARTICLES = "names.dev.jsonl", "polnear.dev.jsonl"
TARGET = 1.5

ENTER, DOWN, TAKE_TYPED = "\r", "\x1b[B", "\x14"
STANCE, NAME, WALKING, DONE = "stance", "name", "walking", "done"
STEPS_DOWN = 2
"""Rows below the highlighted one that are reached by the arrow; for one further down, letters are typed."""
NOBODY = "nobody"
"""What the panel says where it names no actor."""

_PLACE = re.compile(r"(\d+) of (\d+) · \d+/\d+ reviewed")
_HEADING = re.compile(r"^ (?:(\S{1,3}) )?(\S.*?) · (?:part (\d) of (\d) · )?(direct|partial|scare|indirect)\b")
_TITLE = re.compile(r"a\d{3}\b")
_LEADING = re.compile(r"^(?:(?:the|a|an|mr|mrs|ms|dr|sen|rep|gov|president|senator)\s+)+")


def normalised(name: str) -> str:
    """Return a name as it is compared: without case, titles, article, middle initials and punctuation."""
    seen = "".join(sign for sign in name if sign.isprintable())
    name = _LEADING.sub("", seen.casefold().replace("’", "'").replace(".", ""))
    name = re.sub(r"\b[a-z]\b ", "", name)
    return " ".join(re.sub(r"[^\w' ]+", " ", name).split())


@dataclass(frozen=True)
class Known:
    """What is known of a quote by reading."""

    actor: str | None
    """None where nobody speaks."""
    right: frozenset[str]
    """The names that are right for the actor, normalised."""


@dataclass
class Played:
    """What a coder has pressed."""

    known: Counter[str] = field(default_factory=Counter)
    """Keys on quotes whose actor is known, by kind."""
    others: Counter[str] = field(default_factory=Counter)
    """Keys on the other quotes of the articles, by kind."""
    ways: Counter[str] = field(default_factory=Counter)
    """How often a name was put right, by the way it was done."""


class Screen:
    """The program on a terminal, and what is seen of it."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._run = PtyRun(arguments, environment)
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        return list(self._screen.display)

    def press(self, key: str) -> None:
        """Press a key and take in the frame that follows."""
        self._run.press(key.encode(), patience=0.5)
        self._stream.feed(self._run.take())

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Take in frames until the screen is as it is wanted."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > deadline:
                raise TimeoutError("\n".join([f"{what} never came to the screen:", *self.rows]))
            self._run.settle(0.02)
            self._stream.feed(self._run.take())

    def place(self) -> tuple[str, int, int] | None:
        """Return the article's title, which of its quotes is the current one, and how many it has."""
        for number, row in enumerate(self.rows):
            found = _PLACE.search(row)
            if found and row.lstrip()[:1] == "╰" and number:
                left = row.rfind("╰", 0, found.start())
                titles = [title for title in _TITLE.finditer(self.rows[1]) if title.start() >= left]
                return (titles[0].group(), int(found[1]), int(found[2])) if titles else None
        return None

    def heading(self) -> re.Match[str] | None:
        """Return the panel's line with badge, actor, part, parts and kind."""
        below = next((number for number, row in enumerate(self.rows) if row.startswith("╰")), LINES)
        return next((found for row in self.rows[below + 1 :] if (found := _HEADING.match(row))), None)

    def actor(self) -> str | None:
        """Return the actor that the panel names, None for nobody."""
        found = self.heading()
        return found[2] if found and found[2] != NOBODY else None

    def listed(self) -> list[str] | None:
        """Return the rows of the list of actors from the highlighted one on; None where no list is open."""
        rows = self.rows
        top = next((number for number, row in enumerate(rows) if "─  Actor  ─" in row), None)
        if top is None:
            return None
        left = rows[top].index("╭─  Actor") + 1
        right = rows[top].index("╮", left)
        inside = range(top + 1, next(n for n in range(top + 1, LINES) if rows[n][left - 1] == "╰"))
        grounds = {number: self._screen.buffer[number][left + 3].bg for number in inside}
        usual = Counter(grounds.values()).most_common(1)[0][0]
        other = [number for number in inside if grounds[number] != usual]
        # The field is the first row with a ground of its own, the highlighted row the second.
        return [rows[number][left:right] for number in inside if number >= other[1]] if len(other) > 1 else []

    def end(self) -> None:
        """End the program."""
        self._run.end()


class Coder:
    """Codes every quote in the order in which the program leads to it, with as few keys as it can."""

    def __init__(self, screen: Screen, quotes: Mapping[str, Sequence[Known | None]]) -> None:
        self._screen = screen
        self._quotes = quotes
        self._played = Played()
        self._counted = self._played.others
        self._actors: dict[tuple[str, int], str | None] = {}
        """The actor of each quote that was left, by article and number."""

    def play(self) -> Played:
        """Code everything and return the keys."""
        while True:
            self._screen.wait(lambda: self._screen.place() is not None or self._at_end(), "a quote")
            if self._at_end():
                if not self._leave():
                    return self._played
                continue
            place = self._screen.place()
            assert place is not None
            article, number, quotes = place
            assert quotes == len(self._quotes[article]), f"{article} shows {quotes} quotes"
            self._code(article, number)

    def _code(self, article: str, number: int) -> None:
        screen = self._screen
        screen.wait(lambda: screen.heading() is not None, f"the actor of quote {number} of {article}")
        heading = screen.heading()
        parts = int(heading[4]) if heading and heading[4] else 1
        all_known = [known for known in self._quotes[article][number - 1 : number - 1 + parts] if known]
        known = all_known[0] if all_known else None
        self._counted = self._played.known if known else self._played.others
        spoken = heading is not None and heading[5] != "scare"
        if known and known.actor is None:
            # Nobody speaks: what is marked as such is accepted as found, anything else is not a quote.
            key = " " if not spoken or screen.actor() is None else "x"
        else:
            if known and not self._right(screen.actor(), known):
                self._put_right(article, number, known)
            key = " " if not known and not spoken else "1"
        self._actors[article, number] = screen.actor()
        before = screen.place()
        self._press(STANCE, key)
        if key == "x" and screen.place() == before:
            self._press(WALKING, "j")
        screen.wait(lambda: screen.place() != before, "the next quote")

    def _put_right(self, article: str, number: int, known: Known) -> None:
        screen, ways = self._screen, self._played.ways
        before = [name for (where, n), name in self._actors.items() if where == article and n < number and name]
        if before and self._right(before[-1], known):
            self._press(NAME, "p")
            ways["p: as the quote before"] += 1
        else:
            self._press(NAME, "a")
            screen.wait(lambda: bool(screen.listed()), "the list of actors")
            ways[self._choose(known)] += 1
        screen.wait(lambda: screen.listed() is None and self._right(screen.actor(), known), f"{known.actor}")

    def _choose(self, known: Known) -> str:
        screen = self._screen
        for step in range(STEPS_DOWN + 1):
            if any(self._is_row(row, known) for row in (screen.listed() or [])[step : step + 1]):
                for _ in range(step):
                    self._press(NAME, DOWN)
                self._press(NAME, ENTER)
                return f"a Enter, {step} rows down" if step else "a Enter: the first in the list"
        assert known.actor is not None
        for typed, letter in enumerate(filter(str.isprintable, known.actor), 1):
            self._press(NAME, letter)
            screen.wait(lambda: bool(screen.listed()), "the list")
            rows = screen.listed() or [""]
            if self._is_row(rows[0], known):
                self._press(NAME, ENTER)
                return f"a, {typed} letters, Enter"
        self._press(NAME, ENTER if "+ new actor" in rows[0] else TAKE_TYPED)
        return "a, a new name, Enter"

    def _is_row(self, row: str, known: Known) -> bool:
        if "+ new actor" in row:
            return False
        name = re.split(r"\s{2,}", row.strip(" •│"))[0]
        without = re.sub(r"^\S{1,3} ", "", name)
        return normalised(name) in known.right or normalised(without) in known.right

    def _right(self, name: str | None, known: Known) -> bool:
        return name is not None and normalised(name) in known.right

    def _at_end(self) -> bool:
        return self._screen.place() is None and any("reviewed" in row for row in self._screen.rows[31:39])

    def _leave(self) -> bool:
        """Leave the end of an article; return whether anything is left anywhere."""
        self._counted = self._played.others
        self._press(DONE, " ")
        screen = self._screen
        over = "Every quote of the folder is reviewed"
        screen.wait(lambda: screen.place() is not None or any(over in row for row in screen.rows), "what is next")
        return screen.place() is not None

    def _press(self, kind: str, key: str) -> None:
        self._counted[kind] += 1
        self._screen.press(key)


def main() -> None:
    """Play the coder and print the keys."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help=f"the folder with {NAMES} and {ARTICLES}")
    parser.add_argument("--articles", type=int, help="play so many articles only")
    options = parser.parse_args()
    for name in (NAMES, ARTICLES):
        if not (options.data / name).is_file():
            parser.error(f"{options.data / name} is not there; --data names the folder with {NAMES} and {ARTICLES}")
    known = _lines(options.data / NAMES)
    ids = list(dict.fromkeys(line["article"] for line in known))[: options.articles]
    texts = {line["id"]: line["text"] for line in _lines(options.data / ARTICLES)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project, home = folder / "articles", folder / "home"
        project.mkdir()
        home.mkdir()
        heads = {f"a{number:03}": article for number, article in enumerate(ids)}
        for title, article in heads.items():
            (project / f"{title}.txt").write_text(_head(title) + texts[article], encoding="utf-8", newline="")
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        environment |= {key: os.environ[key] for key in ("PYTHONPATH",) if key in os.environ}
        found = _found(project, environment)
        gold = {title: [line for line in known if line["article"] == article] for title, article in heads.items()}
        quotes = {title: _with_known(found[title], gold[title], len(_head(title))) for title in heads}
        print(f"{len(ids)} articles, {sum(map(len, quotes.values()))} quotes", flush=True)
        screen = Screen((ONRECORD, str(project)), environment)
        screen.wait(lambda: screen.place() is not None, "the first quote")
        screen.wait(lambda: "searched" not in screen.rows[0], "all quotes")
        screen.press("m")
        screen.wait(lambda: "coding goes on" in screen.rows[0], "coding that goes on")
        played = Coder(screen, quotes).play()
        screen.wait(lambda: "saved" in screen.rows[0], "that all is saved")
        screen.end()
        faults = [fault for title in heads for fault in _faults(project, title, gold[title], found[title])]
        _print(played, quotes, faults)


def _head(title: str) -> str:
    """Return front matter, so that each article is known by its title on the screen."""
    return f"---\ntitle: {title}\n---\n"


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def _found(project: Path, environment: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """Return where the program finds quotes in each article, in the order of its text."""
    files = sorted(map(str, project.glob("*.txt")))
    arguments = [ONRECORD, "quotes", *files, "--format", "jsonl"]
    printed = subprocess.run(arguments, env=dict(environment), check=True, capture_output=True, text=True).stdout
    lines = [json.loads(line) for line in printed.splitlines()]
    return {Path(one["article"]).stem: sorted((q["start"], q["end"]) for q in one["quotes"]) for one in lines}


def _with_known(
    spans: Sequence[tuple[int, int]], gold: Iterable[Mapping[str, Any]], shift: int
) -> list[Known | None]:
    known: list[Known | None] = [None] * len(spans)
    for line in gold:
        place = _overlapping(spans, line["start"] + shift, line["end"] + shift)
        if place is not None and not line.get("rejected"):
            names = (line["actor"], *(line.get("also") or ()))
            known[place] = Known(line["actor"], frozenset(normalised(name) for name in names if name))
    return known


def _overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    """Return which span has most of the words from start to end, and at least half of them; None where none has."""
    shares = [min(span[1], end) - max(span[0], start) for span in spans]
    best = max(range(len(spans)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= (end - start) / 2 else None


def _faults(
    project: Path, title: str, gold: Iterable[Mapping[str, Any]], found: Sequence[tuple[int, int]]
) -> list[str]:
    """Return what the saved file has wrong: quotes without a stance, with a wrong actor, or not judged at all."""
    (file,) = project.glob(f"annotations/*/{title}.txt.yaml")
    saved = yaml.safe_load(file.read_text(encoding="utf-8"))
    records = {record["id"]: record for record in saved["records"]}
    spans = [(record["quote"]["start"], record["quote"]["end"]) for record in saved["records"]]
    shift = len(_head(title))
    faults = [f"{title}: the quote at {span} is not judged" for span in found if span not in spans]
    if "done" not in saved and "done" not in saved["article"]:
        faults.append(f"{title}: not done")
    for line in gold:
        if line.get("rejected"):
            continue
        start, end, where = line["start"] + shift, line["end"] + shift, f"{title}, {line['start']}"
        place = _overlapping(spans, start, end)
        if place is None:
            faults.append(f"{where}: not found")
            continue
        record = saved["records"][place]
        head = records.get(record.get("joined_to"), record)
        rejected, actor = record["verdict"] == "rejected", record.get("actor")
        if line["actor"] is None:
            if not rejected and actor is not None and record["kind"] != "scare":
                faults.append(f"{where}: nobody speaks, the file says {actor}")
            continue
        right = {normalised(name) for name in (line["actor"], *(line.get("also") or ()))}
        if rejected or actor is None or normalised(actor) not in right:
            faults.append(f"{where}: {line['actor']} speaks, the file says {actor}")
        if not head.get("stances"):
            faults.append(f"{where}: no stance")
    return faults


def _print(played: Played, quotes: Mapping[str, Sequence[Known | None]], faults: Sequence[str]) -> None:
    known = sum(one is not None for several in quotes.values() for one in several)
    others = sum(map(len, quotes.values())) - known
    print(f"\n{'keys per quote':<12}{f'{known} with a known actor':>28}{f'the {others} others':>20}")
    for kind in (STANCE, NAME, WALKING, DONE):
        print(f"{kind:<12}{played.known[kind] / known:>28.2f}{played.others[kind] / max(others, 1):>20.2f}")
    per_quote = played.known.total() / known
    print(f"{'all':<12}{per_quote:>28.2f}{played.others.total() / max(others, 1):>20.2f}")
    print(f"\nnames put right: {played.ways.total()}")
    for way, times in played.ways.most_common():
        print(f"  {times:>3} × {way}")
    # An article's end is reached once an article, however many of its quotes have a known actor.
    whole = per_quote + played.others[DONE] / (known + others)
    verdict = "yes" if whole <= TARGET else "NO"
    print(f"\n{whole:.2f} keys per quote with the articles' ends; to be at most {TARGET}: {verdict}")
    print(f"{len(faults)} faults in the saved files", *faults, sep="\n  ")


if __name__ == "__main__":
    main()
