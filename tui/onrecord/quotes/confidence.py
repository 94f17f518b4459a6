"""How sure a result is: that it is a quote of that kind, and that the name shown is the speaker's.

What can be said of a result in a few marks (by which rule, what the mention is, how long, how clear the pronoun)
each has a weight; their sum makes the log-odds of being right. `bench/confidence.py` fits the weights to annotated
news and cross-validates them over articles.
"""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.quotes.descriptions import Identity
    from onrecord.quotes.paragraphs import Said
    from onrecord.quotes.tokens import Tokens

WEIGHTS = Path(__file__).with_name("confidence.yaml")
_SHORT = 3
"""Words from which on quoted words are hardly a term."""
_LONG = 6
_CLOSE = 10.0
"""By how much the one behind a pronoun is more salient than the next where the two are close."""
_CLEAR = 25.0


def confidence_of(said: Said, identity: Identity, tokens: Tokens) -> float:
    """Return how likely kind and actor are right, from 0 to 1.

    Args:
        said: the marked stretch.
        identity: who its speaker was found to be.
        tokens: of the paragraph that names the speaker.
    """
    weights = _weights()
    return 1.0 / (1.0 + exp(-sum(weights.get(mark, 0.0) for mark in marks_of(said, identity, tokens))))


def marks_of(said: Said, identity: Identity, tokens: Tokens) -> Iterator[str]:
    """Yield what tells how sure the result is; each mark has a weight in the data file."""
    yield "any"
    words = said.words
    length = "short" if words < _SHORT else "middle" if words < _LONG else "long"
    if said.kind is Kind.SCARE:
        yield f"nobody speaks, {length}"
        return
    attribution = said.attribution
    if attribution is None or attribution.noun is None:
        yield "no speaker"
        return
    yield attribution.rule.name.lower()
    if said.kind is Kind.PARTIAL:
        yield f"partial, {length}"
    if said.headline:
        yield "headline"
    if not said.marked.closed and not said.marked.continues:
        yield "unclosed"
    yield from _marks_of_name(identity, tokens, attribution.noun.start, attribution.noun.end)


def _marks_of_name(identity: Identity, tokens: Tokens, start: int, end: int) -> Iterator[str]:
    """Yield what tells whether the name shown is whom the mention means."""
    tags, entity = tokens.tags, identity.entity
    if entity is None:
        yield "no name" if identity.phrase is None else "unknown name"
        return
    if entity.described:
        yield "described, unknown noun" if entity.type is None else "described"
    elif entity.type is None:
        yield "name of unknown kind"
    if tags[start] & (Tag.PRONOUN | Tag.OBJECT | Tag.POSSESSIVE | Tag.RELATIVE) and end - start == 1:
        near = identity.margin < _CLOSE
        yield "pronoun, two close" if near else "pronoun, clear" if identity.margin > _CLEAR else "pronoun"
    elif not entity.described and not any(tag & Tag.CAPITAL for tag in tags[start + 1 : end] or tags[start:end]):
        yield "description of somebody named"
    elif identity.namesakes:
        yield "namesakes"
    if len(entity.words) == 1 and not entity.described:
        yield "one word"


@cache
def _weights() -> dict[str, float]:
    import yaml  # as for the languages: only the first quote needs it

    return dict(yaml.safe_load(WEIGHTS.read_bytes()))
