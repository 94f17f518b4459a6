"""Garbage is collected when nobody types, however the keys are taken."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest

from onrecord.app.runtime import gc_pauses
from onrecord.app.runtime.gc_pauses import QuietCollector
from tests.app.driver import OpenReview, ReviewDriver


class Ring:
    """Garbage that only the collector finds."""

    left = 0

    def __init__(self) -> None:
        self.itself = self
        Ring.left += 1

    def __del__(self) -> None:
        Ring.left -= 1


async def collected(driver: ReviewDriver) -> bool:
    for _ in range(2_000):
        if not Ring.left:
            return True
        await driver.pilot.pause()
    return False


@pytest.mark.parametrize("key", ["j", "pagedown", "o"])
async def test_after_keys_that_the_review_takes(review: OpenReview, monkeypatch, key: str) -> None:
    monkeypatch.setattr(gc_pauses, "IDLE", 0.01)
    async with review() as driver:
        for _ in range(3):
            Ring()
            await driver.press(key)
            assert await collected(driver)
            await driver.press("escape")


async def test_without_a_pause_once_there_is_much_of_it(review: OpenReview, monkeypatch) -> None:
    monkeypatch.setattr(gc_pauses, "IDLE", 3600)
    monkeypatch.setattr(gc_pauses, "CEILING", 0)
    async with review() as driver:
        Ring()
        await driver.press("j")
        assert await collected(driver)


class Clock:
    """An app of which only the timers are there; they ring when they are told to."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def set_timer(self, _seconds: float, ring: Callable[[], None]) -> Clock:
        self._waiting.append(ring)
        return self

    def ring(self) -> None:
        """Let all timers that were set by now ring."""
        waiting, self._waiting = self._waiting, []
        for ring in waiting:
            ring()

    def reset(self) -> None:
        """Begin anew."""


@pytest.fixture
def clock() -> Iterator[Clock]:
    was_on = gc.isenabled()
    yield Clock()
    gc.unfreeze()
    gc.collect()
    if was_on:
        gc.enable()


@pytest.mark.parametrize(("too_many", "left"), [(0, 1), (10**9, 0)])
def test_what_comes_in_is_looked_through_once_it_is_there_or_never(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, too_many: int, left: int
) -> None:
    monkeypatch.setattr(gc_pauses, "CEILING", 0)
    monkeypatch.setattr(gc_pauses, "TOO_MANY", too_many)
    gc.collect()
    loading = True
    collector = QuietCollector(clock, lambda: loading)
    Ring()
    collector.put_off()
    gc.collect()
    assert Ring.left == 1
    loading = False
    collector.put_off()
    clock.ring()
    assert Ring.left == left
    Ring()
    collector.put_off()
    assert Ring.left == left + 1  # not before what the key has changed is on screen
    clock.ring()
    assert Ring.left == left
