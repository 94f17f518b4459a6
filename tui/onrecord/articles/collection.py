"""Which files of a project are its articles."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible
from onrecord.articles.source import ArticleSource
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDINGS = (".txt", ".md")
_NO_ARTICLES = re.compile(
    r"(readme.*|(change-?log|changes|history|licen[cs]e|copying|contributing|code[_-]of[_-]conduct|requirements"
    r"|security)([._-].*)?)\.(txt|md)"
)
_ANNOTATIONS = "annotations"


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of a project, in natural order (`a2` before `a10`)."""

    project: Path
    """The project folder, absolute, links resolved."""
    sources: tuple[ArticleSource, ...]
    skipped: tuple[str, ...] = ()
    """What was left out and why, a message each; hidden files and the like are left out without one."""


def find_articles(paths: Sequence[Path], project: Path | None = None) -> Collection:
    """Return the articles that the paths name: files as they are, folders with all their `.txt` and `.md` files.

    In a folder, hidden files and folders, `annotations` and files such as README, CHANGELOG and LICENSE are no
    articles; a file that is named is always one.

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
    found: dict[str, ArticleSource] = {}
    skipped: list[str] = []
    for path in paths:
        place = _place(path)
        if not place.is_relative_to(folder):
            message = (
                f"{_shown(path)} is not in the project folder {_shown(folder)}: name a --project that holds it."
            )
            raise UsageError(message)
        if place.is_dir():
            for source in _scan(place, folder, skipped):
                found.setdefault(source.key, source)
        else:
            key = place.relative_to(folder).as_posix()
            _check_name(key)
            found[key] = ArticleSource(key, place)
    if not found:
        raise UsageError(_nothing_found(paths, skipped))
    return Collection(
        folder, tuple(sorted(found.values(), key=lambda source: natural_order(source.key))), tuple(skipped)
    )


def natural_order(key: str) -> tuple[list[list[tuple[int, int, str]]], str]:
    """Return what sorts `a2` before `a10`, whatever the case, folder by folder, and stably."""
    parts = key.casefold().split("/")
    return [[_rank(run) for run in re.findall(r"[0-9]+|[^0-9]+", part)] for part in parts], key


def _rank(run: str) -> tuple[int, int, str]:
    return (0, int(run), run) if run[0] in "0123456789" else (1, 0, run)


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


def _scan(folder: Path, project: Path, skipped: list[str]) -> Iterator[ArticleSource]:
    waiting = [str(folder)]
    root_length = len(str(project).rstrip(os.sep)) + 1
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                listed = list(entries)
        except OSError as error:
            skipped.append(
                f"{visible(current)}: the folder cannot be read ({error.strerror}): its articles are left out."
            )
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _ANNOTATIONS:
                    waiting.append(entry.path)
            elif reason := _no_article(entry, project):
                skipped.append(f"{visible(entry.path)}: {reason}")
            elif _is_article_name(entry.name):
                key = entry.path[root_length:].replace(os.sep, "/")
                yield ArticleSource(key, Path(entry.path))


def _is_article_name(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(_ENDINGS) and _NO_ARTICLES.fullmatch(lower) is None


def _no_article(entry: os.DirEntry[str], project: Path) -> str:
    """Why a file that looks like an article, or a link to a folder, is left out; empty if it is not."""
    if not entry.is_symlink():
        if _is_article_name(entry.name) and not _is_storable(entry.path):
            return "its name is not valid UTF-8, left out: rename it."
        return ""
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere, left out: mend or delete it." if _is_article_name(entry.name) else ""
    if target.is_dir():
        return "a link to a folder, left out: copy its articles into the project."
    if _is_article_name(entry.name) and not target.is_relative_to(project):
        return "a link that leads out of the project folder, left out: copy the article into it."
    return ""


def _is_storable(name: str) -> bool:
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
    return f"No articles in {where}: put .txt or .md files there, or name a file of another ending itself.{reasons}"


def _shown(path: Path) -> str:
    return visible(str(path))
