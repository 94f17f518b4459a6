"""Hostile names and texts in every list, form and message of the screen, and from every other command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import SENT_BY_TERMINALS_ONLY
from poisoned import POISON, poisoned
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from onrecord.app.app import OnrecordApp
from onrecord.app.commands.recovery import attend
from onrecord.app.project.project import open_project
from onrecord.app.screens import review as review_module
from onrecord.app.screens.review import ReviewScreen
from onrecord.articles.collection import find_articles
from onrecord.cli import main

OPENING = ("t", "o", "a", "e", "i", "F", "/", "?", "ctrl+p", "!", "@", "B", "l", "T", "v", "g")
"""The keys that open a list, a form or a page."""


@pytest.fixture(autouse=True)
def _attend_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "ATTEND_AFTER", 3600.0)


def shown(app: OnrecordApp) -> str:
    """Return every character of the screen as it would be sent."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def assert_harmless(app: OnrecordApp, where: str) -> None:
    found = SENT_BY_TERMINALS_ONLY.search(shown(app).replace("\n", ""))
    assert found is None, f"{where}: {found}"
    assert "\x1b" not in shown(app), where


async def settle(app: OnrecordApp, pilot: Pilot[None]) -> ReviewScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: not screen.searching)
    return screen


async def press(pilot: Pilot[None], screen: ReviewScreen, key: str) -> None:
    await pilot.press(key)
    await pilot.pause()
    await until(pilot, lambda: not screen.keys_held)


async def until(pilot: Pilot[None], come: Callable[[], bool]) -> None:
    for _ in range(2000):
        if come():
            return
        await pilot.pause()
    pytest.fail(f"it never comes: {pilot.app.focused}\n{shown(pilot.app)}")


@pytest.mark.asyncio
async def test_no_list_form_or_message_shows_them_as_they_are(tmp_path: Path) -> None:
    project = poisoned(tmp_path / "study", POISON)
    app = OnrecordApp(open_project(find_articles([project]), "ana"))
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settle(app, pilot)
        assert_harmless(app, "review")
        await press(pilot, screen, "ctrl+home")
        assert screen.current is not None
        assert screen.current.via == f"via {POISON}"
        opened = 0
        for key in OPENING:
            await press(pilot, screen, key)
            await pilot.pause()
            opened += len(app.screen_stack) > 1
            assert_harmless(app, key)
            for sign in ("o", "down"):
                await press(pilot, screen, sign)
                assert_harmless(app, f"{key}, then {sign}")
            for _ in range(3):
                await press(pilot, screen, "escape")
            assert len(app.screen_stack) == 1, key
        assert opened >= len(OPENING) - 3
        for key in ("j", "x", "x", "1", "tab", "u", "y", "D", "b", "b", "c", "c", "n", "d", "escape"):
            await press(pilot, screen, key)
            assert_harmless(app, key)


@pytest.mark.asyncio
async def test_what_is_pasted_into_a_field_acts_on_nothing(tmp_path: Path) -> None:
    project = poisoned(tmp_path / "study", "word")
    app = OnrecordApp(open_project(find_articles([project]), "ana"))
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settle(app, pilot)
        for key in ("t", "a", "e", "i", "/"):
            await press(pilot, screen, key)
            await until(pilot, lambda: len(app.screen_stack) > 1 and app.focused is not None)
            if key == "e":
                await press(pilot, screen, "tab")
            await until(pilot, lambda: isinstance(app.focused, Input | TextArea))
            app.post_message(events.Paste(POISON))
            await until(pilot, lambda: "aGFja2Vk" in shown(app))
            assert_harmless(app, key)
            while len(app.screen_stack) > 1:
                await press(pilot, screen, "escape")


@pytest.mark.asyncio
async def test_no_question_about_files_shows_them_as_they_are(tmp_path: Path) -> None:
    project = poisoned(tmp_path / "study", POISON)
    app = OnrecordApp(open_project(find_articles([project]), "ana"))
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settle(app, pilot)
        worker = screen.run_worker(attend(screen))
        questions = 0
        for _ in range(200):
            await pilot.pause()
            if len(app.screen_stack) > 1:
                questions += 1
                assert_harmless(app, f"question {questions}")
                # A choice that goes on: merge the copy, then the first side of each conflict.
                await press(pilot, screen, "1" if questions > 1 else "enter")
            elif worker.is_finished:
                break
        assert questions >= 2
        assert_harmless(app, "afterwards")


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--fix"], ["export", "--format", "csv"], ["quotes", "--format", "table"]]
)
def test_no_other_command_prints_them_as_they_are(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    project = poisoned(tmp_path / "study", POISON)
    main([*command, str(project)])
    said = "".join(capsys.readouterr())
    assert len(said) > 200
    assert SENT_BY_TERMINALS_ONLY.search(said.replace("\n", "")) is None
    assert "\x1b" not in said


def test_merging_prints_them_harmlessly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = poisoned(tmp_path / "study", POISON)
    (copy,) = (project / "annotations/ana").glob("*(1).yaml")
    assert main(["merge", "--resolve", str(copy)]) == 1
    sound = next(path for path in (project / "annotations/ana").glob("a*.yaml") if path != copy)
    for faulty in sorted((project / "annotations/ana").glob("[cdefg]*.yaml")):
        ours = tmp_path / "ours"
        ours.write_bytes(sound.read_bytes())
        main(["merge", str(sound), str(ours), str(faulty), str(faulty)])
        main(["merge", "--resolve", str(faulty)])
    said = "".join(capsys.readouterr())
    assert len(re.findall("onrecord: ", said)) >= 8
    assert SENT_BY_TERMINALS_ONLY.search(said.replace("\n", "")) is None
    assert "\x1b" not in said
