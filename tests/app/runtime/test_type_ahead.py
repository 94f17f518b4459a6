"""Keys typed faster than lists and forms open and close reach whom they are meant for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from textual import events
from textual.keys import key_to_character
from textual.message_pump import MessagePump
from textual.timer import Timer

from onrecord.app.app import OnrecordApp
from onrecord.app.dialogs.picker import Picker
from onrecord.quotes.quote import Kind
from tests.app.driver import HASS, XI, OpenReview, ReviewDriver


async def type_ahead(driver: ReviewDriver, *keys: str) -> None:
    """Send keys in one go, as a slow line does, and wait until all is done."""
    for key in keys:
        driver.app.post_message(events.Key(key, key_to_character(key) if len(key) > 1 else key))
    quiet = 0
    for _ in range(3000):
        await driver.pilot.pause()
        quiet = 0 if driver.screen.asking or driver.screen.keys_held else quiet + 1
        if quiet > 20 or not driver.app.is_running:
            return
    pytest.fail("a list or form stays open")


async def test_a_note_with_blanks_in_it(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "i", *"a b c", "enter")
        assert driver.session.items(XI)[0].note == "a b c"
        assert driver.session.progress(XI).reviewed == 0


async def test_a_target_and_the_stances_after_it(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "j", "t", *"sanctions", "enter", "2", "2", "j", "1")
        items = driver.session.items(XI)
        assert [(s.target, s.stance, s.strong) for s in items[1].stances] == [("sanctions", "oppose", True)]
        assert [(s.target, s.stance) for s in items[2].stances] == [("sanctions", "support")]


async def test_one_dialog_after_the_other(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "a", *"blinken", "enter", "i", *"no", "enter", "e", "s", "enter", "f")
        item = driver.session.items(XI)[0]
        assert (item.note, item.kind, item.flagged) == ("no", Kind.SCARE, True)


async def test_a_dialog_that_is_left(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "a", *"xyz", "escape", "j", "f")
        assert [item.flagged for item in driver.session.items(XI)[:2]] == [False, True]


async def test_an_answer_that_does_not_close_the_list(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "a", "enter", "t", "escape", "j", "f")
        assert [item.flagged for item in driver.session.items(XI)[:2]] == [False, True]


async def test_coding_right_after_going_to_the_next_pane(review: OpenReview) -> None:
    async with review() as driver:
        await type_ahead(driver, "tab", "1", "tab", "2")
        assert driver.session.items(HASS)[0].stances[0].stance == "support"
        assert driver.session.items(XI)[0].stances[0].stance == "oppose"


async def test_leaving_in_a_hurry(review: OpenReview, project: Path) -> None:
    async with review() as driver:
        await type_ahead(driver, "t", *"war", "enter", "2", "q")
    file = project / "annotations" / "ana" / f"{XI}.yaml"
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["records"][0]["stances"][0]["target"] == "war"


@pytest.mark.parametrize("keys", ["tj", "ix", "oz"])
async def test_nothing_is_coded_by_what_was_typed_into_a_list(review: OpenReview, keys: str) -> None:
    async with review() as driver:
        await type_ahead(driver, *keys, "2", "x", "space", "escape", "escape")
        assert driver.session.coding(XI).records == ()


async def test_a_list_that_takes_its_time_to_close(review: OpenReview, monkeypatch: pytest.MonkeyPatch) -> None:
    async def submitted(self: Picker) -> None:
        for _ in range(3000):
            await asyncio.sleep(0)
        self.entered()

    def at_once(self: OnrecordApp, delay: float, callback: Callable[[], object]) -> Timer:
        """Let every short wait be over at once: what is waited for has to have happened."""
        return MessagePump.set_timer(self, delay if delay > 1 else 0.001, callback)

    monkeypatch.setattr(Picker, "on_input_submitted", submitted)
    monkeypatch.setattr(OnrecordApp, "set_timer", at_once)
    async with review() as driver:
        await type_ahead(driver, "j", "t", *"sanctions", "enter", "2", "2", "a", *"blinken", "enter", "f")
        item = driver.session.items(XI)[1]
        assert [(s.target, s.stance, s.strong) for s in item.stances] == [("sanctions", "oppose", True)]
        assert (item.actor, item.flagged) == ("Antony Blinken", True)
