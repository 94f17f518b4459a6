"""Wide, combining, joined and right-to-left characters: they wrap whole, and what is marked is what is painted."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len
from rich.style import Style

from onrecord.app.reader.layout import Layout
from onrecord.app.reader.strips import Painter, cell_of, hit, to_strip
from onrecord.app.reader.table import MarkTable, Spans
from tests.app.reader.conftest import make_styles, quoted, rendering

SCRIPTS = {
    "Chinese": "习近平在北京表示，“战争不符合任何人的利益，各方应当共同支持俄乌对话谈判”，他还说，“对话”。",
    "Japanese": "岸田首相は東京で“対話こそが唯一の道だ”と述べ、ｶﾅ“ﾀｲﾜ”も使った。",
    "Korean": "대통령은 “전쟁은 누구에게도 이익이 되지 않는다”고 말했다.",
    "combining": "She said the cafe\u0301 was “ope\u0301n all n\u0303ight, as eve\u0302ry cafe\u0301”.",
    "stacked": "He said “Z\u0324\u0301\u030a\u0328a\u0301\u0302\u0303lgo is t\u0334\u0322he\u0335 way\u0300” once.",
    "joined emoji": "They said “the only way 👩\u200d👩\u200d👧 out 👍🏽 of 🏳️\u200d🌈 this ❤️” and left.",
    "many families": "A “" + "👨\u200d👩\u200d👧\u200d👦" * 14 + "” B",
    "flags": "From “🇪🇺 to 🇪🇪” and “" + "🇪🇺🇪🇪" * 9 + "” on.",
    "Arabic": "قال الأمين العام إن “الحرب ليست في مصلحة أحد” وأضاف أن “الوقت قد حان”.",
    "Hebrew": "ראש העיר אמר כי “אנחנו נבנה את הגשר הזה” והוסיף.",
    "Thai": "นายกรัฐมนตรีกล่าวว่า “เราต้องการสันติภาพและความร่วมมือ” ในวันนี้",
    "Hindi": "उन्होंने कहा “हम शांति चाहते हैं और बातचीत” आज।",
    "mixed": "Ada said “東京 and القدس and 👍🏽” 岸田, “ok”.",
}
WIDTHS = (18, 19, 27, 60)


@pytest.fixture(params=SCRIPTS)
def shown(request):
    return rendering(SCRIPTS[request.param])


@pytest.fixture(params=WIDTHS)
def painted(request, shown):
    """Return the text's marks and the pieces of each row at a width."""
    width, marks = request.param, quoted(shown.text)
    table = MarkTable(shown.text, marks)
    layout = Layout(shown.text, shown.blocks, width, table)
    paint = Painter(shown.text, Spans(()), table, make_styles(), Style())
    rows = [layout.row(number) for number in range(layout.height)]
    return marks, width, [(row, paint.pieces(row, width)) for row in rows]


def test_every_row_is_as_wide_as_the_pane(painted):
    _, width, rows = painted
    for _, pieces in rows:
        assert sum(cell_len(piece.text) for piece in pieces) == width
        assert to_strip(pieces, width).cell_length == width


def test_the_actor_s_colour_is_on_the_quoted_words_and_no_others(shown, painted):
    marks, _, rows = painted
    colour = make_styles().actors[0].color
    words = "".join(
        piece.text for _, pieces in rows for piece in pieces if piece.of_text and piece.style.color == colour
    )
    assert "".join(words.split()) == "".join("".join(shown.text[mark.start : mark.end] for mark in marks).split())


def test_no_character_is_torn_apart(shown, painted):
    for row, _ in painted[2][1:]:
        first, before = shown.text[row.start], shown.text[row.start - 1]
        assert unicodedata.category(first) not in ("Mn", "Me")
        assert "\u200d" not in (first, before)
        assert first not in "\ufe0f🏽"
        indicators = len(shown.text[: row.start]) - len(shown.text[: row.start].rstrip(REGIONAL))
        assert not (first in REGIONAL and indicators % 2)


REGIONAL = "".join(chr(code) for code in range(0x1F1E6, 0x1F200))


def test_the_cell_of_a_character_leads_back_to_it(shown, painted):
    for row, pieces in painted[2]:
        for offset in range(row.start, row.end):
            found = hit(pieces, cell_of(pieces, offset))
            if cell_len(shown.text[row.start : offset + 1]) > cell_len(shown.text[row.start : offset]):
                assert found.start <= offset < found.end
