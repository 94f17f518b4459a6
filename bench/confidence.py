"""Fits the weights that say how sure a quote is, and cross-validates them over articles.

Usage: python bench/confidence.py [FOLDER] [--write]; FOLDER holds score.py, score_names.py and the annotated
articles, which are no part of the project. With `--write`, the weights go into the package's data file, rounded.

Right is a result whose kind and shown name are right: where the annotation has a name, by `lenient_spk`; behind a
pronoun, by the names that were read by hand, else it does not count; the names of `names.dev.jsonl`, which are read
as a reviewer would want them, count several times.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.articles.plain import render_plain
from onrecord.quotes.confidence import WEIGHTS, marks_of
from onrecord.quotes.descriptions import Identity
from onrecord.quotes.dialogue import take_turns
from onrecord.quotes.language import load_language
from onrecord.quotes.paragraphs import read_passages
from onrecord.quotes.quote import Kind
from onrecord.quotes.resolve_mentions import identify_speakers
from quotes import FOLDER, FOLDS, Scorer, load_names, load_scorer, print_sureness, right_by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 400
STEP = 1.0
PENALTY = 2.0
"""Of large weights, in results: a mark that few results have keeps a weight near zero."""
BY_HAND = 8.0
"""How often a name that was read by hand counts."""


class Result(NamedTuple):
    article: int
    marks: tuple[str, ...]
    right: bool
    weight: float


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    folder = Path(arguments[0]) if arguments else FOLDER
    if not (folder / "polnear.dev.jsonl").is_file():
        print(f"The annotated articles are not at {folder}: nothing was fitted. Name their folder as an argument.")
        return 0
    results, further = judged(folder, "polnear.dev.jsonl", "en"), judged(folder, "wikinews_de.dev.jsonl", "de")
    judged_twice: list[tuple[int, float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([one for one in results if one.article % FOLDS != fold])
        judged_twice += [
            (one.article, sureness(one.marks, weights), one.right)
            for one in results
            if one.article % FOLDS == fold and one.weight == BY_HAND
        ]
    print(f"{len(results)} results; the names read by hand, each judged by weights fitted to other articles:")
    print_sureness(judged_twice)
    weights = fit(further, fit(results))
    if "--write" in sys.argv:
        lines = [f"{mark}: {weight:.1f}" for mark, weight in sorted(weights.items())]
        head = "# Log-odds that a result is right, by what is true of it. Written by bench/confidence.py."
        WEIGHTS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return 0


def judged(folder: Path, file: str, language: str) -> list[Result]:
    """Return what the engine finds in annotated articles, with its marks and whether it is right."""
    scorer, norm = load_scorer(folder), load_names(folder)
    by_hand: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "names.dev.jsonl").open(encoding="utf-8"):
        gold = json.loads(line)
        if not gold.get("rejected"):
            by_hand[gold["article"]].append(gold)
    pronouns = {(one["id"], one["start"]): one for one in map(json.loads, (folder / "pronouns.dev.jsonl").open())}
    results: list[Result] = []
    if not (folder / file).is_file():
        return []
    for number, line in enumerate((folder / file).open(encoding="utf-8")):
        article = json.loads(line)
        text = article["text"]
        tokens = scorer.Toks(text)
        truth = [
            (tokens.span(*piece), quote)
            for quote in article["quotes"]
            for piece in scorer.pieces(text, quote["start"], quote["end"])
        ]
        for start, end, kind, name, marks in found_in(text, language):
            hand = next((one for one in by_hand[article["id"]] if overlaps(start, end, one)), None)
            if hand is not None:
                shown = name if kind is not Kind.SCARE else None
                results.append(Result(number, marks, right_by_name(norm, hand, shown), BY_HAND))
                continue
            right = is_right(scorer, (text, tokens, truth), (start, end, kind, name), pronouns, article["id"])
            if right is not None:
                results.append(Result(number, marks, right, 1.0))
    return results


def found_in(text: str, code: str) -> list[tuple[int, int, Kind, str | None, tuple[str, ...]]]:
    """Return start, end, kind, actor and marks of every quote that the engine finds in a text."""
    rendering, language = render_plain(text), load_language(code)
    passages = read_passages(rendering, language)
    take_turns(passages, rendering.text, language)
    identities = identify_speakers(passages, language)
    found = []
    for passage in passages:
        for said in passage.said:
            noun = said.attribution.noun if said.attribution is not None else None
            identity = identities.get((said.passage, noun)) if noun is not None else None
            start, end = rendering.to_source(said.marked.start, said.marked.end)
            marks = tuple(marks_of(said, identity or Identity(), passages[said.passage].tokens))
            found.append((start, end, said.kind, identity.name if identity is not None else None, marks))
    return found


def overlaps(start: int, end: int, gold: dict[str, Any]) -> bool:
    return min(end, gold["end"]) - max(start, gold["start"]) >= 0.5 * (gold["end"] - gold["start"])


def is_right(
    scorer: Scorer,
    article: tuple[str, Any, list[tuple[Any, dict[str, Any]]]],
    result: tuple[int, int, Kind, str | None],
    pronouns: dict[tuple[str, int], dict[str, Any]],
    identifier: str,
) -> bool | None:
    """Return whether kind and name are right; None where the annotation leaves that open."""
    text, tokens, truth = article
    start, end, kind, name = result
    pieces = scorer.pieces(text, start, end)
    if not pieces:
        return None
    span = tokens.span(*pieces[0])
    gold = next((quote for at, quote in truth if scorer.iou(span, at) >= 0.8), None)
    if gold is None:
        near = any(scorer.iou(span, at) > 0.3 for at, _ in truth)
        return None if near else kind is Kind.SCARE
    if gold["speaker"] is None or (gold.get("type") == "mixed" and gold.get("n_words", 99) < 3):
        return None
    if kind is Kind.SCARE:
        return False
    hand = pronouns.get((identifier, gold["start"]))
    if hand is not None and hand["name"]:
        return any(scorer.lenient_spk(one, name) for one in [hand["name"], *hand.get("others", [])])
    if gold.get("pronoun"):
        return None
    return bool(scorer.lenient_spk(gold["speaker"], name))


def fit(results: Sequence[Result], known: dict[str, float] | None = None) -> dict[str, float]:
    """Return the weights of a logistic regression with an L2 penalty, by gradient descent over all results.

    Weights that are `known` stay as they are: German has a few rules of its own, and few annotated articles.
    """
    weights: dict[str, float] = defaultdict(float, known or {})
    fixed = frozenset(weights)
    total: dict[str, float] = defaultdict(float)
    for one in results:
        for mark in one.marks:
            total[mark] += one.weight
    if not results:
        return weights
    share = sum(one.right * one.weight for one in results) / sum(one.weight for one in results)
    if not known:
        weights["any"] = log(share / (1 - share))
    for _ in range(ROUNDS):
        slope: dict[str, float] = defaultdict(float)
        for one in results:
            error = one.weight * (one.right - sureness(one.marks, weights))
            for mark in one.marks:
                slope[mark] += error
        for mark, change in slope.items():
            if mark in fixed:
                continue
            penalty = PENALTY * weights[mark] if mark != "any" else 0.0
            weights[mark] += STEP * (change - penalty) / (total[mark] / 4 + PENALTY)
    return weights


def sureness(marks: Sequence[str], weights: dict[str, float]) -> float:
    return 1.0 / (1.0 + exp(-sum(weights.get(mark, 0.0) for mark in marks)))


if __name__ == "__main__":
    sys.exit(main())
