"""The list of actors: as many as fit, the current one among them, and what has changed is painted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.style import Style

from onrecord.app.widgets.actor_list import ActorLine, ActorList
from tests.app.driver import screen_rows

ACTORS = tuple(ActorLine(f"{letter}{letter}", Style(), f"Actor {letter}", Style(), 9) for letter in "ABCDEFGH")


class Alone(App[None]):
    """Nothing but the list, as high as the screen."""

    CSS = "ActorList { width: 36; height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        yield ActorList()


@asynccontextmanager
async def listed(height: int) -> AsyncIterator[tuple[ActorList, App[None]]]:
    app = Alone()
    async with app.run_test(size=(40, height)) as pilot:
        actors = app.query_one(ActorList)
        actors.actors = ACTORS
        await pilot.pause()
        yield actors, app


def painted(app: App[None]) -> list[str]:
    """Return the rows as they stand on the screen, not as the list would paint them now."""
    return [line.strip("│ \n") for line in screen_rows(app.screen)]


async def test_all_are_listed_where_they_fit() -> None:
    async with listed(8) as (_, app):
        assert [line.split() for line in painted(app)] == [
            [letter * 2, "Actor", letter, "9"] for letter in "ABCDEFGH"
        ]


async def test_the_rest_is_counted_where_they_do_not() -> None:
    async with listed(4) as (actors, app):
        assert [line.split()[0] for line in painted(app)] == ["AA", "BB", "CC", "and"]
        assert painted(app)[3] == "and 5 more"
        actors.current = "Actor G"
        assert [line.split()[0] for line in painted(app)] == ["AA", "BB", "▸GG", "and"]
        actors.current = "Actor A"
        assert [line.split()[0] for line in painted(app)] == ["▸AA", "BB", "CC", "and"]
        actors.current = None
        assert [line.split()[0] for line in painted(app)] == ["AA", "BB", "CC", "and"]


async def test_another_count_is_painted() -> None:
    async with listed(4) as (actors, app):
        actors.actors = (ACTORS[0]._replace(quotes=10), *ACTORS[1:3])
        assert [line.split() for line in painted(app)] == [
            ["AA", "Actor", "A", "10"],
            ["BB", "Actor", "B", "9"],
            ["CC", "Actor", "C", "9"],
            [],
        ]
        assert "more" not in "".join(painted(app))


async def test_who_is_quoted_nowhere() -> None:
    async with listed(4) as (actors, app):
        actors.actors = ()
        assert painted(app)[0] == "Nobody is quoted yet."


async def test_a_larger_list_shows_more() -> None:
    app = Alone()
    async with app.run_test(size=(40, 4)) as pilot:
        app.query_one(ActorList).actors = ACTORS
        await pilot.resize_terminal(40, 7)
        await pilot.pause()
        assert painted(app)[6] == "and 2 more"
