"""What a coder did in a project, step by step, so that it can be undone after reopening.

It lies in the user's state folder and is worth no message: what is missing, damaged or no longer true of the
annotation files is as if it had never been done here, and cannot be undone. Nothing else is lost with it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from onrecord.coding.history import Edit, Step
from onrecord.coding.record import Anchor, Kind, Record, Span, Stance, Verdict
from onrecord.storage import disk
from onrecord.storage.atomic import replace_file
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import safe_name
from onrecord.storage.user_dirs import project_state_folder

if TYPE_CHECKING:
    from pathlib import Path

MOST_STEPS = 1_000
"""As many steps are kept from one start to the next."""
_MOST_LINES = 2 * MOST_STEPS
_UNDONE, _REDONE = "undone", "redone"
_FAULTS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class HistoryFile:
    """The steps of one coder in one project, a line each; what is undone and done again gets a line too."""

    def __init__(self, project: Path, coder: str) -> None:
        self._path = project_state_folder(project) / f"history-{safe_name(coder)}.jsonl"

    def load(self) -> list[Step]:
        """Return the last steps that were done and not undone, the first of them first."""
        try:
            lines = disk.read(self._path).splitlines()
        except OSError:
            return []
        done: list[Step] = []
        undone: list[Step] = []
        for line in lines:
            try:
                entry = json.loads(line)
                if entry == _UNDONE:
                    undone.append(done.pop())
                elif entry == _REDONE:
                    done.append(undone.pop())
                else:
                    done.append(_step(entry))
                    undone.clear()
            except (*_FAULTS, IndexError):
                # What came before a line that cannot be read may have been undone by it.
                done, undone = [], []
        done = done[-MOST_STEPS:]
        if len(lines) > _MOST_LINES:
            self._rewrite(done)
        return done

    def did(self, step: Step) -> None:
        """Remember a step that was done. One that changed the codebook too is not undone after reopening."""
        self._append(asdict(step) if step.codebook is None else None)

    def undid(self) -> None:
        """Remember that the last step was taken back."""
        self._append(_UNDONE)

    def redid(self) -> None:
        """Remember that the step taken back last was done again."""
        self._append(_REDONE)

    def _append(self, entry: object) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            disk.append(self._path, _line(entry))
        except OSError:
            return

    def _rewrite(self, steps: list[Step]) -> None:
        try:
            replace_file(self._path, b"".join(_line(asdict(step)) for step in steps))
        except (OSError, StorageError):
            return


def _line(entry: object) -> bytes:
    return json.dumps(entry, separators=(",", ":"), default=str).encode() + b"\n"


def _step(entry: dict[str, Any]) -> Step:
    return Step(str(entry["title"]), tuple(_edit(edit) for edit in entry["edits"]))


def _edit(entry: dict[str, Any]) -> Edit:
    return Edit(**(entry | {"before": _record(entry["before"]), "after": _record(entry["after"])}))


def _record(entry: dict[str, Any] | None) -> Record | None:
    if entry is None:
        return None
    read = {
        "quote": Anchor(**entry["quote"]),
        "verdict": Verdict(entry["verdict"]) if entry["verdict"] else None,
        "kind": Kind(entry["kind"]) if entry["kind"] else None,
        "found": Span(*entry["found"]) if entry["found"] else None,
        "stances": tuple(Stance(**stance) for stance in entry["stances"]),
        "comments": tuple(entry.get("comments", ())),
    }
    return Record(**(entry | read))
