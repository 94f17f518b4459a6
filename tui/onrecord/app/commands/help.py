"""What help says: what can be done here by which key, and what the marks in the text mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content

from onrecord.app.commands.command import Group
from onrecord.app.commands.context import narrowed
from onrecord.app.keys.names import key_label
from onrecord.app.presenting.rows import Choice, heading
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.screen import Screen

    from onrecord.app.commands.command import Command
    from onrecord.app.commands.context import ReviewContext
    from onrecord.app.dialogs.mark_words import Step

_KEYS, _TITLE = 11, 24
"""Cells of the columns for the keys and for what they do."""
_MARKS = (
    ("▌", "beside the current quote"),
    ("AB", "a badge: whose words the quote before it are; no badge: nobody speaks"),
    ("✓ ✗ ⚑", "accepted; rejected; flagged; no sign: not yet reviewed"),
    ("~ ?", "the article has changed: the quote has moved; perhaps it is this one, have a look"),
    ("underlined", "why the machine named this actor: the mention bold, the cue in italics"),
)
_ELSEWHERE = (
    ("click", "a quote: go to it; a key in the bottom line: press it"),
    ("drag", "select words; then they can be made a quote"),
    ("wheel", "scroll"),
    ("F1", "in a list or form: its own keys"),
)


def review_rows(context: ReviewContext) -> list[Choice]:
    """Return what can be done in the review: first what would do something here and now, then the rest."""
    here = [command for command in context.commands if command.can_run(context)]
    elsewhere = [command for command in context.commands if command not in here]
    rows = [*_sections(here, _first(context))]
    if elsewhere:
        rows += [heading("Not here, or not now"), *(_row(command, dim=True) for command in elsewhere)]
    return [
        *rows,
        heading("Mouse and lists"),
        *map(_fact, _ELSEWHERE),
        heading("Marks in the text"),
        *map(_fact, _MARKS),
    ]


def where(context: ReviewContext) -> str:
    """Return in a few words where the reviewer is."""
    if context.key in context.project.unreadable:
        return "an article that cannot be read"
    place = "at a quote" if context.current else "no quote here"
    lens = context.presenter.lens.described
    search = context.presenter.search
    return visible(
        ", ".join(
            part for part in (place, f"filter: {lens}" if lens else "", "searching" if search else "") if part
        )
    )


def marking_rows(steps: Iterable[Step]) -> list[Choice]:
    """Return what can be done while words are marked."""
    return [_row(step, dim=False) for step in steps]


def dialog_keys(kind: type[Screen[Any]]) -> list[tuple[str, str]]:
    """Return the keys of a list or form and what they do: its own, and those that its fields take.

    Fields' keys are told by the screen in `FIELD_KEYS`; Textual does not describe them.
    """
    meanings: dict[str, str] = {}
    for ancestor in kind.__mro__:
        own = vars(ancestor)
        if ancestor.__module__.startswith("onrecord."):
            for binding in Binding.make_bindings(own.get("BINDINGS", ())):
                meanings.setdefault(binding.key, binding.description)
            for key, what in own.get("FIELD_KEYS", {}).items():
                meanings.setdefault(key, what)
    return [
        (" ".join(key_label(key) for key, meant in meanings.items() if meant == what), what)
        for what in dict.fromkeys(meanings.values())
    ]


def _first(context: ReviewContext) -> list[Group]:
    """Return the groups to list first: under a filter the one that ends it, at a quote those that code it."""
    finding = [Group.FINDING] if narrowed(context) else []
    return [*finding, Group.CODING, Group.CORRECTING] if context.current else finding


def _sections(commands: Iterable[Command], first: Sequence[Group]) -> Iterator[Choice]:
    groups = dict.fromkeys([*first, *Group])
    for group in groups:
        members = [command for command in commands if command.group is group]
        if members:
            yield heading(str(group))
            yield from (_row(command, dim=False) for command in members)


def _row(one: Command | Step, *, dim: bool) -> Choice:
    keys = " ".join(map(key_label, one.keys))
    line = f"{_wide(keys, _KEYS)}{_wide(one.title, _TITLE)}"
    label = (
        Content.styled(f"{line}{one.description}", "$text-muted")
        if dim
        else Content.assemble(
            (_wide(keys, _KEYS), "$text-accent bold"), _wide(one.title, _TITLE), (one.description, "$text-muted")
        )
    )
    return Choice(one.name, label, f"{one.title} {one.description} {one.name}".casefold(), detail=one.description)


def _wide(text: str, cells: int) -> str:
    """Return a text in a column, with at least one blank after it."""
    return text + " " * max(cells - cell_len(text), 1)


def _fact(fact: tuple[str, str]) -> Choice:
    sign, meaning = fact
    label = Content.assemble((_wide(sign, _KEYS), "bold"), (meaning, "$text-muted"))
    return Choice(f"# {sign}", label, meaning.casefold(), disabled=True)
