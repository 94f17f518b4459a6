"""Cuts an article into passages: its paragraphs with their tokens, names and marked stretches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.articles.rendering import BlockKind
from onrecord.articles.span import Span
from onrecord.quotes.attribution import Rule
from onrecord.quotes.kinds import is_crosshead, kind_of, stands_alone
from onrecord.quotes.language import Tag
from onrecord.quotes.marked_names import MarkedWords, kind_among_nouns
from onrecord.quotes.marks import find_marked
from onrecord.quotes.name_tokens import names_of
from onrecord.quotes.noun_names import names_of as names_among_nouns
from onrecord.quotes.quote import Kind
from onrecord.quotes.speakers import attribute
from onrecord.quotes.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.rendering import Rendering
    from onrecord.quotes.attribution import Attribution
    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked
    from onrecord.quotes.name_tokens import Name
    from onrecord.quotes.tokens import Tokens


_TERM = 3
"""Words from which on single marks may hold speech in an article that uses double ones."""


@dataclass(slots=True)
class Said:
    """One marked stretch of a passage, and what is known of it so far."""

    marked: Marked
    sentence: tuple[int, int]
    """First token and end of the sentence that it stands in."""
    kind: Kind
    lone: bool
    """Its sentence holds nothing but quotes."""
    attribution: Attribution | None
    passage: int
    """The number of the passage that the tokens of `attribution` count in."""
    words: int
    headline: bool

    @property
    def has_speaker(self) -> bool:
        """Whether its speaker has been found."""
        return self.attribution is not None and self.attribution.noun is not None


@dataclass(slots=True)
class Passage:
    """A paragraph, cut up."""

    tokens: Tokens
    names: list[Name]
    marked: Sequence[Marked]
    said: list[Said] = field(default_factory=list)


def read_passages(rendering: Rendering, language: Language) -> list[Passage]:
    """Return the passages of an article with what their own sentences tell of their quotes."""
    text = rendering.text
    blocks = [block for block in rendering.blocks if block.end > block.start and block.kind is not BlockKind.RULE]
    marked = find_marked(text, [Span(block.start, block.end) for block in blocks], language.words)
    singles = sum(1 if stretch.single else -1 for stretches in marked for stretch in stretches) > 0
    passages: list[Passage] = []
    for number, (block, stretches) in enumerate(zip(blocks, marked, strict=True)):
        heading = block.kind is BlockKind.HEADING
        tokens = tokenise(text, block.start, block.end, stretches, language, heading=heading)
        names = names_among_nouns if language.capitalised_nouns else names_of
        passage = Passage(tokens, list(names(tokens, language)), stretches)
        if stretches:
            found = attribute(tokens, text, stretches, language)
            passage.said = _said(passage, number, text, found, language)
            _reject_odd_marks(passage, text, singles=singles)
        passages.append(passage)
    return passages


def _said(
    passage: Passage, number: int, text: str, found: Sequence[Attribution | None], language: Language
) -> list[Said]:
    tokens = passage.tokens
    said: list[Said] = []
    for sentence in tokens.sentences:
        lone = stands_alone(tokens, sentence)
        earlier: tuple[int, Kind] | None = None
        for at in range(*sentence):
            index = tokens.quotes[at]
            if index >= 0:
                stretch, attribution = passage.marked[index], found[index]
                content = text[stretch.start : stretch.end]
                if not tokens.tags[at] & Tag.QUOTE or not any(map(str.isalnum, content)):
                    kind = Kind.SCARE
                elif lone:
                    kind = Kind.DIRECT
                elif language.capitalised_nouns:
                    marked = MarkedWords(tokens, language, at, sentence, content, attribution)
                    kind, attribution = kind_among_nouns(marked, earlier)
                else:
                    kind = kind_of(tokens, at, sentence, content, attribution)
                earlier = at, kind
                words = content.count(" ") + 1
                said.append(Said(stretch, sentence, kind, lone, attribution, number, words, tokens.headline))
    return said


def _reject_odd_marks(passage: Passage, text: str, *, singles: bool) -> None:
    """Take crossheads for nobody's words, and terms in single marks where speech stands in double ones."""
    for said in passage.said:
        odd = said.marked.single and not singles
        content = text[said.marked.start : said.marked.end]
        crosshead = len(passage.said) == 1 and is_crosshead(passage.tokens, content, odd=odd)
        labelled = said.attribution is not None and said.attribution.rule is Rule.LABEL
        if crosshead or (odd and said.words < _TERM and not said.headline and not labelled):
            said.kind = Kind.SCARE
