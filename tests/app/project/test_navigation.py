"""Back and forward in the places visited."""

from __future__ import annotations

from onrecord.app.project.navigation import Spot, VisitedPlaces

A, B, C = (Spot(key, None, 0) for key in "abc")


def test_back_and_forward_again() -> None:
    visited = VisitedPlaces()
    visited.leave(A)
    visited.leave(B)
    assert [visited.back(C), visited.back(B), visited.back(A)] == [B, A, None]
    assert [visited.forward(A), visited.forward(B), visited.forward(C)] == [B, C, None]


def test_a_new_way_forgets_what_lay_ahead() -> None:
    visited = VisitedPlaces()
    visited.leave(A)
    visited.back(B)
    visited.leave(A)
    assert visited.forward(C) is None
    assert visited.back(C) == A


def test_staying_where_one_is_is_no_step() -> None:
    visited = VisitedPlaces()
    visited.leave(A)
    visited.leave(A)
    visited.leave(B)
    assert visited.back(B) == A
    assert visited.back(A) is None


def test_the_trail_has_an_end() -> None:
    visited = VisitedPlaces()
    for number in range(500):
        visited.leave(Spot("a", None, number))
    here, steps = C, 0
    while (spot := visited.back(here)) is not None:
        here, steps = spot, steps + 1
    assert steps == 200
