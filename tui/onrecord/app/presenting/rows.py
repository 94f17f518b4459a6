"""The rows of the lists: targets, actors, filters, commands, articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from onrecord.app.keys.names import key_label
from onrecord.app.widgets.bar import bar
from onrecord.articles.safe_text import visible
from onrecord.coding.filter import Filter, possible_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.app.keys.keymap import Keyed
    from onrecord.app.presenting.presenter import Presenter
    from onrecord.app.project.project import Project
    from onrecord.app.project.view_options import ViewOptions
    from onrecord.coding.codebook import Target
    from onrecord.coding.likely_actors import LikelyActor
    from onrecord.coding.session import ReviewSession

_USED_LAST, _NO_GROUP = "Used last", "Others"
_CRITERION = 8
"""Cells of the column for a filter's criterion."""
KEYS, _TITLE = 11, 24
"""Cells of the columns for keys and for what they do."""
_BAR, _PROGRESS, _SIGNS = 6, 7, 4
"""Cells for how far the review of an article has come, as a bar and in numbers, and for what signs say of it."""
_BEFORE_TITLE = " " * (_BAR + _PROGRESS + _SIGNS + 2)
_NAME, _REVIEWED, _TYPE = 30, 9, 14
"""Cells of the columns in the list of actors."""


class Choice(NamedTuple):
    """A row of a list that can be chosen."""

    value: str
    label: Content
    names: tuple[str, ...]
    """The texts that typing is matched with, each by itself: the name and the aliases."""
    detail: str = ""
    """The text below the list while the row is highlighted."""
    disabled: bool = False
    end: Content = Content()
    """Text after the label, shown even if the label is cut off."""


def heading(title: str) -> Choice:
    """Return a heading; it cannot be chosen, and typing hides it."""
    return Choice(f"# {title}", Content.styled(visible(title), "bold underline"), (), disabled=True)


def target_choices(targets: Iterable[Target], recent: Iterable[Target] = ()) -> list[Choice]:
    """Return the targets under their groups' headings, or without headings if none has a group.

    `recent` are the targets used last: they come first, and are left out of their groups.
    """
    targets, recent = tuple(targets), tuple(recent)
    rest = [target for target in targets if target not in recent]
    if not any(target.group for target in targets):
        return [target_choice(target) for target in (*recent, *rest)]
    sections = {_USED_LAST: recent} | {
        group or _NO_GROUP: [target for target in rest if target.group == group]
        for group in dict.fromkeys(target.group for target in rest)
    }
    return [
        choice
        for title, members in sections.items()
        if members
        for choice in (heading(title), *(target_choice(target) for target in members))
    ]


def target_choice(target: Target) -> Choice:
    """Return a target with its definition."""
    examples = [f"counts: {'; '.join(target.include)}"] if target.include else []
    examples += [f"does not count: {'; '.join(target.exclude)}"] if target.exclude else []
    about = " · ".join(part for part in (target.group, "retired" if target.retired else "") if part)
    also = f"also: {', '.join(target.aliases)}" if target.aliases else ""
    return Choice(
        target.name,
        Content.assemble(visible(target.name), (visible(f"  {about}" if about else ""), "$text-muted")),
        (target.name, *target.aliases),
        detail="\n".join(part for part in (target.definition, *examples, also) if part),
    )


def actor_choice(presenter: Presenter, session: ReviewSession, name: str) -> Choice:
    """Return an actor with badge and other names."""
    badge, style = presenter.badge(name)
    aliases = session.cast.actor(name).aliases
    return Choice(
        name,
        Content.assemble(Content.styled(badge, style), " ", visible(name)),
        (name, *aliases),
        detail=f"also: {', '.join(aliases)}" if aliases else "",
    )


def likely_choice(presenter: Presenter, session: ReviewSession, actor: LikelyActor) -> Choice:
    """Return an actor with the reason for which it is offered for a quote."""
    choice = actor_choice(presenter, session, actor.name)
    return choice._replace(end=Content.styled(f"  {actor.why}" if actor.why else "", "$text-muted"))


def cast_choice(presenter: Presenter, session: ReviewSession, name: str, quotes: int) -> Choice:
    """Return an actor with badge, what they are, and how often they are quoted."""
    choice, actor = actor_choice(presenter, session, name), session.cast.actor(name)
    spoken = f"speaks for {actor.speaks_for}" if actor.speaks_for else ""
    number = "1 quote" if quotes == 1 else f"{quotes} quotes"
    about = visible("  " + " · ".join(part for part in (actor.type, spoken, number) if part))
    return choice._replace(label=Content.assemble(choice.label, (about, "$text-muted")))


def filter_choices(view: ViewOptions, session: ReviewSession) -> dict[str, tuple[Choice, Filter]]:
    """Return the rows for changing the filter, each with the filter that choosing it gives."""
    present = view.filter
    offered: dict[str, tuple[Choice, Filter]] = {}
    if present:
        label = Content("show every quote again")
        clear = Choice("clear", label, ("clear", label.plain), detail="No filter.")
        offered["clear"] = (clear, Filter())
    for criterion, values in possible_values(session).items():
        if criterion == "outlet" and view.blind:
            continue
        for value in values:
            asked = getattr(present, criterion) == value
            label = Content.assemble(
                (criterion.ljust(_CRITERION), "$text-muted"),
                visible(value),
                ("  ✓", "$text-accent") if asked else "",
            )
            detail = "Chosen; Enter takes it away." if asked else ""
            names = (f"{criterion} {value}", f"{value} {criterion}")
            choice = Choice(f"{criterion} {value}", label, names, detail=detail)
            offered[choice.value] = (choice, present.toggled(criterion, value))
    return offered


