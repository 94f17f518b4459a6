"""The list of actors, and the changes to actors that go into the codebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.commands.codebook import carry_codebook
from onrecord.app.commands.command import Group, command
from onrecord.app.commands.context import at_quote, may_code
from onrecord.app.commands.navigation import go_to_actor
from onrecord.app.commands.prompts import ask_choice, ask_name, ask_speaker
from onrecord.app.presenting.rows import Choice, actor_rows, cast_choice
from onrecord.articles.safe_text import visible
from onrecord.coding.codebook import Actor, ActorType
from onrecord.coding.filter import Filter
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.project.project import Project
    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession

_TYPES = {"person": ActorType.PERSON, "organisation": ActorType.ORGANISATION, "role": ActorType.ROLE}


def _corrected(context: ReviewContext) -> bool:
    return context.session.corrected is not None


@command("at", title="Actors", group=Group.CODEBOOK)
async def actors(context: ReviewContext) -> None:
    """List all actors: go to their quotes, rename, merge, split or describe them, or set whom they speak for."""
    from onrecord.app.dialogs.actor_list import ActorsScreen

    rows, current = actor_rows(context.presenter, context.session), context.current
    if not rows:
        context.tell(
            f"Nobody is quoted yet. {context.hint('mark')} marks a quote by hand and asks whose words they are."
        )
        return
    here = context.session.actor_name(current) if current else None
    screen = ActorsScreen(rows, here)
    name = await context.app.push_screen_wait(screen)
    if name is None:
        return
    if screen.more:
        await _change(context, context.session.cast.actor(name), current if name == here else None)
    else:
        go_to_actor(context, name)


async def _change(context: ReviewContext, actor: Actor, current: Item | None) -> None:
    """Ask what to do with an actor, and do it; `current` is the current quote if the actor said it."""
    action = await ask_choice(context, visible(actor.name), _actions(actor, split=current is not None))
    if action == "only":
        context.change_view(replace(context.presenter.view_options, filter=Filter(actor=actor.name)))
        go_to_actor(context, actor.name)
    elif action == "rename":
        await _rename(context, actor)
    elif action == "merge":
        await _merge(context, actor)
    elif action == "split" and current is not None:
        await _split(context, actor, current)
    elif action == "split_alias":
        await _split_alias(context, actor)
    elif action == "speaks_for":
        await _speaks_for(context, actor)
    elif action is not None:
        _describe(context, replace(actor, type=_TYPES[action]))


def _actions(actor: Actor, *, split: bool) -> list[Choice]:
    actions = [
        ("only", "Show only their quotes", "A filter; the other quotes fade."),
        ("rename", "Rename", "The old name becomes an alias; no coder's file is touched."),
        ("merge", "Merge into another actor", "All names become aliases of the other; no coder's file is touched."),
    ]
    if split:
        detail = "This quote's actor is another of the same name, and gets a name of their own."
        actions.append(("split", "Split off the current quote", detail))
    if actor.aliases:
        detail = "Whoever an article calls only by that name is another actor from now on; existing coding stays."
        actions.append(("split_alias", "Split a name off", detail))
    actions += [(kind, f"Is a {kind}", "") for kind in _TYPES if _TYPES[kind] is not actor.type]
    actions.append(("speaks_for", "Speaks for …", f"Now: {actor.speaks_for or 'nobody else'}."))
    return [
        Choice(value, Content(label.replace("a org", "an org")), (label,), detail=detail)
        for value, label, detail in actions
    ]


async def _rename(context: ReviewContext, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import rename_actor

    new = await ask_name(context, f"New name of “{actor.name}”", "rename to")
    if new:
        folder = context.project.collection.project
        carry_codebook(context, f"rename {actor.name} to {new}", lambda: rename_actor(folder, actor, new))


async def _merge(context: ReviewContext, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import merge_actors

    session = context.session
    names = [name for name in session.actor_names() if name != actor.name]
    choices = [cast_choice(context.presenter, session, name, len(session.quotes_of(name))) for name in names]
    name = await ask_choice(context, f"Merge “{actor.name}” into", choices)
    if name is not None:
        into, folder = session.cast.actor(name), context.project.collection.project
        carry_codebook(context, f"merge {actor.name} into {name}", lambda: merge_actors(folder, actor, into))


async def _split(context: ReviewContext, actor: Actor, item: Item) -> None:
    from onrecord.storage.codebook_changes import add_actor

    if not may_code(context, item.article):
        return
    name = await ask_name(context, f"Who else than “{actor.name}”, such as “{actor.name} (mayor)”", "split off as")
    if not name or name == actor.name:
        return
    try:
        codebook, revision = add_actor(context.project.collection.project, Actor(name, type=actor.type))
    except OnrecordError as error:
        context.warn(str(error))
        return
    pairs = [(part, name) for part in context.session.parts(item)]
    context.commit(context.session.change_codebook(f"split off {name}", codebook, revision, pairs))


async def _split_alias(context: ReviewContext, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import split_alias

    choices = [Choice(alias, Content(visible(alias)), (alias,)) for alias in actor.aliases]
    alias = await ask_choice(context, visible(f"Which name is not “{actor.name}”"), choices)
    if alias is not None:
        folder = context.project.collection.project
        carry_codebook(context, f"split {alias} off {actor.name}", lambda: split_alias(folder, actor, alias))


async def _speaks_for(context: ReviewContext, actor: Actor) -> None:
    name = await ask_speaker(context, f"For whom does {actor.name} speak?", actor.speaks_for, unknown=True)
    if name is not None:
        _describe(context, replace(actor, speaks_for=name or None))


def _describe(context: ReviewContext, actor: Actor) -> None:
    from onrecord.storage.codebook_changes import describe_actor

    folder = context.project.collection.project
    carry_codebook(context, f"describe {actor.name}", lambda: describe_actor(folder, actor))


@command("asterisk", title="Correct everywhere", group=Group.CODEBOOK, when=_corrected)
async def everywhere(context: ReviewContext) -> None:
    """Apply the last actor correction to the actor's other quotes, here or in all articles, as one step."""
    session = context.session
    if session.corrected is None:
        context.tell(f"First correct an actor: {context.hint('actor')}.")
        return
    before, after = session.corrected
    quotes = [item for item in session.quotes_of(before) if _can_code(context.project, item)]
    if not quotes:
        context.tell(f"No other quote is attributed to {before}.")
        return
    reaches = _reaches(quotes, context.key)
    choices = [Choice(label, Content(label), (label,)) for label in reaches]
    answer = await ask_choice(context, visible(f"“{before}” is “{after}” also in"), choices)
    if answer is not None:
        context.commit(session.carry_actor_over(reaches[answer], after))
        number = "1 quote has" if len(reaches[answer]) == 1 else f"{len(reaches[answer])} quotes have"
        context.tell(f"{number} the actor {after} now. {context.hint('undo')} takes it back.")


