"""Whether a coded quote is still in its article."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.articles.span import Span


class AnchorState(StrEnum):
    """Whether a quote is still in its article."""

    EXACT = "exact"
    """It is where it was."""
    MOVED = "moved"
    """It was found elsewhere or with changed words, beyond doubt."""
    UNSURE = "unsure"
    """Something similar was found; a person has to look."""
    GONE = "gone"
    """Nothing similar is in the article."""


class Found(NamedTuple):
    """Where a quote is now."""

    state: AnchorState
    span: Span | None
    """In code points of the article's text; None where it is gone."""
    score: float
    """Similarity to the recorded quote and context, from 0 to 1."""
