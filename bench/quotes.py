"""Measures the quote engine on annotated news and sets it beside what other tools reach.

The annotated articles may not be given away and are no part of the project: without them, this says so and stops.
Usage: python bench/quotes.py [FOLDER], FOLDER holding README.md, score.py and the .jsonl files.
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT.parent / "shared" / "bench"
ONRECORD = Path(sys.executable).with_name("onrecord")
FOLDS = 5
SURE = 0.9
LONGEST = 12
"""Words of an actor's name at most."""
SHORT = 3
"""Words from which on quoted words within a sentence count."""

Span = tuple[int, int]


class Words(Protocol):
    """The words of an article, as the scorer cuts them."""

    def span(self, start: int, end: int) -> Span: ...


class Scorer(Protocol):
    """What is used of the benchmark's score.py."""

    def Toks(self, text: str) -> Words: ...  # noqa: N802
    def pieces(self, text: str, start: int, end: int) -> list[Span]: ...
    def iou(self, one: Span, other: Span) -> float: ...
    def lenient_spk(self, gold: str, found: str | None) -> bool: ...


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    annotated, names = find_files(folder)
    if not annotated:
        print(
            f"The annotated articles are not at {folder}: nothing was measured. Name their folder as an argument."
        )
        return 0
    gold, *others = annotated
    with tempfile.TemporaryDirectory() as work:
        found = Path(work) / "found.jsonl"
        seconds, startup, peak = run_command(gold, found)
        size = sum(len(json.loads(line)["text"].encode()) for line in gold.open(encoding="utf-8"))
        predictions = Path(work) / "predictions.jsonl"
        convert(found, predictions)
        scores = {types: score(folder, gold, predictions, types, names) for types in ("all", "direct")}
        print_peers(folder, scores, size / 1024 / (seconds - startup), peak)
        for types, text in scores.items():
            print(f"\n--- score.py --types {types}\n{text}", end="")
        for other in others:
            run_command(other, found)
            convert(found, predictions)
            print(f"\n--- {other.name}\n{score(folder, other, predictions, 'all', None)}", end="")
            print_places(folder, other, found)
            print_reliability(judge(folder, other, found), folds=1)
        run_command(gold, found)
        print_reliability(judge(folder, gold, found))
        print_names(folder, found)
        print_small(folder)
        print_linear(Path(work))
    return 0


def find_files(folder: Path) -> tuple[list[Path], Path | None]:
    """Return the files of annotated articles, the largest first, and that of the names behind pronouns."""
    annotated: list[Path] = []
    names: Path | None = None
    for path in sorted(folder.glob("*.jsonl"), key=lambda path: -path.stat().st_size):
        with path.open(encoding="utf-8") as file:
            first = json.loads(file.readline())
        if all("speaker" in quote for quote in first.get("quotes", [{}])):
            annotated.append(path)
        elif "pronoun" in first:
            names = path
    return annotated, names


