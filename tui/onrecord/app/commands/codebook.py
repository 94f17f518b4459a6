"""Changing the codebook's targets from the review: rename, merge, retire, offer again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.prompts import ask_choice, ask_name, ask_yes
from onrecord.app.presenting.rows import Choice, target_choice, target_choices
from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext
    from onrecord.coding.codebook import Target
    from onrecord.storage.codebook_changes import Changed


@command("B", title="Codebook", group=Group.CODEBOOK)
async def codebook(context: ReviewContext) -> None:
    """Rename, merge or retire a target; the codebook's comments and order are kept."""
    codebook = context.session.codebook
    choices = target_choices(codebook.targets)
    name = await ask_choice(context, "Codebook: targets", choices, context.session.target)
    target = codebook.target(name) if name else None
    if target is None:
        return
    actions = [
        ("rename", "Rename it", "Its old name becomes an alias: what was coded toward it stands."),
        ("merge", "Merge it into another", "Its names become aliases of the other; its entry becomes a comment."),
        (
            ("offer", "Offer it again", "")
            if target.retired
            else ("retire", "Retire it", "No longer offered; what was coded toward it stands.")
        ),
    ]
    choices = [Choice(value, Content(label), (label,), detail=detail) for value, label, detail in actions]
    action = await ask_choice(context, visible(target.name), choices)
    if action == "rename":
        await _rename(context, target)
    elif action == "merge":
        await _merge(context, target)
    elif action is not None:
        _retire(context, target, retired=action == "retire")


async def _rename(context: ReviewContext, target: Target) -> None:
    from onrecord.storage.codebook_changes import rename_target

    new = await ask_name(context, f"New name of “{target.name}”", "rename to")
    if new:
        folder = context.project.collection.project
        carry_codebook(context, f"rename {target.name} to {new}", lambda: rename_target(folder, target.name, new))


def carry_codebook(context: ReviewContext, title: str, change: Callable[[], Changed]) -> bool:
    """Change the codebook's file and apply it; report a failure to the coder. Return whether it succeeded."""
    try:
        codebook, revision = change()
    except OnrecordError as error:
        context.warn(str(error))
        return False
    context.commit(context.session.change_codebook(title, codebook, revision))
    context.tell(f"Done: {title}; {context.hint('undo')} takes it back.")
    return True


async def _merge(context: ReviewContext, target: Target) -> None:
    from onrecord.storage.codebook_changes import merge_targets

    others = [one for one in context.session.codebook.targets if one is not target]
    if not others:
        context.tell("There is no other target to merge it into.")
        return
    into = await ask_choice(context, f"Merge “{target.name}” into", [target_choice(one) for one in others])
    if into is None:
        return
    both = sum(
        {target.name, into} <= {context.session.codebook.target_name(stance.target) for stance in item.stances}
        for key in context.session.keys
        for item in context.session.items(key)
    )
    detail = f"{both} of your quotes are coded toward both; the stance coded last will count." if both else ""
    if not both or await ask_yes(context, "Merge all the same", f"Merge “{target.name}” into “{into}”", detail):
        folder = context.project.collection.project
        carry_codebook(
            context, f"merge {target.name} into {into}", lambda: merge_targets(folder, target.name, into)
        )


def _retire(context: ReviewContext, target: Target, *, retired: bool) -> None:
    from onrecord.storage.codebook_changes import retire_target

    title = f"{'retire' if retired else 'offer'} {target.name}"
    folder = context.project.collection.project
    carry_codebook(context, title, lambda: retire_target(folder, target.name, retired=retired))
