"""Choosing which quotes to see and walk, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.asking import ask_filter
from onrecord.app.commands.command import Command, Group
from onrecord.app.lens import Lens
from onrecord.coding.walk import count_matching, next_article, next_in_article

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


async def _filter(desk: Desk) -> None:
    chosen = await ask_filter(desk)
    if chosen is None:
        return
    desk.look_through(replace(desk.presenter.lens, filter=chosen))
    if not chosen:
        desk.tell("No filter: every quote is shown.")
        return
    matching = count_matching(desk.session, chosen)
    desk.tell(
        f"{matching} {'quote matches' if matching == 1 else 'quotes match'}. "
        f"{desk.hint('next')} walks them here, {desk.hint('next_article')} goes to the next article with one, "
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
    desk.tell("Titles and outlets are hidden." if lens.blind else "Titles and outlets are shown again.")


def _clear(desk: Desk) -> None:
    blind = desk.presenter.lens.blind
    if desk.presenter.lens == Lens(blind=blind) and desk.presenter.search is None:
        desk.tell("No filter is set, and nothing is searched for.")
        return
    desk.presenter.search = None
    desk.keeper.show_matches()
    desk.look_through(Lens(blind=blind))
    desk.tell("Every quote is shown, in the order of the text.")


def _next_article(desk: Desk) -> None:
    filter = desk.presenter.lens.filter
    key = next_article(desk.session, filter, desk.workspace.keys, desk.key)
    if key is None:
        what = "quote that matches and is" if filter else "quote that is"
        desk.tell(f"No other article has a {what} not reviewed.")
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
