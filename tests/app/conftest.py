"""A review of the sample, ready to press keys in."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from onrecord.app.app import OnrecordApp
from onrecord.app.project.project import open_project
from onrecord.app.screens.review import ReviewScreen
from onrecord.articles.collection import find_articles
from onrecord.quotes.engine import Engine

XI, HASS = "000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt"


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


@pytest.fixture
def project(tmp_path: Path, seeds: Path) -> Path:
    """Return a folder with the sample in it."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    for file in seeds.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    return folder


OpenReview = Callable[..., AbstractAsyncContextManager[ReviewDriver]]


@pytest.fixture
def review(project: Path) -> OpenReview:
    """Return a function that opens the review of a folder, the sample's by default, in a terminal of that size.

    With an engine of its own, a test waits itself until the quotes are found.
    """

    @asynccontextmanager
    async def opened(
        *, folder: Path = project, size: tuple[int, int] = (140, 40), engine: Engine | None = None
    ) -> AsyncIterator[ReviewDriver]:
        opened = open_project(find_articles([folder]), "ana")
        opened.engine = engine or opened.engine
        app = OnrecordApp(opened)
        async with app.run_test(size=size) as pilot:
            driver = ReviewDriver(app, pilot)
            if engine is None:
                await driver.settle()
            yield driver

    return opened
