"""Reads the articles of a project and finds their quotes in the background, those on screen first.

The loader adds them to the review session and tells a listener what changed.
"""

from __future__ import annotations

from asyncio import sleep, to_thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from onrecord.app.project.found_quotes import FoundQuotes
from onrecord.quotes.engine import Request
from onrecord.quotes.engine_process import SOON_FOUND

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from onrecord.app.project.found_quotes import Linked
    from onrecord.app.project.project import Project
    from onrecord.coding.tally import Tally
    from onrecord.quotes.engine import Reading

PORTION = 16
"""Articles requested from the engine in the first batch."""
SMALLEST, LARGEST = 4, 256
"""Bounds for the number of articles in a batch."""
QUICK, SLOW = 0.05, 0.2
"""Seconds: after a quicker batch the next one is larger, after a slower one smaller. A newly opened article waits
for one batch at most."""
TURN = 0.004
"""Seconds of work after which pending keys are handled."""
STEPS = 5
"""Turns of the event loop between a key and its frame, roughly."""
AT_ONCE = 64
"""Annotation files counted in a batch, before articles opened meanwhile are searched."""
SHOWN_EVERY = 0.25
"""Seconds between two updates of the counts on screen."""
WORTH = 4
"""Relink all actors each time the article count has grown by this factor, which costs little more than once."""


class LoadingListener(Protocol):
    """The screen's interface for the loader."""

    @property
    def articles_in_view(self) -> Sequence[str]:
        """The keys of the articles on screen, the active one first."""

    def quotes_found(self) -> None:
        """Show quotes and actors that have been found or linked."""

    def counts_changed(self) -> None:
        """Show the progress of loading and the current counts."""

    def articles_changed(self, keys: Collection[str]) -> None:
        """Show articles whose text has changed on disk."""


class Loader:
    """Loads all articles of a project and their quotes into the session."""

    def __init__(self, project: Project, listener: LoadingListener) -> None:
        """Prepare to load the articles of a project; nothing is read yet."""
        self._project = project
        self._session = project.session
        self._listener = listener
        self._found = FoundQuotes(project.session)
        self._turn_began = 0.0
        self._shown = 0.0
        self._unsure: list[str] = []

    def has_found(self, key: str) -> bool:
        """Return whether the quotes of an article are in the session."""
        return self._found.has_linked(key)

    @property
    def searched(self) -> int:
        """The number of articles searched."""
        return self._found.searched

    def find_first(self, key: str) -> None:
        """Find the quotes of an open article for the first frame, at once; leave a long article to `find`."""
        if self._session.has(key) and len(self._session.article(key).text) <= SOON_FOUND:
            self._found.add(self._project.find_quotes(self._session.article(key)))
            self.relink()

    def relink(self) -> None:
        """Link the actors of all articles searched so far, as after a change of the codebook's actors."""
        self._session.take_in_quotes(*self._found.link())

    async def find(self, keys: Iterable[str]) -> None:
        """Find and show the quotes of articles not searched yet; an empty key stands for an empty pane."""
        wanted = [key for key in keys if key and not self._found.has_linked(key)]
        for key in wanted:
            if not self._found.has_searched(key) and self._project.open(key):
                article = self._session.article(key)
                self._found.add(await to_thread(self._project.find_quotes, article))
        if any(map(self._found.has_searched, wanted)):
            await self._link()

    async def find_again(self, key: str) -> None:
        """Find the quotes of an article again, after it was read in another format."""
        self._found.forget(key)
        await self.find([key])

    async def count_recorded(self) -> None:
        """Count the records of the articles that are not read yet, which is much quicker than reading them.

        Unchanged files are counted from the cache of the last start, the others by reading them.
        """
        to_come = {key for key in self._project.keys if not self._session.has(key)}
        if not to_come:
            return
        from onrecord.storage.count_cache import CountCache

        counted = await to_thread(CountCache, self._project.collection.project, self._session.coder)
        waiting = await to_thread(counted.files)
        await self._expect(counted.expected(waiting), to_come)
        self._tell_counts()
        while waiting:
            files, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            await self._expect(await to_thread(counted.count, files), to_come)
            await self._find_in_view()
            self._tell_counts_at_times()
        await to_thread(counted.keep)
        self._tell_counts()

    async def read_all(self) -> None:
        """Read all other articles and find their quotes; articles opened meanwhile come first."""
        waiting = [key for key in self._from_here() if not self._found.has_searched(key)]
        size, linked = PORTION, max(self._found.searched, 1)
        while waiting:
            await self._find_in_view()
            keys, waiting = waiting[:size], waiting[size:]
            began = monotonic()
            requests = [self._request(key) for key in keys if not self._found.has_searched(key)]
            await self._take_in(await to_thread(self._project.engine.read, requests))
            size = _next_size(size, monotonic() - began)
            if self._found.searched >= linked * WORTH:
                await self._link()
                linked = self._found.searched
            else:
                self._tell_counts_at_times()
        # If a file was rewritten after it was shown, search the text that is shown.
        await self.find(self._session.keys)

    async def look_closely(self) -> None:
        """Read the files that were assumed unchanged by size and time, and take in those that did change."""
        while self._unsure:
            keys, self._unsure = self._unsure[:PORTION], self._unsure[PORTION:]
            requests = [self._request(key, known=self._session.about(key).sha256) for key in keys]
            changed = await to_thread(self._project.engine.read, requests)
            for reading in changed:
                self._project.take_in_changed(reading)
                if reading.quoted is not None:
                    self._found.add(reading.quoted)
            if changed:
                await self._link()
                self._listener.articles_changed({reading.key for reading in changed})

    async def _expect(self, tallies: Iterable[tuple[str, Tally]], to_come: Collection[str]) -> None:
        for key, tally in tallies:
            if key in to_come and key not in self._project.unreadable:
                self._session.expect(key, tally)
            await self._let_keys_in()

    async def _find_in_view(self) -> None:
        await self.find(self._listener.articles_in_view)

    async def _take_in(self, readings: Sequence[Reading]) -> None:
        for reading in readings:
            if self._project.take_in(reading) and reading.quoted is not None:
                self._found.add(reading.quoted)
                if not reading.read:
                    self._unsure.append(reading.key)
            await self._let_keys_in()

    async def _link(self) -> None:
        linked: Linked = await to_thread(self._found.linking())
        for quoted in linked.articles:
            self._session.take_in_found(quoted)
            await self._let_keys_in()
        self._session.take_in_actors(linked.actors)
        self._listener.quotes_found()

    def _tell_counts(self) -> None:
        self._shown = monotonic()
        self._listener.counts_changed()

    def _tell_counts_at_times(self) -> None:
        if monotonic() - self._shown > SHOWN_EVERY:
            self._tell_counts()

    async def _let_keys_in(self) -> None:
        if monotonic() - self._turn_began > TURN:
            for _ in range(STEPS):
                await sleep(0)
            self._turn_began = monotonic()

    def _from_here(self) -> Iterator[str]:
        """Yield all articles' keys from the active one to the last, then those before it."""
        keys = self._project.keys
        active = self._listener.articles_in_view[0]
        here = keys.index(active) if active in keys else 0
        yield from keys[here:]
        yield from keys[:here]

    def _request(self, key: str, known: str | None = None) -> Request:
        return Request(self._project.source(key), self._project.place.formats.get(key), known)


def _next_size(size: int, seconds: float) -> int:
    if seconds < QUICK:
        return min(size * 2, LARGEST)
    return max(size // 2, SMALLEST) if seconds > SLOW else size
