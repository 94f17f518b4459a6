"""The quote engine in a process of its own: what it does holds up no key, and its memory is not ours.

It takes over what would take long: long articles, and many. Questions go in and answers come out through pipes,
pickled: both ends are this program, run by the same person.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from onrecord.quotes.echoes.question import EchoQuestion
from onrecord.quotes.engine import Engine
from onrecord.quotes.quote import QuotedArticle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from onrecord.articles.article import Article
    from onrecord.articles.source import ArticleSource
    from onrecord.quotes.echoes.echo import EchoGroup
    from onrecord.quotes.echoes.question import EchoArticles
    from onrecord.quotes.engine import Reading, Request
    from onrecord.quotes.found_cache import FoundCache

    _Question = tuple[ArticleSource, Article] | list[Request] | EchoQuestion
    """An article to search, articles to read and search, or articles to compare."""

SOON_FOUND = 30_000
"""Code points of an article that is searched here: it takes less time than asking another process to start."""
FEW = 16
"""So many short articles are read here, for the same reason."""
SOON_READ = 60_000
"""Bytes of a file that is short."""
_POLITENESS = 5
"""By how much the process gives way to others: what is on screen comes first."""
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""What talking to a process that has died, or was closed, raises."""


class EngineProcess(Engine):
    """Reads and searches in another process what takes long; where that one cannot be had, here."""

    def __init__(self, folder: Path | None = None) -> None:
        """Begin; what is found is kept in that folder, within the user's cache, for the next time."""
        super().__init__(_cache_in(folder))
        self._folder = folder
        self._lock = Lock()
        self._closed = False
        self._many = False
        """Whether there are many articles to be read."""
        self._process: subprocess.Popen[bytes] | None = None
        self._can_start = True
        self._compared: EchoArticles = ()
        """Articles that the process was given to compare."""
        self._compares_here = False

    def find_in_article(self, source: ArticleSource, article: Article) -> QuotedArticle:
        """Return the quotes and the actors of an article that was read from its source."""
        if len(article.text) > SOON_FOUND:
            quoted = self._ask((source, article))
            if isinstance(quoted, QuotedArticle):
                return quoted
        if self._closed:
            return QuotedArticle(article.key, (), ())
        return super().find_in_article(source, article)

    def read(self, requests: Sequence[Request]) -> list[Reading]:
        """Read articles and find their quotes; one that is known and has not changed is left out.

        What was kept of them is taken up here: to ask another process for it would take twice the time.
        """
        self._many = self._many or len(requests) > FEW
        readings = {reading.key: reading for request in requests if (reading := self._as_kept(request))}
        rest = [request for request in requests if request.source.key not in readings]
        if rest:
            readings |= {reading.key: reading for reading in self._read_rest(rest)}
        return [readings[request.source.key] for request in requests if request.source.key in readings]

    def _read_rest(self, requests: list[Request]) -> list[Reading]:
        if self._process is not None or self._many or any(map(_is_long, requests)):
            readings = self._ask(requests)
            if isinstance(readings, list):
                return readings
        return [] if self._closed else super().read(requests)

    def find_echoes(self, articles: EchoArticles) -> list[EchoGroup]:
        """Return the utterances that several of the articles quote that were given up to now.

        Comparing many takes long, and the process does one thing at a time: have another `EngineProcess` for it, so
        that what is on screen does not wait.
        """
        if not self._compares_here:
            groups = self._ask(EchoQuestion(articles))
            if isinstance(groups, list):
                self._compared += articles
                return groups
            # The process that knew the earlier ones is gone.
            self._compares_here = True
            articles = (*self._compared, *articles)
        return [] if self._closed else super().find_echoes(articles)

    def close(self) -> None:
        """End the process, also amid a search; it ends as well when this one does in any other way."""
        self._closed = True
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _ask(self, question: _Question) -> object:
        with self._lock:
            process = self._process or self._start()
            if process is None or process.stdin is None or process.stdout is None:
                return None
            try:
                pickle.dump(question, process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
                return pickle.load(process.stdout)  # noqa: S301
            except _GONE as error:
                if not self._closed:
                    _log_death(process, error)
                self._process, self._can_start = None, False
                return None

    def _start(self) -> subprocess.Popen[bytes] | None:
        if self._closed or not self._can_start:
            return None
        # -P: the folder that the program is started in is no place for its modules.
        command = [sys.executable, "-P", "-m", __name__, *([str(self._folder)] if self._folder else [])]
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            _log(f"the engine process cannot be started ({error}); quotes are found in this process")
            self._can_start = False
        return self._process


def _log_death(process: subprocess.Popen[bytes], error: BaseException) -> None:
    """Log how the process ended; where it still runs but answers nonsense, end it."""
    process.kill()
    _log(
        f"the engine process ended with {process.wait()} ({error!r}); quotes are found in this process from now on"
    )


def _log(message: str) -> None:
    import logging

    logging.getLogger(__name__).warning(message)


def _is_long(request: Request) -> bool:
    row = request.source.row
    try:
        return (row.size if row else request.source.path.stat().st_size) > SOON_READ
    except OSError:
        return False


def _cache_in(folder: Path | None) -> FoundCache | None:
    if folder is None:
        return None
    from onrecord.quotes.found_cache import FoundCache

    return FoundCache(folder)


def answer(questions: IO[bytes], answers: IO[bytes], folder: Path | None = None) -> None:
    """Answer each question that comes, until no more do."""
    import gc

    gc.disable()
    cache = _cache_in(folder)
    if cache is not None:
        cache.forget_other_engines()
    engine = Engine(cache)
    while True:
        try:
            question: _Question = pickle.load(questions)  # noqa: S301
        except EOFError:
            return
        pickle.dump(_answer(engine, question), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _answer(engine: Engine, question: _Question) -> object:
    if isinstance(question, EchoQuestion):
        return engine.find_echoes(question.articles)
    return engine.find_in_article(*question) if isinstance(question, tuple) else engine.read(question)


def _give_way() -> None:
    import os

    if hasattr(os, "nice"):
        os.nice(_POLITENESS)


if __name__ == "__main__":
    _give_way()
    answer(sys.stdin.buffer, sys.stdout.buffer, Path(sys.argv[1]) if len(sys.argv) > 1 else None)
