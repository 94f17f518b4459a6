"""The quote engine in a process of its own for long articles: their search holds up no key and no memory here.

Articles go in and quotes come out through pipes, pickled: both ends are this program, run by the same person.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from threading import Lock
from typing import TYPE_CHECKING

from onrecord.quotes.quote import QuotedArticle

if TYPE_CHECKING:
    from typing import IO

    from onrecord.articles.article import Article

SOON_FOUND = 30_000
"""Code points of an article that is searched here: it takes less time than asking another process to start."""
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""What talking to a process that has died, or was closed, raises."""


class EngineProcess:
    """Finds the quotes of long articles in another process; where that one cannot be had, in this one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._can_start = True

    def find_in_article(self, article: Article) -> QuotedArticle:
        """Return the quotes and the actors of an article, as `find.find_in_article` does."""
        if len(article.text) > SOON_FOUND:
            with self._lock:
                quoted = self._ask(article)
            if quoted is not None:
                return quoted
            if self._closed:
                return QuotedArticle(article.key, (), ())
        from onrecord.quotes.find import find_in_article

        return find_in_article(article)

    def close(self) -> None:
        """End the process, also amid a search; it ends as well when this one does in any other way."""
        self._closed = True
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _ask(self, article: Article) -> QuotedArticle | None:
        process = self._process or self._start()
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            pickle.dump(article, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            quoted: QuotedArticle = pickle.load(process.stdout)  # noqa: S301
        except _GONE:
            self._process, self._can_start = None, False
            return None
        return quoted

    def _start(self) -> subprocess.Popen[bytes] | None:
        if self._closed or not self._can_start:
            return None
        # -P: the folder that the program is started in is no place for its modules.
        command = [sys.executable, "-P", "-m", "onrecord.quotes.engine_process"]
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            self._can_start = False
        return self._process


def answer(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Search each article that comes, until no more do."""
    import gc

    from onrecord.quotes.find import find_in_article
    from onrecord.quotes.language import load_language

    gc.disable()
    load_language("en")
    while True:
        try:
            article = pickle.load(questions)  # noqa: S301
        except EOFError:
            return
        pickle.dump(find_in_article(article), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
