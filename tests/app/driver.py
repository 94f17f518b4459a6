"""Drives a running review in tests: presses keys and reads what is on the screen and in the files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import yaml
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from onrecord.app.app import OnrecordApp
from onrecord.app.screens.review import ReviewScreen
from onrecord.app.widgets.key_bar import KeyBar

XI, HASS = "000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt"


def screen_rows(screen: Screen[Any]) -> list[str]:
    """Return the rows of a screen as they were painted. The only place that reads Textual's compositor."""
    strips = screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def notified(app: App[Any]) -> list[str]:
    """Return the notifications that are shown. Textual has no public list of them."""
    return [note.message for note in app._notifications]


class ReviewDriver:
    """The running review, and what a test wants to know of it."""

    def __init__(self, app: OnrecordApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        screen = app.screen_stack[0]
        assert isinstance(screen, ReviewScreen)
        self.screen = screen
        self.session = screen.session

    async def settle(self) -> None:
        """Wait until all quotes are found and shown."""
        for _ in range(2000):
            await self.pilot.pause()
            if not self.screen.searching:
                break
        assert not self.screen.searching, "the search for quotes does not end"
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has done its work."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
            for _ in range(2000):
                if not self.screen.keys_held:
                    break
                await self.pilot.pause()

    @property
    def text(self) -> str:
        """The current quote's words; empty where there is none."""
        return self.screen.current.text if self.screen.current else ""


OpenReview = Callable[..., AbstractAsyncContextManager[ReviewDriver]]


def screen(driver: ReviewDriver) -> str:
    """Return the text of the whole terminal."""
    return "\n".join(screen_rows(driver.app.screen))


def message(driver: ReviewDriver) -> str:
    """Return the message in the bottom line: of the screen on top where that has one, else of the review."""
    bars = [*driver.app.screen.query(KeyBar), *driver.screen.query(KeyBar)]
    return bars[0].message


def panes(driver: ReviewDriver) -> list[str]:
    """Return the articles of the panes that are visible."""
    return [pane.key for pane in driver.screen.row.panes if pane.display]


def annotations(project: Path, article: str = XI) -> dict[str, Any]:
    """Return an article's annotation file of the coder ana."""
    return yaml.safe_load((project / "annotations" / "ana" / f"{article}.yaml").read_text(encoding="utf-8"))
