"""Reads the data files of the languages; the languages are the folders that are there.

`quotes.yaml` is YAML of two documents, so that the first can be read alone. The first holds what an article's
language is recognised by: its names and its small words. The second holds what the quote engine needs besides.
`names.txt` lists given names. `articles.txt` holds the words by which dates, bylines and the like are read; it has
lines `key: words`, which take no parser, since the first article on the screen waits for them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
_QUOTES, _NAMES, _ARTICLES, _ECHOES = "quotes.yaml", "names.txt", "articles.txt", "echoes.yaml"


@cache
def language_codes() -> tuple[str, ...]:
    """Return the ISO 639 codes of the languages that have a folder, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in FOLDER.glob(f"*/{_QUOTES}")))


def language_folder(code: str) -> Path:
    """Return the folder of a language's data files."""
    return FOLDER / code


@cache
def read_beginning(code: str) -> dict[str, Any]:
    """Return what a language is recognised by, in a fraction of the time that the whole file takes."""
    return next(_documents(code))


def read_whole(code: str) -> dict[str, Any]:
    """Return all that `quotes.yaml` holds."""
    return {name: value for document in _documents(code) for name, value in document.items()}


def read_given_names(code: str) -> dict[str, str]:
    """Return given names in lower case with their gender: m, f, or u where both bear the name."""
    path = language_folder(code) / _NAMES
    names: dict[str, str] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            gender, _, row = line.partition(": ")
            if gender in {"m", "f", "u"}:
                names.update(dict.fromkeys(row.split(), gender))
    return names


def read_article_words(code: str) -> dict[str, list[str]]:
    """Return the word lists of `articles.txt` by their keys; empty where a language has no such file."""
    path = language_folder(code) / _ARTICLES
    if not path.is_file():
        return {}
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {key: words.split() for key, _, words in (line.partition(":") for line in lines)}


@cache
def read_comparison(code: str) -> dict[str, Any]:
    """Return all that `echoes.yaml` holds; nothing where a language has no such file."""
    import yaml  # only the first comparison needs it

    path = language_folder(code) / _ECHOES
    if not path.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506
    return data


def entries(value: object) -> list[str]:
    """Return the entries of a list, which is a text of words parted by blanks, or of a table its keys."""
    if isinstance(value, str):
        return [entry.replace("_", " ") for entry in value.split()]
    return [str(entry) for entry in value] if isinstance(value, (list, tuple, dict)) else []


def _documents(code: str) -> Iterator[dict[str, Any]]:
    import yaml  # only the first quote needs it

    written = (language_folder(code) / _QUOTES).read_bytes()
    yield from yaml.load_all(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
