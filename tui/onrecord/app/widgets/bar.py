"""Bars of block letters: how much of something is done."""

from __future__ import annotations

from textual.content import Content

BAR_CELLS = 8
"""Cells of a bar where there is room for one beside words."""


def bar(part: int, whole: int, cells: int = BAR_CELLS) -> Content:
    """Return how much of `whole` is done: full only where all is, and begun once anything is."""
    filled = max(part * cells // whole, 1) if part and whole else 0
    return Content.assemble(("█" * filled, "$text-accent"), ("░" * (cells - filled), "$text-muted"))
