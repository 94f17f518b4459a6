"""The pace of a day: what is counted, and in how much time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.test_session import item, new_session

from onrecord.coding.history import newly_reviewed
from onrecord.coding.pace import BREAK, Action, Pace, pace_of, time_left

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def action(seconds: float, *, reviewed: int = 1, key: str = "a.txt") -> Action:
    return Action(START + timedelta(seconds=seconds), {key: reviewed})


def test_the_rate_is_of_the_time_in_which_something_was_done() -> None:
    """Ten quotes a minute apart, a long break, ten more: 18 minutes, the first of each ten without a time."""
    first = [action(60 * n) for n in range(10)]
    second = [action(3000 + 60 * n, key="b.txt") for n in range(10)]
    pace = pace_of([*second, *first], START + timedelta(hours=2))
    assert pace.reviewed == {"a.txt": 10, "b.txt": 10}
    assert pace.active == timedelta(minutes=18)
    assert pace.per_hour == pytest.approx(60)
    assert time_left(90, pace) == pytest.approx(timedelta(minutes=90))


def test_a_pause_of_five_minutes_counts_and_a_longer_one_does_not() -> None:
    assert pace_of([action(0), action(300)], START).active == BREAK
    assert pace_of([action(0), action(301)], START).active == timedelta()


def test_what_is_undone_is_not_counted() -> None:
    pace = pace_of([action(0), action(60), action(120), action(150, reviewed=-1)], START)
    assert pace.reviewed == {"a.txt": 2}
    assert pace.per_hour == pytest.approx(1 / (150 / 3600))


def test_too_little_tells_no_rate() -> None:
    assert pace_of([action(0), action(59)], START).per_hour is None
    assert pace_of([action(0, reviewed=0), action(120, reviewed=0)], START).per_hour is None
    assert time_left(10, Pace()) is None


def test_the_day_is_that_of_the_place() -> None:
    """At 23:30 UTC it is tomorrow in Tallinn."""
    late = Action(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), {"a.txt": 1})
    tallinn = timezone(timedelta(hours=2))
    assert pace_of([late], datetime(2026, 11, 23, 9, 0, tzinfo=tallinn)).total == 1
    assert pace_of([late], datetime(2026, 11, 23, 9, 0, tzinfo=UTC)).total == 0


@given(st.lists(st.tuples(st.integers(0, 80_000), st.integers(-1, 3)), max_size=30))
def test_nobody_is_at_work_longer_than_from_the_first_to_the_last_action(done: list[tuple[int, int]]) -> None:
    start = START.replace(hour=0)
    actions = [Action(start + timedelta(seconds=second), {"a": number}) for second, number in done]
    pace = pace_of(actions, start)
    moments = [one.when for one in actions] or [start]
    assert timedelta() <= pace.active <= max(moments) - min(moments)
    assert pace.total == sum(number for _, number in done)


def test_every_way_of_judging_a_quote_is_counted_once() -> None:
    session = new_session()
    assert session.accept(item(session)).reviewed == {"a.txt": 1}
    assert session.set_stance(item(session), "support").reviewed == {"a.txt": 0}
    assert session.undo().reviewed == {"a.txt": 0}
    assert session.undo().reviewed == {"a.txt": -1}
    assert session.toggle_flag(item(session)).reviewed == {"a.txt": 0}
    assert session.toggle_rejected(item(session)).reviewed == {"a.txt": 1}
    assert session.toggle_done("a.txt").reviewed == {"a.txt": 0}
    assert newly_reviewed(()) == {}
