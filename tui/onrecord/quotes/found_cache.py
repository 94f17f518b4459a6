"""What was found in articles, kept between starts: a file an article in a folder of the user's cache.

Nothing here is needed, and nothing is trusted without its checksum: what is missing, damaged or of another engine
is found again, and what cannot be written is forgotten.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import astuple, fields
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.articles.article import ArticleHead, Format, Metadata
from onrecord.articles.article_store import PackedArticle
from onrecord.checked_files import read_checked, write_checked
from onrecord.quotes.quote import Actor, ActorType, Kind, Phrase, Quote, QuotedArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.articles.source import ArticleSource

_PREFIX = "found-"
_DIGEST_SIZE = 16


class Kept(NamedTuple):
    """An article and what was found in it."""

    article: PackedArticle
    quoted: QuotedArticle
    stamp: tuple[int, ...]
    """By which the file is known to be the one that was searched: its size, time and more; empty: not known."""
    reading: Format | None
    """How it was to be read; None left that to a guess."""


class FoundCache:
    """What the present engine found in the articles of a project, by their keys."""

    def __init__(self, folder: Path) -> None:
        """Keep it in the project's folder within the user's cache, which need not exist."""
        self._folder = folder

    @cached_property
    def _place(self) -> Path:
        return self._folder / f"{_PREFIX}{_engine_version()}"

    def get(self, source: ArticleSource) -> Kept | None:
        """Return what was kept of an article, or None where nothing (usable) was."""
        content = read_checked(self._file(source.key))
        return _decoded(content, source) if content is not None else None

    def put(self, kept: Kept) -> None:
        """Keep what was found in an article."""
        write_checked(self._file(kept.article.head.key), _encoded(kept))

    def forget_other_engines(self) -> None:
        """Delete what other versions of the engine left."""
        from shutil import rmtree

        with suppress(OSError):
            for folder in self._folder.glob(f"{_PREFIX}*"):
                if folder != self._place:
                    rmtree(folder, ignore_errors=True)

    def _file(self, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).hexdigest()
        return self._place / name[:2] / name[2:]


def _engine_version() -> str:
    """Return what changes with every file that decides what is found."""
    package = Path(__file__).parent
    state = blake2b(digest_size=8)
    languages = package.parent / "languages"
    for folder in (package, package.parent / "articles", languages, *sorted(languages.glob("*/"))):
        for entry in sorted(_files(folder), key=lambda entry: entry.name):
            status = entry.stat()
            state.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if entry.name.endswith((".py", ".yaml", ".txt")))


def _encoded(kept: Kept) -> bytes:
    head = kept.article.head
    about = {name: getattr(head, name) for name in _PLAIN_FIELDS}
    line = json.dumps(
        {
            "key": head.key,
            "stamp": kept.stamp,
            "reading": kept.reading,
            "about": about,
            "format": head.format,
            "metadata": head.metadata,
            "quotes": [_quote_fields(quote) for quote in kept.quoted.quotes],
            "actors": [astuple(actor) for actor in kept.quoted.actors],
        },
        separators=(",", ":"),
    )
    return line.encode() + b"\n" + kept.article.data


_PLAIN_FIELDS = tuple(
    field.name for field in fields(ArticleHead) if field.name not in ("key", "path", "format", "metadata")
)


def _quote_fields(quote: Quote) -> tuple[object, ...]:
    return (
        quote.start,
        quote.end,
        quote.text,
        quote.kind,
        quote.actor,
        quote.via,
        quote.addressee,
        _phrase_fields(quote.mention),
        _phrase_fields(quote.cue),
        quote.confidence,
        quote.reason,
    )


def _phrase_fields(phrase: Phrase | None) -> tuple[object, ...] | None:
    return (phrase.start, phrase.end, phrase.text) if phrase else None


def _decoded(content: bytes, source: ArticleSource) -> Kept | None:
    end = content.index(b"\n")
    line: dict[str, Any] = json.loads(content[:end])
    if line["key"] != source.key:
        return None
    head = ArticleHead(
        key=source.key,
        path=source.path,
        format=Format(line["format"]),
        metadata=Metadata(*line["metadata"]),
        **line["about"],
    )
    quoted = QuotedArticle(
        source.key,
        tuple(_quote(quote) for quote in line["quotes"]),
        tuple(_actor(*actor) for actor in line["actors"]),
    )
    reading = line["reading"]
    return Kept(
        PackedArticle(head, content[end + 1 :]),
        quoted,
        tuple(line["stamp"]),
        Format(reading) if reading is not None else None,
    )


def _quote(fields: list[Any]) -> Quote:
    start, end, text, kind, actor, via, addressee, mention, cue, confidence, reason = fields
    return Quote(
        start,
        end,
        intern(text),  # as what was recorded of it is: thousands of articles' words are in memory once
        Kind(kind),
        _name(actor),
        _name(via),
        _name(addressee),
        _phrase(*mention) if mention else None,
        _phrase(*cue) if cue else None,
        confidence,
        intern(reason),
    )


def _phrase(start: int, end: int, text: str) -> Phrase:
    return Phrase(start, end, intern(text))


def _actor(name: str, aliases: list[str], type: str | None, speaks_for: str | None) -> Actor:
    return Actor(
        intern(name),
        tuple(intern(alias) for alias in aliases),
        ActorType(type) if type is not None else None,
        _name(speaks_for),
    )


def _name(name: str | None) -> str | None:
    return intern(name) if name is not None else None
