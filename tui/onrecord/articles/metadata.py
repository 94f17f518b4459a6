"""What an article plainly says of itself: nothing is inferred, and what is doubtful stays None."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.articles.article import Metadata
from onrecord.articles.dates import parse_date
from onrecord.articles.front_matter import FIELDS, read_front_matter
from onrecord.articles.rendering import BlockKind
from onrecord.articles.sentence_ends import ends_sentence
from onrecord.languages.article_words import article_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.articles.rendering import Block, Rendering

_HEAD = 8
"""Blocks at the beginning among which title, byline and date stand."""
_TAIL = 6
"""Blocks at the end among which the address stands."""
_LONGEST_TITLE = 200
_LONGEST_LINE = 120
_SHORTEST_PARAGRAPH = 60


def read_metadata(text: str, rendering: Rendering) -> Metadata:
    """Return what an article's front matter says, and where it says nothing, the article itself.

    The title is a first line that is not a sentence. The byline is a line "By …", or below a title "Von …" before
    names, and the date a line of its own; both stand before the first paragraph. The address is a line that a label
    such as "Original url:" calls one, at either end.
    """
    front = _from_front_matter(read_front_matter(text))
    head = [_words(rendering, block) for block in rendering.blocks[:_HEAD]]
    preamble = head[: _body_start(head)]
    url = front.get("url") or _address(rendering)
    return Metadata(
        title=front.get("title") or _title(rendering.blocks, head),
        byline=front.get("byline")
        or next(filter(None, map(_byline, _parts(preamble))), None)
        or next(filter(None, map(_byline_of_names, _parts(preamble[1:]))), None),
        outlet=front.get("outlet") or (host(url) if url else None),
        date=front.get("date") or next(filter(None, map(parse_date, _parts(preamble))), None),
        url=url,
        language=front.get("language"),
    )


def lines_above_date(rendering: Rendering, about: Metadata) -> Sequence[Block]:
    """Return the lines above that of the date, before the first paragraph: title, outlet, section, place."""
    blocks = rendering.blocks[:_HEAD]
    head = [_words(rendering, block) for block in blocks]
    titled = 1 if head and head[0] == about.title else 0  # also one that could be a paragraph
    preamble = head[: titled + _body_start(head[titled:])]
    dated = (number for number, words in enumerate(preamble) if about.date in map(parse_date, _parts([words])))
    return blocks[: next(dated, 0)] if about.date else ()


def _from_front_matter(read: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in FIELDS.items():
        for name in names:
            value = read.get(name, "")
            if field == "date":
                value = parse_date(value) or ""
            if value and field in ("url", "outlet") and is_address(value) != (field == "url"):
                continue  # a `source` is the one or the other
            if value:
                found[field] = value
                break
    return found


def _words(rendering: Rendering, block: Block) -> str:
    return rendering.text[block.start : min(block.end, block.start + 1000)]


def _body_start(head: Sequence[str]) -> int:
    """The first block that is a paragraph and no line of its own; the preamble stands before it."""
    for index, words in enumerate(head):
        if len(words) > _SHORTEST_PARAGRAPH and ends_sentence(words):
            return index
    return len(head)


def _parts(lines: Sequence[str]) -> list[str]:
    """Lines such as "By Ana Roe | March 18, 2022", taken apart."""
    return [part for line in lines if len(line) <= _LONGEST_LINE for part in re.split(r"\s+[|•·—–]\s+", line)]


def _title(blocks: Sequence[Block], head: Sequence[str]) -> str | None:
    if len(head) < 2:
        return None
    first = head[0]
    if blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1 and len(first) <= _LONGEST_TITLE:
        return first
    if blocks[0].kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(first) > _LONGEST_TITLE:
        return None
    if ends_sentence(first) or first[-1] in ",:;-–—" or not re.match(r"[\W\d_]*[^\W\d_]", first):
        return None
    if first[0].islower() or _byline(first) or parse_date(first) or "://" in first or "@" in first:
        return None
    # A first line only stands as title if an article follows.
    return first if any(ends_sentence(words) and len(words) > len(first) for words in head[1:]) else None


def _byline(line: str) -> str | None:
    """Return the authors that a line names after a word such as "By"."""
    authors = _after_opening(line, frozenset().union(*(byline.words for byline in article_words().bylines)))
    if authors is None or line.rstrip()[-1] in ",:;":
        return None
    words = authors.split()
    named = [word for word in words if word[0].isupper()]
    if not 2 <= len(words) <= 14 or not words[0][0].isupper() or len(named) * 2 < len(words):
        return None
    return authors


def _byline_of_names(line: str) -> str | None:
    """Return the authors that a line names after a word such as "Von", which begins many a headline too.

    Only names may follow. In a language whose nouns are capitalised, a capital alone does not make a name.
    """
    for byline in article_words().bylines:
        authors = _after_opening(line, byline.words_before_names)
        if authors is not None:
            names = [word for word in authors.partition(",")[0].split() if word not in byline.particles]
            return authors if len(names) >= 2 and all(word[0].isupper() for word in names) else None
    return None


def _after_opening(line: str, openings: frozenset[str]) -> str | None:
    """Return what follows an opening word in title case or capitals, unless it has digits or ends a sentence."""
    opening, *rest_of_line = line.split(maxsplit=1) or [""]
    word, rest = opening.removesuffix(":"), "".join(rest_of_line).rstrip()
    if word.lower() not in openings or not (word.istitle() or word.isupper()):
        return None
    return rest if rest and not ends_sentence(line) and not any(map(str.isdigit, rest)) else None


def _address(rendering: Rendering) -> str | None:
    blocks = rendering.blocks
    edges = [*range(min(_HEAD, len(blocks))), *range(max(len(blocks) - _TAIL, _HEAD), len(blocks))]
    for index in reversed(edges):
        words = _words(rendering, blocks[index]).strip()
        label, _, address = words.rpartition(" ")
        if not is_address(address.strip("<>")):
            continue
        if not label and index:
            label = _words(rendering, blocks[index - 1])
        if _calls_it_address(label):
            return address.strip("<>")
    return None


def _calls_it_address(label: str) -> bool:
    words = label.lower().rstrip(": ").split()
    return 0 < len(words) <= 4 and label.rstrip().endswith(":") and article_words().address_labels.issuperset(words)


def is_address(words: str) -> bool:
    """Return whether these words are a web address."""
    return re.fullmatch(r"https?://[^\s/@]+\.[^\s/@]+(?:/\S*)?", words) is not None


def host(url: str) -> str:
    """Return whose web address this is: `tidewater.example`."""
    name = re.sub(r"[:?#].*", "", url.split("/")[2]).lower()
    return name.removeprefix("www.")
