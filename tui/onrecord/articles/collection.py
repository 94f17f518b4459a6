"""Which files of a project are its articles."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.file_names import COLLECTION_ENDINGS, PAGE_ENDINGS, is_collection, percent_encoded
from onrecord.articles.left_out import is_about_project, told_documents, told_others
from onrecord.articles.safe_text import visible
from onrecord.articles.source import ArticleSource, row_key
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDINGS = (".txt", ".md", *PAGE_ENDINGS, *COLLECTION_ENDINGS)
_PAGE_PARTS = ("_files", "-Dateien", "_fichiers", "_Dateien", "-fichiers")
"""End the names of folders in which browsers keep the parts of a saved page, by language."""
_OWN = frozenset({"codebook.yaml", "assignment.yaml"})
"""Files of onrecord's own, of which nothing has to be told."""
_DIGITS = re.compile("([0-9]+)")
_ANNOTATIONS = "annotations"


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of a project, in natural order (`a2` before `a10`)."""

    project: Path
    """The project folder, absolute, links resolved."""
    sources: tuple[ArticleSource, ...]
    skipped: tuple[str, ...] = ()
    """What may hold articles and was left out, and why: a message each."""
    left_out: tuple[str, ...] = ()
    """What else was left out, by its name: a message a kind. Of hidden files nothing is told."""
    faults: tuple[ArticleError, ...] = ()
    """The faults among what was skipped: rows, in files of many articles, that are none."""


def find_articles(paths: Sequence[Path], project: Path | None = None) -> Collection:
    """Return the articles that the paths name: files as they are, folders with all articles in them.

    Those are `.txt`, `.md`, `.html` and `.htm` files, and every article in `.jsonl` and `.csv` files, in its order.
    In a folder, hidden files and folders, `annotations` and files called README.md, LICENSE.txt and the like are no
    articles; a file that is named is always one, or holds some.

    Args:
        paths: files and folders.
        project: the project folder; None takes the folder given, or the one that holds the files given.

    Raises:
        UsageError: a path does not exist or lies outside the project, no article was found, or the paths are of
            several folders and no project is given.
    """
    if not paths:
        message = "Name a folder of articles, or some articles: onrecord PATH…"
        raise UsageError(message)
    folder = _project_folder(paths, project)
    found: dict[str, str] = {}
    left_out = _LeftOut([], [], [])
    skipped = left_out.skipped
    for path in paths:
        place = _place(path)
        if not place.is_relative_to(folder):
            message = (
                f"{_shown(path)} is not in the project folder {_shown(folder)}: name a --project that holds it."
            )
            raise UsageError(message)
        if place.is_dir():
            found.update(_scan(place, folder, left_out))
        else:
            key = place.relative_to(folder).as_posix()
            _check_name(key)
            found[key] = str(place)
    faults: list[ArticleError] = []
    sources: list[ArticleSource] = []
    for key in sorted(found, key=natural_order):
        if is_collection(key):
            sources += _rows(key, found[key], skipped, faults)
        else:
            sources.append(ArticleSource(key, found[key]))
    skipped += told_documents(left_out.no_articles)
    if not sources:
        raise UsageError(_nothing_found(paths, [*skipped, *map(str, faults)]))
    return Collection(
        folder,
        tuple(sources),
        skipped=(*skipped, *map(str, faults)),
        left_out=tuple(told_others(left_out.no_articles, left_out.page_folders)),
        faults=tuple(faults),
    )


def _rows(key: str, file: str, skipped: list[str], faults: list[ArticleError]) -> Iterator[ArticleSource]:
    from onrecord.articles.containers import list_rows

    try:
        listing = list_rows(Path(file))
    except ArticleError as error:
        skipped.append(str(error))
        return
    faults += listing.faults
    for row in listing.rows:
        yield ArticleSource(row_key(key, row.id), file, row)


def natural_order(key: str) -> tuple[list[list[str | int]], str]:
    """Return what sorts `a2` before `a10`, whatever the case, folder by folder, and stably."""
    folder, slash, name = key.rpartition("/")
    return [*_folder_order(folder), _name_order(name)] if slash else [_name_order(name)], key


@lru_cache(maxsize=1024)
def _folder_order(folder: str) -> list[list[str | int]]:
    return [_name_order(name) for name in folder.split("/")]


def _name_order(name: str) -> list[str | int]:
    runs: list[str | int] = [*_DIGITS.split(name.casefold())]
    # Every other run is a number, so that words are compared with words.
    runs[1::2] = map(int, runs[1::2])
    return runs


def _project_folder(paths: Sequence[Path], project: Path | None) -> Path:
    for path in paths:
        if not os.path.lexists(path):
            message = f"There is no {_shown(path)}: check the path."
            raise UsageError(message)
        if not path.exists():
            message = f"{_shown(path)} is a link to something that is not there: mend or delete it."
            raise UsageError(message)
    if project is not None:
        if not project.is_dir():
            message = f"The project folder {_shown(project)} does not exist or is no folder."
            raise UsageError(message)
        return project.resolve()
    folders = {place if place.is_dir() else place.parent for place in map(_place, paths)}
    if len(folders) > 1:
        message = (
            "These are articles of several folders: say with --project DIR in which folder their coding is to be "
            "kept (one that holds them all)."
        )
        raise UsageError(message)
    return folders.pop()


def _place(path: Path) -> Path:
    """Where a path leads: a folder's own place, a file's in the folder that it was named in."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


