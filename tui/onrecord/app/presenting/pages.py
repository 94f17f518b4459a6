"""The texts of the pages that open over the review: problems, keys, counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from onrecord.articles.safe_text import visible
from onrecord.coding.pace import BREAK, pace_of, time_left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.app.presenting.presenter import Presenter
    from onrecord.app.project.project import Project
    from onrecord.coding.pace import Pace
    from onrecord.coding.review_state import Progress
    from onrecord.coding.session import ReviewSession

_BAR, _FACT = 40, 16
"""Cells of the bar, and of what a line is about."""
_NUMBERS, _FRAME = 39, 7
"""Cells of the numbers behind an article's title, and of the page's frame."""
_SHORTEST, _LONGEST = 12, 38
"""Cells of an article's title."""
_MINUTE = timedelta(minutes=1)
_HOUR = 60


def problems_page(problems: Sequence[str]) -> Content:
    """Return the page of problems, a paragraph each."""
    if not problems:
        return Content("No problems: every file could be read, and everything coded is saved.")
    return Content("\n\n").join([Content(visible(problem)) for problem in problems])


def keys_page(keys: Sequence[tuple[str, str]]) -> Content:
    """Return the page of keys: their labels and what they do."""
    width = max((len(labels) for labels, _ in keys), default=0) + 2
    lines = (Content.assemble((labels.ljust(width), "bold"), what) for labels, what in keys)
    return Content("\n").join(lines)


class _Review(NamedTuple):
    project: Project
    presenter: Presenter
    searching: bool
    hint: Callable[[str], str]
    width: int

    @property
    def session(self) -> ReviewSession:
        return self.project.session


def counts_page(
    project: Project, presenter: Presenter, *, searching: bool, hint: Callable[[str], str], width: int
) -> Content:
    """Return the page of counts: progress, today's pace, and the time left at that pace.

    Args:
        project: what is reviewed.
        presenter: gives the articles' titles.
        searching: whether quotes are still being looked for.
        hint: gives the key of a command, as people write it.
        width: cells of the screen.
    """
    review = _Review(project, presenter, searching, hint, width)
    now = datetime.fromisoformat(review.project.now()).astimezone()
    pace = pace_of(review.project.work.load(now), now)
    return Content("\n").join(
        [*_all(review, pace), Content(), *_today(pace, now), Content(), *_articles(review, pace)]
    )


def _all(review: _Review, pace: Pace) -> list[Content]:
    progress = review.session.progress()
    left = progress.quotes - progress.reviewed
    unreadable = len(review.project.unreadable)
    remaining = time_left(left, pace)
    if not left:
        estimate = "nothing is left" if progress.quotes else "no quotes are found yet"
    elif remaining is None:
        estimate = f"cannot be told before {'more' if pace.total else 'some'} quotes are reviewed today"
    else:
        estimate = f"about {_duration(remaining)} at today's rate"
    lines = [
        _heading("All articles"),
        _bar(progress),
        _fact("reviewed", f"{progress.reviewed} of {_quotes(progress.quotes)}"),
        _fact("left", str(left)),
        _fact("time left", estimate),
        _fact("flagged", str(progress.flagged)),
        _fact("articles done", f"{_done(review)} of {review.project.readable}"),
    ]
    if unreadable:
        noun = "article" if unreadable == 1 else "articles"
        lines.append(_fact("unreadable", f"{unreadable} {noun}; {review.hint('problems')} says why"))
    if review.searching:
        lines.append(Content.styled("Quotes are still being looked for: the numbers grow.", "$text-muted"))
    return lines


def _done(review: _Review) -> int:
    keys = (key for key in review.session.keys if key not in review.project.unreadable)
    return sum(review.session.coding(key).done is not None for key in keys)


def _today(pace: Pace, now: datetime) -> list[Content]:
    rate = (
        "too little was done yet to tell" if pace.per_hour is None else f"{_quotes(round(pace.per_hour))} an hour"
    )
    away = f"{BREAK // _MINUTE} minutes"
    return [
        _heading(f"Today, {now.date().isoformat()}"),
        _fact("reviewed", _quotes(pace.total)),
        _fact("rate", rate),
        _fact("at work", f"{_duration(pace.active)} (pauses of more than {away} left out)"),
    ]


def _articles(review: _Review, pace: Pace) -> list[Content]:
    keys = [key for key in review.project.keys if key in pace.reviewed]
    if not keys:
        return [Content.styled(f"Nothing was coded today. {review.hint('accept')} accepts a quote.", "$text-muted")]
    room = min(max(review.width - _FRAME - _NUMBERS, _SHORTEST), _LONGEST)
    head = f"{'Coded today'.ljust(room)}{'today':>7}{'reviewed':>11}{'left':>6}{'flagged':>9}  done"
    number = review.project.readable
    whole = f"All {number:,} articles" if number > 1 else "The one article"
    return [
        Content.styled(head, "bold"),
        *(_article(review, key, pace.reviewed[key], room) for key in keys),
        _row(whole, pace.total, review.session.progress(), str(_done(review) or ""), room).stylize("bold"),
    ]


def _article(review: _Review, key: str, today: int, room: int) -> Content:
    session = review.session
    title = review.presenter.title(session, key)
    done = "✓" if session.has(key) and session.coding(key).done is not None else ""
    return _row(title, today, session.progress(key), done, room)


def _row(title: str, today: int, progress: Progress, done: str, room: int) -> Content:
    reviewed, left = f"{progress.reviewed}/{progress.quotes}", progress.quotes - progress.reviewed
    shown = Content(visible(title)).truncate(room - 1, ellipsis=True, pad=True)
    return Content.assemble(shown, f" {today:>7}{reviewed:>11}{left:>6}{progress.flagged:>9}  {done}")


def _heading(title: str) -> Content:
    return Content.styled(title, "bold")


def _fact(what: str, value: str) -> Content:
    return Content.assemble((f"{what}{' ' * (_FACT - cell_len(what))}", "$text-muted"), value)


def _bar(progress: Progress) -> Content:
    share = progress.reviewed / progress.quotes if progress.quotes else 0.0
    filled = int(share * _BAR)
    return Content.assemble(
        ("━" * filled, "$text-accent"), ("┄" * (_BAR - filled), "$text-muted"), f"  {int(share * 100)} %"
    )


def _quotes(number: int) -> str:
    return "1 quote" if number == 1 else f"{number} quotes"


def _duration(time: timedelta) -> str:
    """Return a duration in words: `2 h 5 min`."""
    minutes = max(round(time / _MINUTE), 0)
    if minutes < _HOUR:
        return f"{minutes} min"
    hours, rest = divmod(minutes, _HOUR)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
