"""Tells whole utterances from quoted words, and both from quotation marks that nobody speaks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.quote import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.tokens import Tokens

_CROSSHEAD = 8
"""Words of a line between paragraphs at most."""
_TERM = 3
"""Words of a term at most."""
_SHORTEST = {Rule.WEAK: 3, Rule.CLAUSE: 4}
"""Words from which on quoted words are taken for somebody's, by rules that prove little."""
_OPENING_MARKS = "‘'\"“[( .…"


def kind_of(
    tokens: Tokens, at: int, sentence: tuple[int, int], content: str, attribution: Attribution | None
) -> Kind:
    """Return what the quote at the token `at` is, which does not make up its sentence alone."""
    words = content.split()
    if _names_something(tokens, at, sentence[0], content, attribution):
        return Kind.SCARE
    if attribution is None or attribution.noun is None:
        # "Smith was asked, “…?”": an utterance, though by whom is not said.
        said = attribution is not None and tokens.tags[at - 1] & Tag.COMMA and content[0].isupper()
        return Kind.DIRECT if said and len(words) > _TERM else Kind.SCARE
    if attribution.rule is Rule.SIGNED:
        return Kind.DIRECT
    if _proves_little(tokens, attribution, len(words)):
        return Kind.SCARE
    return Kind.DIRECT if _is_whole(tokens, at, sentence, content, attribution) else Kind.PARTIAL


def stands_alone(tokens: Tokens, sentence: tuple[int, int]) -> bool:
    """Return whether the sentence is nothing but quotes."""
    return not any(tokens.tags[i] & (Tag.WORD | Tag.NUMBER) for i in range(*sentence))


def is_listed(tokens: Tokens, earlier: int, kind: Kind, at: int) -> bool:
    """Return whether the quote at the token `at` stands in one list with an earlier one that nobody says."""
    between = Tag.COMMA | Tag.CONJUNCTION | Tag.ADVERB | Tag.DETERMINER | Tag.OPEN
    return kind is Kind.SCARE and all(tokens.tags[i] & between for i in range(earlier + 1, at))


def is_crosshead(tokens: Tokens, content: str, *, odd: bool) -> bool:
    """Return whether a paragraph that is but one short quote heads what follows.

    It does where it ends without a full stop or its marks are `odd`: not those that the article uses for speech.
    """
    short = content.count(" ") < _CROSSHEAD and stands_alone(tokens, (0, len(tokens)))
    return short and (odd or content[-1].isalnum())


def _proves_little(tokens: Tokens, attribution: Attribution, length: int) -> bool:
    if attribution.negated and length < _TERM:
        return True
    if attribution.rule is Rule.WEAK and tokens.headline:
        return False
    return length < _SHORTEST.get(attribution.rule, 0)


def _is_whole(tokens: Tokens, at: int, sentence: tuple[int, int], content: str, attribution: Attribution) -> bool:
    """Return whether the quote is an utterance of its own and not a part of the reporter's clause."""
    tags = tokens.tags
    before, after = at - 1, at + 1
    while before >= sentence[0] and tags[before] & (Tag.OTHER | Tag.OPEN):
        before -= 1
    goes_on = content.lstrip(_OPENING_MARKS)[:1].islower()
    continues = before > sentence[0] and bool(tags[before] & Tag.BREAK) and _opened_before(tokens, sentence[0], at)
    if before < sentence[0]:
        led_in = not goes_on
    elif goes_on:
        phrased = attribution.rule is Rule.ACCORDING and attribution.cue is not None and attribution.cue.start < at
        led_in = (bool(tags[before] & Tag.COMMA) and not phrased) or continues
    else:
        opened = bool(tags[at - 1] & Tag.OPEN) and content[-1] in ",.!?"
        led_in = opened or continues or bool(tags[before] & (Tag.COMMA | Tag.COLON | Tag.SAYING))
    if not led_in or after >= sentence[1] or attribution.rule is Rule.ACCORDING:
        return led_in
    connecting = Tag.PREPOSITION | Tag.SUBORDINATOR | Tag.AUXILIARY
    return not tags[after] & connecting or bool(tags[after] & Tag.CAPITAL)


def _opened_before(tokens: Tokens, start: int, at: int) -> bool:
    """Return whether the sentence begins with a quote that dashes interrupt: “If you” — she rose — “think so”."""
    return bool(tokens.tags[start] & Tag.QUOTE) and bool(tokens.tags[start + 1] & Tag.BREAK) and at > start + 1


def _names_something(tokens: Tokens, at: int, start: int, content: str, attribution: Attribution | None) -> bool:
    """Return whether the marks set off a title of a work, a name or a term."""
    tags, before, words = tokens.tags, at - 1, content.split()
    while before > start and tags[before] & (Tag.COMMA | Tag.OPEN):
        before -= 1
    if before < start:
        return False
    if tags[before] & Tag.COLON and before > start and tags[before - 1] & Tag.WORK and tokens.capitals_tell:
        return _is_title(words)
    tag, adjoins = tags[before], before == at - 1
    if tag & Tag.TERM and adjoins:
        return len(words) <= _TERM
    if not tokens.capitals_tell or not _is_title(words):
        return bool(tag & Tag.NAMING) and adjoins
    cue = attribution.cue if attribution is not None else None
    if cue is not None and tags[cue.start] & Tag.LABELLING:
        return _names_its_subject(tokens, cue.start, at)
    uttered = tag & (Tag.SAYING | Tag.LOOSE | Tag.COMMA | Tag.COLON) and content[-1] in ",.!?"
    return bool(tag & (Tag.WORK | Tag.NAMING)) or (len(words) > 1 and not uttered)


def _names_its_subject(tokens: Tokens, verb: int, at: int) -> bool:
    """Return whether the verb only gives its own subject a name: "a group called “…”", "a blog, called the “…”"."""
    tags = tokens.tags
    if not verb or not all(tags[i] & (Tag.ARTICLE | Tag.COMMA) for i in range(verb + 1, at)):
        return False
    speaker = Tag.CAPITAL | Tag.PRONOUN | Tag.RELATIVE | Tag.ADVERB | Tag.AUXILIARY
    return not tags[verb - 1] & speaker


def _is_title(words: Sequence[str]) -> bool:
    """Return whether the words are capitalised as in a title: most of them, and all but the short ones within."""
    bare = [word.strip("‘’'\",.!?:;()") for word in words]
    high = [word[:1].isupper() or word[:1].isdigit() for word in bare]
    if not high or not (high[0] and high[-1]) or sum(high) * 2 < len(high):
        return False
    return all(up or len(word) < 5 for up, word in zip(high, bare, strict=True))
