"""How often a quote is found again in a changed article: the table of `make test-anchoring`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from changed_articles import CHANGES, Draft, Newsroom, anchors_of

from onrecord.articles.span import Span
from onrecord.coding.anchor_state import AnchorState, Found
from onrecord.coding.anchoring import Anchoring, find_again
from onrecord.coding.record import Anchor

CODED = {"all": 1.0, "half": 0.5, "a quarter": 0.25, "one": 0.0}
"""Which share of an article's quotes has a record; none but one quote alone for 0."""
AUTOMATIC = (AnchorState.EXACT, AnchorState.MOVED)
Cut = Callable[[Newsroom, Draft, int], Draft]


@dataclass
class Tally:
    """What came of many quotes."""

    outcomes: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def quotes(self) -> int:
        return self.outcomes.total()

    def share(self, *outcomes: str) -> float:
        return sum(self.outcomes[outcome] for outcome in outcomes) / max(self.quotes, 1)


def tally_change(change: str, seed: int, articles: int, coded: float = 1.0) -> Tally:
    """Return what came of the quotes of so many articles after a change of that name.

    Only this share of each article's quotes is coded; where it is 0, each is looked for as if it were the only one.
    """
    room, tally = Newsroom(seed), Tally()
    for _ in range(articles):
        draft = room.article()
        anchors = anchors_of(draft)
        text, spans = CHANGES[change](room, draft).text_and_spans()
        anchoring = Anchoring(text)
        for together in _coded_together(room, anchors, coded):
            _tally(tally, anchoring, together, spans)
    return tally


def _coded_together(room: Newsroom, anchors: dict[int, Anchor], coded: float) -> Iterator[dict[int, Anchor]]:
    """Yield the quotes that have records at the same time."""
    if coded:
        chosen = anchors if coded == 1.0 else room.random.sample(list(anchors), max(round(len(anchors) * coded), 1))
        yield {quote: anchors[quote] for quote in sorted(chosen)}
    else:
        yield from ({quote: anchor} for quote, anchor in anchors.items())


def tally_absent(seed: int, tries: int) -> Tally:
    """Return what came of quotes that do not stand in the article: cut from it, or of another article."""
    room, tally = Newsroom(seed), Tally()
    while tally.quotes < tries:
        draft, other = room.article(), room.article()
        anchors, others = anchors_of(draft), anchors_of(other)
        for quote, foreign in zip(list(anchors), list(others), strict=False):
            cut = room.with_other_words(room.without_sentence_of(draft, quote), 0.01)
            _tally_one_absent(tally, cut, anchors[quote])
            _tally_one_absent(tally, draft, others[foreign])
    return tally


def tally_cut(
    seed: int, tries: int, share: float, cut: Cut = Newsroom.without_sentence_of, coded: float = 1.0
) -> Tally:
    """Return what came of quotes that were cut from their article or replaced, looked for with the others coded.

    Of the rest of the article this share of words was changed.
    """
    room, tally = Newsroom(seed), Tally()
    while tally.quotes < tries:
        draft = room.article()
        anchors = anchors_of(draft)
        rest = draft
        for quote in list(anchors)[2::5]:
            rest = cut(room, rest, quote)
        text, spans = room.with_other_words(rest, share).text_and_spans()
        sought = anchors if coded else {quote: anchor for quote, anchor in anchors.items() if quote not in spans}
        anchoring = Anchoring(text)
        for together in _coded_together(room, sought, coded):
            for quote, found in zip(together, anchoring.find_all(list(together.values())), strict=True):
                if quote not in spans:
                    _tally_absence(tally, text, together[quote], found)
    return tally


def _tally_one_absent(tally: Tally, draft: Draft, anchor: Anchor) -> None:
    text, _ = draft.text_and_spans()
    if anchor.exact not in text:
        _tally_absence(tally, text, anchor, find_again(text, anchor))


