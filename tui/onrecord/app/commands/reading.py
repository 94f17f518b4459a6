"""Articles in panes, and how they are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.app.asking import ask_article, ask_link
from onrecord.app.commands.command import Command, Group
from onrecord.articles.article import Format

if TYPE_CHECKING:
    from onrecord.app.desk import Desk


async def _open(desk: Desk) -> None:
    key = await ask_article(desk)
    if key is not None:
        desk.open_article(key)


async def _links(desk: Desk) -> None:
    if desk.key in desk.workspace.unreadable:
        desk.tell(desk.no_quotes_message)
        return
    address = await ask_link(desk)
    if address is not None:
        desk.app.copy_to_clipboard(address)
        desk.tell(f"Copied: {address}")


def _copy(desk: Desk) -> None:
    item = desk.current
    if item is None:
        desk.tell(desk.no_quotes_message)
        return
    article = desk.presenter.shown(desk.session, item.article)
    if desk.presenter.lens.blind:
        article = replace(article, key=article.title)
    from onrecord.results.citation import cite

    desk.app.copy_to_clipboard(cite(article, item, desk.session.actor_name(item)))
    desk.tell("Copied the quote with its citation.")


def _reading(desk: Desk) -> None:
    if desk.key in desk.workspace.unreadable:
        desk.tell(desk.no_quotes_message)
        return
    if desk.session.article(desk.key).format is Format.HTML:
        desk.tell("A web page has one reading: the article that was found in it.")
        return
    reading = Format.PLAIN if desk.session.article(desk.key).format is Format.MARKDOWN else Format.MARKDOWN
    desk.workspace.read_as(desk.key, reading)
    desk.read_again()
    desk.remember_place()
    desk.tell(f"Read as {'Markdown' if reading is Format.MARKDOWN else 'plain text'}.")


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
