"""Files of a project folder that are no articles: which, and what to do to have them read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_ABOUT_PROJECTS = re.compile(
    r"(readme|change-?log|changes|history|licen[cs]e|copying|contributing|code[_-]of[_-]conduct|requirements|security"
    r"|codebook)\.[^.]+"
)
"""Names of files that tell of a project: with anything behind the name, a file is an article."""
_DOCUMENTS = {
    ".doc": "Save them as .txt.",
    ".docx": "Save them as .txt.",
    ".odt": "Save them as .txt.",
    ".rtf": "Save them as .txt.",
    ".pdf": "Save their text as .txt.",
    ".epub": "Save their text as .txt.",
    ".eml": "Save the texts of the messages as .txt.",
    ".mht": "Save the pages as .html.",
    ".mhtml": "Save the pages as .html.",
    ".xhtml": "Rename them to .html.",
    ".webarchive": "Save the pages as .html.",
    ".text": "Rename them to .txt.",
    ".tsv": "Rename them to .csv: tabs between the cells are read.",
    ".xls": "Save them as “CSV UTF-8”.",
    ".xlsx": "Save them as “CSV UTF-8”.",
    ".ods": "Save them as “CSV UTF-8”.",
    ".json": "Write one article a line, as .jsonl.",
    ".xml": "Write one article a line, as .jsonl, or save each text as .txt.",
}
"""Endings of files that may hold articles, and what to do to have them read."""
_NAMED = 5
"""Files of one kind that are told by name."""


def is_about_project(name: str) -> bool:
    """Return whether a file of that name, in small letters, tells of a project, as README.md does."""
    return _ABOUT_PROJECTS.fullmatch(name) is not None


def told_documents(names: Iterable[str]) -> list[str]:
    """Return what to say of files that may hold articles in a format that is not read, a message a format."""
    by_ending: dict[str, list[str]] = {}
    for name in names:
        by_ending.setdefault(_ending(name), []).append(name)
    return [
        f"{_files(found)} left out, because {ending} is not read: {_listed(found)}. {_DOCUMENTS[ending]}"
        for ending, found in sorted(by_ending.items())
        if ending in _DOCUMENTS
    ]


def told_others(names: Iterable[str], page_folders: Iterable[str]) -> list[str]:
    """Return what to say of files that are no articles by their names, and of folders with the parts of pages."""
    others = [name for name in names if _ending(name) not in _DOCUMENTS]
    folders = [f"{folder}/" for folder in page_folders]
    told = []
    if others:
        how = "To have one read, name it on the command line."
        told.append(f"{_files(others)} left out, by name or ending no article: {_listed(others)}. {how}")
    if folders:
        what = "1 folder is" if len(folders) == 1 else f"{len(folders)} folders are"
        told.append(f"{what} left out, with the pictures and scripts of saved pages: {_listed(folders)}.")
    return told


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{dot}{ending.lower()}" if stem else ""


def _files(names: list[str]) -> str:
    return "1 file is" if len(names) == 1 else f"{len(names):,} files are"


def _listed(names: list[str]) -> str:
    first = ", ".join(map(visible, sorted(names)[:_NAMED]))
    return first if len(names) <= _NAMED else f"{first} and {len(names) - _NAMED:,} more"