def run_command(articles: Path, found: Path) -> tuple[float, float, float]:
    """Return the processor's seconds of the whole command and of its start, and its peak memory in MB.

    Processor time, since that is what one core needs, whatever else the machine is doing.
    """
    one = found.with_name("one.jsonl")
    one.write_text(json.dumps({"id": "1", "text": "“Yes,” she said."}) + "\n", encoding="utf-8")
    startup = processor_seconds(one, one.with_suffix(".found"))
    seconds = processor_seconds(articles, found)
    return seconds, startup, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def processor_seconds(articles: Path, found: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with found.open("wb") as output:
        command = [str(ONRECORD), "quotes", str(articles), "--format", "jsonl"]
        subprocess.run(command, stdout=output, check=True, cwd=PROJECT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def convert(found: Path, predictions: Path) -> None:
    with predictions.open("w", encoding="utf-8") as output:
        for line in found.open(encoding="utf-8"):
            article = json.loads(line)
            quotes = [prediction(quote) for quote in article["quotes"] if quote["kind"] != "scare"]
            output.write(json.dumps({"id": article["article"], "quotes": quotes}) + "\n")


def prediction(quote: dict[str, Any]) -> dict[str, Any]:
    mention = quote["mention"] or {"start": None, "end": None}
    fields = {"start": quote["start"], "end": quote["end"], "speaker": quote["actor"]}
    return fields | {"speaker_start": mention["start"], "speaker_end": mention["end"]}


def score(folder: Path, gold: Path, predictions: Path, types: str, names: Path | None) -> str:
    command = [sys.executable, str(folder / "score.py"), str(gold), str(predictions), "--types", types]
    command += ["--boot", "200"] + (["--names", str(names)] if names is not None else [])
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def print_peers(folder: Path, scores: dict[str, str], rate: float, peak: float) -> None:
    """Print the table of the benchmark's README with a row of ours."""
    table = [
        line for line in (folder / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    figures = {
        types: {line.split()[0]: line.split()[1:] for line in text.splitlines() if " F1 " in line}
        for types, text in scores.items()
    }
    overlap = figures["all"]["overlap"]
    ours = f"{overlap[1]} / {overlap[3]} / {overlap[5]}"
    end = {types: figures[types]["end2end"][5] for types in figures}
    print("\n".join(table))
    print(f"| **onrecord** | {ours} | **{end['all']}** | {end['direct']} | {rate:,.0f} | {peak:.0f} |")


def judge(folder: Path, gold: Path, found: Path) -> list[tuple[int, float, bool]]:
    """Return for each result that the scorer counts: its article's number, its confidence, whether it is right."""
    scorer = load_scorer(folder)
    articles = {line["article"]: line for line in map(json.loads, found.open(encoding="utf-8"))}
    judged: list[tuple[int, float, bool]] = []
    for number, line in enumerate(gold.open(encoding="utf-8")):
        article = json.loads(line)
        tokens = scorer.Toks(article["text"])
        truth = [
            (tokens.span(*piece), quote)
            for quote in article["quotes"]
            for piece in scorer.pieces(article["text"], quote["start"], quote["end"])
        ]
        for quote in articles[article["id"]]["quotes"]:
            verdict = is_right(scorer, article["text"], tokens, truth, quote)
            if verdict is not None:
                judged.append((number, quote["confidence"], verdict))
    return judged


def is_right(
    scorer: Scorer, text: str, tokens: Words, truth: list[tuple[Span, dict[str, Any]]], quote: dict[str, Any]
) -> bool | None:
    """Return whether a result is right; None where that is left open (short partial ones, no speaker)."""
    pieces = scorer.pieces(text, quote["start"], quote["end"])
    if not pieces:
        return None
    span = tokens.span(*pieces[0])
    match = next((gold for at, gold in truth if scorer.iou(span, at) >= 0.8), None)
    near = [match] if match else [gold for at, gold in truth if scorer.iou(span, at) > 0.3]
    if any(gold["speaker"] is None or (gold["type"] == "mixed" and gold.get("n_words", 99) < 3) for gold in near):
        return None
    if quote["kind"] == "scare" or match is None:
        return (quote["kind"] == "scare") == (match is None)
    mention = quote["mention"]
    overlaps = (
        mention is not None and mention["start"] < match["speaker_end"] and match["speaker_start"] < mention["end"]
    )
    return bool(overlaps or scorer.lenient_spk(match["speaker"], quote["actor"]))


def load_scorer(folder: Path) -> Scorer:
    return cast("Scorer", load_module(folder / "score.py"))


def load_names(folder: Path) -> Callable[[str | None], str | None]:
    """Return how score_names.py compares names."""
    return cast("Callable[[str | None], str | None]", load_module(folder / "score_names.py").norm)


def load_module(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def right_by_name(norm: Callable[[str | None], str | None], gold: dict[str, Any], name: str | None) -> bool:
    """Return whether the name shown is one that a reviewer would want, as score_names.py says it."""
    right = {norm(one) for one in (gold["actor"], *(gold.get("also") or ())) if one}
    if gold["actor"] is None:
        return name is None or norm(name) in right
    return name is not None and norm(name) in right


def print_sureness(judged: list[tuple[int, float, bool]]) -> None:
    """Print how many are surely right, and how many of the wrong ones the doubtful third holds."""
    sure = [right for _, confidence, right in judged if confidence >= SURE]
    ordered = sorted(judged, key=lambda row: row[1])
    wrong = sum(not right for *_, right in judged) or 1
    doubtful = sum(not right for *_, right in ordered[: len(judged) // 3])
    print(
        f"  at least {SURE} sure: {len(sure) / len(judged):.1%}, "
        f"of them right {sum(sure) / max(len(sure), 1):.1%}; "
        f"the doubtful third holds {doubtful / wrong:.1%} of the {wrong} wrong ones"
    )


def print_names(folder: Path, found: Path) -> None:
    """Print how often the name shown is the one that a reviewer would want, by what the speaker is."""
    path = folder / "names.dev.jsonl"
    if not path.is_file():
        return
    norm = load_names(folder)
    articles = {line["article"]: line["quotes"] for line in map(json.loads, found.open(encoding="utf-8"))}
    counts: dict[str, list[int]] = {}
    judged: list[tuple[int, float, bool]] = []
    for number, gold in enumerate(map(json.loads, path.open(encoding="utf-8"))):
        if gold.get("rejected"):
            continue
        near = max(articles[gold["article"]], key=lambda one: shared(one, gold), default=None)
        there = near is not None and 2 * shared(near, gold) >= gold["end"] - gold["start"]
        name = near["actor"] if near is not None and there and near["kind"] != "scare" else None
        right = right_by_name(norm, gold, name)
        judged.append((number, near["confidence"] if near is not None and there else 0.0, right))
        for kind in (gold["type"], "all"):
            count = counts.setdefault(kind, [0, 0])
            count[0] += 1
            count[1] += right
    print("\n--- names as a reviewer would want them")
    for kind, (number, right) in sorted(counts.items(), key=lambda row: row[1][0]):
        print(f"  {kind:14} {right:4} of {number:4}  {right / number:.1%}")
    print_sureness(judged)
    odd = sorted({quote["actor"] for quotes in articles.values() for quote in quotes if is_odd(quote["actor"])})
    print(f"  {len(odd)} actors that nobody would write: {' | '.join(odd)}")


def shared(one: dict[str, Any], other: dict[str, Any]) -> int:
    """Return how many characters two quotes share; less than 0 where they are apart."""
    return min(one["end"], other["end"]) - max(one["start"], other["start"])


def is_odd(name: str | None) -> bool:
    """Return whether an actor's name begins or ends as no name does, or holds marks of a sentence."""
    if name is None:
        return False
    words = name.split()
    small = {"a", "an", "and", "but", "by", "he", "his", "her", "in", "it", "its", "of", "on", "or", "she", "that"}
    small |= {"the", "their", "they", "this", "to", "when", "while", "who", "with"}
    ends = words[0].lower() in small or words[-1].lower() in small - {"it"}
    return ends or not name[0].isalnum() or any(mark in name for mark in '“”"!?:;\n') or len(words) > LONGEST


def print_small(folder: Path) -> None:
    """Print how many short inputs after bug reports come out right, by kind of failure."""
    script = folder / "score_small.py"
    if script.is_file():
        print("\n--- short inputs", flush=True)
        subprocess.run([sys.executable, str(script), str(folder / "small_inputs.jsonl"), str(ONRECORD)], check=True)


def print_places(folder: Path, gold: Path, found: Path) -> None:
    """Print how many speakers are right by where they stand, which tells what word orders are understood."""
    scorer = load_scorer(folder)
    articles = {line["article"]: line for line in map(json.loads, found.open(encoding="utf-8"))}
    counts: dict[str, list[int]] = {}
    for line in gold.open(encoding="utf-8"):
        article = json.loads(line)
        quotes = [quote for quote in articles[article["id"]]["quotes"] if quote["kind"] != "scare"]
        for truth in article["quotes"]:
            short = truth["type"] == "mixed" and truth.get("n_words", 99) < SHORT
            if truth["speaker"] is None or truth.get("speaker_start") is None or short:
                continue
            count = counts.setdefault(place(article["text"], truth), [0, 0])
            count[0] += 1
            count[1] += any(names_speaker(scorer, truth, quote) for quote in quotes)
    for name, (number, right) in sorted(counts.items(), key=lambda row: -row[1][0]):
        print(f"speaker {name:40} {number:5}  right {right / number:.1%}")


def place(text: str, truth: dict[str, Any]) -> str:
    """Return where the speaker of a quote stands."""
    start, end = sorted(((truth["start"], truth["end"]), (truth["speaker_start"], truth["speaker_end"])))
    if re.search(r"[.!?\n].{30}", text[start[1] : end[0]], re.DOTALL):
        return "in another sentence"
    if truth["speaker_start"] > truth["start"]:
        return "behind the quote"
    opening = max(text.rfind(mark, 0, truth["speaker_start"]) for mark in '.!?\n“”"»«')
    first = not text[opening + 1 : truth["speaker_start"]].strip()
    return "before the quote, first in the sentence" if first else "before the quote, something else first"


def names_speaker(scorer: Scorer, truth: dict[str, Any], quote: dict[str, Any]) -> bool:
    """Return whether a result is that quote with the right speaker."""
    mention = quote["mention"]
    if quote["end"] <= truth["start"] or truth["end"] <= quote["start"] or mention is None:
        return False
    spans = truth.get("alt_spans") or [(truth["speaker_start"], truth["speaker_end"])]
    overlaps = any(mention["start"] < end and start < mention["end"] for start, end in spans)
    return overlaps or scorer.lenient_spk(truth["speaker"], quote["actor"])


def print_reliability(judged: list[tuple[int, float, bool]], folds: int = FOLDS) -> None:
    print("\n--- reliability: of results said to be so sure, so many are right")
    for low in range(0, 100, 10):
        inside = [right for _, sure, right in judged if low <= sure * 100 < low + 10 + (low == 90)]
        if inside:
            share = sum(inside) / len(inside)
            print(f"{low:3}–{low + 10:3} %  {'█' * round(share * 50):50} {share * 100:5.1f} %  of {len(inside)}")
    for fold in (None, *range(folds if folds > 1 else 0)):
        part = [row for row in judged if fold is None or row[0] % folds == fold]
        sure = [right for _, confidence, right in part if confidence >= SURE]
        ordered = sorted(part, key=lambda row: row[1])
        wrong = sum(not right for *_, right in part)
        doubtful = sum(not right for *_, right in ordered[: len(part) // 3])
        name = "all articles" if fold is None else f"part {fold + 1} of {folds}"
        right = f"at least {SURE} sure: {len(sure) / len(part):.1%}, of them right {sum(sure) / len(sure):.1%}"
        print(f"{name:12}  {right}; the doubtful third holds {doubtful / max(wrong, 1):.1%} of the errors")


def print_linear(work: Path) -> None:
    print("\n--- one article of so many bytes, processor seconds less start-up")
    sentences = (
        "“We shall see,” said Anna Holm, who runs the mill. “It is late.” The council, she added, was “asleep.”"
    )
    paragraph = " ".join([sentences] * 3) + "\n\n"
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        articles = work / "long.jsonl"
        text = paragraph * (size // len(paragraph))
        articles.write_text(json.dumps({"id": "long", "text": text}) + "\n", encoding="utf-8")
        seconds, startup, _ = run_command(articles, work / "long.found")
        print(f"{size:>12,}  {max(seconds - startup, 0):7.2f} s")
    articles.write_text(json.dumps({"id": "marks", "text": '"' * 1_000_000}) + "\n", encoding="utf-8")
    seconds, startup, _ = run_command(articles, work / "long.found")
    print(f"1,000,000 of nothing but quotation marks {max(seconds - startup, 0):.2f} s")


if __name__ == "__main__":
    sys.exit(main())
