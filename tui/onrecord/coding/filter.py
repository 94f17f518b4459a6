"""The filter that selects which quotes are shown and visited."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.coding.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession


class State(StrEnum):
    """The review states that can be filtered for."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    FLAGGED = "flagged"
    NOTED = "noted"


_IS: dict[State, Callable[[Item], bool]] = {
    State.UNREVIEWED: lambda item: not item.reviewed,
    State.ACCEPTED: lambda item: item.verdict in (Verdict.ACCEPTED, Verdict.ADDED),
    State.REJECTED: lambda item: item.rejected,
    State.FLAGGED: lambda item: item.flagged,
    State.NOTED: lambda item: bool(item.note),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """The criteria that a quote must meet; None means any.

    `stance` and `target` together mean that stance toward that target.
    """

    actor: str | None = None
    """A canonical name."""
    kind: str | None = None
    state: str | None = None
    """As in `State`."""
    stance: str | None = None
    target: str | None = None
    outlet: str | None = None

    @property
    def criteria(self) -> dict[str, str]:
        """The criteria in effect, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}

    def __bool__(self) -> bool:
        """Return whether any criterion is in effect."""
        return bool(self.criteria)

    def toggled(self, criterion: str, value: str) -> Filter:
        """Return the filter with this value added, or removed if it is in effect already."""
        return replace(self, **{criterion: None if getattr(self, criterion) == value else value})

    def matches(self, item: Item, session: ReviewSession) -> bool:
        """Return whether a quote of the session meets all criteria."""
        return (
            (self.state is None or _IS[State(self.state)](item))
            and (self.kind is None or item.kind == self.kind)
            and (self.actor is None or (not item.rejected and session.actor_name(item) == self.actor))
            and ((self.stance is None and self.target is None) or self._coded(item, session))
            and (self.outlet is None or session.about(item.article).metadata.outlet == self.outlet)
        )

    def _coded(self, item: Item, session: ReviewSession) -> bool:
        return any(
            (self.stance is None or stance.stance == self.stance)
            and (self.target is None or _current_name(stance.target, session) == self.target)
            for stance in item.stances
        )


def filter_of(criteria: Mapping[str, str]) -> Filter:
    """Return the filter with these criteria; unknown criteria and states are ignored."""
    known = {field.name for field in fields(Filter)}
    states = {state.value for state in State}
    kept = {name: value for name, value in criteria.items() if name in known and value}
    if kept.get("state", State.NOTED) not in states:
        del kept["state"]
    return Filter(**kept)


def possible_values(session: ReviewSession) -> dict[str, tuple[str, ...]]:
    """Return the values that quotes and codebook have for each criterion, in the order to list them."""
    items = [item for key in session.keys for item in session.items(key)]
    outlets = {session.about(key).metadata.outlet for key in session.keys}
    coded = [stance for item in items for stance in item.stances]
    labels = (label.name for label in session.codebook.labels)
    targets = (target.name for target in session.codebook.targets)
    return {
        "state": tuple(State),
        "actor": tuple(member.actor.name for member in session.members()),
        "kind": tuple(sorted({item.kind for item in items})),
        "stance": tuple(dict.fromkeys((*labels, *(stance.stance for stance in coded)))),
        "target": tuple(dict.fromkeys((*targets, *(_current_name(stance.target, session) for stance in coded)))),
        "outlet": tuple(sorted(outlet for outlet in outlets if outlet)),
    }


def _current_name(target: str, session: ReviewSession) -> str:
    known = session.codebook.target(target)
    return known.name if known else target
