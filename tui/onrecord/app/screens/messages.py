"""The contents of the status line, the key hints, and messages that no command shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.keys.names import key_label
from onrecord.app.widgets.key_bar import KeyHint
from onrecord.app.widgets.status_line import Status
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.app.commands.command import Command
    from onrecord.app.commands.context import ReviewContext


_STAYS = "help"
"""The command whose hint the bottom line shows at every width."""


def status_of(context: ReviewContext, searched: int, *, searching: bool) -> Status:
    """Return the content of the status line; quotes have been found in `searched` articles so far."""
    overall, project = context.session.progress(), context.project
    return Status(
        project=visible(context.project.name),
        coder=visible(context.session.coder),
        quotes=overall.quotes,
        reviewed=overall.reviewed,
        flagged=overall.flagged,
        view=visible(context.presenter.view_options.described),
        searching=searching,
        searched=searched,
        articles=context.project.readable,
        saved=project.saved,
        saving=bool(project.waiting),
        unsaved=len(project.unsaved.keys() - project.waiting),
    )


def key_hints(context: ReviewContext, commands: Iterable[Command]) -> tuple[KeyHint, ...]:
    """Return the hints of the bottom line: the stances, then the commands with a footer rank."""
    commands = [command for command in commands if command.keys]
    stances = [command for command in commands if command.name.startswith("stance_")]
    ranked = sorted((command for command in commands if command.footer), key=lambda command: command.footer or 0)
    styles = {
        f"stance_{key}": context.presenter.label_style(label)
        for key, label in context.session.codebook.labels_by_key.items()
    }
    return tuple(
        KeyHint(
            key_label(one.keys[0]),
            one.title.lower(),
            one.name,
            styles.get(one.name, ""),
            group="stances" if one in stances else "commands",
            stays=one.name == _STAYS,
        )
        for one in (*stances, *ranked)
    )


def no_quotes_message(context: ReviewContext, *, searching: bool) -> str:
    """Return the message for an article without a current quote."""
    if context.key in context.project.unreadable:
        return f"This article cannot be read. {context.hint('open')} opens another."
    if searching:
        return "Still searching for quotes."
    if context.pane.at_end and context.session.items(context.key):
        return _end_message(context)
    if context.session.items(context.key):
        return f"{context.hint('next')} goes to the first quote."
    whole = f"{context.hint('focus')} shows the whole text, " if context.presenter.view_options.focused else ""
    return (
        f"No quotes found here. {context.hint('done')} marks the article done, {whole}"
        f"{context.hint('mark')} marks a quote by hand, {context.hint('open')} opens another article."
    )


def _end_message(context: ReviewContext) -> str:
    """Return the message shown after an article's last quote: what is left, and what the keys do."""
    view, progress = context.presenter.view_options, context.session.progress(context.key)
    accept = context.hint("accept")
    if view.narrows:
        return (
            f"No more quotes match here ({view.described}). {accept} goes to the next article in which some do, "
            f"{context.hint('clear')} shows all again."
        )
    left = progress.quotes - progress.reviewed
    if left:
        quotes = "1 quote is" if left == 1 else f"{left} quotes are"
        return f"End of the article: {quotes} not reviewed here. {accept} goes to the first of them."
    overall = context.session.progress()
    other = overall.quotes - overall.reviewed
    done = context.session.coding(context.key).done is not None
    if not other:
        more = "" if done else f" {accept} marks the article done."
        return f"End of the article; every quote of the folder is reviewed.{more}"
    quotes = "1 quote is" if other == 1 else f"{other} quotes are"
    return (
        f"End of the article, all {progress.quotes} reviewed; {quotes} left in others. "
        f"{accept} {'goes' if done else 'marks the article done and goes'} on to the next of those."
    )


def tell_problems(context: ReviewContext) -> None:
    """Tell the coder that files have problems or articles have changed, and which key says more."""
    problems = len(context.project.problems())
    if problems:
        how_many = "1 file has a problem" if problems == 1 else f"The files have {problems} problems"
        context.tell(f"{how_many}: {context.hint('problems')} says what to do.")
    changed = [key for key in context.session.keys if context.session.moved_items(key)]
    if changed:
        files = "An article has" if len(changed) == 1 else f"{len(changed)} articles have"
        context.warn(
            f"{files} changed since the coding: ~ marks quotes that have moved, ? those that need a look. "
            f"{context.hint('confirm_places')} confirms all that have moved in an article."
        )
