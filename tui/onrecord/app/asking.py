"""The questions that commands ask: each opens a list or a form and returns the answer, None where it was left.

The lists and forms are imported when they are first opened: the first frame does not wait for them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from onrecord.app.choices import Choice, actor_choice, filter_choices, target_choices
from onrecord.articles.rendering import Emphasis
from onrecord.articles.safe_text import visible
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.app.desk import Desk
    from onrecord.app.screens.details import Details
    from onrecord.app.searching import Search
    from onrecord.coding.filter import Filter
    from onrecord.coding.item import Item


async def ask_target(desk: Desk) -> str | None:
    """Ask for the target that the stance keys code toward; a new one goes into the codebook."""
    from onrecord.app.screens.picker import Picker

    session = desk.session
    choices = target_choices(session.offered_targets(), session.recent_targets())
    name = await desk.app.push_screen_wait(
        Picker("Target", choices, about=desk.about_current(), selected=session.target, create="new target")
    )
    return name and _add_target(desk, name)


def _add_target(desk: Desk, name: str) -> str | None:
    from onrecord.storage.codebook_changes import append_target

    known = desk.session.codebook.target(name)
    if known is not None:
        return known.name
    try:
        changed = append_target(desk.workspace.collection.project, name)
    except OnrecordError as error:
        desk.warn(str(error))
        return None
    desk.session.change_codebook(f"new target {name}", changed.codebook, changed.revision)
    return name


async def ask_actor(desk: Desk, item: Item) -> str | None:
    """Ask whose words a quote is."""
    return await ask_speaker(desk, desk.about_current(), desk.session.actor_name(item))


async def ask_speaker(
    desk: Desk, about: Content | str, selected: str | None, *, unknown: bool = False
) -> str | None:
    """Ask for an actor; with `unknown` also for nobody known, whose answer is the empty text."""
    from onrecord.app.screens.picker import Picker

    choices = [actor_choice(desk, name) for name in desk.session.actor_names()]
    if unknown:
        choices.append(Choice("", Content("   who says it is not known"), "not known nobody"))
    picker = Picker(
        "Actor",
        choices,
        about=Content(about) if isinstance(about, str) else about,
        selected=selected,
        create="new actor",
    )
    return await desk.app.push_screen_wait(picker)


async def ask_note(desk: Desk, item: Item) -> str | None:
    """Ask for the note on a quote."""
    from onrecord.app.screens.note import NoteScreen

    return await desk.app.push_screen_wait(NoteScreen(item.note, desk.about_current()))


async def ask_details(desk: Desk, item: Item) -> Details | None:
    """Ask for a quote's kind, relay and addressee."""
    from onrecord.app.screens.details import Details, DetailsScreen

    form = DetailsScreen(
        Details(item.kind, item.via, item.addressee), desk.session.actor_names(), desk.about_current()
    )
    return await desk.app.push_screen_wait(form)


async def ask_filter(desk: Desk) -> Filter | None:
    """Ask for one more thing that quotes must be, or for what they need be no longer; return the whole filter."""
    from onrecord.app.screens.picker import Picker

    offered = filter_choices(desk)
    chosen = await desk.app.push_screen_wait(
        Picker("Show only quotes of…", [choice for choice, _ in offered.values()])
    )
    return offered[chosen][1] if chosen is not None else None


async def ask_search(desk: Desk) -> Search | None:
    """Ask what to search for in all articles, and which match to go to."""
    from onrecord.app.screens.search import SearchedText, SearchScreen

    texts = [SearchedText(key, partial(desk.presenter.glance, desk.session, key)) for key in desk.session.keys]
    last = desk.presenter.search
    screen = SearchScreen(texts, last.asked if last else "")
    chosen = await desk.app.push_screen_wait(screen)
    if chosen is None or screen.search is None:
        return None
    screen.search.current = int(chosen)
    return screen.search


async def ask_article(desk: Desk) -> str | None:
    """Ask which article to open."""
    from onrecord.app.article_rows import article_rows
    from onrecord.app.screens.article_list import ArticleList

    return await desk.app.push_screen_wait(ArticleList(tuple(article_rows(desk)), desk.key))


async def ask_link(desk: Desk) -> str | None:
    """Ask for one of the addresses that the article links to."""
    from onrecord.app.screens.picker import Picker

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


async def ask_theme(desk: Desk) -> bool:
    """Ask for the colours, showing each while it is highlighted; return whether one was chosen."""
    from onrecord.app.screens.picker import Picker

    themes = desk.themes
    before = themes.name
    choices = [
        Choice(theme.name, Content(theme.title), f"{theme.name} {theme.title}", detail=theme.description)
        for theme in themes.listed()
    ]
    chosen = await desk.app.push_screen_wait(Picker("Theme", choices, selected=before, highlighted=themes.wear))
    themes.wear(chosen or before)
    return chosen is not None


async def ask_choice(desk: Desk, title: str, choices: Sequence[Choice], selected: str | None = None) -> str | None:
    """Ask for one of the choices."""
    from onrecord.app.screens.picker import Picker

    return await desk.app.push_screen_wait(Picker(title, choices, selected=selected))


async def ask_name(desk: Desk, title: str, entering: str) -> str | None:
    """Ask for a name to be typed; `entering` says what entering it does."""
    from onrecord.app.screens.picker import Picker

    return await desk.app.push_screen_wait(Picker(visible(title), [], create=entering))


async def ask_yes(desk: Desk, question: str, yes: str, detail: str = "") -> bool:
    """Ask whether to do something; `yes` is what the answer to it says. Typing y or n finds the answer, too."""
    from onrecord.app.screens.picker import Picker

    choices = [Choice("yes", Content(visible(yes)), "yes", detail=detail), Choice("no", Content("No"), "no")]
    return await desk.app.push_screen_wait(Picker(question, choices)) == "yes"


async def ask_help(desk: Desk) -> str | None:
    """Show what can be done here, and ask for one of it."""
    from onrecord.app.help import review_rows, where
    from onrecord.app.screens.help import HelpScreen

    return await desk.app.push_screen_wait(HelpScreen(f"What can be done here: {where(desk)}", review_rows(desk)))


async def ask_leaving(desk: Desk) -> bool:
    """Ask whether to leave although some codings are not on disk."""
    from onrecord.app.screens.picker import Picker

    faults = desk.presenter.told("\n".join(desk.workspace.unsaved.values()))
    kept = desk.workspace.unsaved.keys() <= desk.workspace.copies.kept
    leaving = "Leave; a copy is kept and offered next time" if kept else "Leave, and lose what is not saved"
    choices = [
        Choice("stay", Content("Stay, and go on trying to save"), "stay", detail=faults),
        Choice("leave", Content(leaving), "leave", detail=faults),
    ]
    return await desk.app.push_screen_wait(Picker("Not everything is saved", choices)) == "leave"
