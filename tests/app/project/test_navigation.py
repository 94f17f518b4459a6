"""Back and forward in the places visited."""

from __future__ import annotations

from onrecord.app.project.navigation import Spot, Trail

A, B, C = (Spot(key, None, 0) for key in "abc")


def test_back_and_forward_again() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(B)
    assert [trail.back(C), trail.back(B), trail.back(A)] == [B, A, None]
    assert [trail.forward(A), trail.forward(B), trail.forward(C)] == [B, C, None]


def test_a_new_way_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(A)
    trail.back(B)
    trail.leave(A)
    assert trail.forward(C) is None
    assert trail.back(C) == A


def test_staying_where_one_is_is_no_step() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(A)
    trail.leave(B)
    assert trail.back(B) == A
    assert trail.back(A) is None


def test_the_trail_has_an_end() -> None:
    trail = Trail()
    for number in range(500):
        trail.leave(Spot("a", None, number))
    here, steps = C, 0
    while (spot := trail.back(here)) is not None:
        here, steps = spot, steps + 1
    assert steps == 200
