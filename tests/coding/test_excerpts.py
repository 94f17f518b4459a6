"""An article cut down to its quotes: what is kept, what is left out, and every place what it was."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.load import load_article
from onrecord.articles.plain import render_plain
from onrecord.articles.rendering import BlockKind, Rendering
from onrecord.articles.span import Span
from onrecord.coding.excerpts import excerpted

NUMBERS = "One. Two. Three. “Four,” she said. Five. Six. Seven. Eight. “Nine,” he said. Ten."


def words(rendering: Rendering) -> list[str]:
    """Each block as it is read, what is left out as dots."""
    return [
        "…" if block.kind is BlockKind.ELISION else rendering.text[block.start : block.end]
        for block in rendering.blocks
    ]


def cut(text: str, *quotes: str) -> list[str]:
    spans = [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return words(excerpted(render_plain(text), spans))


def test_two_sentences_stand_around_a_quote() -> None:
    assert cut(NUMBERS, "Four,") == ["…", "Two. Three. “Four,” she said. Five. Six.", "…"]


def test_excerpts_that_meet_are_one() -> None:
    assert cut(NUMBERS, "Four,", "Nine,") == ["…", NUMBERS.removeprefix("One. ")]


def test_sentences_are_counted_across_paragraphs() -> None:
    text = "Zero.\n\nOne. Two.\n\n“Three,” she said.\n\nFour.\n\nFive. Six."
    assert cut(text, "Three,") == ["…", "One. Two.", "“Three,” she said.", "Four.", "Five.", "…"]


def test_an_article_without_quotes_is_one_elision() -> None:
    assert cut(NUMBERS) == ["…"]
    assert words(excerpted(render_plain(""), [])) == []


def test_a_list_item_that_is_cut_has_its_marker_where_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# News\n\nIntro.\n\n1. One. Two. Three. Four “five” six. Seven. Eight. Nine.\n", encoding="utf-8"
    )
    article = load_article(file, "a.md")
    start = article.rendering.text.index("five")
    blocks = excerpted(article.rendering, [Span(start, start + 4)]).blocks
    assert [block.kind for block in blocks] == [BlockKind.ELISION, BlockKind.LIST_ITEM, BlockKind.ELISION]
    assert blocks[1].marker == "  "


@given(st.text(alphabet="aB.!? “”\n", max_size=120), st.data())
def test_every_place_stands_and_nothing_is_lost(text: str, data: st.DataObject) -> None:
    rendering = render_plain(text)
    length = len(rendering.text)
    ends = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    spans = [Span(*pair) for pair in data.draw(st.lists(ends, max_size=3)) if pair[0] < pair[1]]
    result = excerpted(rendering, spans)
    assert result.text == rendering.text
    assert result.pieces == rendering.pieces
    blocks = result.blocks
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    covered = {place for block in blocks for place in range(block.start, block.end)}
    assert {place for place in range(length) if not rendering.text[place].isspace()} <= covered
    left_out = {
        place for block in blocks if block.kind is BlockKind.ELISION for place in range(block.start, block.end)
    }
    quoted = {place for span in spans for place in range(*span) if not rendering.text[place].isspace()}
    assert not quoted & left_out
