"""What belongs to the person and not to the study: where they left off, and what they prefer.

Nothing here is worth a message: what is missing or damaged is as if it had never been, and what cannot be written
is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, TypeVar

from onrecord.articles.article import Format
from onrecord.storage import disk
from onrecord.storage.atomic import replace_file
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import safe_name
from onrecord.storage.user_dirs import project_state_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")

_FORMATS = {format.value: format for format in Format}


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
    faces: Mapping[str, object] = field(default_factory=dict)
    """What each actor is known by on screen, as the palette remembers it."""
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
    stored = _load(_place_file(project, coder))
    pane, target, faces = (stored.get(key) for key in ("pane", "target", "faces"))
    return Place(
        panes=_texts(stored.get("panes")),
        pane=pane if type(pane) is int and pane >= 0 else 0,
        quotes=_entries(stored.get("quotes"), str),
        tops=_entries(stored.get("tops"), int),
        target=target if isinstance(target, str) else None,
        formats={k: _FORMATS[v] for k, v in _entries(stored.get("formats"), str).items() if v in _FORMATS},
        faces=faces if isinstance(faces, dict) else {},
        filter=_entries(stored.get("filter"), str),
        modes=_texts(stored.get("modes")),
    )


def save_place(project: Path, coder: str, place: Place) -> None:
    """Remember where the coder left off."""
    _save(_place_file(project, coder), asdict(place))


def load_preferences() -> Preferences:
    """Return what the person prefers."""
    stored = _load(_preferences_file())
    theme = stored.get("theme")
    return Preferences(theme if isinstance(theme, str) else None, tour_over=stored.get("tour_over") is True)


def save_preferences(preferences: Preferences) -> None:
    """Remember what the person prefers."""
    _save(_preferences_file(), asdict(preferences))


def _place_file(project: Path, coder: str) -> Path:
    return project_state_folder(project) / f"place-{safe_name(coder)}.json"


def _preferences_file() -> Path:
    return state_folder() / "preferences.json"


def _entries(value: object, kind: type[T]) -> dict[str, T]:
    if not isinstance(value, dict):
        return {}
    return {key: entry for key, entry in value.items() if type(entry) is kind}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _load(path: Path) -> dict[str, object]:
    try:
        value = json.loads(disk.read(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _save(path: Path, value: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, json.dumps(value, indent=1).encode())
    except (OSError, StorageError):
        return
