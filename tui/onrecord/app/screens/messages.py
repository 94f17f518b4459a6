"""What the review says by itself: what to do where there is no quote, and what is wrong with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def no_quotes_message(context: ReviewContext, *, searching: bool) -> str:
    """Return what to say where there is no current quote; `searching` while quotes are still looked for."""
    if context.key in context.project.unreadable:
        return f"This article cannot be read. {context.hint('open')} opens another."
    if searching:
        return "Quotes are still being looked for."
    if context.session.items(context.key):
        return f"{context.hint('next')} goes to the first quote."
    whole = f"{context.hint('focus')} shows the whole text, " if context.presenter.lens.focused else ""
    return (
        f"No quotes found here. {context.hint('done')} marks the article done, {whole}"
        f"{context.hint('mark')} marks a quote by hand, {context.hint('open')} opens another article."
    )


def say_what_is_wrong(context: ReviewContext) -> None:
    """Say that files have problems, and which key says more; nothing where all is well."""
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
