"""The questions that commands ask: each opens a list or a form and returns the answer, None where it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.screens.details import Details, DetailsScreen
from onrecord.app.screens.note import NoteScreen
from onrecord.app.screens.picker import Choice, Picker
from onrecord.articles.rendering import Emphasis
from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError
from onrecord.storage.codebook_file import append_target

if TYPE_CHECKING:
    from onrecord.app.screens.review import ReviewScreen
    from onrecord.coding.codebook import Target
    from onrecord.coding.item import Item


async def ask_target(desk: ReviewScreen) -> str | None:
    """Ask for the target that the stance keys code toward; a new one goes into the codebook."""
    session = desk.session
    choices = [_target_choice(name, session.codebook.target(name)) for name in session.target_names()]
    name = await desk.app.push_screen_wait(
        Picker("Target", choices, about=desk.about_current(), selected=session.target, create="new target")
    )
    return name and _add_target(desk, name)


def _add_target(desk: ReviewScreen, name: str) -> str | None:
    codebook = desk.session.codebook
    known = codebook.target(name)
    if known is not None:
        return known.name
    try:
        append_target(desk.workspace.collection.project, name)
    except OnrecordError as error:
        desk.warn(str(error))
        return None
    desk.session.replace_codebook(codebook.with_target(name))
    return name


async def ask_actor(desk: ReviewScreen, item: Item) -> str | None:
    """Ask whose words a quote is."""
    session = desk.session
    choices = [_actor_choice(desk, name) for name in session.actor_names()]
    return await desk.app.push_screen_wait(
        Picker("Actor", choices, about=desk.about_current(), selected=session.actor_name(item), create="new actor")
    )


async def ask_note(desk: ReviewScreen, item: Item) -> str | None:
    """Ask for the note on a quote."""
    return await desk.app.push_screen_wait(NoteScreen(item.note, desk.about_current()))


async def ask_details(desk: ReviewScreen, item: Item) -> Details | None:
    """Ask for a quote's kind, relay and addressee."""
    form = DetailsScreen(
        Details(item.kind, item.via, item.addressee), desk.session.actor_names(), desk.about_current()
    )
    return await desk.app.push_screen_wait(form)


async def ask_article(desk: ReviewScreen) -> str | None:
    """Ask which article to open."""
    choices = [_article_choice(desk, key) for key in desk.workspace.keys]
    return await desk.app.push_screen_wait(Picker("Open in this pane", choices, selected=desk.key))


async def ask_link(desk: ReviewScreen) -> str | None:
    """Ask for one of the addresses that the article links to."""
    rendering = desk.session.article(desk.key).rendering
    links = [styled for styled in rendering.styled if styled.emphasis is Emphasis.LINK and styled.target]
    if not links:
        desk.tell("This article has no links.")
        return None
    choices = []
    for number, link in enumerate(links):
        words = rendering.text[link.start : link.end]
        choices.append(Choice(str(number), Content(visible(words)), f"{words} {link.target}", detail=link.target))
    chosen = await desk.app.push_screen_wait(Picker("Links: Enter copies the address", choices))
    return links[int(chosen)].target if chosen is not None else None


async def ask_theme(desk: ReviewScreen) -> bool:
    """Ask for the colours, showing each while it is highlighted; return whether one was chosen."""
    themes = desk.themes
    before = themes.name
    choices = [
        Choice(theme.name, Content(theme.title), f"{theme.name} {theme.title}", detail=theme.description)
        for theme in themes.listed()
    ]
    chosen = await desk.app.push_screen_wait(Picker("Theme", choices, selected=before, highlighted=themes.wear))
    themes.wear(chosen or before)
    return chosen is not None


async def ask_leaving(desk: ReviewScreen) -> bool:
    """Ask whether to leave although some codings are not on disk."""
    faults = "\n".join(desk.workspace.unsaved.values())
    choices = [
        Choice("stay", Content("Stay, and go on trying to save"), "stay", detail=faults),
        Choice("leave", Content("Leave, and lose what is not saved"), "leave", detail=faults),
    ]
    return await desk.app.push_screen_wait(Picker("Not everything is saved", choices)) == "leave"


def _target_choice(name: str, target: Target | None) -> Choice:
    if target is None:
        return Choice(name, Content(visible(name)), name)
    examples = [f"counts: {'; '.join(target.include)}"] if target.include else []
    examples += [f"does not count: {'; '.join(target.exclude)}"] if target.exclude else []
    return Choice(
        name,
        Content(visible(name)),
        " ".join((name, *target.aliases)),
        detail="\n".join(part for part in (target.definition, *examples) if part),
    )


def _actor_choice(desk: ReviewScreen, name: str) -> Choice:
    badge, style = desk.presenter.badge(name)
    aliases = desk.session.cast.actor(name).aliases
    return Choice(
        name,
        Content.assemble(Content.styled(badge, style), " ", visible(name)),
        " ".join((name, *aliases)),
        detail=f"also: {', '.join(aliases)}" if aliases else "",
    )


def _article_choice(desk: ReviewScreen, key: str) -> Choice:
    fault = desk.workspace.unreadable.get(key)
    if fault is not None:
        return Choice(key, Content.styled(visible(key), "$text-error"), key, detail=fault, disabled=True)
    article = next((article for article in desk.session.articles if article.key == key), None)
    if article is None:
        return Choice(key, Content(visible(key)), key)
    progress = desk.session.progress(key)
    done = " · done" if desk.session.coding(key).done else ""
    about = (
        article.metadata.outlet,
        article.metadata.date,
        f"{progress.reviewed}/{progress.quotes} reviewed{done}",
    )
    label = Content.assemble(
        (visible(article.title), "bold"),
        (visible("  " + " · ".join(part for part in about if part)), "$text-muted"),
    )
    return Choice(key, label, f"{article.title} {article.metadata.outlet or ''} {key}", detail=key)
