"""What belongs to the person and not to the study: where they left off, and what they prefer.

Nothing here is worth a message: what is missing or damaged is as if it had never been, and what cannot be written
is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping  # msgspec reads the annotations
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from onrecord.articles.article import Format  # likewise
from onrecord.storage import disk
from onrecord.storage.atomic import replace_file
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import safe_name
from onrecord.storage.user_dirs import project_state_folder, state_folder

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coder left off in a project. Articles are given by their keys."""

    panes: tuple[str, ...] = ()
    """The article open in each pane, from the left."""
    pane: int = 0
    """Which of them was the current one, from 0."""
    quotes: Mapping[str, str] = field(default_factory=dict)
    """The id of the current quote of each article."""
    tops: Mapping[str, int] = field(default_factory=dict)
    """The code point of each article's shown text that stood first on screen."""
    target: str | None = None
    """The target that was chosen."""
    formats: Mapping[str, Format] = field(default_factory=dict)
    """How to read the articles where the guess was overridden."""
    faces: object = None
    """What each actor is known by on screen, as the palette remembers it: plain data."""
    filter: Mapping[str, str] = field(default_factory=dict)
    """Which quotes were shown: what they had to be, by the criterion's name."""
    modes: tuple[str, ...] = ()
    """Ways of reading that were on, as the screen names them."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose for all projects."""

    theme: str | None = None
    tour_over: bool = False
    """Whether the tour for newcomers was taken to its end, or ended."""


def load_place(project: Path, coder: str) -> Place:
    """Return where the coder left off in the project."""
    place = _load(_place_file(project, coder), Place())
    return place if place.pane >= 0 else Place()


def save_place(project: Path, coder: str, place: Place) -> None:
    """Remember where the coder left off."""
    _save(_place_file(project, coder), place)


def load_preferences() -> Preferences:
    """Return what the person prefers."""
    return _load(_preferences_file(), Preferences())


def save_preferences(preferences: Preferences) -> None:
    """Remember what the person prefers."""
    _save(_preferences_file(), preferences)


def _place_file(project: Path, coder: str) -> Path:
    return project_state_folder(project) / f"place-{safe_name(coder)}.json"


def _preferences_file() -> Path:
    return state_folder() / "preferences.json"


def _load(path: Path, otherwise: T) -> T:
    """Return what a file holds, or `otherwise` where it holds nothing of that kind."""
    import msgspec

    try:
        return msgspec.json.decode(disk.read(path), type=type(otherwise))
    except (OSError, UnicodeDecodeError, RecursionError, msgspec.DecodeError):
        return otherwise


def _save(path: Path, value: object) -> None:
    import msgspec

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, msgspec.json.encode(value))
    except (OSError, StorageError, UnicodeEncodeError):
        return
