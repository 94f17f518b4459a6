"""Searching all articles, and going back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.asking import ask_search
from onrecord.app.commands.command import Command, Group
from onrecord.app.going import go_back_to, go_to_match, here

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


async def _search(desk: Desk) -> None:
    search = await ask_search(desk)
    if search is not None:
        desk.presenter.search = search
        _go_to_current(desk)


def _step(desk: Desk, step: int) -> None:
    search = desk.presenter.search
    if search is None:
        desk.tell(f"Nothing is searched for. {desk.hint('search')} searches all articles.")
    else:
        search.step(step)
        _go_to_current(desk)


def _go_to_current(desk: Desk) -> None:
    search = desk.presenter.search
    if search is not None:
        go_to_match(desk, search.match)
        desk.tell(
            f"Match {search.current + 1} of {len(search.matches)} for {search.asked.strip()}. "
            f"{desk.hint('next_match')} next, {desk.hint('previous_match')} previous, {desk.hint('clear')} ends."
        )


def _next(desk: Desk) -> None:
    _step(desk, 1)


def _previous(desk: Desk) -> None:
    _step(desk, -1)


def _back(desk: Desk) -> None:
    spot = desk.trail.back(here(desk))
    if spot is None:
        desk.tell("Nothing was visited before this place.")
    else:
        go_back_to(desk, spot)


def _forward(desk: Desk) -> None:
    spot = desk.trail.forward(here(desk))
    if spot is None:
        desk.tell("Nothing to go forward to.")
    else:
        go_back_to(desk, spot)


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
