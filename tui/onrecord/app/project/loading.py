"""Reads the articles of a project and finds their quotes, those on screen first, while the review goes on."""

from __future__ import annotations

from asyncio import sleep, to_thread
from time import monotonic
from typing import TYPE_CHECKING

from onrecord.quotes.engine import Request

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.project.finding import Linked, QuoteFinder
    from onrecord.coding.tally import Tally
    from onrecord.quotes.engine import Reading

PORTION = 16
"""So many articles are asked for at first."""
SMALLEST, LARGEST = 4, 256
QUICK, SLOW = 0.05, 0.2
"""Seconds: what takes less makes portions larger, what takes more smaller; whatever is opened waits for one."""
TURN = 0.004
"""Seconds of work after which keys have their turn."""
STEPS = 5
"""From a key to its frame the event loop goes round about so many times."""
AT_ONCE = 64
"""So many annotation files are counted before what was opened meanwhile has its turn."""
SHOWN_EVERY = 0.25
"""Seconds between two looks at how far it is."""
WORTH = 4
"""All are linked again once there are so many times as many: that costs a little more than linking them once."""


class Gathering:
    """Brings all articles into the session, and their quotes."""

    def __init__(self, context: ReviewContext, finder: QuoteFinder) -> None:
        """Prepare to gather the articles of the context's project."""
        self._context = context
        self._project = context.project
        self._session = context.session
        self._finder = finder
        self._turn_began = 0.0
        self._shown = 0.0
        self._unsure: list[str] = []

    async def find(self, keys: Iterable[str]) -> None:
        """Find the quotes of articles that were not searched yet, and show them; a pane may have none (no key)."""
        wanted = [key for key in keys if key and not self._finder.has_linked(key)]
        for key in wanted:
            if not self._finder.has_searched(key) and self._project.open(key):
                article = self._session.article(key)
                self._finder.add(await to_thread(self._project.find_quotes, article))
        if any(map(self._finder.has_searched, wanted)):
            await self._link()

    async def find_again(self, key: str) -> None:
        """Find the quotes of an article that is read otherwise than before."""
        self._finder.forget(key)
        await self.find([key])

    async def count_recorded(self) -> None:
        """Count what is recorded of the articles that are not read yet: that is much sooner done.

        First as at the last start, by the files' stamps, and then by what is in them.
        """
        to_come = {key for key in self._project.keys if not self._session.has(key)}
        if not to_come:
            return
        from onrecord.storage.count_cache import Tallies

        counted = await to_thread(Tallies, self._project.collection.project, self._session.coder)
        waiting = await to_thread(counted.files)
        await self._expect(counted.expected(waiting), to_come)
        self._show_counted()
        while waiting:
            files, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            await self._expect(await to_thread(counted.count, files), to_come)
            await self._find_in_view()
            self._show_counts_at_times()
        await to_thread(counted.keep)
        self._show_counted()

    async def read_all(self) -> None:
        """Read all other articles and find their quotes; what is opened meanwhile comes first."""
        waiting = [key for key in self._from_here() if not self._finder.has_searched(key)]
        size, linked = PORTION, max(self._finder.searched, 1)
        while waiting:
            await self._find_in_view()
            keys, waiting = waiting[:size], waiting[size:]
            began = monotonic()
            requests = [self._request(key) for key in keys if not self._finder.has_searched(key)]
            await self._take_in(await to_thread(self._project.engine.read, requests))
            size = _next_size(size, monotonic() - began)
            if self._finder.searched >= linked * WORTH:
                await self._link()
                linked = self._finder.searched
            else:
                self._show_counts_at_times()
        # A file that was written anew between being shown and being read has to be searched as it is shown.
        await self.find(self._session.keys)

    async def look_closely(self) -> None:
        """Read the files that were known by size and time; an article that has changed all the same is taken in."""
        while self._unsure:
            keys, self._unsure = self._unsure[:PORTION], self._unsure[PORTION:]
            requests = [self._request(key, known=self._session.about(key).sha256) for key in keys]
            changed = await to_thread(self._project.engine.read, requests)
            for reading in changed:
                self._project.take_in_changed(reading)
                if reading.quoted is not None:
                    self._finder.add(reading.quoted)
            if changed:
                await self._link()
                self._show_again({reading.key for reading in changed})

    async def _expect(self, tallies: Iterable[tuple[str, Tally]], to_come: Collection[str]) -> None:
        for key, tally in tallies:
            if key in to_come and key not in self._project.unreadable:
                self._session.expect(key, tally)
            await self._let_keys_in()

    async def _find_in_view(self) -> None:
        await self.find([pane.key for pane in self._context.row.panes])

    async def _take_in(self, readings: Sequence[Reading]) -> None:
        for reading in readings:
            if self._project.take_in(reading) and reading.quoted is not None:
                self._finder.add(reading.quoted)
                if not reading.read:
                    self._unsure.append(reading.key)
            await self._let_keys_in()

    async def _link(self) -> None:
        linked: Linked = await to_thread(self._finder.linking())
        for quoted in linked.articles:
            self._session.take_in_found(quoted)
            await self._let_keys_in()
        self._session.take_in_actors(linked.actors)
        self._context.presenter.meet(self._session)
        self._context.keeper.show_marks()
        self._context.show_all()

    def _show_counted(self) -> None:
        self._context.presenter.meet(self._session)
        self._context.show_all()

    def _show_counts_at_times(self) -> None:
        if monotonic() - self._shown > SHOWN_EVERY:
            self._shown = monotonic()
            self._context.show_counts()

    async def _let_keys_in(self) -> None:
        if monotonic() - self._turn_began > TURN:
            for _ in range(STEPS):
                await sleep(0)
            self._turn_began = monotonic()

    def _show_again(self, keys: set[str]) -> None:
        for pane in self._context.row.panes:
            if pane.key in keys:
                self._context.keeper.show(pane, pane.key)
        self._context.show_all()

    def _from_here(self) -> Iterator[str]:
        """Yield all articles' keys, from the one that is read to the last, and then those before it."""
        keys = self._project.keys
        here = keys.index(self._context.key) if self._context.key in keys else 0
        yield from keys[here:]
        yield from keys[:here]

    def _request(self, key: str, known: str | None = None) -> Request:
        return Request(self._project.source(key), self._project.place.formats.get(key), known)


def _next_size(size: int, seconds: float) -> int:
    if seconds < QUICK:
        return min(size * 2, LARGEST)
    return max(size // 2, SMALLEST) if seconds > SLOW else size
