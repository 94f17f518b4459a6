"""What is compared of a unit: the value that each coder gave each variable, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.results.agreement.units import Deed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.results.agreement.codings import PlacedRecord
    from onrecord.results.agreement.units import Unit, UnitCoding

NOBODY = "(nobody)"
"""The value of a coder who says that nobody is known to speak."""
NO_TARGET = "(no target)"
NOT_SAID = "did not say"
NO_STANCE = "coded no stance toward this target"
ONE_CODER = "one coder only"
NO_CODER = "no coder gave a value"


class Variable(StrEnum):
    """A variable that is compared."""

    QUOTE = "quote"
    """Whether the words are a quote, where coders accepted or rejected them."""
    ACTOR = "actor"
    KIND = "kind"
    TARGET = "target"
    """The targets that a coder coded together: two sets are equal or not."""
    STANCE = "stance"
    """Toward one target: a unit is a quote and a target."""
    STRENGTH = "strength"


class Cell(NamedTuple):
    """A coder's value."""

    value: str | None
    why: str = ""
    """Why the coder has no value."""


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """The values that the coders gave one variable of a unit."""

    unit: Unit
    target: str | None
    """What the stance is toward; None for the other variables."""
    cells: tuple[Cell, ...]
    """In the order of the coders."""

    @property
    def values(self) -> tuple[str | None, ...]:
        """The values alone."""
        return tuple(cell.value for cell in self.cells)

    @property
    def counted(self) -> bool:
        """Whether two coders at least gave a value, so that it says something of agreement."""
        return sum(cell.value is not None for cell in self.cells) > 1

    @property
    def why_not(self) -> str:
        """Why it is not counted; empty where it is."""
        if self.counted:
            return ""
        return ONE_CODER if any(cell.value is not None for cell in self.cells) else NO_CODER


def compared_units(variable: Variable, units: Sequence[Unit], coders: Sequence[str]) -> Iterator[ComparedUnit]:
    """Yield a variable's values of every unit in which at least one coder gave one."""
    for unit in units:
        for target in _targets(variable, unit):
            cells = tuple(_cell(variable, unit.codings[coder], target) for coder in coders)
            if any(cell.value is not None for cell in cells):
                yield ComparedUnit(unit, target, cells)


def _targets(variable: Variable, unit: Unit) -> Sequence[str | None]:
    """Return the targets that the unit is compared for; None stands for the unit as a whole."""
    if variable in (Variable.QUOTE, Variable.ACTOR, Variable.KIND):
        return (None,)
    standing = [coding.placed for coding in unit.codings.values() if coding.placed and coding.deed.stands]
    if all(placed.part for placed in standing):
        return ()  # the stances are compared where the utterance begins
    coded = sorted(set(chain.from_iterable(placed.stances for placed in standing)))
    if variable is Variable.TARGET:
        return (None,) if coded else ()
    return coded


def _cell(variable: Variable, coding: UnitCoding, target: str | None) -> Cell:
    if variable is Variable.QUOTE and coding.deed is Deed.REJECTED:
        return Cell("not a quote")
    if coding.placed is None or not coding.deed.stands:
        return Cell(None, coding.deed)
    if target is not None and target not in coding.placed.stances:
        return Cell(None, NO_STANCE)
    value = _VALUES[variable](coding.placed, target or "")
    return Cell(value) if value else Cell(None, NOT_SAID)


_VALUES: dict[Variable, Callable[[PlacedRecord, str], str]] = {
    Variable.QUOTE: lambda _placed, _target: "quote",
    Variable.ACTOR: lambda placed, _target: placed.actor or NOBODY,
    Variable.KIND: lambda placed, _target: placed.record.kind or "",
    Variable.TARGET: lambda placed, _target: " + ".join(sorted(placed.stances)) or NO_TARGET,
    Variable.STANCE: lambda placed, target: placed.stances[target].stance,
    Variable.STRENGTH: lambda placed, target: "strong" if placed.stances[target].strong else "plain",
}
