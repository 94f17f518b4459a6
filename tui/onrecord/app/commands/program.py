"""The program itself: help, palette, themes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.prompts import ask_help, ask_leaving, ask_theme

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


async def _help(context: ReviewContext) -> None:
    name = await ask_help(context)
    if name is None:
        return
    from onrecord.app.commands.table import BY_NAME

    running = BY_NAME[name].run(context)
    if running is not None:
        await running


def _palette(context: ReviewContext) -> None:
    context.app.action_command_palette()


async def _problems(context: ReviewContext) -> None:
    from onrecord.app.commands.recovery import ask_about_locked, decide_conflicts
    from onrecord.app.dialogs.page import PageScreen
    from onrecord.app.presenting.pages import problems_page

    project = context.project
    await decide_conflicts(context, project.in_order(project.conflicts))
    await ask_about_locked(context, project.in_order(project.locked))
    problems = [*context.keymap.faults, *map(context.presenter.told, project.problems())]
    if problems and context.presenter.lens.blind:
        problems.append(f"The names of files are hidden: {context.hint('blind')} shows them.")
    context.app.push_screen(PageScreen("Problems", problems_page(problems)))


async def _theme(context: ReviewContext) -> None:
    if await ask_theme(context):
        context.themes.keep()


async def _tour(context: ReviewContext) -> None:
    from onrecord.app.commands.tour import begin

    await begin(context)


async def _leave(context: ReviewContext) -> None:
    from onrecord.app.commands.recovery import look_at

    look_at(context, context.project.annotations.seen)
    context.project.save_pending()
    if context.project.conflicts:
        from onrecord.app.commands.recovery import decide_conflicts

        await decide_conflicts(context, context.project.conflicts)
    if not context.project.unsaved or await ask_leaving(context):
        context.remember_place()
        context.app.exit()


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
