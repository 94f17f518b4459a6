"""Keeps the book of who is speaking: gives quotes without a cue of their own the speaker of their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.kinds import is_crosshead, kind_of, stands_alone
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import noun_at
from onrecord.quotes.quote import Kind
from onrecord.quotes.speakers import reporter_in, speaker_at_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked
    from onrecord.quotes.names import Name
    from onrecord.quotes.tokens import Tokens


@dataclass(slots=True)
class Said:
    """One marked stretch of a passage, and what is known of it so far."""

    marked: Marked
    token: int
    sentence: tuple[int, int]
    attribution: Attribution | None
    kind: Kind
    passage: int
    """The number of the passage that the tokens of `attribution` count in."""
    lone: bool
    """Its sentence holds nothing but quotes."""


@dataclass(slots=True)
class Passage:
    """A paragraph, cut up."""

    start: int
    end: int
    heading: bool
    tokens: Tokens
    names: list[Name]
    said: list[Said] = field(default_factory=list)


def gather_said(
    passage: Passage,
    number: int,
    text: str,
    marked: Sequence[Marked],
    found: Sequence[Attribution | None],
    *,
    singles: bool,
) -> list[Said]:
    """Return the passage's marked stretches with what their own sentences tell of them.

    Args:
        singles: single marks are the article's usual ones.
    """
    tokens = passage.tokens
    said: list[Said] = []
    for sentence in tokens.sentences:
        for at in range(*sentence):
            index = tokens.quotes[at]
            if index < 0:
                continue
            stretch = marked[index]
            attribution = found[index]
            content = text[stretch.start : stretch.end]
            kind = kind_of(tokens, at, sentence, content, attribution)
            if len(marked) == 1 and is_crosshead(tokens, content, odd=stretch.single and not singles):
                kind = Kind.SCARE
            said.append(Said(stretch, at, sentence, attribution, kind, number, stands_alone(tokens, at, sentence)))
    return said


def take_turns(passages: Sequence[Passage], text: str, language: Language) -> None:
    """Give every quote that is not yet attributed the speaker that its neighbours have, in place."""
    last: Said | None = None
    last_passage = -2
    for number, passage in enumerate(passages):
        spoken = [said for said in passage.said if said.kind is not Kind.SCARE]
        previous: Said | None = None
        for said in spoken:
            if said.attribution is not None and said.attribution.noun is not None:
                previous = said
                continue
            if previous is not None:
                _inherit(said, previous, Rule.SAME_PARAGRAPH)
            elif said.sentence[0] > 0:
                _from_sentence_before(said, passage, text, language)
                previous = said if said.attribution is not None else None
        following: Said | None = None
        for said in reversed(spoken):
            if said.attribution is not None and said.attribution.noun is not None:
                following = said
            elif following is not None:
                _inherit(said, following, Rule.NEXT_QUOTE)
            elif last is not None and last.marked.continues and last_passage == number - 1:
                _inherit(said, last, Rule.CONTINUED)
            elif (
                not _from_passage_before(said, passages, number, text, language, quoted=last_passage == number - 1)
                and last is not None
            ):
                _inherit(said, last, Rule.PARAGRAPH_BEFORE)
        if number and len(passages[number - 1].said) == 1 and passages[number - 1].said[0].lone:
            _from_signature(passages[number - 1].said[0], passage, number)
        if spoken and spoken[-1].attribution is not None:
            last, last_passage = spoken[-1], number


def _inherit(said: Said, source: Said, rule: Rule) -> None:
    if source.attribution is None:
        return
    said.attribution = replace(source.attribution, rule=rule, addressee=None, source=None)
    said.passage = source.passage


def _from_signature(said: Said, passage: Passage, number: int) -> None:
    """Take the speaker from a line under the quote that begins with a dash: "— Jane Smith, teacher"."""
    tokens = passage.tokens
    if len(tokens) > 1 and tokens.tags[0] & Tag.BREAK:
        noun = noun_at(tokens, 1, len(tokens))
        if noun is not None and tokens.tags[1] & Tag.CAPITAL:
            said.attribution = Attribution(Rule.SIGNATURE, noun)
            said.passage = number


def _from_passage_before(
    said: Said, passages: Sequence[Passage], number: int, text: str, language: Language, *, quoted: bool
) -> bool:
    if not number:
        return False
    before = passages[number - 1]
    tags = before.tokens.tags
    colon = bool(tags) and bool(tags[-1] & Tag.COLON)
    if quoted and not colon:
        return False
    attribution = speaker_at_end(before.tokens, text, [s.marked for s in before.said], language)
    if attribution is None or attribution.noun is None:
        return False
    if not colon and attribution.rule not in (Rule.BEFORE, Rule.BEFORE_ADJOINING):
        return False
    said.attribution = replace(attribution, rule=Rule.COLON if colon else Rule.SENTENCE_BEFORE, cue=None)
    said.passage = number - 1
    return True


def _from_sentence_before(said: Said, passage: Passage, text: str, language: Language) -> None:
    before = [sentence for sentence in passage.tokens.sentences if sentence[1] <= said.sentence[0]]
    if not before:
        return
    attribution = reporter_in(passage.tokens, text, [s.marked for s in passage.said], language, before[-1])
    if attribution is not None:
        said.attribution = replace(attribution, rule=Rule.SENTENCE_BEFORE, cue=None)
