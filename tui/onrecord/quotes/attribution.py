"""Who speaks a quote, as far as one sentence tells, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.quotes.phrases import Noun


class Rule(Enum):
    """Which rule named a speaker; the words are what the reviewer reads, `{cue}` being the cue."""

    BEFORE_ADJOINING = "subject of “{cue}”, right before the quote"
    LED_IN = "subject of “{cue}” before the colon"
    BEFORE = "subject of “{cue}” before the quote"
    AFTER = "subject of “{cue}”"
    AFTER_BARE = "subject of “{cue}”, right after the quote"
    PARENTHESIS = "subject of “{cue}” in the same sentence"
    ACCORDING = "named by “{cue}”"
    LABEL = "named before the colon"
    COLON = "subject of the sentence before the colon"
    WEAK = "subject of “{cue}”, which is no verb of saying"
    CARRIER = "whose “{cue}” is quoted"
    CLAUSE = "subject of the sentence"
    REPORTED = "speaker of the reported speech that goes on here"
    SAME_SENTENCE = "same speaker as the quote before in this sentence"
    SAME_PARAGRAPH = "same speaker as the quote before"
    NEXT_QUOTE = "same speaker as the quote after"
    CONTINUED = "goes on from the paragraph before"
    PARAGRAPH_BEFORE = "speaker of the paragraph before"
    SENTENCE_BEFORE = "subject of the sentence before"
    SIGNATURE = "named in the line below"
    SIGNED = "named behind the dash"
    HEADED = "named in the line above"
    SENTENCE_AFTER = "subject of the sentence after"
    HOLDER = "whose view it is"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a quote, in tokens of a paragraph."""

    rule: Rule
    noun: Noun | None
    """The mention; None where the sentence says that it was said, but not by whom."""
    cue: Noun | None = None
    antecedent: Noun | None = None
    """What the mention stands for, where it is a relative pronoun."""
    source: Noun | None = None
    """Who relays it."""
    addressee: Noun | None = None
    negated: bool = False
    """The sentence says that it was not said."""
    others: tuple[Noun, ...] = ()
    """Those who say it together with the one of the mention."""
