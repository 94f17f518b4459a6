"""Builds the distributions and installs the wheel as a user would, but without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


@dataclass(frozen=True)
class Installation:
    """The built distributions, and a virtual environment with the wheel and what it depends on; nothing else."""

    folder: Path
    extra: str = "all"
    """The extra with which the wheel is installed; empty for the base only."""

    @property
    def environment(self) -> Path:
        return self.folder / f"environment-{self.extra or 'base'}"

    @property
    def wheel(self) -> Path:
        return next((self.folder / "dist").glob("*.whl"))

    @property
    def sdist(self) -> Path:
        return next((self.folder / "dist").glob("*.tar.gz"))

    @property
    def packages(self) -> Path:
        return next(self.environment.glob("lib/python*/site-packages"))

    @property
    def python(self) -> str:
        return str(self.environment / "bin" / "python")

    @property
    def command(self) -> str:
        return str(self.environment / "bin" / "onrecord")


def install(project: Path, folder: Path) -> Installation:
    """Build the project's sdist, from that its wheel, and install the wheel with and without extras."""
    _run("build", "--no-isolation", "--outdir", str(folder / "dist"), str(project))
    for installation in (Installation(folder), Installation(folder, extra="")):
        venv.create(installation.environment, symlinks=True)
        _run("pip", "--python", installation.python, "install", "--no-index", "--no-deps", str(installation.wheel))
        metadata = next(installation.packages.glob("onrecord-*.dist-info"))
        for dependency in _dependencies(Distribution.at(metadata), installation.extra).values():
            _lend(dependency, installation.packages)
    return Installation(folder)


def _run(module: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _dependencies(root: Distribution, extra: str) -> dict[str, Distribution]:
    """Return what a distribution says it needs with an extra, and what that needs in turn."""
    found: dict[str, Distribution] = {}
    waiting = [(root, wanted) for wanted in {"", extra}]
    while waiting:
        parent, extra = waiting.pop()
        for line in parent.requires or ():
            needed = Requirement(line)
            if needed.marker is not None and not needed.marker.evaluate({"extra": extra}):
                continue
            name = re.sub(r"[-_.]+", "-", needed.name).lower()
            if name == "onrecord":
                waiting += [(root, wanted) for wanted in needed.extras]
            elif name not in found:
                found[name] = distribution(name)
                waiting += [(found[name], wanted) for wanted in ("", *needed.extras)]
    return found


def _lend(dependency: Distribution, packages: Path) -> None:
    """Make a distribution of this environment, its modules and its metadata, one of the other."""
    for name in {file.parts[0] for file in dependency.files or ()} - {"..", "__pycache__"}:
        (packages / name).symlink_to(Path(str(dependency.locate_file(name))))
