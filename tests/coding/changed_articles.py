"""Articles made up for tests, and what becomes of them: every quote's true place is known after every change.

They are built from few patterns, so that lookalikes of every sentence stand in the same article and in the others.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.articles.span import Span
from onrecord.coding.item import anchor_at
from onrecord.coding.record import Anchor

_NAMES = "Berg,Okafor,Lindqvist,Haddad,Moreau,Tanaka,Silva,Novak,Petrov,Achterberg,Mbeki,Rossi,Yilmaz,Dunne"
_FIRST = "Ada,Tomas,Ines,Karim,Lotte,Hiro,Paula,Milan,Vera,Joost,Thandi,Carlo,Elif,Sean"
_ROLES = "mayor,council leader,union chair,party spokeswoman,harbour master,finance director,school head"
_PLACES = "Norvik,Port Salen,Easterby,Lowmoor,Vantaa Bay,Kestrel Hill,Old Dock,Marden,Aldgrove"
_THINGS = "bridge,tram line,water tax,housing plan,harbour wall,night bus,school reform,budget,stadium,wind park"
_DAYS = "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday"
_VERBS = "delay,cancel,defend,fund,rebuild,sell,widen,inspect,redesign,postpone"
_QUALITIES = "unfair,reckless,sensible,overdue,expensive,brave,pointless,honest,careless,urgent"
_PEOPLE = "families,shopkeepers,teachers,drivers,tenants,nurses,students,fishermen,pensioners,voters"
_NEW_WORDS = ",".join((_VERBS, _QUALITIES, _NAMES, _DAYS, "officials,later,again,strongly"))

_QUOTED = (
    "We will {verb} the {thing} before {day},",
    "We will never {verb} the {thing} in {place}, whatever it costs the {people},",
    "This is a {quality} decision for the {people} of {place},",
    "The {thing} costs {number} million, and nobody asked the {people},",
    "The {thing} cost {number} million, and somebody should have asked the {people} of {place} first,",
    "No comment.",
    "Not now.",
    "{quality}",
    "a {quality} {thing}",
    "the most {quality} plan in {number} years",
    "I told them on {day}. I told them again on {other_day}. If they {verb} the {thing} now, they do it against the"
    " will of {number} thousand {people} in {place}, and they will answer for it.",
    "You cannot {verb} a {thing} and call it {quality}. The {people} of {place} know better than that,",
    "{name} has to say what the {thing} is for,",
    "What {name} said on {day} was {quality}, and what {other_name} said was worse,",
    "Every time we {verb} the {thing}, the {people} pay {number} euros more a year,",
)
_AROUND = (
    "“{quote}” {name} said on {day}.",
    "“{quote}” said {name}, the {role} of {place}.",
    "{first} {name}, the {role}, called it “{quote}” in a speech to {people}.",
    "Asked about the {thing}, {name} said: “{quote}”",
    "“{quote}” {name} told {people} in {place}, adding that the {thing} was {quality}.",
    "The {role} of {place} wrote that “{quote}” was the last word on the {thing}.",
    "According to {name}, “{quote}” That was on {day}.",
)
_PLAIN = (
    "The council of {place} voted on {day} to {verb} the {thing} after {number} hours of debate.",
    "Some {number} {people} had come to {place} to hear what the {role} would say about the {thing}.",
    "It was the {quality} end of a {quality} week for {name}, who had promised to {verb} the {thing}.",
    "On {day} the {people} of {place} learned that the {thing} would cost {number} million more.",
    "{first} {name} has been {role} of {place} for {number} years.",
)
_TOKEN = re.compile(r"[“”]|\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """A word, a sign or a space, and which quote it belongs to."""

    text: str
    quote: int | None = None

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


Paragraph = list[Token]


@dataclass(frozen=True)
class Draft:
    """An article as paragraphs of tokens."""

    paragraphs: list[Paragraph]

    def text_and_spans(self, between: str = "\n\n") -> tuple[str, dict[int, Span]]:
        """Return the text, and where each quote stands in it."""
        parts: list[str] = []
        length = 0
        spans: dict[int, Span] = {}
        for number, paragraph in enumerate(self.paragraphs):
            if number:
                parts.append(between)
                length += len(between)
            for token in paragraph:
                end = length + len(token.text)
                if token.quote is not None and not token.text.isspace():
                    spans[token.quote] = Span(spans[token.quote].start if token.quote in spans else length, end)
                parts.append(token.text)
                length = end
        return "".join(parts), spans


class Newsroom:
    """Writes articles and edits them, the same every time for one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._next = 0
        self._patterns: dict[int, str] = {}

    def article(self, paragraphs: int = 30) -> Draft:
        return Draft([self._paragraph() for _ in range(paragraphs)])

    def _paragraph(self) -> Paragraph:
        sentences = [self._plain() for _ in range(self.random.randrange(2))]
        sentences += [self._quoting() for _ in range(self.random.randrange(1, 3))]
        sentences += [self._plain() for _ in range(self.random.randrange(2))]
        return [token for number, sentence in enumerate(sentences) for token in self._spaced(number, sentence)]

    @staticmethod
    def _spaced(number: int, sentence: Paragraph) -> Paragraph:
        return [Token(" "), *sentence] if number else sentence

    def _plain(self) -> Paragraph:
        return _tokens(self._filled(self.random.choice(_PLAIN)))

    def _quoting(self) -> Paragraph:
        before, _, after = self._filled(self.random.choice(_AROUND).replace("{quote}", "\0")).partition("\0")
        pattern = self.random.choice(_QUOTED)
        self._next += 1
        self._patterns[self._next] = pattern
        return [*_tokens(before), *_tokens(self._filled(pattern), self._next), *_tokens(after)]

    def _filled(self, pattern: str) -> str:
        day, other_day = self._pick(_DAYS, 2)
        name, other_name = self._pick(_NAMES, 2)
        (first,), (role,), (place,), (thing,) = map(self._pick, (_FIRST, _ROLES, _PLACES, _THINGS))
        (verb,), (quality,), (people,) = map(self._pick, (_VERBS, _QUALITIES, _PEOPLE))
        return pattern.format(
            name=name, other_name=other_name, day=day, other_day=other_day, first=first, role=role, place=place,
            thing=thing, verb=verb, quality=quality, people=people, number=self.random.randrange(2, 90),
        )  # fmt: skip

    def _pick(self, words: str, number: int = 1) -> list[str]:
        return self.random.sample(words.split(","), number)

    # What becomes of articles

    def with_other_words(self, draft: Draft, share: float) -> Draft:
        """Replace, leave out or put in a word at this share of all words."""
        return Draft([self._other_words(paragraph, share) for paragraph in draft.paragraphs])

    def _other_words(self, paragraph: Paragraph, share: float) -> Paragraph:
        edited: Paragraph = []
        for index, token in enumerate(paragraph):
            if not token.is_word or self.random.random() >= share:
                edited.append(token)
                continue
            what = self.random.choice(("replace", "replace", "leave out", "put in"))
            if what == "replace":
                edited.append(Token(self._word(), token.quote))
            elif what == "put in":
                following = paragraph[index + 1].quote if index + 1 < len(paragraph) else None
                quote = token.quote if token.quote == following else None
                edited += [token, Token(" ", quote), Token(self._word(), quote)]
            elif edited and edited[-1].text == " ":
                edited.pop()
        return edited

    def _word(self) -> str:
        return self._pick(_NEW_WORDS)[0]

    def with_more_paragraphs(self, draft: Draft) -> Draft:
        """Put in one to five paragraphs, made of the same patterns."""
        paragraphs = list(draft.paragraphs)
        for _ in range(self.random.randrange(1, 6)):
            new = [Token(token.text) for token in self._paragraph()]
            paragraphs.insert(self.random.randrange(len(paragraphs) + 1), new)
        return Draft(paragraphs)

    def with_other_spaces(self, draft: Draft) -> Draft:
        """Wrap the lines elsewhere, double some spaces, use some that do not break."""
        spaces = (" ", " ", " ", "\n", "  ", "\u00a0", "\r\n", "\t")
        return Draft([
            [Token(self.random.choice(spaces), token.quote) if token.text == " " else token for token in paragraph]
            for paragraph in draft.paragraphs
        ])  # fmt: skip

    def with_other_marks(self, draft: Draft) -> Draft:
        """Write the quotation marks in another style."""
        opening, closing = self.random.choice((('"', '"'), ("‘", "’"), ("«", "»"), ("``", "''"), ("„", "“")))
        marks = {"“": opening, "”": closing}
        return Draft([
            [Token(marks.get(token.text, token.text), token.quote) for token in paragraph]
            for paragraph in draft.paragraphs
        ])  # fmt: skip

    def without_sentence_of(self, draft: Draft, quote: int) -> Draft:
        """Leave out a quote with its sentence."""
        paragraphs = []
        for paragraph in draft.paragraphs:
            start, end = _sentence_of(quote, paragraph)
            paragraphs.append([*paragraph[:start], *paragraph[end:]])
        return Draft([paragraph for paragraph in paragraphs if paragraph])

    def with_another_for(self, draft: Draft, quote: int) -> Draft:
        """Put in place of a quote's sentence one with a quote of another pattern, which has no record."""
        paragraphs = []
        for paragraph in draft.paragraphs:
            start, end = _sentence_of(quote, paragraph)
            new = self._spaced(start, self._unlike(paragraph[start:end])) if start < end else []
            paragraphs.append([*paragraph[:start], *new, *paragraph[end:]])
        return Draft(paragraphs)

    def _unlike(self, sentence: Paragraph) -> Paragraph:
        unwanted = {self._patterns[token.quote] for token in sentence if token.quote is not None}
        another = self._quoting()
        while self._patterns[self._next] in unwanted:
            another = self._quoting()
        return [Token(token.text) for token in another]


