"""Is what onrecord writes the same to every YAML reader, and is whatever damages a file noticed or harmless?

`python tests/safety/dialects.py` prints what came of a million strings, every code point, every truncation and ten
thousand flipped bits, and of documents that mean harm. The npm packages `yaml` and `js-yaml` are further readers of
YAML 1.2 where `--npm DIR` names a folder with them.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import yaml
from hostile_yaml import hostile_documents
from outcomes import Outcomes
from ruamel.yaml import YAML

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Stance, Verdict
from onrecord.errors import OnrecordError
from onrecord.storage.annotation_file import parse_coding, parse_document
from onrecord.storage.annotations import AnnotationFolder
from onrecord.storage.fast_reader import read_fast
from onrecord.storage.yaml_format import dump, load

BATCH = 2000
LONGEST = 1.0
"""Seconds of computing until a harmful document is refused."""
WHEN = "2026-11-22T09:30:00Z"
ALPHABETS = (
    [chr(n) for n in range(0x20, 0x7F)],
    list("-?:,[]{}#&*!|>'\"%@`~=<.\\ \t\n\r0123456789eExXoO_+nyNY"),
    [chr(n) for n in range(0x250)],
    [chr(n) for n in (*range(0x2000, 0x2070), 0x85, 0xA0, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x1F600, 0x1F640))],
)
WORDS = (
    "null",
    "true",
    "False",
    "no",
    "Yes",
    "ON",
    "off",
    "y",
    "N",
    "1e3",
    "0o7",
    "0x1F",
    "089",
    "1_000",
    "1:30:00",
)
WORDS += ("2022-03-18", ".5", ".inf", ".nan", "-", "--", "---", "...", "<<", "=", "~", "")
NODE_READERS = {"npm yaml (1.2)": "yaml", "js-yaml (1.2)": "js-yaml"}
NODE = """
const fs = require('fs'), crypto = require('crypto');
const parse = {
  'yaml': text => require('yaml').parse(text, {maxAliasCount: 0}),
  'js-yaml': text => require('js-yaml').load(text),
}[process.argv[1]];
for (const file of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
  let said;
  try { said = JSON.stringify(parse(fs.readFileSync(file, 'utf8'))); }
  catch (error) { said = 'error ' + error; }
  console.log(crypto.createHash('sha256').update(said, 'utf8').digest('hex'));
}
"""


def random_text(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.05:
        return chance.choice(WORDS)
    if kind < 0.25:
        length = chance.randrange(1, 6)
        points = (chance.randrange(0x110000 - 0x800) for _ in range(length))
        return "".join(chr(point + 0x800 if point >= 0xD800 else point) for point in points)
    return "".join(chance.choices(chance.choice(ALPHABETS), k=chance.randrange(12)))


def batches(strings: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Yield lists of texts to write: random ones, then every code point alone and within a word."""
    chance = random.Random(seed)
    for first in range(0, strings, BATCH):
        yield "random strings", [random_text(chance) for _ in range(min(BATCH, strings - first))]
    points = [chr(n) for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]
    for first in range(0, len(points), BATCH):
        some = points[first : first + BATCH]
        yield "code points", [*some, *(f"a{point}b" for point in some)]


def read_12(content: str) -> object:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader.load(io.StringIO(content))


class Comparison(NamedTuple):
    """What is compared: so many strings of a seed, of the batches of them one part."""

    strings: int
    seed: int
    npm: Path | None = None
    ruamel_every: int = 1
    part: int = 0
    parts: int = 1


def compare_readers(wish: Comparison) -> Outcomes:
    """Write texts and read them with every reader."""
    outcomes = Outcomes("written texts")
    readers = {
        "onrecord": lambda content: load(content, "f").value,
        "PyYAML": lambda content: yaml.load(content, Loader=yaml.CSafeLoader),
        "ruamel.yaml (1.2)": read_12,
    }
    with tempfile.TemporaryDirectory() as name:
        files, wanted = [], []
        for number, (kind, texts) in enumerate(batches(wish.strings, wish.seed)):
            if number % wish.parts != wish.part:
                continue
            document = {"texts": texts}
            content = dump(document)
            for reader, read in readers.items():
                if reader.startswith("ruamel") and number // wish.parts % wish.ruamel_every:
                    continue
                _compare(f"{kind}, {reader}", texts, read(content), outcomes)
            if wish.npm is not None:
                files.append(Path(name) / str(number))
                files[-1].write_text(content, encoding="utf-8", newline="")
                wanted.append(
                    (kind, len(texts), _digest(json.dumps(document, ensure_ascii=False, separators=(",", ":"))))
                )
        if wish.npm is not None:
            for reader, package in NODE_READERS.items():
                _compare_node(wish.npm, reader, package, files, wanted, outcomes)
    return outcomes


def _compare(row: str, texts: list[str], value: object, outcomes: Outcomes) -> None:
    if value == {"texts": texts}:
        outcomes.add(row, "read the same", len(texts))
    else:
        outcomes.fail(row, f"a batch of {len(texts)} texts reads otherwise")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _compare_node(
    npm: Path, reader: str, package: str, files: list[Path], wanted: list[tuple[str, int, str]], outcomes: Outcomes
) -> None:
    given = "\n".join(map(str, files)).encode()
    done = subprocess.run(["node", "-e", NODE, package], input=given, cwd=npm, capture_output=True, check=True)
    for (kind, number, digest), said in zip(wanted, done.stdout.decode().split(), strict=True):
        if said == digest:
            outcomes.add(f"{kind}, {reader}", "read the same", number)
        else:
            outcomes.fail(f"{kind}, {reader}", f"a batch of {number} texts reads otherwise")


