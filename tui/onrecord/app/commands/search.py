"""Searching all articles, and going back and forward between places visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.navigation import go_back_to, go_to_match, here
from onrecord.app.commands.prompts import ask_search

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def _searched(context: ReviewContext) -> bool:
    return context.presenter.search is not None


def _can_go_back(context: ReviewContext) -> bool:
    return context.visited.can_go_back


def _can_go_forward(context: ReviewContext) -> bool:
    return context.visited.can_go_forward


@command("slash", title="Search", group=Group.FINDING)
async def search(context: ReviewContext) -> None:
    """Search all articles for words or a regular expression, and go to a match."""
    search = await ask_search(context)
    if search is not None:
        context.presenter.search = search
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


@command("n", title="Next match", group=Group.FINDING, when=_searched)
def next_match(context: ReviewContext) -> None:
    """Go to the next match, in whichever article."""
    _step(context, 1)


def _step(context: ReviewContext, step: int) -> None:
    search = context.presenter.search
    if search is None:
        context.tell(f"Nothing is searched for. {context.hint('search')} searches all articles.")
    else:
        search.step(step)
        _go_to_current(context)


@command("N", title="Previous match", group=Group.FINDING, when=_searched)
def previous_match(context: ReviewContext) -> None:
    """Go to the previous match, in whichever article."""
    _step(context, -1)


@command("less_than_sign", title="Back", group=Group.FINDING, when=_can_go_back)
def back(context: ReviewContext) -> None:
    """Go back to the place visited before."""
    spot = context.visited.back(here(context))
    if spot is None:
        context.tell("Nothing was visited before this place.")
    else:
        go_back_to(context, spot)


@command("greater_than_sign", title="Forward", group=Group.FINDING, when=_can_go_forward)
def forward(context: ReviewContext) -> None:
    """Go forward again after going back."""
    spot = context.visited.forward(here(context))
    if spot is None:
        context.tell("Nothing to go forward to.")
    else:
        go_back_to(context, spot)
