"""Garbage is collected when nobody types, however the keys are taken."""

import pytest

from onrecord.app import quiet_collector
from tests.app.conftest import Desk, OpenReview


class Ring:
    """Garbage that only the collector finds."""

    left = 0

    def __init__(self) -> None:
        self.itself = self
        Ring.left += 1

    def __del__(self) -> None:
        Ring.left -= 1


async def collected(desk: Desk) -> bool:
    for _ in range(2_000):
        if not Ring.left:
            return True
        await desk.pilot.pause()
    return False


@pytest.mark.parametrize("key", ["j", "pagedown", "o"])
async def test_after_keys_that_the_review_takes(review: OpenReview, monkeypatch, key: str) -> None:
    monkeypatch.setattr(quiet_collector, "IDLE", 0.01)
    async with review() as desk:
        for _ in range(3):
            Ring()
            await desk.press(key)
            assert await collected(desk)
            await desk.press("escape")


async def test_without_a_pause_once_there_is_much_of_it(review: OpenReview, monkeypatch) -> None:
    monkeypatch.setattr(quiet_collector, "IDLE", 3600)
    monkeypatch.setattr(quiet_collector, "CEILING", 0)
    async with review() as desk:
        Ring()
        await desk.press("j")
        assert await collected(desk)