def _tally_absence(tally: Tally, text: str, anchor: Anchor, found: Found) -> None:
    """Count what came of a quote that was cut; where the same words stand elsewhere, nobody can say that it was."""
    if found.state not in AUTOMATIC or found.span is None:
        tally.outcomes[str(found.state)] += 1
    elif text[slice(*found.span)] != anchor.exact:
        tally.outcomes["wrong"] += 1
        tally.misses.append(f"{anchor.exact!r} -> {text[slice(*found.span)]!r} ({found.score:.2f})")


def _tally(tally: Tally, anchoring: Anchoring, anchors: dict[int, Anchor], spans: dict[int, Span]) -> None:
    start = time.perf_counter()
    every = anchoring.find_all(list(anchors.values()))
    tally.seconds += time.perf_counter() - start
    for (quote, anchor), found in zip(anchors.items(), every, strict=True):
        truth = spans.get(quote)
        outcome = _outcome(found.state, found.span, truth)
        tally.outcomes[outcome] += 1
        if outcome not in ("right", "ends differ"):
            now = anchoring.text[slice(*found.span)] if found.span else None
            then = anchoring.text[slice(*truth)] if truth else None
            tally.misses.append(f"{outcome} {found.score:.2f}: {anchor.exact!r}\n   is {then!r}\n   found {now!r}")


def _outcome(state: AnchorState, span: Span | None, truth: Span | None) -> str:
    if state not in AUTOMATIC or span is None:
        return str(state)
    if span == truth:
        return "right"
    if truth is None:
        return "wrong"
    common = min(span.end, truth.end) - max(span.start, truth.start)
    return "ends differ" if common >= 0.6 * (truth.end - truth.start) else "wrong"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, help="show so many of each row")
    wishes = parser.parse_args()
    print(
        f"{'coded':<10}{'change':<20}{'quotes':>8}{'automatic':>11}{'same ends':>11}"
        f"{'wrong':>8}{'look':>8}{'gone':>8}{'ms':>7}"
    )
    all_well = True
    for name, coded in CODED.items():
        changed = {change: tally_change(change, wishes.seed, wishes.articles, coded) for change in CHANGES}
        absent = {"absent": tally_absent(wishes.seed, 3000)} if not coded else {}
        tries = 3000 if coded in (0.0, 1.0) else 500
        for share in (0.0, 0.05, 0.10):
            absent[f"cut, {share:.0%} of words"] = tally_cut(wishes.seed, tries, share, coded=coded)
            absent[f"other, {share:.0%} of words"] = tally_cut(
                wishes.seed, tries, share, Newsroom.with_another_for, coded
            )
        _print_rows(name, changed | absent, wishes.misses)
        overall = sum((tally.outcomes for tally in changed.values()), Counter[str]())
        anchored = sum(tally.outcomes["wrong"] for tally in absent.values())
        tried = sum(tally.quotes for tally in absent.values())
        print(
            f"{name:<10}all changes: {_automatic(Tally(overall)):.2%} automatic, {overall['wrong']} wrong of"
            f" {overall.total()}; absent quotes anchored: {anchored} of {tried}\n",
            flush=True,
        )
        all_well = all_well and not anchored and not any(map(_too_few_or_wrong, changed.values()))
    sys.exit(not all_well)


def _print_rows(coded: str, rows: dict[str, Tally], misses: int) -> None:
    for change, tally in rows.items():
        print(
            f"{coded:<10}{change:<20}{tally.quotes:>8}{_automatic(tally):>11.2%}{tally.share('right'):>11.2%}"
            f"{tally.share('wrong'):>8.2%}{tally.share('unsure'):>8.2%}{tally.share('gone'):>8.2%}"
            f"{tally.seconds / tally.quotes * 1000:>7.2f}"
        )
        for miss in sorted(tally.misses, reverse=True)[:misses]:
            print("  ", miss)


def _automatic(tally: Tally) -> float:
    return tally.share("right", "ends differ", "wrong")


def _too_few_or_wrong(tally: Tally) -> bool:
    return _automatic(tally) < 0.97 or tally.share("wrong") > 0.001


if __name__ == "__main__":
    main()
