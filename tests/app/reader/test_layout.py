"""Which code points stand on which row, with badges between them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from onrecord.app.reader.layout import Layout
from onrecord.app.reader.marks import Mark, MarkState
from onrecord.app.reader.strips import Painter, hit, to_strip
from onrecord.app.reader.table import MarkTable, Spans
from onrecord.articles.rendering import Block, BlockKind, Rendering
from onrecord.articles.span import Span
from onrecord.coding.anchor_state import AnchorState
from tests.app.reader.conftest import make_styles, quoted, rendering

ACCEPTED = MarkState.ACCEPTED
ITEM = Block(BlockKind.LIST_ITEM, 0, 0, marker="•")
KINDS = (
    Block(BlockKind.PARAGRAPH, 0, 0),
    Block(BlockKind.HEADING, 0, 0, level=2),
    ITEM,
    Block(BlockKind.LIST_ITEM, 0, 0, level=2, marker="3."),
    Block(BlockKind.CODE, 0, 0),
    Block(BlockKind.PARAGRAPH, 0, 0, quoted=1),
)
STATES = ({}, {"state": MarkState.ACCEPTED}, {"state": MarkState.REJECTED}, {"flagged": True})

words = st.lists(st.text("abcé“”,漢\u0301", min_size=1, max_size=14), max_size=25).map(" ".join)
renderings = st.lists(st.tuples(words, st.sampled_from(KINDS)), min_size=1, max_size=6).map(
    lambda blocks: rendering(*blocks)
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Rendering, list[Mark]]:
    """Return a text and quotes in it that may lie within each other and run over several blocks."""
    shown = draw(renderings)
    marks = []
    for number in range(draw(st.integers(0, 6)) if len(shown.text) > 1 else 0):
        start = draw(st.integers(0, len(shown.text) - 2))
        end = draw(st.integers(start + 1, min(len(shown.text), start + 60)))
        slot = draw(st.sampled_from((None, 0, 1)))
        badge = "" if slot is None else f"{slot}Z"
        marks.append(Mark(f"q{number}", start, end, badge, slot, **draw(st.sampled_from(STATES))))
    return shown, marks


def lay_out(shown: Rendering, marks: list[Mark], width: int) -> Layout:
    return Layout(shown.text, shown.blocks, width, MarkTable(shown.text, marks))


def painter(shown: Rendering, marks: list[Mark]) -> Painter:
    return Painter(shown.text, Spans(shown.styled), MarkTable(shown.text, marks), make_styles(), Style())


def rows(shown: Rendering, marks: list[Mark], width: int) -> list[str]:
    layout = lay_out(shown, marks, width)
    paint = painter(shown, marks)
    return [to_strip(paint.pieces(layout.row(y), width), width).text.rstrip() for y in range(layout.height)]


@given(marked(), st.integers(30, 60))
def test_every_character_is_shown_once_and_in_order(sample, width):
    shown, marks = sample
    layout, paint = lay_out(shown, marks, width), painter(shown, marks)
    seen = [
        (piece.start + index, character)
        for y in range(layout.height)
        for piece in paint.pieces(layout.row(y), width)
        if piece.of_text
        for index, character in enumerate(piece.text)
    ]
    assert [place for place, _ in seen] == sorted({place for place, _ in seen})
    assert all(shown.text[place] == character for place, character in seen)
    left_out = set(range(len(shown.text))) - {place for place, _ in seen}
    assert all(shown.text[place].isspace() for place in left_out)


@given(marked(), st.integers(40, 70))
def test_rows_fill_the_width_and_every_badge_is_behind_its_quote(sample, width):
    shown, marks = sample
    layout, paint = lay_out(shown, marks, width), painter(shown, marks)
    badges = []
    for y in range(layout.height):
        pieces = paint.pieces(layout.row(y), width)
        assert sum(cell_len(piece.text) for piece in pieces) == width
        for before, piece in itertools.pairwise(pieces):
            if piece.quote is not None:
                badges.append(piece.quote)
                assert before.of_text or before.quote is not None
    expected = {mark.id for mark in marks if shown.text[mark.start : mark.end].strip() and mark.badge}
    assert set(badges) >= expected


@given(marked(), st.integers(30, 60), st.sampled_from(("", "+", "−−")))
def test_judging_never_wraps_a_text_anew(sample, width, sign):
    shown, marks = sample
    layout = lay_out(shown, marks, width)
    before = [layout.row(y) for y in range(layout.height)]
    for state in STATES:
        judged = [
            mark._replace(**({"state": MarkState.OPEN, "flagged": False} | state), sign=sign) for mark in marks
        ]
        after = lay_out(shown, judged, width)
        assert [after.row(y) for y in range(after.height)] == before


@given(marked(), st.integers(0, 5), st.sampled_from(STATES), st.integers(30, 60))
def test_wrapping_some_blocks_anew_gives_what_wrapping_all_does(sample, number, state, width):
    shown, marks = sample
    if not marks:
        return
    old = marks[number % len(marks)]
    new = Mark(old.id, old.start, old.end, "LONGER", 0, **state)
    layout, before = lay_out(shown, marks, width), MarkTable(shown.text, marks)
    after = MarkTable(shown.text, [new], over=before)
    layout.rewrap(range(old.start, old.end + 3), after)
    fresh = Layout(shown.text, shown.blocks, width, after)
    assert [layout.row(y) for y in range(layout.height)] == [fresh.row(y) for y in range(fresh.height)]


@given(marked(), st.integers(30, 60), st.data())
def test_row_of_an_offset_holds_it(sample, width, data):
    shown, marks = sample
    layout = lay_out(shown, marks, width)
    offset = data.draw(st.integers(0, max(len(shown.text) - 1, 0)))
    row = layout.row(layout.row_at(offset))
    assert not row.blank
    assert row.start <= offset <= max(row.following, row.start)


@given(marked(), st.integers(30, 60), st.data())
def test_hit_is_the_character_painted_there(sample, width, data):
    shown, marks = sample
    layout, paint = lay_out(shown, marks, width), painter(shown, marks)
    pieces = paint.pieces(layout.row(data.draw(st.integers(0, layout.height - 1))), width)
    cell = data.draw(st.integers(0, width - 1))
    found = hit(pieces, cell)
    left = 0
    for piece in pieces:
        right = left + cell_len(piece.text)
        if left <= cell < right:
            assert (found.end > found.start) == piece.of_text
            assert found.quote == piece.quote
            if piece.of_text:
                before = left + cell_len(shown.text[piece.start : found.start])
                assert before <= cell < before + cell_len(shown.text[found.start : found.end])
        left = right


def test_badge_stands_right_behind_the_closing_mark():
    shown = rendering("“Not in the interests of anyone,” Xi told Biden.")
    assert rows(shown, quoted(shown.text), 60) == ["   “Not in the interests of anyone,” AA   Xi told Biden."]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ({"badge": "AA", "slot": 0}, "   “a” AA   b"),
        ({"badge": "AA", "slot": 0, "state": ACCEPTED}, " ✓ “a” AA✓  b"),
        ({"badge": "AA", "slot": 0, "state": ACCEPTED, "sign": "−"}, " ✓ “a” AA−  b"),
        ({"badge": "AA", "slot": 0, "state": ACCEPTED, "sign": "−−"}, " ✓ “a” AA−− b"),
        ({"badge": "AA", "slot": 0, "state": MarkState.REJECTED}, " ✗ “a”   ✗  b"),
        ({"badge": "AA", "slot": 0, "flagged": True}, " ⚑ “a” AA   b"),
        ({"badge": "AA", "slot": 0, "state": ACCEPTED, "flagged": True}, " ⚑ “a” AA✓  b"),
        ({"badge": "AA", "slot": 0, "anchor": AnchorState.MOVED}, " ~ “a” AA   b"),
        ({"badge": "AA", "slot": 0, "anchor": AnchorState.UNSURE}, " ? “a” AA   b"),
        ({}, "   “a” b"),
        ({"state": ACCEPTED}, " ✓ “a” b"),
    ],
)
def test_state_is_told_without_colour(mark, expected):
    shown = rendering("“a” b")
    assert rows(shown, [Mark("q", 1, 2, **mark)], 60) == [expected]


def test_a_row_is_ticked_when_all_quotes_that_end_on_it_are_judged():
    shown = rendering("“a” or “b”")
    one, other = quoted(shown.text)
    assert rows(shown, [one._replace(state=ACCEPTED), other], 60) == ["   “a” AA✓  or “b” AA"]
    judged = [one._replace(state=ACCEPTED), other._replace(state=MarkState.REJECTED)]
    assert rows(shown, judged, 60)[0].startswith(" ✓ ")


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("“He said ‘no’”.", 10, 12, "“He said ‘no’”. AA"),
        ("“No”, he said", 1, 3, "“No”, AA   he said"),
        ("“No”“yes”", 1, 3, "“No” AA  “yes”"),
        ("``No'' he said", 2, 4, "``No'' AA   he said"),
        ('"No," he said', 1, 4, '"No," AA   he said'),
        ("the dogs' tails", 4, 8, "the dogs' AA   tails"),
        ("It was over, he said", 0, 11, "It was over, AA   he said"),
        ("“Never ended, he said", 1, 11, "“Never ende AA  d, he said"),
    ],
)
def test_badge_stands_behind_one_closing_mark_of_any_kind(text, start, end, expected):
    assert rows(rendering(text), [Mark("q", start, end, "AA", 0)], 60) == ["   " + expected]


def test_badges_of_quotes_that_end_together_stand_inner_first():
    shown = rendering("She “said so")
    marks = [Mark("outer", 4, 12, "OO", 0), Mark("inner", 5, 12, "II", 1)]
    assert rows(shown, marks, 60) == ["   She “said so II   OO"]


def test_badge_goes_to_the_next_row_with_its_last_word():
    shown = rendering("one two three “four” five")
    assert rows(shown, [], 24) == ["   one two three “four”", "   five"]
    assert rows(shown, quoted(shown.text), 24) == ["   one two three", "   “four” AA   five"]


def test_blocks_are_parted_indented_and_barred():
    shown = rendering(
        ("Title", KINDS[1]),
        ("one long item of a list here", ITEM),
        ("nested", KINDS[3]),
        ("quoted words that are wrapped", KINDS[5]),
        ("more", KINDS[5]),
        ("", Block(BlockKind.RULE, 0, 0)),
        ("x = 1", KINDS[4]),
        ("y = 2", KINDS[4]),
    )
    assert rows(shown, [], 25) == [
        "   Title",
        "",
        "   • one long item of a",
        "     list here",
        "       3. nested",
        "",
        "   │ quoted words that",
        "   │ are wrapped",
        "   │",
        "   │ more",
        "",
        "   ─────────────────────",
        "",
        "     x = 1",
        "     y = 2",
    ]


def test_deep_nesting_leaves_room_for_the_text():
    shown = rendering(("some words", Block(BlockKind.LIST_ITEM, 0, 0, level=500, marker="•", quoted=500)))
    assert "some words" in rows(shown, [], 60)[0]


def test_rows_count_each_block_from_its_first_row():
    shown = rendering("a", "b", "c")
    layout = lay_out(shown, [], 40)
    assert [layout.row_at(offset) for offset in (0, 2, 4)] == [0, 2, 4]
    assert [layout.start_of(row) for row in range(5)] == [0, 2, 2, 4, 4]
    assert layout.rows_of_block(2) == range(1, 3)
    assert layout.rows_over([(0, 1), (4, 5)]) == range(5)


def test_spans_find_what_began_long_before():
    spans = Spans([Span(50, 60), Span(0, 100), Span(10, 12)])
    assert list(spans.over(55, 56)) == [Span(0, 100), Span(50, 60)]
    assert list(spans.over(12, 50)) == [Span(0, 100)]
    assert list(spans.over(100, 101)) == []
