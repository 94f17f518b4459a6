"""A review of the sample, ready to press keys in."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from onrecord.app.app import OnrecordApp
from onrecord.app.project.project import open_project
from onrecord.articles.collection import find_articles
from onrecord.quotes.engine import Engine
from tests.app.driver import OpenReview, ReviewDriver


@pytest.fixture
def project(tmp_path: Path, seeds: Path) -> Path:
    """Return a folder with the sample in it."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    for file in seeds.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    return folder


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
