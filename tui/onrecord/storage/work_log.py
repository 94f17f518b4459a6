"""When a coder did something today, and how many quotes that reviewed.

It lies in the user's state folder, a file a day, and is worth no message: it serves to tell how fast the work goes,
and what is missing or damaged is as if it had not been counted. The files of earlier days are removed.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING

from onrecord.coding.pace import Action
from onrecord.storage import disk
from onrecord.storage.paths import safe_name
from onrecord.storage.user_dirs import project_state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class WorkLog:
    """What one coder did in one project, a line each."""

    def __init__(self, project: Path, coder: str) -> None:
        self._folder = project_state_folder(project)
        self._prefix = f"work-{safe_name(coder)}-"

    def add(self, when: str, reviewed: Mapping[str, int]) -> None:
        """Remember that something was done at that moment, in UTC as records keep it."""
        try:
            path = self._path(_moment(when))
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                self._remove_old()
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                disk.write(descriptor, json.dumps({"when": when, "reviewed": dict(reviewed)}).encode() + b"\n")
            finally:
                os.close(descriptor)
        except (OSError, ValueError):
            return

    def load(self, now: datetime) -> list[Action]:
        """Return what was done on the day of `now`, in its time zone."""
        try:
            lines = disk.read(self._path(now)).splitlines()
        except (OSError, ValueError):
            return []
        return [action for line in lines if (action := _action(line)) is not None]

    def _path(self, moment: datetime) -> Path:
        return self._folder / f"{self._prefix}{moment.astimezone().date().isoformat()}.jsonl"

    def _remove_old(self) -> None:
        for old in self._folder.glob("work-*.jsonl"):
            if old.name.startswith(self._prefix):
                old.unlink(missing_ok=True)


def _action(line: bytes) -> Action | None:
    try:
        match json.loads(line):
            case {"when": str(when), "reviewed": dict(reviewed)}:
                sound = {key: number for key, number in reviewed.items() if type(number) is int}
                return Action(_moment(when), sound)
    except (ValueError, RecursionError):
        return None
    return None


def _moment(when: str) -> datetime:
    moment = datetime.fromisoformat(when)
    if moment.tzinfo is None:
        message = "a moment without a time zone"
        raise ValueError(message)
    return moment
