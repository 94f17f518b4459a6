"""Tells whole utterances from quoted words, and both from quotation marks that nobody speaks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.tokens import Tokens

_FRAME = Tag.COMMA | Tag.COLON | Tag.BREAK | Tag.ADVERB | Tag.OTHER | Tag.CONJUNCTION
_CROSSHEAD = 8
"""Words of a line between paragraphs at most."""
_WEAK = frozenset({Rule.WEAK, Rule.CLAUSE})


def kind_of(
    tokens: Tokens,
    at: int,
    sentence: tuple[int, int],
    content: str,
    attribution: Attribution | None,
) -> Kind:
    """Return what the quote at the token `at` is."""
    if stands_alone(tokens, at, sentence):
        return Kind.DIRECT
    if names_something(tokens, at, sentence, content, attribution):
        return Kind.SCARE
    length = len(content.split())
    if attribution is None or attribution.noun is None:
        passive = (
            attribution is not None and length > 3 and content[:1].isupper() and tokens.tags[at - 1] & Tag.COMMA
        )
        return Kind.DIRECT if passive else Kind.SCARE
    if attribution.negated and length < 3:
        return Kind.SCARE
    if attribution.rule is Rule.WEAK and tokens.headline:
        return Kind.PARTIAL
    if attribution.rule in _WEAK and length < (4 if attribution.rule is Rule.CLAUSE else 3):
        return Kind.SCARE
    return Kind.DIRECT if is_whole(tokens, at, sentence, content, attribution) else Kind.PARTIAL


def is_crosshead(tokens: Tokens, content: str, *, odd: bool) -> bool:
    """Return whether a paragraph that is but one short quote heads what follows, in `odd` marks or without a full stop."""
    short = content.count(" ") < _CROSSHEAD and not any(tag & (Tag.WORD | Tag.NUMBER) for tag in tokens.tags)
    return short and (odd or content[-1:].isalnum())


def stands_alone(tokens: Tokens, at: int, sentence: tuple[int, int]) -> bool:
    """Return whether the sentence is nothing but the quote (and others)."""
    return not any(tokens.tags[i] & (Tag.WORD | Tag.NUMBER) for i in range(*sentence))


def is_whole(tokens: Tokens, at: int, sentence: tuple[int, int], content: str, attribution: Attribution) -> bool:
    """Return whether the quote is an utterance of its own and not a part of the reporter's clause."""
    tags = tokens.tags
    first = content.lstrip("‘'\"“[( .…")[:1]
    start = sentence[0]
    before = at - 1
    while before >= start and tags[before] & (Tag.OTHER | Tag.OPEN):
        before -= 1
    if before < start:
        led = True
    elif tags[before] & (Tag.COMMA | Tag.COLON):
        led = True
    elif tags[before] & Tag.VERB:
        led = bool(tags[before] & Tag.SAYING) and first.isupper()
    else:
        led = False
    if not led:
        return False
    if first.islower() and before < start:
        return False
    if first.islower() and not (tags[before] & Tag.COMMA):
        return False
    after = at + 1
    if (
        after < sentence[1]
        and tags[after] & (Tag.PREPOSITION | Tag.SUBORDINATOR | Tag.AUXILIARY)
        and not tags[after] & Tag.CAPITAL
    ):
        return (
            attribution.rule is Rule.ACCORDING
            or attribution.cue is not None
            and attribution.cue.end <= at
            and False
        )
    return True


def names_something(
    tokens: Tokens, at: int, sentence: tuple[int, int], content: str, attribution: Attribution | None
) -> bool:
    """Return whether the marks set off a title of a work, a name or a term."""
    tags = tokens.tags
    before = at - 1
    while before > sentence[0] and tags[before] & (Tag.COMMA | Tag.OPEN):
        before -= 1
    if before < sentence[0]:
        return False
    adjoined = before == at - 1
    words = content.split()
    tag = tags[before]
    if tag & Tag.NAMING:
        return adjoined or is_title(words)
    if tag & Tag.TERM and adjoined:
        return len(words) < 4
    if is_title(words):
        if attribution is not None and attribution.cue is not None and tags[attribution.cue.start] & Tag.LABELLING:
            return _names_its_subject(tokens, attribution.cue.start, at)
        if tag & Tag.WORK:
            return True
        return len(words) > 1 and not (tag & (Tag.SAYING | Tag.LOOSE | Tag.COMMA) and content[-1:] in ",.!?")
    return False


def _names_its_subject(tokens: Tokens, verb: int, at: int) -> bool:
    """Return whether the verb only gives its own subject a name: "a group called “…”", "a blog, called the “…”"."""
    tags = tokens.tags
    bare = all(tags[i] & (Tag.ARTICLE | Tag.COMMA) for i in range(verb + 1, at))
    return (
        bare
        and verb > 0
        and not tags[verb - 1] & (Tag.CAPITAL | Tag.PRONOUN | Tag.RELATIVE | Tag.ADVERB | Tag.AUXILIARY)
    )


def is_title(words: Sequence[str]) -> bool:
    """Return whether the words are capitalised as in a title: all but the short ones."""
    bare = [word.strip("‘’'\",.!?:;()") for word in words]
    return (
        bool(bare)
        and all(word[:1].isupper() or word[:1].isdigit() or len(word) < 4 for word in bare)
        and all(bare[i][:1].isupper() or bare[i][:1].isdigit() for i in (0, -1))
    )
