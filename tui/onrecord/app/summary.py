"""What the lines at the top and the bottom of the review sum up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.key_names import key_label
from onrecord.app.widgets.key_bar import KeyHint
from onrecord.app.widgets.status_line import Status
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


def status_of(desk: Desk, searched: int, *, searching: bool) -> Status:
    """Return what the status line says; `searching` while quotes are looked for, of `searched` articles by now."""
    overall = desk.session.progress()
    return Status(
        project=visible(desk.workspace.name),
        coder=visible(desk.session.coder),
        quotes=overall.quotes,
        reviewed=overall.reviewed,
        flagged=overall.flagged,
        lens=visible(desk.presenter.lens.described),
        searching=searching,
        searched=searched,
        articles=desk.workspace.readable,
        saved=desk.workspace.saved,
        unsaved=len(desk.workspace.unsaved),
    )


def key_hints(desk: Desk) -> tuple[KeyHint, ...]:
    """Return the hints of the bottom line: the stances, then the commands that have a rank there."""
    commands = [command for command in desk.commands if command.keys]
    stances = [command for command in commands if command.name.startswith("stance_")]
    ranked = sorted((command for command in commands if command.footer), key=lambda command: command.footer or 0)
    styles = {
        f"stance_{key}": desk.presenter.label_style(label)
        for key, label in desk.session.codebook.labels_by_key.items()
    }
    return tuple(
        KeyHint(key_label(c.keys[0]), c.title.lower(), c.name, styles.get(c.name, "")) for c in (*stances, *ranked)
    )
