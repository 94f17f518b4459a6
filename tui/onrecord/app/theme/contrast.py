"""Makes the codebook's label colours legible on the theme's backgrounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color, ColorParseError

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 4.5
"""The contrast that text needs: WCAG 2.2, success criterion 1.4.3."""
_STEPS = 20


def legible(colour: str, grounds: Iterable[str]) -> str:
    """Return a colour (`#rrggbb`), made lighter or darker until it is legible on all these backgrounds.

    Empty if the terminal chooses the backgrounds, since legibility is unknown then.
    """
    try:
        below = [Color.parse(ground) for ground in grounds]
    except ColorParseError:
        return ""
    if any(ground.ansi is not None for ground in below):
        return ""
    first = Color.parse(colour)
    tried = (first.blend(far, step / _STEPS) for step in range(_STEPS + 1) for far in _FARTHEST)
    return next((one.hex for one in tried if min(contrast(one, ground) for ground in below) >= ENOUGH), "")


_FARTHEST = (Color(255, 255, 255), Color(0, 0, 0))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = map(_linear, colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
