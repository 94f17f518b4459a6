"""How sure a result is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Rule
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from onrecord.quotes.passage import Said

_RELIABILITY = {
    Rule.AFTER: 0.97,
    Rule.AFTER_BARE: 0.8,
    Rule.BEFORE_ADJOINING: 0.95,
    Rule.BEFORE: 0.85,
    Rule.COLON: 0.8,
    Rule.PARENTHESIS: 0.8,
    Rule.ACCORDING: 0.8,
    Rule.WEAK: 0.6,
    Rule.CARRIER: 0.7,
    Rule.CLAUSE: 0.5,
    Rule.SAME_SENTENCE: 0.8,
    Rule.SAME_PARAGRAPH: 0.95,
    Rule.NEXT_QUOTE: 0.8,
    Rule.CONTINUED: 0.9,
    Rule.PARAGRAPH_BEFORE: 0.7,
    Rule.SENTENCE_BEFORE: 0.7,
    Rule.SIGNATURE: 0.7,
    Rule.LABEL: 0.9,
}


def confidence_of(said: Said) -> float:
    """Return how likely kind and actor are right."""
    if said.kind is Kind.SCARE or said.attribution is None or not said.has_speaker:
        return 0.7
    return _RELIABILITY[said.attribution.rule]
