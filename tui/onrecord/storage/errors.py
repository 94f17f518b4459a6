"""Errors about the files of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from pathlib import Path


class StorageError(OnrecordError):
    """A file that cannot be read or saved: which, in what line (from 1), what is wrong, and what to do."""

    def __init__(self, file: Path | str, problem: str, advice: str, line: int | None = None) -> None:
        super().__init__(file, problem, advice, line)
        self.file = file
        self.line = line
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{visible(place)}: {self.problem}. {self.advice}"


class NotConfirmedError(StorageError):
    """The new file is in place, but the disk did not confirm that it will still be there after a power cut."""


def explain(error: OSError) -> str:
    """Return what the system said of a failed call, without the path that the message names anyway."""
    return error.strerror or str(error) or type(error).__name__
