"""The program itself: help, palette, themes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.asking import ask_help, ask_leaving, ask_theme
from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


async def _help(desk: Desk) -> None:
    name = await ask_help(desk)
    if name is None:
        return
    from onrecord.app.commands.table import BY_NAME

    running = BY_NAME[name].run(desk)
    if running is not None:
        await running


def _palette(desk: Desk) -> None:
    desk.app.action_command_palette()


async def _problems(desk: Desk) -> None:
    from onrecord.app.attending import ask_about_locked, decide_conflicts
    from onrecord.app.pages import problems_page
    from onrecord.app.screens.page import PageScreen

    workspace = desk.workspace
    await decide_conflicts(desk, workspace.in_order(workspace.conflicts))
    await ask_about_locked(desk, workspace.in_order(workspace.locked))
    problems = [*desk.keymap.faults, *map(desk.presenter.told, workspace.problems())]
    if problems and desk.presenter.lens.blind:
        problems.append(f"The names of files are hidden: {desk.hint('blind')} shows them.")
    desk.app.push_screen(PageScreen("Problems", problems_page(problems)))


async def _theme(desk: Desk) -> None:
    if await ask_theme(desk):
        desk.themes.keep()


async def _tour(desk: Desk) -> None:
    from onrecord.app.tour import begin

    await begin(desk)


async def _leave(desk: Desk) -> None:
    desk.workspace.save_pending()
    if desk.workspace.conflicts:
        from onrecord.app.attending import decide_conflicts

        await decide_conflicts(desk, desk.workspace.conflicts)
    if not desk.workspace.unsaved or await ask_leaving(desk):
        desk.remember_place()
        desk.app.exit()


COMMANDS = (
    Command(
        "help",
        ("question_mark", "f1"),
        "Help",
        "Show what can be done here, and by which key.",
        Group.PROGRAM,
        _help,
        4,
    ),
    Command("palette", ("ctrl+p",), "Commands", "Find a command by its name.", Group.PROGRAM, _palette),
    Command("tour", (), "Take the tour", "Show the first five steps of a review again.", Group.PROGRAM, _tour),
    Command("theme", ("T",), "Theme", "Choose the colours; the choice is remembered.", Group.PROGRAM, _theme),
    Command(
        "problems",
        ("exclamation_mark",),
        "Problems",
        "List the files that could not be read or saved, and what to do.",
        Group.PROGRAM,
        _problems,
    ),
    Command("leave", ("q", "ctrl+q"), "Leave", "Leave; there is nothing left to save.", Group.PROGRAM, _leave, 14),
)
