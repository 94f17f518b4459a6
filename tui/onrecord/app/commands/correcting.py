"""Correcting what the machine said of a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.asking import ask_actor, ask_details
from onrecord.app.commands.command import Command, Group

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


async def _actor(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    name = await ask_actor(desk, item)
    if name is None:
        return
    desk.carry(desk.session.set_actor(item, name))
    if desk.session.corrected is not None:
        before, after = desk.session.corrected
        others = len(desk.session.quotes_of(before))
        if others and after == name:
            number = "1 other quote of" if others == 1 else f"{others} other quotes of"
            desk.tell(f"{desk.hint('everywhere')} corrects the {number} “{before}” as well.")


async def _details(desk: Desk) -> None:
    item = desk.item_to_code()
    if item is None:
        return
    details = await ask_details(desk, item)
    if details is not None:
        desk.carry(desk.session.correct(item, details.kind, details.via, details.addressee))


COMMANDS = (
    Command("actor", ("a",), "Actor", "Correct whose words these are.", Group.CORRECTING, _actor, 3),
    Command(
        "details",
        ("e",),
        "Details",
        "Correct the kind, the relay (via) and the addressee.",
        Group.CORRECTING,
        _details,
        8,
    ),
)
