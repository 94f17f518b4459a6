"""Opens the review of some articles, wherever its screen is."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from onrecord.app.project.project import Project as OpenProject

AT_ONCE = 0.0005
"""Seconds after which one thread lets another go on: a frame that is ready is written by a thread of its own."""


def open_review(
    paths: Sequence[Path], project: Path | None, coder: str | None, log: Path | None, *, tour: bool = False
) -> None:
    """Open the review of articles, and return when the reviewer leaves.

    Args:
        paths: files and folders, see `articles.collection.find_articles`.
        project: the project folder; None takes the folder given, or the one that holds the files given.
        coder: who codes; None asks the configuration, git and the login name.
        log: a file to write a log to.
        tour: whether newcomers are shown the first steps.

    Raises:
        OnrecordError: there is nothing to review, the coder has no name, or the codebook is faulty.
    """
    gc.disable()  # what a start makes, stays; the app collects what does not, once it is on screen
    sys.setswitchinterval(AT_ONCE)
    _log_to(log)
    with ThreadPoolExecutor(1) as aside:
        asked = aside.submit(_coder_name, coder)  # git answers while the screen is imported
        from onrecord.app.app import run_app
        from onrecord.app.project.project import open_project
        from onrecord.articles.collection import find_articles
        from onrecord.quotes.engine_process import EngineProcess
        from onrecord.storage.user_dirs import project_cache_folder

    collection = find_articles(paths, project)
    engine = EngineProcess(project_cache_folder(collection.project))
    try:
        opened = open_project(collection, choose_coder(collection.project, asked.result()))
        opened.engine = engine
        run_app(opened, tour=tour)
    finally:
        engine.close()
    if opened.unsaved:
        print(f"onrecord: {left_unsaved(opened)}", file=sys.stderr)


def left_unsaved(project: OpenProject) -> str:
    """Return what to say after a review that ended with something unsaved."""
    from onrecord.articles.safe_text import visible

    if not project.unsaved.keys() <= project.copies.kept:
        return "Not everything is saved, and no copy could be kept."
    number = len(project.unsaved)
    what = "1 article is" if number == 1 else f"{number} articles are"
    where = visible(str(project.copies.folder))
    return (
        f"The coding of {what} not saved. A copy lies in {where}: the next start asks whether to bring it in, also "
        "after the project folder has been renamed."
    )


def _coder_name(given: str | None) -> str:
    from onrecord.storage.coder import coder_name

    return coder_name(given)


def choose_coder(project: Path, name: str, ask: Callable[[str], str] = input) -> str:
    """Return who codes, asked on the terminal where the name is new in a project and near to that of a coder there.

    Raises:
        UsageError: the question was left without an answer.
    """
    from onrecord.articles.safe_text import visible
    from onrecord.storage.coder import similar_coders

    similar = similar_coders(project, name)
    if not similar or not sys.stdin.isatty():
        return name
    print(f"“{visible(name)}” has coded nothing here yet. Who codes?")
    names = [*similar, name]
    for number, other in enumerate(names, 1):
        print(f"  {number}  {visible(other)}{' (new)' if other == name else ''}")
    while True:
        try:
            answer = ask(f"1 to {len(names)}: ").strip()
        except EOFError:
            message = "Call onrecord with --coder NAME."
            raise UsageError(message) from None
        if answer.isdecimal() and 0 < int(answer) <= len(names):
            return names[int(answer) - 1]


def _log_to(file: Path | None) -> None:
    if file is None:
        return
    import logging

    try:
        logging.basicConfig(filename=file, level=logging.DEBUG, format="%(asctime)s %(name)s %(message)s")
    except OSError as error:
        message = f"{file}: the log cannot be written there: {error.strerror}. Name another file."
        raise UsageError(message) from error
