"""Choosing which quotes to see and walk, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.asking import ask_filter
from onrecord.app.commands.command import Command, Group
from onrecord.coding.filter import Filter, State
from onrecord.coding.walk import count_matching, next_article, next_in_article

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


_FLAGGED = Filter(state=State.FLAGGED)


async def _filter(desk: Desk) -> None:
    chosen = await ask_filter(desk)
    if chosen is None:
        return
    desk.look_through(replace(desk.presenter.lens, filter=chosen))
    _go_to_what_is_shown(desk)
    if not chosen:
        desk.tell("No filter: every quote is shown.")
        return
    matching = count_matching(desk.session, chosen)
    if not matching:
        nothing = (
            f"Nothing is flagged: {desk.hint('flag')} flags a quote." if chosen == _FLAGGED else "No quote matches."
        )
        desk.tell(f"{nothing} {desk.hint('filter')} changes the filter, {desk.hint('clear')} shows all again.")
        return
    desk.tell(
        f"{matching} {'quote matches' if matching == 1 else 'quotes match'}. "
        f"{desk.hint('next')} walks them, {desk.hint('next_article')} opens the next article, "
        f"{desk.hint('clear')} shows all again."
    )


def _doubtful(desk: Desk) -> None:
    lens = replace(desk.presenter.lens, doubtful_first=not desk.presenter.lens.doubtful_first)
    desk.look_through(lens)
    if not lens.doubtful_first:
        desk.tell("In the order of the text again.")
        return
    first = lens.neighbour(desk.session, desk.key, None, 1, unreviewed=True)
    if first is None:
        desk.tell("Everything is reviewed; there is nothing left to doubt.")
        return
    desk.go_to(first)
    desk.tell(f"The most doubtful quote that is not reviewed. {desk.hint('next_unreviewed')} goes to the next one.")


def _blind(desk: Desk) -> None:
    lens = replace(desk.presenter.lens, blind=not desk.presenter.lens.blind)
    desk.look_through(lens)
    desk.app.clear_notifications()  # they may name what is hidden now
    desk.tell("Titles and outlets are hidden." if lens.blind else "Titles and outlets are shown again.")


def _focus(desk: Desk) -> None:
    from onrecord.coding.excerpts import AROUND

    lens = replace(desk.presenter.lens, focused=not desk.presenter.lens.focused)
    desk.look_through(lens)
    _go_to_what_is_shown(desk)
    if lens.focused:
        desk.tell(f"Only quotes, {AROUND} sentences around each. {desk.hint('focus')} shows the whole text again.")
    else:
        desk.tell("The whole text is shown again.")


def _go_to_what_is_shown(desk: Desk) -> None:
    """Where only quotes that match are in the text, leave one that does not for the nearest that does."""
    lens, current = desk.presenter.lens, desk.current
    if not lens.focused or current is None or lens.shows(desk.session, current):
        return
    near = (next_in_article(desk.session, lens.filter, desk.key, current.id, step) for step in (1, -1))
    nearest = next((item for item in near if item is not None), None)
    if nearest is not None:
        desk.go_to(nearest)


def _clear(desk: Desk) -> None:
    if desk.tour is not None:
        desk.tour.end()
        return
    lens = desk.presenter.lens
    if lens == lens.cleared and desk.presenter.search is None:
        desk.tell("No filter is set, and nothing is searched for.")
        return
    desk.presenter.search = None
    desk.keeper.show_matches()
    desk.look_through(lens.cleared)
    desk.tell("Every quote is shown, in the order of the text.")


def _next_article(desk: Desk) -> None:
    filter = desk.presenter.lens.filter
    key = next_article(desk.session, filter, desk.workspace.keys, desk.key)
    if key is None:
        what = "quote that matches and is" if filter else "quote that is"
        desk.tell(f"No other article has a {what} not reviewed. {desk.hint('open')} opens any of them.")
        return
    if all(pane.key != key for pane in desk.row.panes):
        desk.open_article(key)
    first = next_in_article(desk.session, filter, key, None, 1, unreviewed=True)
    if first is not None:
        desk.go_to(first)


COMMANDS = (
    Command(
        "blind",
        ("b",),
        "Blind",
        "Hide the articles' titles, bylines and outlets, also in their text, or show them again.",
        Group.FINDING,
        _blind,
    ),
    Command(
        "focus",
        ("c",),
        "Focus",
        "Concentrate on the quotes: show only them and two sentences around each, or the whole text again.",
        Group.FINDING,
        _focus,
    ),
    Command(
        "filter",
        ("F",),
        "Filter",
        "Show and walk only the quotes of an actor, a kind, a state, a stance, a target or an outlet.",
        Group.FINDING,
        _filter,
    ),
    Command(
        "doubtful",
        ("d",),
        "Doubtful first",
        "Walk all articles from the quotes that the machine was least sure of; again: in the order of the text.",
        Group.FINDING,
        _doubtful,
    ),
    Command(
        "clear",
        ("escape",),
        "Clear filter and search",
        "Show every quote again, in the order of the text, and no longer mark what was searched for.",
        Group.FINDING,
        _clear,
    ),
    Command(
        "next_article",
        ("O",),
        "Next article to review",
        "Go to the next article in which quotes are left to review; it opens in this pane if no other shows it.",
        Group.FINDING,
        _next_article,
    ),
)
