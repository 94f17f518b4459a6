"""How far the review is, and how fast it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def _counts(context: ReviewContext) -> None:
    from onrecord.app.dialogs.page import PageScreen
    from onrecord.app.presenting.counts import counts_page

    context.app.push_screen(PageScreen("Counts", counts_page(context)))


COMMANDS = (
    Command(
        "counts",
        ("number_sign",),
        "Counts",
        "Show how much is reviewed and left, how fast it goes today, and how long the rest takes at that rate.",
        Group.FINDING,
        _counts,
    ),
)
