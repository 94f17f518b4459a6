"""Finds the quotes of many articles, in one process or several, those of one file in constant memory."""

from __future__ import annotations

import gc
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from onrecord.articles.article import Article
from onrecord.articles.collection import find_articles
from onrecord.articles.errors import ArticleError
from onrecord.articles.file_names import is_collection
from onrecord.articles.jsonl import read_jsonl
from onrecord.articles.load import load_source
from onrecord.articles.source import ArticleSource
from onrecord.quotes.actors import link_actors
from onrecord.quotes.extract import find_in_article
from onrecord.quotes.language import load_language
from onrecord.quotes.quote import QuotedArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from onrecord.articles.collection import Collection

    Outcome = QuotedArticle | ArticleError
    """The quotes of an article, or why there are none."""
    Item = Article | ArticleSource | ArticleError

T = TypeVar("T")

_PORTION = 8
"""Articles that are sent to a process at once."""
_AHEAD = 4
"""Portions a process that wait or are under way at most."""


def quote_paths(
    paths: Sequence[Path],
    project: Path | None = None,
    *,
    jobs: int = 1,
    language: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Outcome]:
    """Yield what was found in each article that the paths name, in their order.

    A `.jsonl` or `.csv` file that is named is streamed, an article at a time, each by itself and called by its id.
    Of folders and other files, the actors are linked across all articles, so the first of these comes when the last
    one is done.

    Args:
        paths: folders, articles, `.jsonl` and `.csv` files.
        project: the project folder, where it cannot be told from the paths.
        jobs: processes to work in.
        language: ISO 639 code; None reads each article in its own language.
        tell: takes what is to be said of files that were left out.

    Raises:
        UsageError: a path or the language does not exist, or there are no articles.
        ArticleError: a `.jsonl` or `.csv` file cannot be opened.
    """
    if language is not None:
        load_language(language)
    work = partial(find_in_article, language=language)
    streamed = [path for path in paths if is_streamed(path)]
    linked = [path for path in paths if path not in streamed]
    if linked:
        collection = find_articles(linked, project)
        _tell_left_out(collection, tell)
        yield from collection.faults
        yield from _linked(list(_each(collection.sources, jobs, work)))
    for path in streamed:
        yield from _each(_read(path), jobs, work)


def each_article(
    work: Callable[[Article], T],
    paths: Sequence[Path],
    project: Path | None = None,
    *,
    jobs: int = 1,
    tell: Callable[[str], None] | None = None,
) -> Iterator[T | ArticleError]:
    """Yield in their order what `work` returns of each article that the paths name, or why it cannot be read.

    Articles of `.jsonl` and `.csv` files are called by their ids. With several jobs, `work` is called in other
    processes and has to be a function of a module. `tell` takes what is to be said of files that were left out.

    Raises:
        UsageError: a path does not exist, or there are no articles.
        ArticleError: a `.jsonl` or `.csv` file cannot be opened.
    """
    whole = [path for path in paths if not is_streamed(path)]
    if whole:
        collection = find_articles(whole, project)
        _tell_left_out(collection, tell)
        yield from collection.faults
        yield from _each(collection.sources, jobs, work)
    for path in paths:
        if is_streamed(path):
            yield from _each(_read(path), jobs, work)


def _tell_left_out(collection: Collection, tell: Callable[[str], None] | None) -> None:
    if tell is not None:
        faults = {*map(str, collection.faults)}
        for message in (*collection.skipped, *collection.left_out):
            if message not in faults:
                tell(message)


def count_articles(paths: Sequence[Path], project: Path | None = None) -> int:
    """Return how many articles the paths name, for a progress bar; the lines of a `.jsonl` file are only counted.

    Raises:
        UsageError: a path does not exist, or there are no articles.
        ArticleError: a `.csv` file cannot be read.
    """
    streamed = [path for path in paths if is_streamed(path)]
    linked = [path for path in paths if path not in streamed]
    total = len(find_articles(linked, project).sources) if linked else 0
    return total + sum(map(_count, streamed))


def is_streamed(path: Path) -> bool:
    """Return whether a path is a file of many articles, which are read one after the other."""
    return is_collection(path.name) and path.is_file()


def _read(path: Path) -> Iterator[Article | ArticleError]:
    if _is_jsonl(path):
        return read_jsonl(path)
    from onrecord.articles.csv_rows import read_csv

    return read_csv(path)


def _count(path: Path) -> int:
    if _is_jsonl(path):
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(partial(file.read, 1 << 20), b""))
    from onrecord.articles.csv_rows import list_csv

    return sum(1 for _ in list_csv(path))


def _is_jsonl(path: Path) -> bool:
    return path.suffix.lower() == ".jsonl"


def _linked(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    linked = iter(link_actors([outcome for outcome in outcomes if isinstance(outcome, QuotedArticle)]).articles)
    for outcome in outcomes:
        yield outcome if isinstance(outcome, ArticleError) else next(linked)


def _each(items: Iterable[Item], jobs: int, work: Callable[[Article], T]) -> Iterator[T | ArticleError]:
    portion_work = partial(_work_off, work)
    portions = _portions(items)
    if jobs <= 1:
        for portion in portions:
            yield from portion_work(portion)
        return
    with ProcessPoolExecutor(jobs, initializer=gc.disable) as pool:
        for outcomes in _in_order(pool, portion_work, portions, jobs * _AHEAD):
            yield from outcomes


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[list[Item]], list[T | ArticleError]],
    portions: Iterator[list[Item]],
    ahead: int,
) -> Iterator[list[T | ArticleError]]:
    """Yield what the processes return in the order of the portions, never more than some portions ahead."""
    waiting = deque((portion, pool.submit(work, portion)) for portion in islice(portions, ahead))
    while waiting:
        portion, future = waiting.popleft()
        try:
            yield future.result()
        except BrokenProcessPool as error:
            message = "a process ended while it looked for quotes: try again with --jobs 1."
            raise ArticleError(message, ", ".join(map(_name, portion))) from error
        following = next(portions, None)
        if following is not None:
            waiting.append((following, pool.submit(work, following)))


def _portions(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while portion := list(islice(iterator, _PORTION)):
        yield portion


def _work_off(work: Callable[[Article], T], items: Sequence[Item]) -> list[T | ArticleError]:
    return [_outcome(work, item) for item in items]


def _outcome(work: Callable[[Article], T], item: Item) -> T | ArticleError:
    if isinstance(item, ArticleError):
        return item
    try:
        return work(item if isinstance(item, Article) else load_source(item))
    except ArticleError as error:
        return error
    except Exception as error:  # one article that trips the engine must not end a run over thousands
        message = f"its quotes could not be found ({type(error).__name__}: {error}): please report this article."
        return ArticleError(message, _name(item))


def _name(item: Item) -> str:
    if isinstance(item, ArticleError):
        return item.name
    return str(item.path) if isinstance(item, ArticleSource) else f"{item.path}, {item.key}"
