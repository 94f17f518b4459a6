"""Opens the review of articles, in the terminal or in a browser."""

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
"""Interpreter switch interval in seconds: short, because Textual writes finished frames in a separate thread."""


def open_review(
    paths: Sequence[Path], project: Path | None, coder: str | None, log: Path | None, *, tour: bool = False
) -> None:
    """Open the review of articles, and return when the reviewer leaves.

    Args:
        paths: files and folders, see `articles.collection.find_articles`.
        project: the project folder; None takes the folder given, or the one that holds the files given.
        coder: the coder's name; None takes it from the configuration, git or the login name.
        log: a file to write a log to.
        tour: whether newcomers are shown the first steps.

    Raises:
        OnrecordError: there is nothing to review, no coder name can be determined, or the codebook is invalid.
    """
    gc.disable()  # objects made at the start are kept; the app collects garbage once it is on screen
    sys.setswitchinterval(AT_ONCE)
    _log_to(log)
    with ThreadPoolExecutor(1) as executor:
        asked = executor.submit(_coder_name, coder)  # git answers while the screen is imported
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
    """Return the message to print after a review that ended with unsaved coding."""
    from onrecord.articles.safe_text import visible

    if not project.unsaved.keys() <= project.copies.kept:
        return "Not everything is saved, and no copy could be kept."
    number = len(project.unsaved)
    what = "1 article is" if number == 1 else f"{number} articles are"
    where = visible(str(project.copies.folder))
    return (
        f"The coding of {what} not saved. A copy is kept in {where}: the next start offers to restore it, even "
        "after the project folder has been renamed."
    )


def _coder_name(given: str | None) -> str:
    from onrecord.storage.coder import coder_name

    return coder_name(given)


def choose_coder(project: Path, name: str, ask: Callable[[str], str] = input) -> str:
    """Return the coder's name; ask on the terminal if it is new in the project but similar to an existing one.

    Raises:
        UsageError: the question was not answered.
    """
    from onrecord.articles.safe_text import visible
    from onrecord.storage.coder import similar_coders

    similar = similar_coders(project, name)
    if not similar or not sys.stdin.isatty():
        return name
    print(f"“{visible(name)}” has not coded anything here yet. Who is coding?")
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
