"""When a command has something to act on. Help puts those first that can be done here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.coding import STANCES
from onrecord.articles.rendering import Emphasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.desk import Desk


def can_run(name: str, desk: Desk) -> bool:
    """Return whether the command of this name would do something now. A command without a condition always does."""
    condition = _CONDITIONS.get(name)
    return condition is None or condition(desk)


def _readable(desk: Desk) -> bool:
    return bool(desk.key) and desk.key not in desk.workspace.unreadable and desk.session.has(desk.key)


def _codable(desk: Desk) -> bool:
    return _readable(desk) and desk.key not in desk.workspace.locked


def _at_quote(desk: Desk) -> bool:
    return desk.current is not None


def _can_code(desk: Desk) -> bool:
    return _at_quote(desk) and _codable(desk)


def _can_move_edge(desk: Desk) -> bool:
    return _can_code(desk) and desk.current is not None and not desk.current.rejected


def _has_quotes(desk: Desk) -> bool:
    return _readable(desk) and bool(desk.session.items(desk.key))


def _some_left(desk: Desk) -> bool:
    progress = desk.session.progress(desk.key) if _readable(desk) else None
    return progress is not None and progress.reviewed < progress.quotes


def _coded_here(desk: Desk) -> bool:
    item = desk.current
    return item is not None and any(one.target == desk.session.target for one in desk.session.stances(item))


def _joined(desk: Desk) -> bool:
    return desk.current is not None and len(desk.session.parts(desk.current)) > 1


def _narrowed(desk: Desk) -> bool:
    lens = desk.presenter.lens
    return desk.tour is not None or lens != lens.cleared or desk.presenter.search is not None


def _searched(desk: Desk) -> bool:
    return desk.presenter.search is not None


def _has_links(desk: Desk) -> bool:
    return _readable(desk) and any(
        styled.emphasis is Emphasis.LINK and styled.target
        for styled in desk.session.article(desk.key).rendering.styled
    )


_CONDITIONS: dict[str, Callable[[Desk], bool]] = {
    **dict.fromkeys(("next", "previous", "first", "last"), _has_quotes),
    **dict.fromkeys(("next_unreviewed", "previous_unreviewed"), _some_left),
    **dict.fromkeys(("next_pane", "previous_pane"), lambda desk: len(desk.row.panes) > 1),
    **dict.fromkeys(("next_match", "previous_match"), _searched),
    "next_article": lambda desk: len(desk.workspace.keys) > 1,
    "clear": _narrowed,
    "back": lambda desk: desk.trail.can_go_back,
    "forward": lambda desk: desk.trail.can_go_forward,
    **dict.fromkeys(("accept", "reject", "note", "flag", "actor", "details", "join", "repeat"), _can_code),
    **dict.fromkeys((stance.name for stance in STANCES), _can_code),
    "clear_stance": lambda desk: _can_code(desk) and _coded_here(desk),
    "accept_rest": lambda desk: _codable(desk) and _some_left(desk),
    "done": _codable,
    "confirm_places": lambda desk: _codable(desk) and bool(desk.session.moved_items(desk.key)),
    "undo": lambda desk: desk.session.to_undo is not None,
    "redo": lambda desk: desk.session.to_redo is not None,
    "mark": _codable,
    "mark_selected": lambda desk: _codable(desk) and desk.pane.reader.selected is not None,
    **dict.fromkeys(("start_back", "start_on", "end_back", "end_on"), _can_move_edge),
    "split": lambda desk: _can_code(desk) and _joined(desk),
    "everywhere": lambda desk: desk.session.corrected is not None,
    "copy": _at_quote,
    "centre": _at_quote,
    "links": _has_links,
}
