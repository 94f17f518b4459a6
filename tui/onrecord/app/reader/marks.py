"""The marks of quotes in a text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.coding.anchor_state import AnchorState

if TYPE_CHECKING:
    from rich.style import Style

    from onrecord.articles.span import Span


class MarkState(StrEnum):
    """The review state of a quote."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Mark(NamedTuple):
    """A quote as the reader paints it; `start` and `end` in shown code points, quotation marks left out."""

    id: str
    start: int
    end: int
    badge: str = ""
    """The actor's two letters; empty if nobody speaks."""
    slot: int | None = None
    """The actor's slot in the palette; None if nobody speaks."""
    state: MarkState = MarkState.OPEN
    flagged: bool = False
    anchor: AnchorState = AnchorState.EXACT
    """Whether the quote is still where it was coded."""
    sign: str = ""
    """The stance toward the chosen target, in one cell, or doubled in two where it is strong."""
    sign_style: Style | None = None
    """The colour that the codebook gives the stance's label."""
    faded: bool = False
    """Whether it is shown like plain text, because the filter leaves it out."""


class Focus(NamedTuple):
    """The current quote with its cue and mention; spans in shown code points."""

    id: str
    cue: Span | None = None
    mention: Span | None = None
