"""The installed program, built once for all workers, and terminals to run it in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from installation import Installation, install
from terminal import Terminal

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Installation:
    """Return the built distributions and the environment with the wheel; the first worker that asks makes them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "installation"
    complete = folder.with_suffix(".complete")
    with FileLock(folder.with_suffix(".lock")):
        if not complete.exists():
            install(PROJECT, folder)
            complete.touch()
    return Installation(folder)


@pytest.fixture
def base_only(installation: Installation) -> Installation:
    """Return the environment with the same wheel without extras."""
    return Installation(installation.folder, extra="")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Return a folder with a short name, so that messages that name files break at the same place everywhere."""
    with TemporaryDirectory(dir="/tmp", prefix="e2e") as name:
        yield Path(name).resolve()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the whole environment of a user: nothing of the developer's, and a home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONWARNINGS": "error::DeprecationWarning:onrecord",
    }


@pytest.fixture
def start(
    installation: Installation, environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[..., Terminal]]:
    """Return a function that starts the installed program with these arguments in a terminal."""
    open_terminals: list[Terminal] = []

    def start(*arguments: object, columns: int = 140, lines: int = 40, **wishes: str) -> Terminal:
        command = [installation.command, *map(str, arguments)]
        terminal = Terminal(command, {**environment, **wishes}, tmp_path, columns=columns, lines=lines)
        open_terminals.append(terminal)
        return terminal

    yield start
    for terminal in open_terminals:
        terminal.close()
