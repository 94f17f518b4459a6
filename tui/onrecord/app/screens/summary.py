"""What the lines at the top and the bottom of the review sum up."""

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


def status_of(context: ReviewContext, searched: int, *, searching: bool) -> Status:
    """Return what the status line says; `searching` while quotes are looked for, of `searched` articles by now."""
    overall = context.session.progress()
    return Status(
        project=visible(context.project.name),
        coder=visible(context.session.coder),
        quotes=overall.quotes,
        reviewed=overall.reviewed,
        flagged=overall.flagged,
        lens=visible(context.presenter.lens.described),
        searching=searching,
        searched=searched,
        articles=context.project.readable,
        saved=context.project.saved,
        unsaved=len(context.project.unsaved),
    )


def key_hints(context: ReviewContext, commands: Iterable[Command]) -> tuple[KeyHint, ...]:
    """Return the hints of the bottom line: the stances, then the commands that have a rank there."""
    commands = [command for command in commands if command.keys]
    stances = [command for command in commands if command.name.startswith("stance_")]
    ranked = sorted((command for command in commands if command.footer), key=lambda command: command.footer or 0)
    styles = {
        f"stance_{key}": context.presenter.label_style(label)
        for key, label in context.session.codebook.labels_by_key.items()
    }
    return tuple(
        KeyHint(key_label(c.keys[0]), c.title.lower(), c.name, styles.get(c.name, "")) for c in (*stances, *ranked)
    )
