"""Articles in panes, and how they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.commands.command import Command, Group
from onrecord.app.commands.prompts import ask_article, ask_link
from onrecord.articles.article import Format

if TYPE_CHECKING:
    from onrecord.app.commands.context import ReviewContext


async def _open(context: ReviewContext) -> None:
    key = await ask_article(context)
    if key is not None:
        context.open_article(key)


async def _links(context: ReviewContext) -> None:
    if context.key in context.project.unreadable:
        context.tell(context.no_quotes_message)
        return
    address = await ask_link(context)
    if address is not None:
        context.app.copy_to_clipboard(address)
        context.tell(f"Copied: {address}")


def _copy(context: ReviewContext) -> None:
    item = context.current
    if item is None:
        context.tell(context.no_quotes_message)
        return
    article = context.presenter.shown(context.session, item.article)
    if context.presenter.lens.blind:
        article = replace(article, key=article.title)
    from onrecord.results.citation import cite

    context.app.copy_to_clipboard(cite(article, item, context.session.actor_name(item)))
    context.tell("Copied the quote with its citation.")


def _reading(context: ReviewContext) -> None:
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


COMMANDS = (
    Command("open", ("o",), "Open article", "Open another article in this pane.", Group.READING, _open, 12),
    Command("copy", ("y",), "Copy", "Copy the quote with its citation to the clipboard.", Group.READING, _copy, 13),
    Command(
        "links",
        ("l",),
        "Links",
        "List where the article's links lead; Enter copies the address.",
        Group.READING,
        _links,
    ),
    Command(
        "reading",
        ("M",),
        "Markdown or plain",
        "Read this article as Markdown instead of plain text, or the other way round; it is remembered.",
        Group.READING,
        _reading,
    ),
)
