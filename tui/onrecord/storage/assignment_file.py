"""The file `assignment.yaml` of a project: which coder codes which articles. docs/adjudication.md describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.coding.assignment import Assignment
from onrecord.storage.atomic import replace_file
from onrecord.storage.fields import FieldError, Fields, check_format
from onrecord.storage.locks import locked
from onrecord.storage.text_files import read_text_if_exists
from onrecord.storage.yaml_format import Word, dump, load

if TYPE_CHECKING:
    from pathlib import Path

NAME = "assignment.yaml"
FORMAT = "onrecord-assignment"
VERSION = 1
_ALL = 100


def load_assignment(project: Path) -> Assignment | None:
    """Return the assignment of a project, or None where nothing is assigned.

    Raises:
        StorageError: the file cannot be read or is faulty.
    """
    path = project / NAME
    text = read_text_if_exists(path, "Correct it, or take an earlier version.")
    if text is None:
        return None
    try:
        return _assignment(Fields(load(text, path).value))
    except FieldError as error:
        raise error.as_error(path, text) from None


def save_assignment(project: Path, assignment: Assignment) -> Path:
    """Write the assignment of a project and return the file's path.

    Raises:
        StorageError: it cannot be written.
    """
    path = project / NAME
    with locked(path):
        replace_file(path, assignment_text(assignment).encode())
    return path


def assignment_text(assignment: Assignment) -> str:
    """Return the text of the file that says what `assignment` says."""
    return dump(
        {
            "format": Word(FORMAT),
            "version": VERSION,
            "seed": assignment.seed,
            "overlap": assignment.overlap,
            "coders": [{"name": coder, "articles": [*keys]} for coder, keys in assignment.lists.items()],
        }
    )


def _assignment(fields: Fields) -> Assignment:
    check_format(fields, FORMAT, VERSION)
    overlap = fields.number("overlap")
    if overlap > _ALL:
        raise FieldError("`overlap` must be a number of percent, from 0 to 100", "overlap")
    lists: dict[str, tuple[str, ...]] = {}
    for position, (name, articles) in enumerate(fields.each("coders", _coder)):
        if name in lists:
            raise FieldError("a coder stands here twice", "coders", position, "name")
        lists[name] = articles
    return Assignment(fields.number("seed"), overlap, lists)


def _coder(fields: Fields) -> tuple[str, tuple[str, ...]]:
    return fields.text("name"), fields.texts("articles")
