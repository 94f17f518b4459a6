"""The questions that commands ask. Each opens a list or form and returns the answer, or None if cancelled.

Lists and forms are imported when they first open, so that the start does not wait for them.
"""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.presenting.rows import Choice, actor_choice, filter_choices, likely_choice, target_choices
from onrecord.articles.rendering import Emphasis
from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.dialogs.details import Details
    from onrecord.app.project.searching import Search
    from onrecord.coding.filter import Filter
    from onrecord.coding.item import Item


async def ask_target(context: ReviewContext) -> str | None:
    """Ask for the target that the stance keys code toward; a new one goes into the codebook."""
    from onrecord.app.dialogs.picker import Picker

    session = context.session
    choices = target_choices(session.offered_targets(), session.recent_targets())
    name = await context.app.push_screen_wait(
        Picker("Target", choices, about=_about_current(context), selected=session.target, create="new target")
    )
    return name and _add_target(context, name)


def _about_current(context: ReviewContext) -> Content:
    """Return the current quote for the head of a list or form."""
    item = context.current
    return context.presenter.excerpt(context.session, item) if item is not None else Content()


def _add_target(context: ReviewContext, name: str) -> str | None:
    from onrecord.storage.codebook_changes import append_target

    known = context.session.codebook.target(name)
    if known is not None:
        return known.name
    try:
        changed = append_target(context.project.collection.project, name)
    except OnrecordError as error:
        context.warn(str(error))
        return None
    context.session.change_codebook(f"new target {name}", changed.codebook, changed.revision)
    return name


async def ask_actor(context: ReviewContext, item: Item) -> str | None:
    """Ask for a quote's actor; the list opens on the likeliest one other than the present one."""
    from onrecord.app.dialogs.picker import Picker
    from onrecord.coding.likely_actors import likely_actors
    from onrecord.quotes.named import names_in

    session = context.session
    named = await to_thread(names_in, session.article(item.article))
    choices = [likely_choice(context.presenter, session, actor) for actor in likely_actors(session, item, named)]
    picker = Picker(
        "Actor",
        choices,
        about=_about_current(context),
        present=session.actor_name(item),
        create="new actor",
    )
    return await context.app.push_screen_wait(picker)


async def ask_speaker(
    context: ReviewContext, about: Content | str, selected: str | None, *, unknown: bool = False
) -> str | None:
    """Ask for an actor; with `unknown`, also offer an unknown one, returned as an empty string."""
    from onrecord.app.dialogs.picker import Picker

    choices = [actor_choice(context.presenter, context.session, name) for name in context.session.actor_names()]
    if unknown:
        choices.append(Choice("", Content("   who says it is not known"), ("not known nobody",)))
    picker = Picker(
        "Actor",
        choices,
        about=Content(about) if isinstance(about, str) else about,
        selected=selected,
        create="new actor",
    )
    return await context.app.push_screen_wait(picker)


async def ask_note(context: ReviewContext, item: Item) -> str | None:
    """Ask for the note on a quote."""
    from onrecord.app.dialogs.note import NoteScreen

    return await context.app.push_screen_wait(NoteScreen(item.note, _about_current(context)))


async def ask_details(context: ReviewContext, item: Item) -> Details | None:
    """Ask for a quote's kind, relay and addressee."""
    from onrecord.app.dialogs.details import Details, DetailsScreen

    form = DetailsScreen(
        Details(item.kind, item.via, item.addressee), context.session.actor_names(), _about_current(context)
    )
    return await context.app.push_screen_wait(form)


async def ask_filter(context: ReviewContext) -> Filter | None:
    """Ask for a criterion to add or remove; return the resulting filter."""
    from onrecord.app.dialogs.picker import Picker

    offered = filter_choices(context.presenter.view_options, context.session)
    chosen = await context.app.push_screen_wait(
        Picker("Show only quotes of…", [choice for choice, _ in offered.values()])
    )
    return offered[chosen][1] if chosen is not None else None


