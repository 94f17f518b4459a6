"""What the lists offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from onrecord.articles.safe_text import visible
from onrecord.coding.filter import Filter, possible_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.app.commands.context import ReviewContext
    from onrecord.coding.codebook import Target

_USED_LAST, _NO_GROUP = "Used last", "Others"
_CRITERION = 8
"""Cells for what a filter asks about."""


class Choice(NamedTuple):
    """Something that can be chosen from a list."""

    value: str
    label: Content
    search: str
    """The words that typing is compared with: names and aliases."""
    detail: str = ""
    """What is said about it while it is highlighted."""
    disabled: bool = False
    end: Content = Content()
    """What follows the label; it stays where the label is cut off."""


def heading(title: str) -> Choice:
    """Return a line that cannot be chosen; typing finds it no more."""
    return Choice(f"# {title}", Content.styled(visible(title), "bold underline"), "", disabled=True)


def target_choices(targets: Iterable[Target], recent: Iterable[Target] = ()) -> list[Choice]:
    """Return the targets under the headings of their groups; where none has a group, without headings.

    `recent` are those used last: they come first, and stand in no group then.
    """
    targets, recent = tuple(targets), tuple(recent)
    rest = [target for target in targets if target not in recent]
    if not any(target.group for target in targets):
        return [target_choice(target) for target in (*recent, *rest)]
    sections = {_USED_LAST: recent} | {
        group or _NO_GROUP: [target for target in rest if target.group == group]
        for group in dict.fromkeys(target.group for target in rest)
    }
    return [
        choice
        for title, members in sections.items()
        if members
        for choice in (heading(title), *(target_choice(target) for target in members))
    ]


def target_choice(target: Target) -> Choice:
    """Return a target with its definition."""
    examples = [f"counts: {'; '.join(target.include)}"] if target.include else []
    examples += [f"does not count: {'; '.join(target.exclude)}"] if target.exclude else []
    about = " · ".join(part for part in (target.group, "retired" if target.retired else "") if part)
    also = f"also: {', '.join(target.aliases)}" if target.aliases else ""
    return Choice(
        target.name,
        Content.assemble(visible(target.name), (visible(f"  {about}" if about else ""), "$text-muted")),
        " ".join((target.name, *target.aliases, target.group)),
        detail="\n".join(part for part in (target.definition, *examples, also) if part),
    )


def actor_choice(context: ReviewContext, name: str) -> Choice:
    """Return an actor with badge and other names."""
    badge, style = context.presenter.badge(name)
    aliases = context.session.cast.actor(name).aliases
    return Choice(
        name,
        Content.assemble(Content.styled(badge, style), " ", visible(name)),
        " ".join((name, *aliases)),
        detail=f"also: {', '.join(aliases)}" if aliases else "",
    )


def cast_choice(context: ReviewContext, name: str, quotes: int) -> Choice:
    """Return an actor with badge, what they are, and how often they are quoted."""
    choice, actor = actor_choice(context, name), context.session.cast.actor(name)
    spoken = f"speaks for {actor.speaks_for}" if actor.speaks_for else ""
    number = "1 quote" if quotes == 1 else f"{quotes} quotes"
    about = visible("  " + " · ".join(part for part in (actor.type, spoken, number) if part))
    return choice._replace(label=Content.assemble(choice.label, (about, "$text-muted")))


def filter_choices(context: ReviewContext) -> dict[str, tuple[Choice, Filter]]:
    """Return what the filter can ask for besides what it asks for now, by the choice's value."""
    present = context.presenter.lens.filter
    offered: dict[str, tuple[Choice, Filter]] = {}
    if present:
        clear = Choice("clear", Content("show every quote again"), "clear all none every", detail="No filter.")
        offered["clear"] = (clear, Filter())
    for criterion, values in possible_values(context.session).items():
        if criterion == "outlet" and context.presenter.lens.blind:
            continue
        for value in values:
            asked = getattr(present, criterion) == value
            label = Content.assemble(
                (criterion.ljust(_CRITERION), "$text-muted"),
                visible(value),
                ("  ✓", "$text-accent") if asked else "",
            )
            detail = "Chosen; Enter takes it away." if asked else ""
            choice = Choice(f"{criterion} {value}", label, f"{criterion} {value} {criterion}", detail=detail)
            offered[choice.value] = (choice, present.toggled(criterion, value))
    return offered
