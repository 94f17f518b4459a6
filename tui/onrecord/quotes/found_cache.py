"""What was found in articles, kept between starts: a file an article in a folder of the user's cache.

Nothing here is needed, and nothing is trusted without its checksum: what is missing, damaged or of another engine
is found again, and what cannot be written is forgotten.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.article import ArticleHead, Format, Metadata
from onrecord.articles.article_store import PackedArticle
from onrecord.checked_files import read_checked, write_checked
from onrecord.quotes.quote import Actor, Phrase, Quote, QuotedArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msgspec.json import Decoder

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


class _Line(NamedTuple):
    """The first line of a file in the cache; the rest is the packed article."""

    key: str
    stamp: tuple[int, ...]
    reading: Format | None
    about: dict[str, str | bool]
    format: Format
    metadata: Metadata
    quotes: tuple[Quote, ...]
    actors: tuple[Actor, ...]


def _encoded(kept: Kept) -> bytes:
    import msgspec

    head, quoted = kept.article.head, kept.quoted
    about = {name: getattr(head, name) for name in _PLAIN_FIELDS}
    line = _Line(
        head.key, kept.stamp, kept.reading, about, head.format, head.metadata, quoted.quotes, quoted.actors
    )
    return msgspec.json.encode(line) + b"\n" + kept.article.data


_PLAIN_FIELDS = tuple(
    field.name for field in fields(ArticleHead) if field.name not in ("key", "path", "format", "metadata")
)


def _decoded(content: bytes, source: ArticleSource) -> Kept | None:
    end = content.index(b"\n")
    line = _decoder().decode(memoryview(content)[:end])
    if line.key != source.key:
        return None
    head = ArticleHead(
        key=source.key,
        path=source.path,
        format=line.format,
        metadata=line.metadata,
        **line.about,  # type: ignore[arg-type]  # as they were written
    )
    quotes, actors = tuple(map(_interned_quote, line.quotes)), tuple(map(_interned_actor, line.actors))
    quoted = QuotedArticle(source.key, quotes, actors)
    return Kept(PackedArticle(head, content[end + 1 :]), quoted, line.stamp, line.reading)


@cache
def _decoder() -> Decoder[_Line]:
    import msgspec

    return msgspec.json.Decoder(_Line)


# Thousands of articles share their names and words, also with what was recorded of them: each is in memory once.


def _interned_quote(quote: Quote) -> Quote:
    return replace(
        quote,
        text=intern(quote.text),
        actor=_interned(quote.actor),
        via=_interned(quote.via),
        addressee=_interned(quote.addressee),
        mention=_interned_phrase(quote.mention),
        cue=_interned_phrase(quote.cue),
        reason=intern(quote.reason),
    )


def _interned_phrase(phrase: Phrase | None) -> Phrase | None:
    return phrase._replace(text=intern(phrase.text)) if phrase else None


def _interned_actor(actor: Actor) -> Actor:
    return replace(
        actor,
        name=intern(actor.name),
        aliases=tuple(map(intern, actor.aliases)),
        speaks_for=_interned(actor.speaks_for),
    )


def _interned(name: str | None) -> str | None:
    return intern(name) if name is not None else None
