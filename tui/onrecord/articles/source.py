"""Where an article is, and reading it from there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.file_names import is_collection, percent_decoded, percent_encoded

if TYPE_CHECKING:
    from onrecord.articles.article import Article, Format


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


def load_source(source: ArticleSource, format: Format | None = None) -> Article:
    """Return the article that stands at a place.

    Args:
        source: the place. A row that has moved in its file since is found again by its id.
        format: how it is written; None guesses from the file's ending and its text. HTML is always read as such.

    Raises:
        ArticleError: it cannot be read or is no article; the message names the file and says what to do.
    """
    if source.row is None:
        from onrecord.articles.load import load_article

        return load_article(source.path, source.key, format)
    from onrecord.articles.containers import load_row

    return load_row(source.path, source.row, source.key, format)


def source_of(project: Path, key: str) -> ArticleSource:
    """Return the place of the article of that key.

    Raises:
        ArticleError: a file of many articles cannot be read, or holds none of that key.
    """
    file, _, name = key.rpartition("/")
    if not is_collection(file) or not (project / file).is_file():
        return ArticleSource(key, str(project / key))
    from onrecord.articles.containers import find_row

    return ArticleSource(key, str(project / file), find_row(project / file, percent_decoded(name)))


def row_key(file_key: str, id: str) -> str:
    """Return the key of the article of that id in a file of many."""
    return f"{file_key}/{percent_encoded(id)}"
