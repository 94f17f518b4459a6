"""The data files of the languages: a file is YAML of two documents, so that the first can be read alone.

The first says what a language is known by: its names, its small words. The second says all else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "languages"


@cache
def language_codes() -> tuple[str, ...]:
    """Return the ISO 639 codes of the languages that there is a data file for, in alphabetical order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


@cache
def read_beginning(code: str) -> dict[str, Any]:
    """Return what a language is known by; of a large file, it takes a fraction of the time of reading all."""
    return next(_documents(code))


def read_whole(code: str) -> dict[str, Any]:
    """Return all that the data file says."""
    return {name: value for document in _documents(code) for name, value in document.items()}


def entries(value: object) -> list[str]:
    """Return the entries of a list, which is a text of words parted by blanks, or of a table its keys."""
    if isinstance(value, str):
        return [entry.replace("_", " ") for entry in value.split()]
    return [str(entry) for entry in value] if isinstance(value, (list, tuple, dict)) else []


def _documents(code: str) -> Iterator[dict[str, Any]]:
    import yaml  # only the first quote needs it

    written = (FOLDER / f"{code}.yaml").read_bytes()
    yield from yaml.load_all(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