def likely_mistaken(session: ReviewSession, project: Project) -> list[Item]:
    """Return the quotes that may be mistaken like the one corrected last: of the same actor, and not judged."""
    if session.corrected is None:
        return []
    quotes = session.quotes_of(session.corrected[0])
    return [item for item in quotes if not item.reviewed and _can_code(project, item)]


def _reaches(quotes: list[Item], key: str) -> dict[str, list[Item]]:
    """Return the scopes to offer for a correction, the narrowest first, judged quotes last and apart."""
    left = [item for item in quotes if not item.reviewed]
    here = [item for item in left if item.article == key]
    judged = len(quotes) - len(left)
    articles = len({item.article for item in left})
    reaches = {}
    if here:
        reaches[f"{_number(here)} in this article not yet judged"] = here
    if len(here) < len(left):
        where = "in another article" if articles == 1 else f"in {articles} articles"
        reaches[f"{_number(left)} {where} not yet judged"] = left
    if judged:
        also = "the one that you have judged" if judged == 1 else f"the {judged} that you have judged"
        reaches[f"{_number(quotes)} in all, including {also}"] = quotes
    return reaches


def _number(quotes: list[Item]) -> str:
    return "1 quote" if len(quotes) == 1 else f"{len(quotes)} quotes"


def _can_code(project: Project, item: Item) -> bool:
    return item.article not in project.locked and item.article not in project.unreadable


@command("H", title="Only this actor", group=Group.FINDING, when=at_quote)
def only_this_actor(context: ReviewContext) -> None:
    """Show and walk only the quotes of this quote's actor; again: all quotes."""
    item, view = context.current, context.presenter.view_options
    name = context.session.actor_name(item) if item is not None else None
    if name is None:
        context.tell("No actor is named for this quote.")
    elif view.filter == Filter(actor=name):
        context.change_view(view.cleared)
        context.tell("Every quote is shown.")
    else:
        context.change_view(replace(view, filter=Filter(actor=name)))
        number = _number(list(context.session.quotes_of(name)))
        context.tell(f"Only {name}: {number} in all articles. {context.hint('only_this_actor')} shows all again.")
