"""Correcting what the machine said of a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.prompts import ask_actor, ask_details

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


async def _actor(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    name = await ask_actor(context, item)
    if name is None:
        return
    context.carry(context.session.set_actor(item, name))
    if context.session.corrected is not None:
        before, after = context.session.corrected
        others = len(context.session.quotes_of(before))
        if others and after == name:
            number = "1 other quote of" if others == 1 else f"{others} other quotes of"
            context.tell(f"{context.hint('everywhere')} corrects the {number} “{before}” as well.")


async def _details(context: ReviewContext) -> None:
    item = context.item_to_code()
    if item is None:
        return
    details = await ask_details(context, item)
    if details is not None:
        context.carry(context.session.correct(item, details.kind, details.via, details.addressee))


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
