"""Searching all articles, and going back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.going import go_back_to, go_to_match, here
from onrecord.app.commands.prompts import ask_search

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


async def _search(context: ReviewContext) -> None:
    search = await ask_search(context)
    if search is not None:
        context.presenter.search = search
        _go_to_current(context)


def _step(context: ReviewContext, step: int) -> None:
    search = context.presenter.search
    if search is None:
        context.tell(f"Nothing is searched for. {context.hint('search')} searches all articles.")
    else:
        search.step(step)
        _go_to_current(context)


def _go_to_current(context: ReviewContext) -> None:
    search = context.presenter.search
    if search is not None:
        go_to_match(context, search.match)
        following, before, end = map(context.hint, ("next_match", "previous_match", "clear"))
        context.tell(
            f"Match {search.current + 1} of {len(search.matches)} for {search.asked.strip()}. "
            f"{following} next, {before} previous, {end} ends."
        )


def _next(context: ReviewContext) -> None:
    _step(context, 1)


def _previous(context: ReviewContext) -> None:
    _step(context, -1)


def _back(context: ReviewContext) -> None:
    spot = context.trail.back(here(context))
    if spot is None:
        context.tell("Nothing was visited before this place.")
    else:
        go_back_to(context, spot)


def _forward(context: ReviewContext) -> None:
    spot = context.trail.forward(here(context))
    if spot is None:
        context.tell("Nothing to go forward to.")
    else:
        go_back_to(context, spot)


COMMANDS = (
    Command(
        "search",
        ("slash",),
        "Search",
        "Search all articles for words or a regular expression, and go to a match.",
        Group.FINDING,
        _search,
    ),
    Command(
        "next_match", ("n",), "Next match", "Go to the next match, in whichever article.", Group.FINDING, _next
    ),
    Command(
        "previous_match",
        ("N",),
        "Previous match",
        "Go to the previous match, in whichever article.",
        Group.FINDING,
        _previous,
    ),
    Command(
        "back",
        ("less_than_sign",),
        "Back",
        "Go back to the place visited before: an article opened, a match or quote gone to.",
        Group.FINDING,
        _back,
    ),
    Command(
        "forward",
        ("greater_than_sign",),
        "Forward",
        "Go forward to the place that was left by going back.",
        Group.FINDING,
        _forward,
    ),
)
