"""When a command has something to act on. Help puts those first that can be done here and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.app.commands.coding import STANCES
from onrecord.articles.rendering import Emphasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext


def can_run(name: str, context: ReviewContext) -> bool:
    """Return whether the command of this name would do something now. A command without a condition always does."""
    condition = _CONDITIONS.get(name)
    return condition is None or condition(context)


def _readable(context: ReviewContext) -> bool:
    return bool(context.key) and context.key not in context.project.unreadable and context.session.has(context.key)


def _codable(context: ReviewContext) -> bool:
    return _readable(context) and context.key not in context.project.locked


def _at_quote(context: ReviewContext) -> bool:
    return context.current is not None


def _can_code(context: ReviewContext) -> bool:
    return _at_quote(context) and _codable(context)


def _can_move_edge(context: ReviewContext) -> bool:
    return _can_code(context) and context.current is not None and not context.current.rejected


def _has_quotes(context: ReviewContext) -> bool:
    return _readable(context) and bool(context.session.items(context.key))


def _some_left(context: ReviewContext) -> bool:
    progress = context.session.progress(context.key) if _readable(context) else None
    return progress is not None and progress.reviewed < progress.quotes


def _coded_here(context: ReviewContext) -> bool:
    item = context.current
    return item is not None and any(one.target == context.session.target for one in context.session.stances(item))


def _joined(context: ReviewContext) -> bool:
    return context.current is not None and len(context.session.parts(context.current)) > 1


def _narrowed(context: ReviewContext) -> bool:
    lens = context.presenter.lens
    return context.tour is not None or lens != lens.cleared or context.presenter.search is not None


def _searched(context: ReviewContext) -> bool:
    return context.presenter.search is not None


def _has_links(context: ReviewContext) -> bool:
    return _readable(context) and any(
        styled.emphasis is Emphasis.LINK and styled.target
        for styled in context.session.article(context.key).rendering.styled
    )


_CONDITIONS: dict[str, Callable[[ReviewContext], bool]] = {
    **dict.fromkeys(("next", "previous", "first", "last"), _has_quotes),
    **dict.fromkeys(("next_unreviewed", "previous_unreviewed"), _some_left),
    **dict.fromkeys(("next_pane", "previous_pane"), lambda context: len(context.row.panes) > 1),
    **dict.fromkeys(("next_match", "previous_match"), _searched),
    "next_article": lambda context: len(context.project.keys) > 1,
    "clear": _narrowed,
    "back": lambda context: context.trail.can_go_back,
    "forward": lambda context: context.trail.can_go_forward,
    **dict.fromkeys(("accept", "reject", "note", "flag", "actor", "details", "join", "repeat"), _can_code),
    **dict.fromkeys((stance.name for stance in STANCES), _can_code),
    "clear_stance": lambda context: _can_code(context) and _coded_here(context),
    "accept_rest": lambda context: _codable(context) and _some_left(context),
    "done": _codable,
    "confirm_places": lambda context: _codable(context) and bool(context.session.moved_items(context.key)),
    "undo": lambda context: context.session.to_undo is not None,
    "redo": lambda context: context.session.to_redo is not None,
    "mark": _codable,
    "mark_selected": lambda context: _codable(context) and context.pane.reader.selected is not None,
    **dict.fromkeys(("start_back", "start_on", "end_back", "end_on"), _can_move_edge),
    "split": lambda context: _can_code(context) and _joined(context),
    "everywhere": lambda context: context.session.corrected is not None,
    "copy": _at_quote,
    "centre": _at_quote,
    "links": _has_links,
}
