"""What became of a coded quote in its article."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.articles.span import Span


class AnchorState(StrEnum):
    """What became of a quote in its article."""

    EXACT = "exact"
    """It stands where it stood."""
    MOVED = "moved"
    """It stands elsewhere, or with other words, and there is no doubt."""
    UNSURE = "unsure"
    """Something like it stands there; a person has to look."""
    GONE = "gone"
    """Nothing like it stands in the article."""


class Found(NamedTuple):
    """Where a quote stands now."""

    state: AnchorState
    span: Span | None
    """In code points of the article's text; None where it is gone."""
    score: float
    """How like it is what it was, with its context: from 0 to 1."""