async def ask_search(context: ReviewContext) -> Search | None:
    """Ask what to search for in all articles, and which match to go to."""
    from onrecord.app.dialogs.search import SearchedText, SearchScreen

    presenter, session = context.presenter, context.session
    texts = [
        SearchedText(key, partial(presenter.title, session, key), partial(presenter.glance, session, key))
        for key in session.keys
    ]
    last = context.presenter.search
    screen = SearchScreen(texts, last.asked if last else "")
    chosen = await context.app.push_screen_wait(screen)
    if chosen is None or screen.search is None:
        return None
    screen.search.current = int(chosen)
    return screen.search


async def ask_article(context: ReviewContext) -> str | None:
    """Ask which article to open."""
    from onrecord.app.dialogs.article_list import ArticleList
    from onrecord.app.presenting.rows import article_rows

    return await context.app.push_screen_wait(
        ArticleList(tuple(article_rows(context.presenter, context.project)), context.key)
    )


async def ask_link(context: ReviewContext) -> str | None:
    """Ask for one of the article's links; return its address."""
    from onrecord.app.dialogs.picker import Picker

    rendering = context.session.article(context.key).rendering
    links = [styled for styled in rendering.styled if styled.emphasis is Emphasis.LINK and styled.target]
    if not links:
        context.tell("This article has no links.")
        return None
    choices = []
    for number, link in enumerate(links):
        words = rendering.text[link.start : link.end]
        choices.append(Choice(str(number), Content(visible(words)), (words, link.target), detail=link.target))
    chosen = await context.app.push_screen_wait(Picker("Links: Enter copies the address", choices))
    return links[int(chosen)].target if chosen is not None else None


async def ask_theme(context: ReviewContext) -> bool:
    """Ask for a theme, applying each while it is highlighted; return whether one was chosen."""
    from onrecord.app.dialogs.picker import Picker

    themes = context.themes
    before = themes.name
    choices = [
        Choice(theme.name, Content(theme.title), (f"{theme.name} {theme.title}",), detail=theme.description)
        for theme in themes.listed()
    ]
    chosen = await context.app.push_screen_wait(Picker("Theme", choices, selected=before, highlighted=themes.wear))
    themes.wear(chosen or before)
    return chosen is not None


async def ask_choice(
    context: ReviewContext, title: str, choices: Sequence[Choice], selected: str | None = None
) -> str | None:
    """Ask for one of the choices."""
    from onrecord.app.dialogs.picker import Picker

    return await context.app.push_screen_wait(Picker(title, choices, selected=selected))


async def ask_name(context: ReviewContext, title: str, entering: str) -> str | None:
    """Ask for a name; `entering` says what Enter does with it."""
    from onrecord.app.dialogs.picker import Picker

    return await context.app.push_screen_wait(Picker(visible(title), [], create=entering))


async def ask_yes(context: ReviewContext, question: str, yes: str, detail: str = "") -> bool:
    """Ask whether to do something; `yes` is what the answer to it says."""
    from onrecord.app.dialogs.question import Question

    return await context.app.push_screen_wait(Question(question, yes, detail))


async def ask_leaving(context: ReviewContext) -> bool:
    """Ask whether to leave although some coding is not saved."""
    from onrecord.app.dialogs.picker import Picker

    faults = context.presenter.told("\n".join(context.project.unsaved.values()))
    kept = context.project.unsaved.keys() <= context.project.copies.kept
    leaving = "Leave; a copy is kept and offered next time" if kept else "Leave, and lose what is not saved"
    if kept:
        faults = f"{faults}\nThe copy lies in {visible(str(context.project.copies.folder))}."
    choices = [
        Choice("stay", Content("Stay, and go on trying to save"), ("stay",), detail=faults),
        Choice("leave", Content(leaving), ("leave",), detail=faults),
    ]
    return await context.app.push_screen_wait(Picker("Not everything is saved", choices)) == "leave"
