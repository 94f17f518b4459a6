"""Draws `docs/screens/*.svg`: the real app, run on a copy of the sample. `make screenshots` calls this."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from docs.staging import live_in, picture, press, sample_project, staged_app, until_found

SCREENS = Path(__file__).with_name("screens")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file's name, the size in cells, and the keys that lead there."""

    name: str
    columns: int
    rows: int
    keys: tuple[str, ...] = ()
    article: str = ""
    """Shown instead of the sample."""


_BRIDGE = """\
A new bridge for the harbour

Mayor Ada Moss said the new bridge was “safe for everybody”.

“We open in May, come what may,” Moss told the council.

Ben Hart, who leads the opposition, called the plan “a gift to the builders” and asked for a second report.

The bridge, the “old lady” of the harbour, was closed in 2019. Its nickname is “Rusty”.
"""

_COUNCIL = """\
The council met at nine. It was a cold day. The hall was full. Few were early. “We build the bridge,” Ada Moss said.

She sat down. Nobody spoke. The clerk read the minutes. They were long. It took an hour. A motion was made.

It failed. “Not a word of it is true,” said Ben Hart. He left. The rest stayed. Coffee was served. It ended at ten.
"""

_WAR = ("t", *"war", "enter")
_NEGOTIATIONS = ("t", *"nego", "enter")
_CODED = (
    *("j", *_WAR, "2", "2", "space", "space", "2"),
    *("tab", "j", "2", "2", "f", "shift+tab"),
    *("j", "2", "2", *_NEGOTIATIONS, "1"),
)
"""A review that has begun: some quotes coded, one flagged, the current one toward two targets."""

SHOTS = (
    Shot("review-80x24", 80, 24, _CODED),
    Shot("review-140x40", 140, 40, _CODED),
    Shot("review-220x60", 220, 60, _CODED),
    Shot("marks", 84, 22, ("space", "1", "j", "f", "j", "x", "k", "k"), _BRIDGE),
    Shot("targets", 100, 32, (*_CODED, "t")),
    Shot("actors", 100, 32, (*_CODED, "a")),
    Shot("details", 100, 32, (*_CODED, "e")),
    Shot("help", 100, 40, (*_CODED, "?")),
    Shot("jump-labels", 140, 40, (*_CODED, "g")),
    Shot("focus", 84, 22, ("c", "j"), _COUNCIL),
    Shot("all-actors", 100, 32, (*_CODED, "@")),
    Shot("counts", 100, 32, (*_CODED, "#")),
    Shot("light", 140, 40, (*_CODED, "T", *"light", "enter")),
    Shot("high-contrast", 140, 40, (*_CODED, "T", *"high", "enter")),
    Shot("colour-blind", 140, 40, (*_CODED, "T", *"colour", "enter")),
    Shot("terminal-16", 140, 40, (*_CODED, "T", *"terminal", "enter")),
)


def main(names: list[str]) -> None:
    """Draw the pictures of these names, or all."""
    SCREENS.mkdir(exist_ok=True)
    for shot in SHOTS:
        if not names or shot.name in names:
            (SCREENS / f"{shot.name}.svg").write_text(draw(shot), encoding="utf-8")


def draw(shot: Shot) -> str:
    """Return one picture as SVG."""

    async def run(project: Path) -> str:
        app = staged_app(project)
        async with app.run_test(size=(shot.columns, shot.rows)) as pilot:
            await until_found(pilot)
            await press(pilot, shot.keys)
            return picture(app, "onrecord")

    with tempfile.TemporaryDirectory() as folder:
        live_in(Path(folder))
        return asyncio.run(run(_project(shot, Path(folder))))


def _project(shot: Shot, parent: Path) -> Path:
    if not shot.article:
        return sample_project(parent)
    project = parent / "coverage"
    project.mkdir()
    (project / "bridge.txt").write_text(shot.article, encoding="utf-8")
    return project


if __name__ == "__main__":
    main(sys.argv[1:])
