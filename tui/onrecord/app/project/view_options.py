"""View options: which quotes are highlighted, the order of visiting them, and what is hidden."""

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
"""Criteria whose values are clear without their names."""


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """A filter, an order and modes. They change what is shown and visited, never the coding."""

    filter: Filter = field(default_factory=Filter)
    doubtful_first: bool = False
    """Visit the quotes of all articles from the least to the most certain."""
    blind: bool = False
    """Hide title, byline and outlet of every article."""
    focused: bool = False
    """Show only the quotes and the sentences around them."""
    goes_on: bool = False
    """Go to the next unreviewed quote as soon as a stance is coded."""

    @classmethod
    def recall(cls, criteria: Mapping[str, str], modes: Collection[str]) -> ViewOptions:
        """Return the view options for the remembered criteria of the filter and the `modes` that were on."""
        return cls(
            filter_of(criteria),
            doubtful_first=DOUBTFUL_FIRST in modes,
            blind=BLIND in modes,
            focused=FOCUSED in modes,
            goes_on=GOES_ON in modes,
        )

    @property
    def modes(self) -> tuple[str, ...]:
        """The names of the modes that are on, as shown on screen."""
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
        """Return the next (`step` 1) or previous (-1) quote to visit from a quote of the article of that key."""
        if self.doubtful_first:
            here = (key, identifier) if identifier else None
            return next_doubtful(session, self.filter, here, step, unreviewed=unreviewed)
        return next_in_article(session, self.filter, key, identifier, step, unreviewed=unreviewed)

    def shows(self, session: ReviewSession, item: Item) -> bool:
        """Return whether a quote matches the filter; those that do not are faded."""
        return not self.filter or self.filter.matches(item, session)

    @property
    def cleared(self) -> ViewOptions:
        """These options without filter and order; blind reading, focus and coding that goes on stay on."""
        return ViewOptions(blind=self.blind, focused=self.focused, goes_on=self.goes_on)

    @property
    def narrows(self) -> bool:
        """Whether a filter is set, or quotes are visited in another order than the text's."""
        return bool(self.filter) or self.doubtful_first

    @property
    def described(self) -> str:
        """The options in words, for the status line; empty if nothing is set."""
        criteria = self.filter.criteria
        parts = [value if name in _PLAIN else f"{name} {value}" for name, value in criteria.items()]
        return ", ".join([*parts, *self.modes])
