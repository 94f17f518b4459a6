"""What the engine finds: quotes, why it names their actors, and the actors themselves."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a quote is."""

    DIRECT = "direct"
    """A whole utterance."""
    PARTIAL = "partial"
    """Quoted words inside reported speech or a headline; the literature's *mixed* quotation."""
    SCARE = "scare"
    """Quotation marks and nobody speaking: titles of works, irony, terms."""
    INDIRECT = "indirect"
    """Reported speech without quotation marks. Only a coder marks it, never the machine."""


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    ROLE = "role"
    """Someone known by a description only: "a senior official"."""


class Phrase(NamedTuple):
    """Words of the article, `start` to `end` in code points of its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch inside quotation marks, marks left out, `start` to `end` in code points of the article's text."""

    start: int
    end: int
    text: str
    kind: Kind
    actor: str | None = None
    """The canonical name of whose words they are."""
    via: str | None = None
    """Who relays the words: an agency, a readout, the outlet in "told CNN"."""
    addressee: str | None = None
    """To whom they were said."""
    mention: Phrase | None = None
    """The shortest phrase that names the speaker: "he", "the White House"."""
    cue: Phrase | None = None
    """The words that mark speaking: "said", "according to"."""
    confidence: float = 0.0
    """How likely kind and actor are right, from 0 to 1."""
    reason: str = ""
    """Why this actor, in a few words for the reviewer."""
    co_actors: tuple[str, ...] = ()
    """Who says the same words together with the actor: in "Berg and Lind said", Lind."""

    @property
    def actors(self) -> tuple[str, ...]:
        """All who say it."""
        return (self.actor, *self.co_actors) if self.actor is not None else ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or organisation that an article names, under its fullest name there."""

    name: str
    aliases: tuple[str, ...] = ()
    """Its other names in the text, the most used first: `("Xi", "President Xi")`."""
    type: ActorType | None = None
    speaks_for: str | None = None
    """The organisation or person that a spokesperson speaks for."""


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """All the quotes of one article, in the order of the text, and the actors it names."""

    article: str
    """The article's key."""
    quotes: tuple[Quote, ...]
    actors: tuple[Actor, ...]


def quote_id(article: str, start: int, end: int) -> str:
    """Return the id of the quote found at `start` to `end` in the article of that key.

    It depends on nothing else, so two windows and two machines give one quote one id, also where one of them takes
    the accents in file names apart.
    """
    article = unicodedata.normalize("NFC", article)
    digest = hashlib.blake2b(f"{article}\0{start}\0{end}".encode("utf-8", "surrogatepass"), digest_size=6)
    return f"q{digest.hexdigest()}"
