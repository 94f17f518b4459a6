"""The program itself: help, command palette, themes, problems, counts, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.prompts import ask_leaving, ask_theme

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


@command("question_mark", "f1", title="Help", group=Group.PROGRAM, footer=4)
async def help_(context: ReviewContext) -> None:
    """Show what can be done here, with the keys."""
    await context.show_help()


@command("ctrl+p", title="Commands", group=Group.PROGRAM)
def palette(context: ReviewContext) -> None:
    """Find a command by its name."""
    context.app.action_command_palette()


@command(title="Take the tour", group=Group.PROGRAM)
async def tour(context: ReviewContext) -> None:
    """Show the first five steps of a review again."""
    from onrecord.app.commands.tour import begin

    await begin(context)


@command("T", title="Theme", group=Group.PROGRAM)
async def theme(context: ReviewContext) -> None:
    """Choose the colours; the choice is remembered."""
    if await ask_theme(context):
        context.themes.keep()


@command("exclamation_mark", title="Problems", group=Group.PROGRAM)
async def problems(context: ReviewContext) -> None:
    """List the files that could not be read or saved, and what to do."""
    from onrecord.app.commands.recovery import ask_about_locked, decide_conflicts
    from onrecord.app.dialogs.page import PageScreen
    from onrecord.app.presenting.pages import problems_page
    from onrecord.storage.file_system import weaker_promise

    project = context.project
    await decide_conflicts(context, project.in_order(project.conflicts))
    await ask_about_locked(context, project.in_order(project.locked))
    promise = weaker_promise(project.collection.project)
    told = (*project.problems(), *project.collection.left_out, *([promise] if promise else []))
    problems = [*context.keymap.faults, *map(context.presenter.told, told)]
    if problems and context.presenter.view_options.blind:
        problems.append(f"The names of files are hidden: {context.hint('blind')} shows them.")
    context.app.push_screen(PageScreen("Problems", problems_page(problems)))


@command("q", "ctrl+q", title="Leave", group=Group.PROGRAM, footer=14)
async def leave(context: ReviewContext) -> None:
    """Leave; everything is already saved."""
    from onrecord.app.commands.recovery import look_at

    look_at(context, context.project.annotations.seen)
    context.project.save_pending()
    if context.project.conflicts:
        from onrecord.app.commands.recovery import decide_conflicts

        await decide_conflicts(context, context.project.conflicts)
    if not context.project.unsaved or await ask_leaving(context):
        context.remember_place()
        context.app.exit()


@command("number_sign", title="Counts", group=Group.FINDING)
def counts(context: ReviewContext) -> None:
    """Show how much is reviewed and left, today's pace, and how long the rest takes at that pace."""
    from onrecord.app.dialogs.page import PageScreen
    from onrecord.app.presenting.pages import counts_page

    page = counts_page(
        context.project,
        context.presenter,
        searching=context.searching,
        hint=context.hint,
        width=context.app.size.width,
    )
    context.app.push_screen(PageScreen("Counts", page))
