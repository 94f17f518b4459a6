"""Keeps the steps of a coder, so that they can be undone after reopening the project.

It lies in the user's state folder and is worth no message: what is missing, damaged or no longer true of the
annotation files is as if it had never been done here, and cannot be undone. Nothing else is lost with it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.coding.history import Step
from onrecord.storage import disk
from onrecord.storage.atomic import replace_file
from onrecord.storage.errors import StorageError
from onrecord.storage.paths import safe_name
from onrecord.storage.user_dirs import project_state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from msgspec.json import Decoder

_Entry = Step | Literal["undone", "redone"] | None
"""A line of the file; None is a step that cannot be undone after reopening."""

MOST_STEPS = 1_000
"""As many steps are kept from one start to the next."""
_MOST_LINES = 2 * MOST_STEPS


class HistoryFile:
    """The steps of one coder in one project, a line each; what is undone and done again gets a line too."""

    def __init__(self, project: Path, coder: str) -> None:
        self._path = project_state_folder(project) / f"history-{safe_name(coder)}.jsonl"

    def load(self) -> list[Step]:
        """Return the last steps that were done and not undone, the oldest first."""
        try:
            lines = disk.read(self._path).splitlines()
        except OSError:
            return []
        import msgspec

        done: list[Step] = []
        undone: list[Step] = []
        for line in lines:
            try:
                match _decoder().decode(line):
                    case "undone":
                        undone.append(done.pop())
                    case "redone":
                        done.append(undone.pop())
                    case Step() as step:
                        done.append(step)
                        undone.clear()
                    case None:
                        done, undone = [], []
            except (UnicodeDecodeError, IndexError, RecursionError, msgspec.DecodeError):
                # What came before a line that cannot be read may have been undone by it.
                done, undone = [], []
        done = done[-MOST_STEPS:]
        if len(lines) > _MOST_LINES:
            self._rewrite(done)
        return done

    def did(self, step: Step) -> None:
        """Remember a step that was done. One that changed the codebook too is not undone after reopening."""
        self._append(step if step.codebook is None else None)

    def undid(self) -> None:
        """Remember that the last step was taken back."""
        self._append("undone")

    def redid(self) -> None:
        """Remember that the step taken back last was done again."""
        self._append("redone")

    def _append(self, entry: _Entry) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            disk.append(self._path, _line(entry))
        except OSError:
            return

    def _rewrite(self, steps: list[Step]) -> None:
        try:
            replace_file(self._path, b"".join(_line(step) for step in steps))
        except (OSError, StorageError):
            return


def _line(entry: _Entry) -> bytes:
    import msgspec

    try:
        return msgspec.json.encode(entry, enc_hook=str) + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which cannot be saved either
        return b"null\n"


@cache
def _decoder() -> Decoder[_Entry]:
    import msgspec

    return msgspec.json.Decoder(_Entry)
