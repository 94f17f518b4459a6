"""The tour for newcomers: five steps that the coder does. It is shown once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.app.widgets.key_bar import KeyBar
from onrecord.app.widgets.tour_strip import Advice, TourStrip
from onrecord.articles.safe_text import visible
from onrecord.coding.record import Verdict
from onrecord.storage.user_state import load_preferences, save_preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.app.commands.context import ReviewContext
    from onrecord.coding.history import Edit
    from onrecord.coding.history import Step as Done


class _Moment(NamedTuple):
    """The state at one moment; two of them show whether a step was done between them."""

    place: tuple[str, str | None]
    last: Done | None
    """The step that would undo the last action."""
    undone: Done | None
    """The step that would redo the action undone last."""


@dataclass(frozen=True, slots=True)
class _Step:
    task: Callable[[ReviewContext], str]
    reason: Callable[[ReviewContext], str]
    is_done: Callable[[_Moment, _Moment], bool]


def _moved(before: _Moment, now: _Moment) -> bool:
    return now.place != before.place


def _did(*titles: str) -> Callable[[_Moment, _Moment], bool]:
    def is_done(before: _Moment, now: _Moment) -> bool:
        done = _done_since(before, now)
        return done is not None and done.title.startswith(titles)

    return is_done


def _accepted(before: _Moment, now: _Moment) -> bool:
    """Whether a quote was accepted, by its key or by coding or correcting it."""
    done = _done_since(before, now)
    return done is not None and any(_accepts(edit) for edit in done.edits)


def _accepts(taking_back: Edit) -> bool:
    was, would_be = (record and record.verdict for record in (taking_back.before, taking_back.after))
    return was is Verdict.ACCEPTED and would_be is not was


def _done_since(before: _Moment, now: _Moment) -> Done | None:
    """Return the action done between the two moments; None if there was none, or it was an undo."""
    return now.last if now.last != before.last and not _undid(before, now) else None


def _undid(before: _Moment, now: _Moment) -> bool:
    return now.undone is not None and now.undone != before.undone


def _stance_keys(context: ReviewContext) -> str:
    numbers = [number for number in context.session.codebook.labels_by_key if number in range(1, 10)]
    return f"{context.hint(f'stance_{numbers[0]}')} … {context.hint(f'stance_{numbers[-1]}')}"


_STEPS = (
    _Step(
        lambda context: f"Press {context.hint('next')}: on to the next quote.",
        lambda _: "Quotes are found already, each in its actor's colour.",
        _moved,
    ),
    _Step(
        lambda context: f"Whose words? The panel says. If it is right, press {context.hint('accept')}.",
        lambda _: "The underlined words told the machine who speaks.",
        _accepted,
    ),
    _Step(
        lambda context: (
            f"Where does the actor stand on “{visible(context.session.target)}”? Press {_stance_keys(context)}."
        ),
        lambda context: f"{context.hint('target')} chooses another target; the same digit again: strong.",
        _did("code"),
    ),
    _Step(
        lambda context: (
            f"Something wrong? {context.hint('actor')} corrects the actor, {context.hint('reject')}: not a quote."
        ),
        lambda _: "Try one; titles and terms in quotation marks are not quotes.",
        _did("actor", "reject"),
    ),
    _Step(
        lambda context: f"Press {context.hint('undo')} to undo your last action.",
        lambda context: f"As often as you like, tomorrow too; {context.hint('redo')} redoes it.",
        _undid,
    ),
)


class Tour:
    """A running tour."""

    def __init__(self, context: ReviewContext, strip: TourStrip) -> None:
        """Begin with the first step; `strip` shows it."""
        self._context = context
        self._strip = strip
        self._number = 0
        self._before = self._now()
        self._show()

    def look(self) -> None:
        """Go on to the next step if this one is done; end after the closing text. Called after every change."""
        if self._number == len(_STEPS):
            if self._now() != self._before:
                self.end()
            return
        if self._before.place[1] is None:
            self._before = self._now()  # the first quote was found just now
        elif _STEPS[self._number].is_done(self._before, self._now()):
            self._number += 1
            self._before = self._now()
            if self._number == len(_STEPS):
                _remember()
        self._show()

    def end(self) -> None:
        """Remove the strip, and do not show the tour again."""
        _remember()
        self._context.tour = None
        self._strip.remove()

    def _now(self) -> _Moment:
        session = self._context.session
        return _Moment((self._context.key, self._context.pane.current_id), session.to_undo, session.to_redo)

    def _show(self) -> None:
        context, end = self._context, self._context.hint("clear")
        if self._number < len(_STEPS):
            step, number = _STEPS[self._number], f"Tour {self._number + 1}/{len(_STEPS)}"
            self._strip.advice = Advice(number, step.task(context), step.reason(context), f"{end} ends the tour")
        else:
            task = f"That is all it takes. Everything is saved; {context.hint('leave')} leaves."
            reason = f"{context.hint('help')} lists what can be done, {context.hint('palette')} finds it by name."
            self._strip.advice = Advice("Done", task, reason, f"{end} closes")


async def begin(context: ReviewContext) -> None:
    """Begin the tour, or begin it again from the first step."""
    if context.tour is not None:
        context.tour.end()
    screen, strip = context.row.screen, TourStrip()
    await screen.mount(strip, before=screen.query_one(KeyBar))
    context.tour = Tour(context, strip)


async def begin_if_new(context: ReviewContext) -> None:
    """Begin the tour, unless this person has already taken it or has coded here."""
    if (
        not load_preferences().tour_over
        and context.session.to_undo is None
        and not context.session.progress().reviewed
    ):
        await begin(context)


def _remember() -> None:
    save_preferences(replace(load_preferences(), tour_over=True))
