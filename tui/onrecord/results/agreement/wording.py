"""How figures are written, in tables and in the methods paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.results.agreement.bootstrap import Interval
    from onrecord.results.agreement.figures import Figure

TITLES = {
    "percent": "percent agreement",
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "alpha": "Krippendorff's alpha",
    "alpha_ordinal": "alpha, ordinal",
    "ac1": "Gwet's AC1",
}
"""The coefficients by the names they have in the output for programs."""
_BANDS = ((0.8, ".80 or more"), (0.667, ".667 to .80"))
"""Krippendorff's customary bounds: of data to rely on, and of data for tentative conclusions."""


def number(value: float | None) -> str:
    """Return a coefficient as it is printed: `.743`, `−.051`, `1.000`; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{abs(value):.3f}".removeprefix("0")
    return f"−{text}" if value < 0 and text != ".000" else text


def with_interval(figure: Figure) -> str:
    """Return a coefficient with its interval, or with the reason why it has none."""
    if figure.value is None:
        return figure.why
    return f"{number(figure.value)} {interval(figure.interval)}" if figure.interval else number(figure.value)


def interval(ends: Interval) -> str:
    """Return an interval in brackets."""
    return f"[{number(ends.low)}, {number(ends.high)}]"


def band(value: float) -> str:
    """Return where a value of alpha stands between the customary bounds."""
    return next((words for bound, words in _BANDS if value >= bound), "below .667")


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: `ana, ben and cleo`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
