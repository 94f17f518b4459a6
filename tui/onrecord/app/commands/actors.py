"""Who is who: the list of actors, and what a coder settles of them in the codebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.asking import ask_choice, ask_name, ask_speaker
from onrecord.app.choices import Choice, cast_choice
from onrecord.app.commands.codebook import carry_codebook
from onrecord.app.commands.command import Command, Group
from onrecord.articles.safe_text import visible
from onrecord.coding.codebook import Actor, ActorType
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.app.desk import Desk
    from onrecord.coding.item import Item

_TYPES = {"person": ActorType.PERSON, "organisation": ActorType.ORGANISATION, "role": ActorType.ROLE}


async def _actors(desk: Desk) -> None:
    session, current = desk.session, desk.current
    counts = {member.actor.name: member.quotes for member in session.members()}
    names = dict.fromkeys((*counts, *(actor.name for actor in session.cast.actors)))
    if not names:
        desk.tell(desk.no_quotes_message)
        return
    here = session.actor_name(current) if current else None
    name = await ask_choice(desk, "Actors", [cast_choice(desk, name, counts.get(name, 0)) for name in names], here)
    if name is None:
        return
    actor = session.cast.actor(name)
    action = await ask_choice(desk, visible(name), _actions(actor, split=name == here))
    if action == "rename":
        await _rename(desk, actor)
    elif action == "merge":
        await _merge(desk, actor)
    elif action == "split" and current is not None:
        await _split(desk, actor, current)
    elif action == "speaks_for":
        await _speaks_for(desk, actor)
    elif action is not None:
        _describe(desk, replace(actor, type=_TYPES[action]))


def _actions(actor: Actor, *, split: bool) -> list[Choice]:
    actions = [
        ("rename", "Rename", "The old name becomes an alias; no coder's file is touched."),
        ("merge", "Merge into another actor", "All names become aliases of the other; no coder's file is touched."),
    ]
    if split:
        detail = "The current quote's actor is somebody else of the same name, who gets a name of their own."
        actions.append(("split", "Split off the current quote", detail))
    actions += [(kind, f"Is a {kind}", "") for kind in _TYPES if _TYPES[kind] is not actor.type]
    actions.append(("speaks_for", "Speaks for …", f"Now: {actor.speaks_for or 'nobody else'}."))
    return [
        Choice(value, Content(label.replace("a org", "an org")), label, detail=detail)
        for value, label, detail in actions
    ]


async def _rename(desk: Desk, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import rename_actor

    new = await ask_name(desk, f"New name of “{actor.name}”", "rename to")
    if new:
        project = desk.workspace.collection.project
        carry_codebook(desk, f"rename {actor.name} to {new}", lambda: rename_actor(project, actor, new))


async def _merge(desk: Desk, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import merge_actors

    session = desk.session
    names = [name for name in session.actor_names() if name != actor.name]
    choices = [cast_choice(desk, name, len(session.quotes_of(name))) for name in names]
    name = await ask_choice(desk, f"Merge “{actor.name}” into", choices)
    if name is not None:
        into, project = session.cast.actor(name), desk.workspace.collection.project
        carry_codebook(desk, f"merge {actor.name} into {name}", lambda: merge_actors(project, actor, into))


async def _split(desk: Desk, actor: Actor, item: Item) -> None:
    from onrecord.storage.codebook_changes import add_actor

    if not desk.may_code(item.article):
        return
    name = await ask_name(desk, f"Who else than “{actor.name}”, such as “{actor.name} (mayor)”", "split off as")
    if not name or name == actor.name:
        return
    try:
        codebook, revision = add_actor(desk.workspace.collection.project, Actor(name, type=actor.type))
    except OnrecordError as error:
        desk.warn(str(error))
        return
    pairs = [(part, name) for part in desk.session.parts(item)]
    desk.carry(desk.session.change_codebook(f"split off {name}", codebook, revision, pairs))


async def _speaks_for(desk: Desk, actor: Actor) -> None:
    name = await ask_speaker(desk, f"For whom does {actor.name} speak?", actor.speaks_for, unknown=True)
    if name is not None:
        _describe(desk, replace(actor, speaks_for=name or None))


def _describe(desk: Desk, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import describe_actor

    project = desk.workspace.collection.project
    carry_codebook(desk, f"describe {actor.name}", lambda: describe_actor(project, actor))


async def _everywhere(desk: Desk) -> None:
    session = desk.session
    if session.corrected is None:
        desk.tell(f"First correct an actor: {desk.hint('actor')}.")
        return
    before, after = session.corrected
    quotes = [item for item in session.quotes_of(before) if _can_code(desk, item)]
    here = [item for item in quotes if item.article == desk.key]
    if not quotes:
        desk.tell(f"No other quote is said to be by {before}.")
        return
    choices = [
        Choice(value, Content(visible(label)), label)
        for value, label, items in (
            ("here", f"The {len(here)} in this article", here),
            ("all", f"All {len(quotes)} in {len({item.article for item in quotes})} articles", quotes),
        )
        if items
    ]
    title = f"“{before}” is “{after}” also in"
    answer = await ask_choice(desk, visible(title), choices)
    if answer is not None:
        desk.carry(session.correct_actor(here if answer == "here" else quotes, after))


def _can_code(desk: Desk, item: Item) -> bool:
    return item.article not in desk.workspace.locked and item.article not in desk.workspace.unreadable


COMMANDS = (
    Command(
        "actors",
        ("at",),
        "Actors",
        "List the actors, to rename, merge or split them, or to say what they are and for whom they speak.",
        Group.CODEBOOK,
        _actors,
    ),
    Command(
        "everywhere",
        ("asterisk",),
        "Correct everywhere",
        "Correct the other quotes of the actor that was corrected last, here or in all articles, as one step.",
        Group.CODEBOOK,
        _everywhere,
    ),
)
