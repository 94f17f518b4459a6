"""Opening articles, copying quotes and links, and reading text as Markdown or plain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Group, command
from onrecord.app.commands.context import at_quote, readable
from onrecord.app.commands.prompts import ask_article, ask_link
from onrecord.articles.article import Format
from onrecord.articles.rendering import Emphasis

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


def _has_links(context: ReviewContext) -> bool:
    return readable(context) and any(
        styled.emphasis is Emphasis.LINK and styled.target
        for styled in context.session.article(context.key).rendering.styled
    )


@command("o", title="Open article", group=Group.READING, footer=12)
async def open_(context: ReviewContext) -> None:
    """Open another article in this pane."""
    key = await ask_article(context)
    if key is not None:
        context.open_article(key)


@command("y", title="Copy", group=Group.READING, when=at_quote, footer=13)
def copy(context: ReviewContext) -> None:
    """Copy the quote with its citation to the clipboard."""
    item = context.current
    if item is None:
        context.tell(context.no_quotes_message)
        return
    article = context.presenter.shown(context.session, item.article)
    if context.presenter.view_options.blind:
        article = replace(article, key=article.title)
    from onrecord.results.citation import cite

    context.app.copy_to_clipboard(cite(article, item, context.session.actor_name(item)))
    context.tell("Copied the quote with its citation.")


@command("l", title="Links", group=Group.READING, when=_has_links)
async def links(context: ReviewContext) -> None:
    """List the article's links; Enter copies the address."""
    if context.key in context.project.unreadable:
        context.tell(context.no_quotes_message)
        return
    address = await ask_link(context)
    if address is not None:
        context.app.copy_to_clipboard(address)
        context.tell(f"Copied: {address}")


@command("M", title="Markdown or plain", group=Group.READING)
def reading(context: ReviewContext) -> None:
    """Read this article as Markdown instead of plain text, or the reverse; the choice is remembered."""
    if context.key in context.project.unreadable:
        context.tell(context.no_quotes_message)
        return
    if context.session.article(context.key).format is Format.HTML:
        context.tell("A web page has one reading: the article that was found in it.")
        return
    reading = Format.PLAIN if context.session.article(context.key).format is Format.MARKDOWN else Format.MARKDOWN
    context.project.read_as(context.key, reading)
    context.read_again()
    context.remember_place()
    context.tell(f"Read as {'Markdown' if reading is Format.MARKDOWN else 'plain text'}.")