def key_choice(one: Keyed, *, dim: bool = False) -> Choice:
    """Return a command or a step of marking with its keys; `dim` where it would do nothing now."""
    keys, title = _padded(" ".join(map(key_label, one.keys)), KEYS), _padded(one.title, _TITLE)
    label = (
        Content.styled(f"{keys}{title}{one.description}", "$text-muted")
        if dim
        else Content.assemble((keys, "$text-accent bold"), title, (one.description, "$text-muted"))
    )
    return Choice(one.name, label, (one.title, one.description, one.name), detail=one.description)


def fact_row(sign: str, meaning: str) -> Choice:
    """Return a line that explains a sign; it cannot be chosen."""
    label = Content.assemble((_padded(sign, KEYS), "bold"), (meaning, "$text-muted"))
    return Choice(f"# {sign}", label, (meaning,), disabled=True)


class ArticleRow(NamedTuple):
    """An article in the list, with the values it can be sorted by."""

    key: str
    title: str
    searched: str
    """The text that typing is matched with, in lower case."""
    name: str = ""
    """The file's name; empty in blind review."""
    outlet: str | None = None
    date: str | None = None
    reviewed: int = 0
    quotes: int | None = None
    """How many quotes it has; None if they were not searched for yet."""
    flagged: int = 0
    done: bool = False
    fault: str | None = None
    """Why it cannot be read."""

    @property
    def left(self) -> int:
        """How many of its quotes are not reviewed."""
        return (self.quotes or 0) - self.reviewed


def article_rows(presenter: Presenter, project: Project) -> Iterator[ArticleRow]:
    """Yield every article of the folder, in its order."""
    blind, session = presenter.view_options.blind, project.session
    for key in project.keys:
        fault = project.unreadable.get(key)
        if fault is not None or not session.has(key):
            name = presenter.name_of(key)
            yield ArticleRow(key, name, name.casefold(), fault=fault and presenter.told(fault, key))
            continue
        head, progress = presenter.about(session, key), session.progress(key)
        about, name = head.metadata, "" if blind else key
        searched = " ".join(part for part in (head.title, about.outlet, about.date, name) if part)
        yield ArticleRow(
            key,
            head.title,
            searched.casefold(),
            name,
            about.outlet,
            about.date,
            progress.reviewed,
            progress.quotes,
            progress.flagged,
            session.coding(key).done is not None,
        )


def row_choice(row: ArticleRow) -> Choice:
    """Return an article's row in the list."""
    if row.fault is not None:
        label = Content.styled(f"{_BEFORE_TITLE}{visible(row.title)}", "$text-error")
        return Choice(row.key, label, (), detail=row.fault, disabled=True)
    if row.quotes is None:
        return Choice(row.key, Content(f"{_BEFORE_TITLE}{visible(row.title)}"), ())
    signs = ("✓" if row.done else " ") + (f"⚑{row.flagged}" if row.flagged else "")
    label = Content.assemble(
        bar(row.reviewed, row.quotes, _BAR),
        (f"{row.reviewed}/{row.quotes}".rjust(_PROGRESS), "$text-muted"),
        (f" {signs.ljust(_SIGNS)} ", "$text-accent"),
        (visible(row.title), "bold"),
    )
    about = Content.styled(visible("".join(f" · {part}" for part in (row.outlet, row.date) if part)), "$text-muted")
    detail = " · ".join(part for part in (row.name, "done" if row.done else "") if part)
    return Choice(row.key, label, (), detail=detail, end=about)


def actor_rows(presenter: Presenter, session: ReviewSession) -> list[Choice]:
    """Return the rows of the list of actors, the most quoted first."""
    quotes = {member.actor.name: member.quotes for member in session.members()}
    reviewed = dict.fromkeys(quotes, 0)
    for key in session.keys:
        for item in session.items(key):
            name = session.actor_name(item)
            if name in reviewed and item.reviewed and not item.rejected:
                reviewed[name] += 1
    names = dict.fromkeys((*quotes, *(actor.name for actor in session.cast.actors)))
    return [_actor_row(presenter, session, name, reviewed.get(name, 0), quotes.get(name, 0)) for name in names]


def _actor_row(presenter: Presenter, session: ReviewSession, name: str, reviewed: int, quotes: int) -> Choice:
    badge, style = presenter.badge(name)
    actor = session.cast.actor(name)
    spoken = f"speaks for {visible(actor.speaks_for)}" if actor.speaks_for else ""
    about = actor_columns("", f"{reviewed}/{quotes}", str(actor.type or ""), spoken)
    shown = Content(visible(name)).truncate(_NAME - len(badge) - 2, ellipsis=True, pad=True)
    also = f"also: {', '.join(actor.aliases)}" if actor.aliases else "No other names are known."
    return Choice(
        name,
        Content.assemble(
            Content.styled(badge, style), " ", shown, (about.removeprefix(" " * (_NAME - 1)), "$text-muted")
        ),
        (name, *actor.aliases, actor.type or "", actor.speaks_for or ""),
        detail="\n".join(part for part in (also, spoken) if part),
    )


def actor_columns(name: str, reviewed: str, kind: str, spoken: str) -> str:
    """Return a line of the list of actors, its parts in columns."""
    return f"{_padded(name, _NAME)}{reviewed.rjust(_REVIEWED - 1)}  {_padded(kind, _TYPE)}{spoken}".rstrip()


def _padded(text: str, cells: int) -> str:
    return text + " " * max(cells - cell_len(text), 1)
