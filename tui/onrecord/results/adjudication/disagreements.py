"""Where coders disagree about a quote, the most telling disagreements first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.results.agreement.units import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.record import Stance
    from onrecord.results.agreement.codings import PlacedRecord
    from onrecord.results.agreement.units import Unit

_JUDGED = (Deed.ACCEPTED, Deed.ADDED, Deed.REJECTED)


class Weight(IntEnum):
    """How telling a disagreement is: the larger, the earlier it is shown."""

    EDGES = 1
    STRENGTH = 2
    KIND = 3
    TARGET = 4
    ACTOR = 5
    STANCE = 6
    QUOTE = 7
    """One took the words for a quote, and another rejected them."""
    OPPOSITE = 8
    """Stances on the two sides of the codebook's scale."""


class Difference(NamedTuple):
    """One thing in which coders differ."""

    weight: Weight
    about: str
    """`quote`, `actor`, `kind`, `edges`, or `stance toward harbour` and so on."""
    values: Mapping[str, str]
    """What each coder who judged the quote said, by coder."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit about which two coders at least say something different."""

    unit: Unit
    differences: tuple[Difference, ...]
    """The most telling one first."""

    @property
    def weight(self) -> Weight:
        """That of its most telling difference."""
        return self.differences[0].weight


def judges(unit: Unit) -> tuple[str, ...]:
    """Return the coders who accepted, added or rejected the unit."""
    return tuple(coder for coder, coding in unit.codings.items() if coding.deed in _JUDGED)


def standing(unit: Unit) -> dict[str, PlacedRecord]:
    """Return the records of the coders who took the unit for a quote, by coder."""
    return {
        coder: coding.placed
        for coder, coding in unit.codings.items()
        if coding.placed is not None and coding.deed.stands
    }


def disagreements(units: Iterable[Unit], codebook: Codebook) -> tuple[Disagreement, ...]:
    """Return the units about which coders disagree, the most telling first; alike ones in the order of the text."""
    scale = {label.name: label.scale for label in codebook.labels if label.scale is not None}
    found = []
    for unit in units:
        differences = sorted(
            _differences(unit, scale), key=lambda difference: (-difference.weight, difference.about)
        )
        if differences:
            found.append(Disagreement(unit, tuple(differences)))
    return tuple(sorted(found, key=lambda one: (-one.weight, -len(one.differences))))


def _differences(unit: Unit, scale: Mapping[str, float]) -> Iterator[Difference]:
    placed = standing(unit)
    everybody = judges(unit)
    if 0 < len(placed) < len(everybody):
        values = {coder: "quote" if coder in placed else "not a quote" for coder in everybody}
        yield Difference(Weight.QUOTE, "quote", values)
    of_each = (
        (Weight.ACTOR, "actor", {coder: one.actor or "(nobody)" for coder, one in placed.items()}),
        (Weight.KIND, "kind", {coder: one.record.kind or "(none)" for coder, one in placed.items()}),
        (Weight.EDGES, "edges", {coder: one.record.quote.exact for coder, one in placed.items()}),
    )
    for weight, about, values in of_each:
        if len(set(values.values())) > 1:
            yield Difference(weight, about, values)
    if all(one.part for one in placed.values()):
        return  # the stances stand where the utterance begins
    for target in sorted({target for one in placed.values() for target in one.stances}):
        stances = {coder: one.stances.get(target) for coder, one in placed.items()}
        if len({stance and (stance.stance, stance.strong) for stance in stances.values()}) > 1:
            values = {coder: shown(stance) for coder, stance in stances.items()}
            yield Difference(_weight_of(list(stances.values()), scale), f"stance toward {target}", values)


def _weight_of(stances: Sequence[Stance | None], scale: Mapping[str, float]) -> Weight:
    labels = [stance.stance for stance in stances if stance is not None]
    if any(scale.get(one, 0) * scale.get(other, 0) < 0 for one, other in combinations(labels, 2)):
        return Weight.OPPOSITE
    if len(set(labels)) > 1:
        return Weight.STANCE
    return Weight.STRENGTH if len(labels) == len(stances) else Weight.TARGET


def shown(stance: Stance | None) -> str:
    """Return a stance as a table shows it: `oppose, strong`, or `(no stance)`."""
    if stance is None:
        return "(no stance)"
    return f"{stance.stance}, strong" if stance.strong else stance.stance
