"""The actors of a project as the reviewer sees them: one name for each, and how often each is quoted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.quote import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class CastMember(NamedTuple):
    """An actor and the number of their quotes."""

    actor: Actor
    quotes: int


@dataclass(frozen=True, slots=True)
class Cast:
    """All known actors, found by any of their names."""

    actors: tuple[Actor, ...] = ()
    _by_name: dict[str, Actor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {alias: actor for actor in reversed(self.actors) for alias in actor.aliases}
        names |= {actor.name: actor for actor in reversed(self.actors)}
        object.__setattr__(self, "_by_name", names)

    def actor(self, name: str) -> Actor:
        """Return the actor of that name or alias; an unknown name is an actor of its own."""
        return self._by_name.get(name) or Actor(name)

    def settled(self, actors: Sequence[Actor]) -> Cast:
        """Return the cast with these actors, which a coder settled, absorbing all that share a name with them."""
        settled: dict[str, Actor] = {}
        others = dict.fromkeys(self.actors)
        for actor in actors:
            taken = [other for other in others if other.name in (actor.name, *actor.aliases)]
            aliases = dict.fromkeys((*actor.aliases, *(name for one in taken for name in (one.name, *one.aliases))))
            aliases.pop(actor.name, None)
            settled[actor.name] = replace(
                actor,
                aliases=tuple(aliases),
                type=actor.type or next((one.type for one in taken if one.type), None),
                speaks_for=actor.speaks_for or next((one.speaks_for for one in taken if one.speaks_for), None),
            )
            for one in taken:
                del others[one]
        own = {name for actor in actors for name in (actor.name, *actor.aliases)}
        theirs = (replace(one, aliases=tuple(a for a in one.aliases if a not in own)) for one in others)
        return Cast((*settled.values(), *theirs)) if settled else self

    def with_names(self, names: Iterable[str]) -> Cast:
        """Return the cast with an actor added for each name that no actor has."""
        new = dict.fromkeys(name for name in names if name not in self._by_name)
        return Cast((*self.actors, *(Actor(name) for name in new))) if new else self


def count_quotes(cast: Cast, named: Mapping[str, int]) -> tuple[CastMember, ...]:
    """Return the actors who are quoted, the most quoted first; `named` counts quotes by any of their names."""
    counts: Counter[str] = Counter()
    for name, number in named.items():
        if number > 0:
            counts[cast.actor(name).name] += number
    return tuple(CastMember(cast.actor(name), number) for name, number in counts.most_common())
