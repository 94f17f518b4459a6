"""Speakers named without a verb, beside the quote: behind a dash, in the line below, in the line above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import is_verb, noun_at

if TYPE_CHECKING:
    from onrecord.quotes.language import Language
    from onrecord.quotes.sentence import Sentence
    from onrecord.quotes.tokens import Tokens

_HEAD = 30
"""Tokens of a line that names the speaker of what stands below, at most."""


def signed(sentence: Sentence, at: int) -> Attribution | None:
    """Return the speaker of a quote that only a dash and a name follow: “…” – Jane Smith, teacher."""
    tags = sentence.tags
    opens = not any(tags[index] & (Tag.WORD | Tag.NUMBER) for index in range(sentence.start, at))
    dash = at + 1
    if (
        not opens
        or dash + 1 >= sentence.end
        or tags[dash] & Tag.SEMICOLON
        or not tags[dash] & (Tag.BREAK | Tag.OPEN)
    ):
        return None
    noun = noun_at(sentence.tokens, dash + 1, sentence.end)
    if noun is None or not tags[noun.start] & Tag.CAPITAL:
        return None
    ends = noun.end == sentence.end or tags[noun.end] & (Tag.COMMA | Tag.STOP | Tag.OPEN)
    further = any(tags[index] & Tag.QUOTE for index in range(noun.end, sentence.end))
    return Attribution(Rule.SIGNED, noun) if ends and not further else None


def signature_in(tokens: Tokens) -> Attribution | None:
    """Return the speaker whom a line below a quote names: "— Jane Smith, teacher"."""
    if len(tokens) < 2 or not tokens.tags[0] & Tag.BREAK or not tokens.tags[1] & Tag.CAPITAL:
        return None
    noun = noun_at(tokens, 1, len(tokens))
    return Attribution(Rule.SIGNATURE, noun) if noun is not None else None


def head_of(tokens: Tokens, language: Language) -> Attribution | None:
    """Return the speaker whom a line above a statement names: "Remarks by Jane Smith, Harbour Capital"."""
    tags, length = tokens.tags, len(tokens)
    if not 0 < length <= _HEAD or tokens.lowers[0] not in language.words["release_heads"]:
        return None
    if any(tags[index] & Tag.QUOTE or is_verb(tokens, index) for index in range(1, length)):
        return None
    for index in range(length - 1):
        if tags[index] & Tag.PREPOSITION and tags[index + 1] & Tag.CAPITAL:
            noun = noun_at(tokens, index + 1, length)
            return Attribution(Rule.HEADED, noun) if noun is not None else None
    return None
