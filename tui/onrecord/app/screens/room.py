"""How much room the screen needs."""

from __future__ import annotations

from textual.geometry import Size

LEAST = Size(60, 15)
"""Columns and rows of the smallest terminal in which the review can be done."""


def fits(size: Size) -> bool:
    """Return whether a terminal of this size is large enough."""
    return size.width >= LEAST.width and size.height >= LEAST.height