class _LeftOut(NamedTuple):
    """What a scan leaves out."""

    skipped: list[str]
    """Messages."""
    no_articles: list[str]
    """Places of files in the project."""
    page_folders: list[str]
    """Places of folders in the project."""


def _scan(folder: Path, project: Path, left_out: _LeftOut) -> Iterator[tuple[str, str]]:
    """Yield the key and the path of every file in a folder that is an article or holds some."""
    waiting = [str(folder)]
    root_length = len(str(project).rstrip(os.sep)) + 1
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                listed = list(entries)
        except OSError as error:
            left_out.skipped.append(
                f"{visible(current)}: the folder cannot be read ({error.strerror}): its articles are left out."
            )
            continue
        for entry in listed:
            if entry.name.startswith(".") or entry.name == _ANNOTATIONS:
                continue
            if not entry.is_dir(follow_symlinks=False):
                if _is_article(entry, project, left_out, entry.path[root_length:]):
                    key = entry.path[root_length:]
                    yield (key.replace(os.sep, "/") if os.sep != "/" else key), entry.path
            elif _belongs_to_page(entry):
                left_out.page_folders.append(entry.path[root_length:])
            else:
                waiting.append(entry.path)


def _is_article(entry: os.DirEntry[str], project: Path, left_out: _LeftOut, place: str) -> bool:
    """Return whether a file is an article or holds some; if not, keep it in `left_out`."""
    is_article = _is_article_name(entry.name)
    if reason := _no_article(entry, project, is_article=is_article):
        left_out.skipped.append(f"{visible(entry.path)}: {reason}")
        return False
    if not is_article and entry.name not in _OWN:
        left_out.no_articles.append(place)
    return is_article


def _belongs_to_page(folder: os.DirEntry[str]) -> bool:
    """Whether a browser keeps there the parts of a saved page, among them advertisements that are pages."""
    part = next((part for part in _PAGE_PARTS if folder.name.endswith(part)), None)
    if part is None:
        return False
    stem = folder.path.removesuffix(part)
    return any(Path(stem + ending).exists() for ending in PAGE_ENDINGS)


def _is_article_name(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(_ENDINGS) and not is_about_project(lower)


def _no_article(entry: os.DirEntry[str], project: Path, *, is_article: bool) -> str:
    """Why a file that looks like an article, or a link to a folder, is left out; empty if it is not."""
    if not entry.is_symlink():
        return _wrong_name(entry) if is_article else ""
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere, left out: mend or delete it." if is_article else ""
    if target.is_dir():
        return "a link to a folder, left out: copy its articles into the project."
    if is_article and not target.is_relative_to(project):
        return "a link that leads out of the project folder, left out: copy the article into it."
    return ""


def _wrong_name(entry: os.DirEntry[str]) -> str:
    path = entry.path
    if not _is_storable(path):
        return "its name is not valid UTF-8, left out: rename it."
    # In a folder that is called like a file of many articles, its name would be taken for an encoded id.
    folder = path[: -len(entry.name) - 1]
    if is_collection(folder) and percent_encoded(entry.name) != entry.name:
        return f"its folder is called like a file of many articles, and its name holds signs: rename {folder}."
    return ""


def _is_storable(name: str) -> bool:
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_name(key: str) -> None:
    if not _is_storable(key):
        message = f"The name of {visible(key)} is not valid UTF-8: rename the file."
        raise UsageError(message)


def _nothing_found(paths: Sequence[Path], skipped: Sequence[str]) -> str:
    where = ", ".join(map(_shown, paths))
    reasons = "".join(f"\n{reason}" for reason in skipped)
    return (
        f"No articles in {where}: put .txt, .md or .html files there, a .jsonl or .csv of "
        f"many, or name a file of another ending itself.{reasons}"
    )


def _shown(path: Path) -> str:
    return visible(str(path))
