"""The styles that a theme gives the reader."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.style import Style


@dataclass(frozen=True, slots=True)
class ReadingStyles:
    """One style for each thing in a text; where several meet, later ones here are laid over earlier ones."""

    text: Style
    heading: Style
    strong: Style
    emphasis: Style
    strike: Style
    code: Style
    link: Style
    block_quote: Style
    list_marker: Style
    rule: Style
    actors: tuple[Style, ...]
    """The words of the actor in each slot of the palette."""
    scare: Style
    """A quote without an actor."""
    rejected: Style
    cue: Style
    mention: Style
    current: Style
    """Laid over the current quote."""
    badges: tuple[Style, ...]
    """The badge of the actor in each slot."""
    state: Style
    """The small signs for accepted and rejected."""
    gutter: Style
    """The sign at the pane's edge beside the current quote, and the flags."""
    selection: Style = field(default_factory=lambda: Style(reverse=True))
    """Laid over the words that are selected."""

    @property
    def match(self) -> Style:
        """Laid over the words that were searched for."""
        return self.selection

    @property
    def current_match(self) -> Style:
        """Laid over the one of them that was gone to."""
        return self.selection + Style(bold=True, underline=True)