def sample() -> ArticleCoding:
    """Return a coding with everything in it."""
    words = 'in no one\'s interest: "not" — ever…'
    first = Record(
        "q4e0be6468fc1",
        Anchor(231, 231 + len(words), words, "Mara Ilves said it is \t", "\n\nThe council"),
        Verdict.ACCEPTED,
        Kind.PARTIAL,
        "Mara Ilves",
        via="Coast Agency",
        stances=(Stance("war", "oppose", strong=True, when=WHEN), Stance("fees", "mixed", strong=False, when=WHEN)),
        note="Two\nlines: [sic] 🙂",
        flag=True,
    )
    second = Record("qe2aa713e6585", Anchor(500, 504, "1984", "", ""), Verdict.REJECTED)
    return ArticleCoding("harbour.txt", "ab" * 32, "The harbour vote", "ana", (first, second), done=WHEN)


class Damaged:
    """A saved file that is damaged again and again."""

    def __init__(self, folder: Path) -> None:
        self._window = AnnotationFolder(folder, "ana")
        self._window.save(sample())
        self._window.keep_copies()
        self.path = self._window.path("harbour.txt")
        self.sound = self.path.read_bytes()
        self._written = self.path.stat().st_mtime_ns

    def judge(self, row: str, data: bytes, outcomes: Outcomes, *, by_the_disk: bool = False) -> None:
        """Put damaged bytes in the place of the file, and look what becomes of them."""
        self._compare_quick_reader(row, data, outcomes)
        self.path.write_bytes(data)
        if by_the_disk:
            os.utime(self.path, ns=(self._written, self._written))
        window = AnnotationFolder(self._window.project, "ana")
        try:
            read = window.load("harbour.txt")
        except OnrecordError as error:
            self._judge_refusal(row, data, window, str(error), outcomes)
        else:
            if read == sample():
                outcomes.add(row, "harmless: reads as it was")
            elif by_the_disk:
                outcomes.fail(row, "reads as something else, and nobody was told")
            else:
                outcomes.add(row, "reads as if a hand had edited it")

    def _judge_refusal(
        self, row: str, data: bytes, window: AnnotationFolder, said: str, outcomes: Outcomes
    ) -> None:
        try:
            window.save(sample())
        except OnrecordError:
            pass
        else:
            outcomes.fail(row, "written over")
            return
        if self.path.read_bytes() != data or "harbour.txt.yaml" not in said:
            outcomes.fail(row, f"changed, or the message names no file: {said}")
        elif window.restore("harbour.txt") and self.path.read_bytes() == self.sound:
            outcomes.add(row, "noticed, left alone, last good copy put back")
            for aside in self.path.parent.glob("*.unreadable*"):
                aside.unlink()
        else:
            outcomes.fail(row, "the last good copy is not the last")

    def _compare_quick_reader(self, row: str, data: bytes, outcomes: Outcomes) -> None:
        with suppress(UnicodeDecodeError):
            text = data.decode()
            if read_fast(text) and parse_coding(text, self.path) != parse_document(text, self.path):
                outcomes.fail(row, "the quick reader reads it otherwise than the parser")

    def refuse(self, row: str, text: str, outcomes: Outcomes) -> None:
        """Put what must be refused in the place of the file, and look whether it is, with its line."""
        self._compare_quick_reader(row, text.encode(), outcomes)
        self.path.write_bytes(text.encode("utf-8"))
        window = AnnotationFolder(self._window.project, "ana")
        begun = time.process_time()
        try:
            window.load("harbour.txt")
        except OnrecordError as error:
            if re.search(r"harbour\.txt\.yaml:\d+: ", str(error)) is None:
                outcomes.fail(row, f"the message names no line: {error}")
            elif time.process_time() - begun > LONGEST:
                outcomes.fail(row, f"refused only after {time.process_time() - begun:.1f} s")
            else:
                self._judge_refusal(row, text.encode("utf-8"), window, str(error), outcomes)
        else:
            outcomes.fail(row, f"read: {text[-200:]!r}")


def damage(folder: Path, flips: int, seed: int, outcomes: Outcomes, *, every: int = 1) -> None:
    """Cut the file at every byte, flip bits, and write harm into it."""
    damaged = Damaged(folder)
    for length in range(0, len(damaged.sound), every):
        damaged.judge("cut off", damaged.sound[:length], outcomes)
    chance = random.Random(seed)
    for _ in range(flips):
        data = bytearray(damaged.sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        damaged.judge("a bit flipped by the disk", bytes(data), outcomes, by_the_disk=True)
        damaged.judge("a bit flipped by a program", bytes(data), outcomes)
    for kind, text in [*hostile_documents(damaged.sound.decode())][::every]:
        damaged.refuse(kind, text, outcomes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=1_000_000)
    parser.add_argument("--flips", type=int, default=10_000)
    parser.add_argument("--npm", type=Path, help="a folder with node_modules/yaml and node_modules/js-yaml")
    parser.add_argument("--ruamel-every", type=int, default=1, help="give ruamel.yaml only every so manieth batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many processes")
    options = parser.parse_args()
    readers, damages = Outcomes("written texts"), Outcomes("damaged files")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        project = Path(folder) / "coverage"
        project.mkdir()
        damage(project, options.flips, options.seed, damages)
    failed = damages.report()
    whole = Comparison(options.strings, options.seed, options.npm, options.ruamel_every, parts=options.jobs)
    with ProcessPoolExecutor(options.jobs) as pool:
        for done in pool.map(compare_readers, [whole._replace(part=part) for part in range(options.jobs)]):
            readers.take_in(done)
    return readers.report() | failed


if __name__ == "__main__":
    sys.exit(main())
