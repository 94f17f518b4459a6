"""View options: which quotes stand out, in which order they are visited, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.coding.filter import Filter, filter_of
from onrecord.coding.ordering import next_doubtful, next_in_article

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onrecord.coding.item import Item
    from onrecord.coding.session import ReviewSession

DOUBTFUL_FIRST, BLIND, FOCUSED, GOES_ON = "doubtful first", "blind", "focus", "coding goes on"
_PLAIN = ("actor", "kind", "state", "outlet")
"""Criteria whose values say by themselves what they are."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """A filter and an order. It changes what is shown and walked, never what is coded."""

    filter: Filter = field(default_factory=Filter)
    doubtful_first: bool = False
    """Walk from the quotes that the machine was least sure of to the surest, through all articles."""
    blind: bool = False
    """Hide whose article it is."""
    focused: bool = False
    """Show nothing but the quotes and the sentences around them."""
    goes_on: bool = False
    """Go to the next quote that is not reviewed as soon as a stance is coded."""

    @classmethod
    def recall(cls, criteria: Mapping[str, str], modes: Collection[str]) -> ViewOptions:
        """Return the view options remembered as the filter's criteria and its `modes`."""
        return cls(
            filter_of(criteria),
            doubtful_first=DOUBTFUL_FIRST in modes,
            blind=BLIND in modes,
            focused=FOCUSED in modes,
            goes_on=GOES_ON in modes,
        )

    @property
    def modes(self) -> tuple[str, ...]:
        """What is on besides the filter, as the screen names it."""
        modes = (
            (DOUBTFUL_FIRST, self.doubtful_first),
            (BLIND, self.blind),
            (FOCUSED, self.focused),
            (GOES_ON, self.goes_on),
        )
        return tuple(mode for mode, on in modes if on)

    def neighbour(
        self, session: ReviewSession, key: str, identifier: str | None, step: int, *, unreviewed: bool = False
    ) -> Item | None:
        """Return the quote that is walked to next (`step` 1) or before (-1) from one of the article of that key."""
        if self.doubtful_first:
            here = (key, identifier) if identifier else None
            return next_doubtful(session, self.filter, here, step, unreviewed=unreviewed)
        return next_in_article(session, self.filter, key, identifier, step, unreviewed=unreviewed)

    def shows(self, session: ReviewSession, item: Item) -> bool:
        """Return whether a quote stands out."""
        return not self.filter or self.filter.matches(item, session)

    @property
    def cleared(self) -> ViewOptions:
        """These options without filter and order; blind reading, focus and coding that goes on stay on."""
        return ViewOptions(blind=self.blind, focused=self.focused, goes_on=self.goes_on)

    @property
    def narrows(self) -> bool:
        """Whether quotes are walked otherwise than one after the other."""
        return bool(self.filter) or self.doubtful_first

    @property
    def described(self) -> str:
        """The options in words, for the status line; empty where nothing is set."""
        criteria = self.filter.criteria
        parts = [value if name in _PLAIN else f"{name} {value}" for name, value in criteria.items()]
        return ", ".join([*parts, *self.modes])