def _sentence_of(quote: int, paragraph: Paragraph) -> tuple[int, int]:
    """Return where the sentence of the quote begins and ends among the tokens; nowhere, if it is not there."""
    at = [index for index, token in enumerate(paragraph) if token.quote == quote]
    if not at:
        return 0, 0
    start = max((i + 1 for i in range(at[0]) if paragraph[i].text == "."), default=0)
    end = next((i + 1 for i in range(at[-1] + 1, len(paragraph)) if paragraph[i].text == "."), len(paragraph))
    return start, end


def anchors_of(draft: Draft) -> dict[int, Anchor]:
    """Return the anchors of an article's quotes."""
    text, spans = draft.text_and_spans()
    return {quote: anchor_at(text, span) for quote, span in spans.items()}


CHANGES: dict[str, Callable[[Newsroom, Draft], Draft]] = {
    "whitespace": Newsroom.with_other_spaces,
    "quote style": Newsroom.with_other_marks,
    "paragraphs put in": Newsroom.with_more_paragraphs,
    "1 % of words": lambda room, draft: room.with_other_words(draft, 0.01),
    "5 % of words": lambda room, draft: room.with_other_words(draft, 0.05),
    "10 % of words": lambda room, draft: room.with_other_words(draft, 0.10),
}


def _tokens(text: str, quote: int | None = None) -> Paragraph:
    return [Token(part, quote) for part in _TOKEN.findall(text)]
