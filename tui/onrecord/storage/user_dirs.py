"""The folders for files that belong to a person and not to a study."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def state_folder() -> Path:
    """Return the folder for places, preferences and locks. It need not exist yet."""
    import platformdirs

    return platformdirs.user_state_path("onrecord", appauthor=False)


def cache_folder() -> Path:
    """Return the cache folder. It need not exist."""
    import platformdirs

    return platformdirs.user_cache_path("onrecord", appauthor=False)


def config_folder() -> Path:
    """Return the folder of the user's configuration. It need not exist."""
    import platformdirs

    return platformdirs.user_config_path("onrecord", appauthor=False)


def project_state_folder(project: Path) -> Path:
    """Return the state folder of one project, named after the project and a digest of its path."""
    return state_folder() / "projects" / _name_of(project.absolute())


def project_cache_folder(project: Path) -> Path:
    """Return the cache folder of one project. It need not exist."""
    return cache_folder() / "projects" / _name_of(project.absolute())


@lru_cache(maxsize=8)
def _name_of(project: Path) -> str:
    place = project.resolve()
    digest = hashlib.blake2b(str(place).encode(errors="surrogateescape"), digest_size=8).hexdigest()
    name = "".join(c if c.isalnum() and c.isascii() else "-" for c in place.name)[:40]
    return f"{name}-{digest}"
