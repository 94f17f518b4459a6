"""Which quotes are one utterance: the pairs that were decided on, the best one of each quote first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.echoes.candidates import Pair, candidate_pairs
from onrecord.quotes.echoes.compare import compare
from onrecord.quotes.echoes.decision import Decision, Status, decide, load_model
from onrecord.quotes.echoes.evidence import Evidence, Weigher
from onrecord.quotes.echoes.retold import retold_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.quotes.echoes.columns import Columns


class Link(NamedTuple):
    """Two quotes that belong together, by their numbers in `Columns`."""

    one: int
    other: int
    status: Status
    likelihood: float
    """How likely this is right, from 0 to 1."""
    evidence: Evidence
    reworded: bool = False
    """Some words stand in the place of others."""


def find_links(
    columns: Columns, progress: Callable[[float], object] = lambda _share: None, *, since: int = 0
) -> Iterator[Link]:
    """Yield the links between quotes, those within an article only where they are echoes beyond doubt.

    Args:
        columns: the quotes.
        progress: is told the share of the work that is done.
        since: only links of a quote of this number or a higher one.
    """
    model, weigher = load_model(), Weigher(columns)
    linked: set[tuple[int, int]] = set()
    for pair in candidate_pairs(columns, progress, since=since):
        evidence = weigher.evidence(pair)
        decision = decide(evidence, model)
        within = columns.article_of[pair.one] == columns.article_of[pair.other]
        if decision is not None and (decision.status is Status.ECHO or not within):
            linked.add((pair.one, pair.other))
            yield _link(columns, pair.one, pair.other, evidence, decision)
    for one, other, likeness in retold_pairs(columns, linked, since):
        evidence = weigher.evidence(Pair(one, other, 0))
        yield Link(one, other, Status.POSSIBLE, likeness, evidence, reworded=True)


def _link(columns: Columns, one: int, other: int, evidence: Evidence, decision: Decision) -> Link:
    status, likelihood = decision
    if status is Status.ECHO:
        long, short = (one, other) if columns.length(one) >= columns.length(other) else (other, one)
        is_part = evidence.run == columns.length(short)
        # Comparing the texts, which knows spellings, takes ten times as long.
        surely_cut = is_part or _is_only_cut(columns.words(long), columns.words(short))
        if not surely_cut and compare(columns.text(long), columns.text(short)).is_reworded:
            return Link(one, other, Status.POSSIBLE, likelihood, evidence, reworded=True)
    return Link(one, other, status, likelihood, evidence)


def _is_only_cut(long: tuple[int, ...], short: tuple[int, ...]) -> bool:
    """Return whether the two differ only by words that one of them leaves out."""
    from rapidfuzz.distance import LCSseq

    before = ""
    for edit in LCSseq.opcodes(long, short):
        if edit.tag != "equal" and before not in ("", "equal"):
            return False
        before = edit.tag
    return True
