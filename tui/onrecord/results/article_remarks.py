"""Remarks about a project's articles that are not faults of the coding."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from onrecord.articles.errors import ArticleError
from onrecord.articles.line_ends import are_mixed
from onrecord.articles.load import load_source, text_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.articles.collection import Collection


def remarks(collection: Collection) -> Iterator[str]:
    """Yield a line about each file that was left out, article that is easily confused, and mixture of line ends."""
    yield from (*collection.skipped, *collection.left_out)
    names: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    mixed = []
    for source in collection.sources:
        names.setdefault(unicodedata.normalize("NFC", source.key).casefold(), []).append(source.key)
        with suppress(ArticleError):
            texts.setdefault(load_source(source).sha256, []).append(source.key)
            if source.row is None and are_mixed(text_on_disk(source).text):
                mixed.append(source.key)
    for same in _several(names.values()):
        yield f"{same}: these names differ only in case or accents. Some systems take them for one: rename one."
    for same in _several(texts.values()):
        yield f"{same}: these articles have the same text. Remove one, or code only one."
    if mixed:
        how = "Nothing in the coding depends on it; docs/merging.md says how git leaves them alone."
        yield f"{', '.join(mixed)}: the lines end in more than one way (CR LF, LF or CR). {how}"


def _several(groups: Iterable[Sequence[str]]) -> Iterator[str]:
    return (", ".join(group) for group in groups if len(group) > 1)
