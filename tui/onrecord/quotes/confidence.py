"""How sure a result is.

Every rule has a reliability, set by hand near the share of its results that were right on news articles that people
have annotated, and rounded; what makes a result doubtful lowers it. Nothing else was fitted to texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Rule
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from onrecord.quotes.descriptions import Identity
    from onrecord.quotes.paragraphs import Said

_RELIABILITY = {
    Rule.AFTER: (0.98, 0.95),
    Rule.AFTER_BARE: (0.5, 0.5),
    Rule.BEFORE_ADJOINING: (0.89, 0.8),
    Rule.LED_IN: (0.96, 0.85),
    Rule.BEFORE: (0.95, 0.89),
    Rule.PARENTHESIS: (0.97, 0.95),
    Rule.ACCORDING: (0.95, 0.9),
    Rule.LABEL: (0.8, 0.5),
    Rule.COLON: (0.8, 0.7),
    Rule.WEAK: (0.8, 0.68),
    Rule.CARRIER: (0.7, 0.6),
    Rule.CLAUSE: (0.6, 0.4),
    Rule.REPORTED: (0.75, 0.75),
    Rule.SAME_SENTENCE: (0.8, 0.7),
    Rule.SAME_PARAGRAPH: (0.97, 0.85),
    Rule.NEXT_QUOTE: (0.8, 0.8),
    Rule.CONTINUED: (0.75, 0.75),
    Rule.PARAGRAPH_BEFORE: (0.75, 0.6),
    Rule.SENTENCE_BEFORE: (0.82, 0.7),
    Rule.SIGNATURE: (0.87, 0.7),
    Rule.SIGNED: (0.87, 0.7),
    Rule.HEADED: (0.7, 0.6),
    Rule.SENTENCE_AFTER: (0.65, 0.5),
    Rule.HOLDER: (0.7, 0.6),
}
"""Of a whole utterance, and of quoted words within a sentence."""
_NOBODY_SPEAKS = (0.92, 0.72, 0.3)
"""That quotation marks are no speech: of one or two words, of three to five, of more."""
_NO_SPEAKER_FOUND = 0.2
_SHORT = 0.85
"""One or two words within a sentence may as well be a term."""
_UNKNOWN_SPEAKER = 0.6
"""The mention is no name, no pronoun that was resolved, and no person or body by its noun."""
_HEADLINE = 0.7
_UNCLOSED = 0.7


def confidence_of(said: Said, identity: Identity) -> float:
    """Return how likely kind and actor are right, from 0 to 1.

    Args:
        said: the marked stretch.
        identity: who its speaker was found to be.
    """
    words = said.words
    if said.kind is Kind.SCARE:
        return _NOBODY_SPEAKS[(words > 2) + (words > 5)]
    if said.attribution is None or not said.has_speaker:
        return _NO_SPEAKER_FOUND
    partial = said.kind is Kind.PARTIAL
    sure = _RELIABILITY[said.attribution.rule][partial]
    if partial and words < 3:
        sure *= _SHORT
    if identity.entity is None or (identity.entity.described and identity.entity.type is None):
        sure *= _UNKNOWN_SPEAKER
    if said.headline:
        sure *= _HEADLINE
    if not said.marked.closed and not said.marked.continues:
        sure *= _UNCLOSED
    return sure
