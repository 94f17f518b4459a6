"""One sentence around its quotes, and what the rules ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import is_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked
    from onrecord.quotes.tokens import Tokens

REPORTING = Tag.SAYING | Tag.LABELLING | Tag.THINKING | Tag.LOOSE
"""What a verb can be whose subject may speak the quoted words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens from `start` up to, not including, `end`; quotes are tokens like others."""

    tokens: Tokens
    text: str
    marked: Sequence[Marked]
    language: Language
    start: int
    end: int

    @property
    def tags(self) -> list[int]:
        """The tags of the paragraph's tokens."""
        return self.tokens.tags

    def is_one_of(self, index: int, words: str) -> bool:
        """Return whether the token is in the language's list of that name."""
        return self.tokens.lowers[index] in self.language.words[words]

    def content(self, at: int) -> str:
        """Return the words within the marks that the token `at` stands for."""
        stretch = self.marked[self.tokens.quotes[at]]
        return self.text[stretch.start : stretch.end]

    def final_mark(self, at: int) -> str:
        """Return the last character of a quote, inner closing marks left aside."""
        return self.content(at)[-3:].rstrip("'’”\" ")[-1:] or " "

    def is_utterance(self, at: int) -> bool:
        """Return whether a quote begins and ends as a sentence does."""
        return self.final_mark(at) in ",.?!" and self.content(at)[0].isupper()

    def goes_on(self, at: int) -> bool:
        """Return whether a quote stands at the token and begins in lower case, as within a sentence."""
        return at < self.end and self.content(at).lstrip("‘'\"“[( .…")[:1].islower()

    def is_enclosed(self, at: int) -> bool:
        """Return whether what stands before the quote governs it: dashes set it off, or a "that" leads it in."""
        if at <= self.start:
            return False
        in_dashes = at + 1 < self.end and self.tags[at - 1] & self.tags[at + 1] & Tag.BREAK
        return bool(in_dashes or self.tags[at - 1] & Tag.COMPLEMENTISER)

    def adjoins(self, index: int, at: int) -> bool:
        """Return whether nothing but marks, adverbs and "him" stands between the token and the quote."""
        between = Tag.COMMA | Tag.COLON | Tag.ADVERB | Tag.COMPLEMENTISER | Tag.OBJECT | Tag.OTHER
        return all(self.tags[i] & between for i in range(index + 1, at))

    def governs(self, verb: int, at: int) -> bool:
        """Return whether the quoted words stand in the verb's own object: no other verb, no comma between."""
        tags = self.tags
        return not any(
            tags[i] & (Tag.COMMA | Tag.BREAK | Tag.AUXILIARY | Tag.RELATIVE)
            or (is_verb(self.tokens, i) and not tags[i] & Tag.PARTICIPLE)
            for i in range(verb + 1, at)
        )

    def says(self, index: int) -> bool:
        """Return whether the token is a finite verb of saying."""
        tag = self.tags[index]
        return bool(tag & Tag.SAYING) and not tag & Tag.PARTICIPLE and is_verb(self.tokens, index)

    def after_adverbs(self, index: int) -> int:
        """Return the first token from `index` on that is no adverb."""
        while index < self.end and self.tags[index] & Tag.ADVERB and not self.tags[index] & Tag.CAPITAL:
            index += 1
        return index
