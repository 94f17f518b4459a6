"""The places visited, to go back to and forward again, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

_LONGEST = 200


class Spot(NamedTuple):
    """Where the reviewer was: an article, its current quote, and the code point at the top of the pane."""

    article: str
    quote: str | None
    top: int


@dataclass(slots=True)
class VisitedPlaces:
    """The places visited before and, after going back, those to go forward to."""

    _behind: list[Spot] = field(default_factory=list)
    _ahead: list[Spot] = field(default_factory=list)

    def leave(self, here: Spot) -> None:
        """Remember a place that is being left, and forget the places to go forward to."""
        if not self._behind or self._behind[-1] != here:
            self._behind.append(here)
            del self._behind[:-_LONGEST]
        self._ahead.clear()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._ahead)

    def back(self, here: Spot) -> Spot | None:
        """Return the place before this one, or None at the beginning."""
        return _move(self._behind, self._ahead, here)

    def forward(self, here: Spot) -> Spot | None:
        """Return the place that was left by going back, or None if there is none."""
        return _move(self._ahead, self._behind, here)


def _move(source: list[Spot], target: list[Spot], here: Spot) -> Spot | None:
    while source:
        spot = source.pop()
        if spot != here:
            target.append(here)
            return spot
    return None
