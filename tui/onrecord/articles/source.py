"""Where an article stands on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from onrecord.articles.file_names import percent_encoded


@dataclass(frozen=True, slots=True)
class Table:
    """How a `.csv` file is written."""

    encoding: str
    guessed: bool
    """The bytes allow other encodings."""
    delimiter: str
    columns: tuple[str, ...]
    """The header's names, in small letters."""


class Row(NamedTuple):
    """The place of an article in a file of many."""

    id: str
    line: int
    """Where it begins, from 1."""
    start: int
    """Bytes from the beginning of the file."""
    size: int
    """Bytes."""
    table: Table | None = None
    """None in a `.jsonl` file."""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The place of an article on disk."""

    key: str
    """Its place in the project, with forward slashes: `sub/a.txt`, or `week.jsonl/<id, percent-encoded>`."""
    file: str
    """The path of the file. A string, since a folder of thousands makes no paths that nobody asks for."""
    row: Row | None = None
    """Where in the file it stands, if that holds many."""

    @property
    def path(self) -> Path:
        """The path of the file."""
        return Path(self.file)


def row_key(file_key: str, id: str) -> str:
    """Return the key of the article of that id in a file of many."""
    return f"{file_key}/{percent_encoded(id)}"
