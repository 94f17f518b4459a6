"""The texts of the pages that open over the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def problems_page(problems: Sequence[str]) -> Content:
    """Return what could not be read or saved, one paragraph each."""
    if not problems:
        return Content("No problems: every file could be read, and everything coded is saved.")
    return Content("\n\n").join([Content(visible(problem)) for problem in problems])


def keys_page(keys: Sequence[tuple[str, str]]) -> Content:
    """Return keys, as they are written for people, and what each does."""
    width = max((len(labels) for labels, _ in keys), default=0) + 2
    lines = (Content.assemble((labels.ljust(width), "bold"), what) for labels, what in keys)
    return Content("\n").join(lines)
