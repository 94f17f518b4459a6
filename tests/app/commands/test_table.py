"""The command table: what is said once about each command, and when it can be run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.app.commands import coding
from onrecord.app.commands.command import Group, command, commands_of
from onrecord.app.commands.context import ReviewContext
from onrecord.app.commands.table import BY_NAME, COMMANDS
from tests.app.driver import OpenReview

ALWAYS = {
    *("jump", "blind", "focus", "filter", "doubtful", "search", "counts", "target", "codebook", "actors"),
    *("open", "reading", "row_down", "row_up", "half_down", "half_up", "page_down", "page_up", "top", "bottom"),
    *("goes_on", "help", "palette", "tour", "theme", "problems", "leave"),
}
"""The commands that would always do something."""


def test_name_and_description_come_from_the_function() -> None:
    @command("o", title="Open", group=Group.READING, footer=3)
    def open_(_context: ReviewContext) -> None:
        """Open an article."""

    assert (open_.name, open_.description, open_.keys) == ("open", "Open an article.", ("o",))
    assert (open_.title, open_.group, open_.footer, open_.when) == ("Open", Group.READING, 3, None)


def test_every_command_is_described_and_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    for one in COMMANDS:
        assert one.title
        assert one.description.endswith(".")
        assert "\n" not in one.description


def test_commands_are_listed_group_by_group() -> None:
    assert list(dict.fromkeys(one.group for one in COMMANDS)) == list(Group)


def test_the_stance_commands_are_nine() -> None:
    stances = [one for one in commands_of(coding) if one.name.startswith("stance_")]
    assert [one.keys for one in stances] == [(str(number),) for number in range(1, 10)]


def test_which_commands_can_always_be_run_is_decided_here() -> None:
    assert {one.name for one in COMMANDS if one.when is None} == ALWAYS


@pytest.mark.parametrize("keys", [(), ("j", "2"), ("a", "escape", "x")])
async def test_whether_a_command_can_be_run_does_not_depend_on_its_name(
    review: OpenReview, keys: tuple[str, ...]
) -> None:
    async with review() as driver:
        await driver.press(*keys)
        possible = {one.name for one in COMMANDS if one.can_run(driver.screen)}
        assert possible == {one.name for one in COMMANDS if replace(one, name="renamed").can_run(driver.screen)}
        assert possible < BY_NAME.keys()
        assert "accept" in possible
