"""The records of one coder about one article: verdicts, stances, notes."""

from __future__ import annotations

from collections.abc import Mapping  # msgspec reads the annotations
from dataclasses import dataclass
from enum import StrEnum

from onrecord.articles.span import Span
from onrecord.quotes.quote import Kind

__all__ = ["CONTEXT_LENGTH", "Anchor", "ArticleCoding", "Kind", "Record", "Span", "Stance", "Verdict"]

CONTEXT_LENGTH = 128
"""Code points of the article kept on either side of a quote, to find it again when the article changes.

That is about twenty words. With 32 code points, a similar passage could be taken for the quote.
"""


class Verdict(StrEnum):
    """The coder's judgement of a quote as such."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote's place in its article: offsets in code points of the article's text, its words and their context."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Stance:
    """The actor's position toward one target."""

    target: str
    stance: str
    """The name of a label of the codebook."""
    strong: bool
    when: str
    """When it was chosen: UTC, ISO 8601 to the second, `2026-11-22T09:30:00Z`."""


@dataclass(frozen=True, slots=True)
class Record:
    """One coder's decisions about one quote.

    A record without a verdict was noted, flagged or given the actor of a correction made elsewhere. It says nothing
    of kind, further speakers, relay and addressee, which are still the machine's suggestion and stand in no file.
    """

    id: str
    quote: Anchor
    verdict: Verdict | None = None
    kind: Kind | None = None
    actor: str | None = None
    """Whose words they are; without a verdict, the name that a correction of another quote carried over to it."""
    via: str | None = None
    addressee: str | None = None
    found: Span | None = None
    """Where the machine found it, or a coder first marked it, if a person has moved its edges since."""
    joined_to: str | None = None
    """The id of the first part of the utterance that it goes on with, and which says who speaks and what they take
    a stance toward."""
    stances: tuple[Stance, ...] = ()
    note: str = ""
    flag: bool = False
    extra: Mapping[str, object] | None = None
    """Keys of the file that this version does not know, kept as they were read."""
    comments: tuple[str, ...] = ()
    """Lines that a person wrote above the record in the file, each beginning with `#`."""
    co_actors: tuple[str, ...] = ()
    """Who says the words together with the actor; none without one."""


@dataclass(frozen=True, slots=True)
class ArticleCoding:
    """Everything one coder decided about one article; the content of one annotation file."""

    article: str
    """The article's key."""
    sha256: str
    """Of the article's text in UTF-8 when this was coded; in version 1, of the bytes of a text file."""
    title: str
    coder: str
    records: tuple[Record, ...] = ()
    """Sorted by position."""
    done: str | None = None
    """When the coder was through with the article (UTC, as in `Stance.when`), or None."""
    codebook: str = ""
    """SHA-256 of the codebook's file when this was coded last; empty where there was none."""
    extractor: str = ""
    """What took the article's text out of its file, and its version; empty where the file is the text."""
    extra: Mapping[str, object] | None = None
    """Keys of the file that this version does not know, kept as they were read."""
    comments: tuple[str, ...] = ()
    """Lines that a person wrote at the head of the file, each beginning with `#`."""
    version: int = 2
    """Of the file format. In version 1, offsets count the line ends that the article's file has."""
