"""Fits the weights by which echoes are decided on, and says how well they do on pairs they were not fitted on.

    python bench/fit_echoes.py PAIRS ARTICLES [--write]

PAIRS holds judged pairs of quotes, {"a": {"article", "start", "end"}, "b": {…}, "label"} a line, with a label of
`same`, `version`, `repeat`, `embedded`, `phrase` or `no`; ARTICLES the articles, {"id", "text", …} a line. With
--write the weights go into `weights.json`. Pairs of the same two articles are always fitted or tested on together.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from math import ceil, exp, log
from pathlib import Path
from typing import NamedTuple

from onrecord.quotes.echoes import evidence
from onrecord.quotes.echoes.candidates import candidate_pairs
from onrecord.quotes.echoes.columns import Columns
from onrecord.quotes.echoes.compare import compare
from onrecord.quotes.echoes.evidence import FEATURES, Evidence, Weigher
from onrecord.quotes.echoes.read import print_paths

WEIGHTS = Path(evidence.__file__).with_name("weights.json")
ONE = ("same", "version")
FOLDS, ROUNDS = 10, 8
RIDGE = 1.0
ECHO_FROM = 0.6
"""A wrong echo is held to cost half as much again as one that is only possible."""
FOUND = 0.95
"""Share of the true pairs that are compared and are to be possible at least."""
MOSTLY = 0.93
"""Share of them that are to be possible even where they might be repeats."""


class Judged(NamedTuple):
    label: str
    articles: tuple[str, str]
    evidence: Evidence
    barred: bool
    """Two actors, a word or two, nobody who speaks, or changed words: never taken for an echo."""
    follows: tuple[tuple[int, int], ...]
    """Each quote that may follow the other one, and the other one's article: it follows one quote there at most."""


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    judged, missed = gather(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{len(judged)} judged pairs are candidates: {dict(Counter(pair.label for pair in judged))}")
    print(f"not compared: {dict(missed)}")
    features = [pair.evidence.features for pair in judged]
    known = [[row[k] for row in features if row[k] is not None] for k in range(len(FEATURES))]
    means = [sum(column) / len(column) for column in known]
    deviations = [
        (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5 or 1.0
        for column, mean in zip(known, means, strict=True)
    ]
    rows = [
        [1.0, *(0.0 if v is None else (v - m) / d for v, m, d in zip(row, means, deviations, strict=True))]
        for row in features
    ]
    same = [float(pair.label in ONE) for pair in judged]
    unseen = cross_validated(judged, rows, same)
    possible_from, doubt_from = thresholds(judged, unseen, missed)
    again_rows = [index for index, pair in enumerate(judged) if pair.label not in ONE]
    again_pairs = [judged[index] for index in again_rows]
    again = [float(pair.label == "repeat") for pair in again_pairs]
    unseen_again = cross_validated(again_pairs, [rows[index] for index in again_rows], again)
    repeat_from = best_split(unseen_again, again)
    taken = [pair.label for pair, p in zip(again_pairs, unseen_again, strict=True) if p >= repeat_from]
    print(f"repeat from {repeat_from:.2f}: {dict(Counter(taken))}")
    weights = fitted(rows, same)
    weights_again = fitted([rows[index] for index in again_rows], again)
    data = {
        "features": {
            name: {
                "mean": round(means[k], 4),
                "deviation": round(deviations[k], 4),
                "unknown": round(middle(judged, k), 4),
                "same": round(weights[k + 1], 3),
                "again": round(weights_again[k + 1], 3),
            }
            for k, name in enumerate(FEATURES)
        },
        "same": {
            "bias": round(weights[0], 3),
            "echo_from": ECHO_FROM,
            "possible_from": round(possible_from, 2),
            "doubt_from": round(doubt_from, 2),
        },
        "again": {"bias": round(weights_again[0], 3), "repeat_from": round(repeat_from, 2)},
    }
    print(json.dumps(data, indent=1))
    if "--write" in sys.argv:
        WEIGHTS.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return 0


def gather(pairs: Path, articles: Path) -> tuple[list[Judged], Counter[str]]:
    """Return the judged pairs that are compared, with their evidence, and how many others bear each label."""
    columns = Columns()
    numbers: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for article in print_paths([articles]):
        assert not isinstance(article, Exception), article
        for quote in article.quotes:
            numbers[article.key].append((quote.start, quote.end, len(columns) + len(numbers[article.key])))
        columns.add(article)
    numbers = {
        key: [(start, end, columns.first_quotes[number] + at) for at, (start, end, _) in enumerate(numbers[key])]
        for number, key in enumerate(columns.articles)
    }
    compared = {(pair.one, pair.other): pair for pair in candidate_pairs(columns)}
    weigher = Weigher(columns)
    judged: list[Judged] = []
    missed: Counter[str] = Counter()
    for line in pairs.open(encoding="utf-8"):
        row = json.loads(line)
        one, other = sorted(place(numbers, row[side]) for side in "ab")
        pair = compared.get((one, other))
        if pair is None:
            missed[row["label"]] += 1
            continue
        found = weigher.evidence(pair)
        long, short = sorted((columns.text(one), columns.text(other)), key=len, reverse=True)
        anybodys = found.run <= 2 and not found.same_actor
        barred = found.other_actor or anybodys or not found.spoken or compare(long, short).is_reworded
        key = tuple(sorted((row["a"]["article"], row["b"]["article"])))
        sides = sorted(((columns.length(n), n, columns.article_of[m]) for n, m in ((one, other), (other, one))))
        follows = tuple(side[1:] for side in sides if side[0] == sides[0][0])
        judged.append(Judged(row["label"], (key[0], key[1]), found, barred, follows))
    return judged, missed


def middle(judged: list[Judged], feature: int) -> float:
    """Return the middle between the means of a feature over true and other pairs: it speaks for neither."""
    sides: dict[bool, list[float]] = {True: [], False: []}
    for pair in judged:
        value = pair.evidence.features[feature]
        if value is not None:
            sides[pair.label in ONE].append(value)
    return sum(sum(side) / len(side) for side in sides.values()) / 2


def place(numbers: dict[str, list[tuple[int, int, int]]], side: dict[str, object]) -> int:
    start, end = int(str(side["start"])), int(str(side["end"]))
    best = max(numbers[str(side["article"])], key=lambda quote: min(quote[1], end) - max(quote[0], start))
    return best[2] if min(best[1], end) > max(best[0], start) else -1


def fitted(rows: list[list[float]], yes: list[float]) -> list[float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(50):
        slope = [0.0] + [-RIDGE * weight for weight in weights[1:]]
        curve = [[0.0] * size for _ in range(size)]
        for k in range(size):
            curve[k][k] = RIDGE if k else 1e-6
        for row, answer in zip(rows, yes, strict=True):
            likely = sigmoid(weights, row)
            error, spread = answer - likely, likely * (1 - likely)
            for k in range(size):
                slope[k] += error * row[k]
                for m in range(k + 1):
                    curve[k][m] += spread * row[k] * row[m]
        for k in range(size):
            for m in range(k):
                curve[m][k] = curve[k][m]
        step = solved(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return weights


def sigmoid(weights: list[float], row: list[float]) -> float:
    total = sum(weight * value for weight, value in zip(weights, row, strict=True))
    return 1 / (1 + exp(-max(min(total, 40.0), -40.0)))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return what the matrix turns into the right side, by Gauss and Jordan's elimination."""
    size = len(right)
    rows = [[*matrix[k], right[k]] for k in range(size)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda k: abs(rows[k][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for k in range(size):
            if k != column and rows[k][column]:
                factor = rows[k][column] / rows[column][column]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[column], strict=True)]
    return [rows[k][size] / rows[k][k] for k in range(size)]


def cross_validated(judged: list[Judged], rows: list[list[float]], yes: list[float]) -> list[float]:
    """Return how likely each pair is by weights fitted without any pair of its two articles, over some rounds."""
    likely = [0.0] * len(rows)
    for seed in range(ROUNDS):
        keys = sorted({pair.articles for pair in judged})
        random.Random(seed).shuffle(keys)  # noqa: S311
        fold = {key: number % FOLDS for number, key in enumerate(keys)}
        for number in range(FOLDS):
            known = [index for index, pair in enumerate(judged) if fold[pair.articles] != number]
            weights = fitted([rows[index] for index in known], [yes[index] for index in known])
            for index, pair in enumerate(judged):
                if fold[pair.articles] == number:
                    likely[index] += sigmoid(weights, rows[index]) / ROUNDS
    return likely


def thresholds(judged: list[Judged], unseen: list[float], missed: Counter[str]) -> tuple[float, float]:
    true = sum(pair.label in ONE for pair in judged)
    same = sum(pair.label == "same" for pair in judged) + missed["same"]
    loss = -sum(log(p if pair.label in ONE else 1 - p) for p, pair in zip(unseen, judged, strict=True))
    print(f"log loss {loss / len(judged):.4f}")
    order = sorted(range(len(judged)), key=lambda index: -unseen[index])
    followed: set[tuple[int, int]] = set()
    taken: Counter[str] = Counter()
    for index in order:
        pair = judged[index]
        if unseen[index] < ECHO_FROM or pair.barred or not followed.isdisjoint(pair.follows):
            continue
        followed.update(pair.follows)
        taken[pair.label] += 1
    right = sum(taken[label] for label in ONE)
    linked = sum(taken.values())
    print(f"cross-validated, echo from {ECHO_FROM}: {right} of {linked} right, {taken['same']} of {same} same")
    truly = sorted((p for p, pair in zip(unseen, judged, strict=True) if pair.label in ONE), reverse=True)
    possible_from = truly[ceil(FOUND * true) - 1]
    doubt_from = truly[ceil(MOSTLY * true) - 1]
    print(f"possible from {possible_from:.2f}, rather than repeat from {doubt_from:.2f}")
    for at in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        labels = Counter(pair.label for pair, p in zip(judged, unseen, strict=True) if p >= at and not pair.barred)
        print(f"  from {at}: {dict(labels)}")
    return possible_from, doubt_from


def best_split(likely: list[float], yes: list[float]) -> float:
    """Return the likelihood that parts yes from no with the fewest errors."""
    return min(
        sorted(set(likely)),
        key=lambda at: sum((p >= at) != bool(answer) for p, answer in zip(likely, yes, strict=True)),
    )


if __name__ == "__main__":
    sys.exit(main())
