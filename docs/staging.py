"""Puts the app on a stage: a copy of the sample, a fixed coder, clock and size, so that its pictures stay the same.

Used by the pictures and examples of the documents, and by the snapshot tests.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from onrecord.app.app import OnrecordApp
from onrecord.app.project.project import open_project
from onrecord.app.screens.review import ReviewScreen
from onrecord.articles.collection import find_articles
from onrecord.cli.demo import copy_sample

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from textual.pilot import Pilot

CODER = "ana"
NOW = "2026-11-22T09:30:00Z"
"""When everything on the stage is coded."""


def live_in(home: Path) -> None:
    """Keep the preferences and the terminal of whoever draws out of the pictures."""
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        os.environ.pop(name, None)
    os.environ |= {"HOME": str(home), "COLORTERM": "truecolor", "TERM": "xterm-256color"}
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(home / name)


def sample_project(parent: Path) -> Path:
    """Copy the sample into a folder `coverage` and return it."""
    project = parent / "coverage"
    copy_sample(project)
    return project


def staged_app(project: Path) -> OnrecordApp:
    """Return the app on a project, as `onrecord PROJECT --coder ana` would open it, with a clock that stands."""
    found = find_articles([project])
    # Messages name files by these paths, and a picture must not show on whose machine it was made.
    sources = tuple(replace(source, file=str(project / source.key)) for source in found.sources)
    collection = replace(found, project=project, sources=sources)
    return OnrecordApp(open_project(collection, CODER, lambda: NOW))


async def until_found(pilot: Pilot[None]) -> None:
    """Wait until the quotes of all articles are found and shown."""
    review = next(screen for screen in pilot.app.screen_stack if isinstance(screen, ReviewScreen))
    while review.searching:
        await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys one after another, each when the one before has done its work; then no cursor blinks."""
    await pilot.press(*keys)
    await pilot.pause()
    review = pilot.app.screen_stack[0]
    while isinstance(review, ReviewScreen) and review.keys_held:
        await pilot.pause()
    for field in pilot.app.screen.query("Input, TextArea").results(Input | TextArea):
        field.cursor_blink = False


def picture(app: OnrecordApp, title: str) -> str:
    """Return the screen as SVG that is the same on every run and loads nothing from anywhere."""
    svg = app.export_screenshot(title=title, simplify=True)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!-- Generated.*?-->", "", svg)
    svg = svg.replace("font-family: Fira Code, monospace;\n        font-size: 20px", _LETTERS)
    svg = re.sub(r"\bterminal-\d+", "screen", svg)
    svg = _RUN.sub(_without_outer_blanks, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


_LETTERS = "font-family: 'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace;\n        font-size: 20.3px"
"""At this size letters of these fonts are as wide as the cells, also for a program that ignores `textLength`."""
_RUN = re.compile(
    r'x="(?P<x>[\d.]+)" (?P<y>y="[\d.]+") textLength="(?P<length>[\d.]+)"(?P<rest>[^>]*)>'
    r"(?P<before>(?:&#160;)*)(?P<words>[^<]*?)(?P<after>(?:&#160;)*)</text>"
)
_BLANK, _CELL = "&#160;", 12.2


def _without_outer_blanks(run: re.Match[str]) -> str:
    """Write a run of letters without the blanks around it, which some programs drop when they draw."""
    x = float(run["x"]) + _CELL * (len(run["before"]) // len(_BLANK))
    length = float(run["length"]) - _CELL * (len(run["before"] + run["after"]) // len(_BLANK))
    return f'x="{x:g}" {run["y"]} textLength="{length:g}"{run["rest"]}>{run["words"]}</text>'
