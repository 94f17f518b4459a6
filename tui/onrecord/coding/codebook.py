"""The codebook: the labels and targets of a study, and its actors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.quote import Actor, ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.coding.record import Stance

__all__ = ["Actor", "ActorType", "Codebook", "Label", "Target", "default_codebook"]

COLOURS = {
    "red": "#d32f2f",
    "orange": "#e67c00",
    "yellow": "#c9a400",
    "green": "#2e9e44",
    "blue": "#2b7bd6",
    "purple": "#8e4ec6",
    "brown": "#9b6a45",
    "grey": "#8a8f98",
}
"""The colours that a label can have by name; the screen makes them lighter or darker where they cannot be read."""
MOST_LABELS = 9
"""Largest number of labels: one for each stance key."""


class Label(NamedTuple):
    """A value that a stance can take; stances refer to it by its name."""

    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    """Examples of what counts."""
    exclude: tuple[str, ...] = ()
    """Examples of what does not count."""
    scale: float | None = None
    """Its place on a scale from against (-1) to for (1); None where it takes no position."""
    key: int | None = None
    """The digit that codes it, 1 to 9; None for the next one that is free."""
    colour: str = ""
    """`#rrggbb`, or empty for none. It is never told by the colour alone which label this is."""
    sign: str = ""
    """The character, one cell wide, that stands for it in a text; empty for the usual one."""


_SIGNS = {"support": "+", "oppose": "−", "mixed": "±", "none": "○", "unclear": "?"}


def sign_of(stance: str, label: Label | None) -> str:
    """Return the sign of a stance: its label's, else the usual one, else the first letter of its name."""
    return (label.sign if label else "") or _SIGNS.get(stance, stance[:1])


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is about: a proposition or an object."""

    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    """Examples of what counts."""
    exclude: tuple[str, ...] = ()
    """Examples of what does not count."""
    aliases: tuple[str, ...] = ()
    """Other names, among them those it had before; stances coded toward one of them are toward this target."""
    group: str = ""
    retired: bool = False
    """Whether it is no longer offered for coding. Stances coded toward it stay."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The labels, in the order of the stance keys, the targets, in the order of the target list, and the actors."""

    labels: tuple[Label, ...]
    targets: tuple[Target, ...]
    actors: tuple[Actor, ...] = ()
    """Actors that coders settled: canonical names, aliases and types."""
    sha256: str = field(default="", compare=False)
    """Of its file, in hexadecimal; empty where there is none."""
    _actors_by_name: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, Target] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {alias.casefold(): target for target in reversed(self.targets) for alias in target.aliases}
        names |= {target.name.casefold(): target for target in reversed(self.targets)}
        object.__setattr__(self, "_by_name", names)
        actors = {alias: actor for actor in reversed(self.actors) for alias in actor.aliases}
        actors |= {actor.name: actor for actor in reversed(self.actors)}
        object.__setattr__(self, "_actors_by_name", actors)

    @property
    def labels_by_key(self) -> dict[int, Label]:
        """The labels by the digits that code them, in ascending order."""
        chosen = {label.key: label for label in self.labels if label.key is not None}
        free = (digit for digit in range(1, MOST_LABELS + 1) if digit not in chosen)
        keys = chosen | {next(free): label for label in self.labels if label.key is None}
        return dict(sorted(keys.items()))

    def target(self, name: str) -> Target | None:
        """Return the target of that name or alias, in whichever case, or None where there is none."""
        return self._by_name.get(name.casefold())

    def target_name(self, name: str) -> str:
        """Return the present name of the target of that name or alias; a name that no target has stays as it is."""
        target = self.target(name)
        return target.name if target else name

    def actor(self, name: str) -> Actor | None:
        """Return the actor that a coder settled under that name or alias, or None."""
        return self._actors_by_name.get(name)

    def actor_name(self, name: str) -> str:
        """Return the canonical name of the actor of that name or alias; one that is not settled stays as it is."""
        actor = self.actor(name)
        return actor.name if actor else name

    def settled(self, stances: Iterable[Stance]) -> tuple[Stance, ...]:
        """Return the stances under the present names of their targets, one a target.

        Two can be toward one target since targets were merged; the one coded last holds.
        """
        last: dict[str, Stance] = {}
        for stance in stances:
            name = self.target_name(stance.target)
            if name not in last or stance.when >= last[name].when:
                last[name] = replace(stance, target=name)
        return tuple(last.values())

    def with_target(self, name: str, definition: str = "") -> Codebook:
        """Return the codebook with a new target at the end, or as it is where one has that name or alias."""
        if self.target(name) is not None:
            return self
        return replace(self, targets=(*self.targets, Target(name, definition)))


DEFAULT_LABELS = (
    Label("support", "The actor speaks for the target.", scale=1.0),
    Label("oppose", "The actor speaks against the target.", scale=-1.0),
    Label("mixed", "Both for and against, or for it on a condition only.", scale=0.0),
    Label("none", "The actor mentions the target and takes no position."),
    Label("unclear", "The words take a position, but which one cannot be told from this article."),
)

GENERAL_TARGET = Target("general", "What the article is about as a whole.")


def default_codebook() -> Codebook:
    """Return the codebook of a folder that has none: five labels and one target."""
    return Codebook(DEFAULT_LABELS, (GENERAL_TARGET,))
