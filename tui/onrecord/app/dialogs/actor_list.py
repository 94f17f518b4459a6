"""All actors of the folder: what they are, how often they are quoted, and how much of that is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from onrecord.app.dialogs.picker import Picker
from onrecord.app.presenting.rows import Choice, heading
from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.app.commands.context import ReviewContext

_NAME, _REVIEWED, _TYPE = 30, 9, 14
"""Cells of the columns."""


class ActorsScreen(Picker):
    """The actors, narrowed by typing. Its result is the name of the one chosen."""

    DEFAULT_CSS = """
    ActorsScreen ChoiceList { max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "more", "Rename, merge, split or describe the actor, or show only their quotes", priority=True
        )
    ]
    FIELD_KEYS: ClassVar[dict[str, str]] = {"enter": "Go to the actor's first quote"}

    def __init__(self, rows: Sequence[Choice], selected: str | None) -> None:
        """Prepare the list; `selected` is the actor of the current quote."""
        super().__init__("Actors", [heading(_columns("   name", "reviewed", "is a", "")), *rows], selected=selected)
        self.more = False
        """Whether something else is wanted than to go to the actor's first quote."""

    def on_mount(self) -> None:
        """Say what the keys do."""
        self.query_one(".dialog").border_subtitle = Content(
            " Enter first quote · Tab change, filter … · Esc closes "
        )

    def action_more(self) -> None:
        """Choose what is highlighted, to do something with it."""
        self.more = True
        self.entered()


def actor_rows(context: ReviewContext) -> list[Choice]:
    """Return all actors, the most quoted first, with what is known of each."""
    session = context.session
    quotes = {member.actor.name: member.quotes for member in session.members()}
    reviewed = dict.fromkeys(quotes, 0)
    for key in session.keys:
        for item in session.items(key):
            name = session.actor_name(item)
            if name in reviewed and item.reviewed and not item.rejected:
                reviewed[name] += 1
    names = dict.fromkeys((*quotes, *(actor.name for actor in session.cast.actors)))
    return [_row(context, name, reviewed.get(name, 0), quotes.get(name, 0)) for name in names]


def _row(context: ReviewContext, name: str, reviewed: int, quotes: int) -> Choice:
    badge, style = context.presenter.badge(name)
    actor = context.session.cast.actor(name)
    spoken = f"speaks for {visible(actor.speaks_for)}" if actor.speaks_for else ""
    about = _columns("", f"{reviewed}/{quotes}", str(actor.type or ""), spoken)
    shown = Content(visible(name)).truncate(_NAME - len(badge) - 2, ellipsis=True, pad=True)
    also = f"also: {', '.join(actor.aliases)}" if actor.aliases else "No other names are known."
    return Choice(
        name,
        Content.assemble(
            Content.styled(badge, style), " ", shown, (about.removeprefix(" " * (_NAME - 1)), "$text-muted")
        ),
        " ".join((name, *actor.aliases, actor.type or "", actor.speaks_for or "")),
        detail="\n".join(part for part in (also, spoken) if part),
    )


def _columns(name: str, reviewed: str, kind: str, spoken: str) -> str:
    return f"{_padded(name, _NAME)}{reviewed.rjust(_REVIEWED - 1)}  {_padded(kind, _TYPE)}{spoken}".rstrip()


def _padded(text: str, cells: int) -> str:
    return text + " " * max(cells - cell_len(text), 1)
