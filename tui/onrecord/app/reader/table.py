"""The marks of one text, indexed by place."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from onrecord.app.reader.badges import badge_position, has_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.app.reader.marks import Mark


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Spanned)


class Spans(Generic[T]):
    """Items that each cover a span of text, in the order of the text, outer before inner ones."""

    def __init__(self, items: Iterable[T]) -> None:
        self.items = sorted(items, key=lambda item: (item.start, -item.end))
        self._reach = list(accumulate((item.end for item in self.items), max))

    def over(self, start: int, end: int) -> Iterator[T]:
        """Yield what covers any code point from `start` up to, not including, `end`."""
        for index in range(bisect_right(self._reach, start), len(self.items)):
            item = self.items[index]
            if item.start >= end:
                return
            if item.end > start:
                yield item


class MarkTable:
    """The marks of one shown text and the places of their badges. Marks without any words are left out."""

    def __init__(self, text: str, marks: Iterable[Mark], over: MarkTable | None = None) -> None:
        """Index these marks, and the marks of the table `over` whose ids are not among them."""
        marks = [mark for mark in marks if mark.end > mark.start]
        self.by_id = {mark.id: mark for mark in marks}
        self._places = {mark.id: badge_position(text, mark) for mark in marks}
        if over is not None:
            self.by_id = over.by_id | self.by_id
            self._places = over._places | self._places
        self.spans = Spans(self.by_id.values())
        # The badge of an inner quote stands before that of the outer one that ends at the same place.
        inner_first = reversed([mark for mark in self.spans.items if has_badge(mark)])
        places = self._places
        self._badged = sorted(
            (mark for mark in inner_first if places[mark.id] > mark.start), key=lambda mark: places[mark.id]
        )
        self._positions = [places[mark.id] for mark in self._badged]
        shown = (mark for mark in self.spans.items if not mark.faded and places[mark.id] > mark.start)
        self._ending = sorted(shown, key=lambda mark: places[mark.id])
        self._ends = [places[mark.id] for mark in self._ending]

    def ending(self, start: int, end: int) -> list[Mark]:
        """Return the quotes that end behind any code point from `start` up to, not including, `end`.

        Those that do not stand out are left out.
        """
        return self._ending[bisect_right(self._ends, start) : bisect_right(self._ends, end)]

    def badges(self, start: int, end: int) -> list[tuple[int, Mark]]:
        """Return the badges behind any code point from `start` up to, not including, `end`: place and mark."""
        first, last = bisect_right(self._positions, start), bisect_right(self._positions, end)
        return list(zip(self._positions[first:last], self._badged[first:last], strict=True))
