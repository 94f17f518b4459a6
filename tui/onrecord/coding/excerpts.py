"""Cuts an article down to its quotes and the sentences around them, without changing any offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.articles.rendering import Block, BlockKind
from onrecord.articles.span import Span
from onrecord.coding.marking import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.articles.rendering import Rendering

AROUND = 2
"""Sentences that are kept on either side of a quote."""
_REMEMBERED = 4
"""Number of texts whose sentences are cached: those in the panes."""


def excerpted(rendering: Rendering, spans: Iterable[Span], around: int = AROUND) -> Rendering:
    """Return the rendering with only the blocks, or parts of blocks, that contain or surround one of `spans`.

    The text stays whole, so that offsets in it stay valid. The omitted part between two excerpts becomes one block
    of the kind `ELISION`.

    Args:
        rendering: the whole rendering.
        spans: the stretches to keep, in code points of the shown text.
        around: the number of sentences to keep before and after each.
    """
    kept = tuple(_excerpts(rendering.text, spans, around))
    return replace(rendering, blocks=tuple(_cut(rendering, kept)))


def _excerpts(text: str, spans: Iterable[Span], around: int) -> Iterator[Span]:
    """Yield what is kept, in the order of the text; excerpts that meet are one."""
    starts = _starts(text)
    present: Span | None = None
    for span in sorted(spans):
        first = max(bisect_right(starts, span.start) - 1 - around, 0)
        following = bisect_left(starts, span.end) + around
        end = starts[following] if following < len(starts) else len(text)
        start = starts[first] if starts else 0
        if present is not None and start <= present.end:
            present = Span(present.start, max(present.end, end))
            continue
        if present is not None:
            yield present
        present = Span(start, end)
    if present is not None:
        yield present


@lru_cache(_REMEMBERED)
def _starts(text: str) -> list[int]:
    return sentence_starts(text)


def _cut(rendering: Rendering, kept: Sequence[Span]) -> Iterator[Block]:
    blocks = rendering.blocks
    ends = [block.end for block in blocks]
    done = 0
    for span in kept:
        yield from _elision(rendering.text, done, span.start)
        for index in range(bisect_left(ends, span.start), len(blocks)):
            if blocks[index].start > span.end:
                break
            yield from _part(rendering.text, blocks[index], span)
        done = span.end
    yield from _elision(rendering.text, done, len(rendering.text))


def _elision(text: str, start: int, end: int) -> Iterator[Block]:
    left_out = text[start:end]
    if left_out.strip():
        yield Block(BlockKind.ELISION, start + len(left_out) - len(left_out.lstrip()), end)


def _part(text: str, block: Block, span: Span) -> Iterator[Block]:
    start, end = max(block.start, span.start), min(block.end, span.end)
    if (start, end) == (block.start, block.end):
        yield block
    elif text[start:end].strip():
        marker = block.marker if start == block.start else " " * len(block.marker)
        yield block._replace(start=start, end=start + len(text[start:end].rstrip()), marker=marker)
