"""How far the review is, and how fast it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


def _counts(desk: Desk) -> None:
    from onrecord.app.counts import counts_page
    from onrecord.app.screens.page import PageScreen

    desk.app.push_screen(PageScreen("Counts", counts_page(desk)))


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
