"""The reader in a running app: what it shows, where it scrolls, what a click says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.style import Style
from textual import events
from textual.geometry import Offset

from onrecord.app.reader import view
from onrecord.app.reader.marks import Focus, Mark, MarkState
from onrecord.app.reader.strips import Painter
from onrecord.articles.rendering import Emphasis, Styled
from onrecord.articles.span import Span
from tests.app.reader.conftest import make_styles, quoted, rendering

WORDS = "the minister said that talks about the border would go on for as long as it took "
LONG = rendering(
    *(f"Paragraph {number} begins. {WORDS * 3}“Quote {number} here,” he said." for number in range(60))
)
MARKS = quoted(LONG.text)


def start_of(words: str) -> int:
    return LONG.text.index(words)


def style_of(app, words: str) -> Style | None:
    """Return the style in which these words are painted, the background left out."""
    for y in range(app.reader.size.height):
        for segment in app.reader.render_line(y):
            if words in segment.text and segment.style:
                return segment.style
    return None


async def test_show_starts_at_the_beginning_of_each_text(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.scroll_rows(30)
        app.reader.focus_quote(Focus("q5"))
        app.reader.show(rendering("Another text."), [])
        await pilot.pause()
        assert app.rows()[0] == "   Another text."
        assert app.reader.place == 0
        assert not any("▌" in row for row in app.rows())


async def test_text_shown_before_there_is_a_size_is_laid_out_when_there_is(make_app):
    app = make_app()
    app.reader.show(LONG, MARKS)
    app.reader.go_to_place(start_of("Paragraph 30"))
    app.reader.focus_quote(Focus("q31"), scroll=False)
    assert app.reader.place == start_of("Paragraph 30")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.rows()[0].startswith("   Paragraph 30 begins")


async def test_quote_made_current_before_there_is_a_size_comes_into_view(make_app):
    app = make_app()
    app.reader.show(LONG, MARKS)
    app.reader.focus_quote(Focus("q31"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert any("Quote 31" in row and row.startswith("▌") for row in app.rows())


async def test_empty_text_shows_nothing_and_harms_nothing(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(rendering(""), [])
        app.reader.update_marks([])
        app.reader.focus_quote(Focus("none"))
        app.reader.go_to_place(5)
        await pilot.press("pagedown", "end")
        await pilot.click("Reader", offset=(5, 5))
        await pilot.double_click("Reader", offset=(5, 1))
        assert app.reader.place == 0
        assert app.reader.selected is None


async def test_what_would_act_on_the_terminal_is_shown_as_marks(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(rendering("a\x1b]52;c;x\x07 [red]b[/red] \u202ec\td"), [])
        await pilot.pause()
        assert app.rows()[0] == "   a␛]52;c;x␇ [red]b[/red] ⇤c d"


async def test_current_quote_with_cue_and_mention_is_marked_and_no_other(make_app):
    app, styles = make_app(), make_styles()
    shown = rendering("“First quote,” he said.", "“Second quote,” she told us.")
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(shown, quoted(shown.text))
        cue, mention = shown.text.index("told"), shown.text.index("she")
        app.reader.focus_quote(Focus("q1", Span(cue, cue + 4), Span(mention, mention + 3)))
        await pilot.pause()
        assert [row[:1] for row in app.rows()[:3]] == [" ", "", "▌"]
        assert style_of(app, "Second quote").color == styles.current.color
        assert style_of(app, "told").color == styles.cue.color
        assert style_of(app, "she").color == styles.mention.color
        assert style_of(app, "First quote").color == styles.actors[0].color
        app.reader.focus_quote(None)
        assert style_of(app, "Second quote").color == styles.actors[0].color
        assert style_of(app, "she told us").color == styles.text.color


async def test_quotes_badges_and_emphasis_have_their_styles(make_app):
    app, styles = make_app(), make_styles()
    text = "“One” “two” “three” strong linked"
    places = {word: (text.index(word), text.index(word) + len(word)) for word in ("One", "two", "three")}
    marks = [
        Mark("a", *places["One"], "BB", 4),
        Mark("b", *places["two"]),
        Mark("c", *places["three"], "BB", 1, MarkState.REJECTED),
    ]
    strong = Styled(text.index("strong"), text.index("strong") + 6, Emphasis.STRONG)
    link = Styled(text.index("linked"), text.index("linked") + 6, Emphasis.LINK, "https://example.org")
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(rendering(text, styled=(strong, link)), marks)
        await pilot.pause()
        assert style_of(app, "One").color == styles.actors[1].color
        assert style_of(app, "BB").color == styles.badges[1].color
        assert style_of(app, "two").color == styles.scare.color
        assert style_of(app, "three").color == styles.rejected.color
        assert style_of(app, "✗").color == styles.state.color
        assert style_of(app, "strong").color == styles.strong.color
        assert style_of(app, "linked").color == styles.link.color
        app.reader.restyle(replace(styles, scare=Style(color="color(200)")))
        assert style_of(app, "two").color == Style(color="color(200)").color


async def test_next_quote_scrolls_only_when_it_must(make_app):
    app = make_app()
    async with app.run_test(size=(60, 30)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.focus_quote(Focus("q1"))
        await pilot.pause()
        assert app.reader.scroll_offset.y == 0
        app.reader.focus_quote(Focus("q20"))
        await pilot.pause()
        top = app.reader.scroll_offset.y
        quote = next(y for y, row in enumerate(app.rows()) if "Quote 20" in row)
        assert 2 <= quote <= 15
        app.reader.focus_quote(Focus("q21"))
        assert app.reader.scroll_offset.y == top
        app.reader.focus_quote(Focus("q50"), scroll=False)
        assert app.reader.scroll_offset.y == top


async def test_long_quote_is_shown_whole_where_it_fits_and_from_its_start_where_not(make_app):
    app = make_app()
    long = rendering(*["filler"] * 30, "“" + WORDS * 8 + "”")
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(long, quoted(long.text))
        app.reader.focus_quote(Focus("q0"))
        await pilot.pause()
        assert "“the minister" in "".join(app.rows())
        assert "AA" in "".join(app.rows())
        await pilot.resize_terminal(60, 10)
        app.reader.focus_quote(Focus("q0"))
        await pilot.pause()
        assert "“the minister" in app.rows()[0]


async def test_quote_far_from_its_mention_is_what_comes_into_view(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.focus_quote(Focus("q40", mention=Span(0, 9)))
        await pilot.pause()
        assert any("Quote 40" in row for row in app.rows())


async def test_place_stays_when_the_width_changes_again_and_again(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.go_to_place(start_of("Paragraph 30") + 100)
        await pilot.pause()
        place = app.reader.place
        for width in (61, 75, 40, 90, 33, 60):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert app.reader.place == place
            assert app.rows()[0].strip() in LONG.text[place - 90 : place + 90]


async def test_current_quote_stays_visible_when_the_size_changes(make_app):
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.go_to_place(start_of("Paragraph 10"))
        app.reader.focus_quote(Focus("q12"), scroll=False)
        await pilot.pause()
        for size in ((40, 40), (40, 12), (100, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any("▌" in row for row in app.rows())


async def test_marks_found_later_keep_the_place(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, [])
        app.reader.go_to_place(start_of("Paragraph 40"))
        await pilot.pause()
        app.reader.set_marks(MARKS)
        await pilot.pause()
        assert app.rows()[0].startswith("   Paragraph 40")
        assert any("” AA   he said" in row for row in app.rows())


async def test_changed_mark_repaints_only_its_block(make_app):
    app = make_app()
    async with app.run_test(size=(60, 30)) as pilot:
        app.reader.show(LONG, MARKS)
        await pilot.pause()
        height, top = app.reader.virtual_size.height, app.reader.place
        before = [app.reader.render_line(y) for y in range(28)]
        app.reader.update_marks([MARKS[1]._replace(state=MarkState.ACCEPTED)])
        after = [app.reader.render_line(y) for y in range(28)]
        changed = [y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one is not other]
        block = next(y for y in range(28) if "Paragraph 1 " in before[y].text)
        assert any("Quote 1 here,” AA✓  he" in row for row in app.rows())
        assert changed
        assert all(block - 1 <= y <= block + 7 for y in changed)
        assert (app.reader.virtual_size.height, app.reader.place) == (height, top)


async def test_mark_that_needs_another_row_moves_the_text_below_but_not_the_place(make_app):
    app = make_app()
    text = rendering("xxx xxx xxx xxx “end”", *["filler"] * 60)
    [mark] = quoted(text.text)
    async with app.run_test(size=(30, 12)) as pilot:
        app.reader.show(text, [mark._replace(badge="")])
        app.reader.go_to_place(text.text.index("filler") + 7 * 20)
        await pilot.pause()
        height, place = app.reader.virtual_size.height, app.reader.place
        app.reader.update_marks([mark])
        await pilot.pause()
        assert app.reader.virtual_size.height == height + 1
        assert app.reader.place == place
        app.reader.update_marks([mark._replace(id="new", start=0, end=3)])
        app.reader.go_to_place(0)
        assert app.rows()[0].startswith("   xxx AA   xxx")


async def test_keys_scroll_at_once_and_leave_the_current_quote(make_app):
    app = make_app()
    async with app.run_test(size=(60, 22)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.focus_quote(Focus("q0"))
        app.reader.focus()
        await pilot.pause()
        seen = []
        for key in ("down", "pagedown", "up", "pageup", "end", "home"):
            await pilot.press(key)
            seen.append(app.reader.scroll_offset.y)
        assert seen == [1, 19, 18, 0, app.reader.max_scroll_y, 0]
        assert any("▌" in row for row in app.rows())


async def test_click_names_the_quote_or_the_quote_of_the_badge(make_app):
    app = make_app()
    shown = rendering("He said “outer ‘inner’ words” to us.")
    outer = Mark("outer", shown.text.index("outer"), shown.text.index("”"), "OO", 0)
    inner = Mark("inner", shown.text.index("inner"), shown.text.index("’"), "II", 1)
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(shown, [outer, inner])
        await pilot.pause()
        for words in ("outer", "inner", "words", "OO", "II", "to us"):
            await pilot.click("Reader", offset=app.cell_of(words))
            # Clicks on end would count as a double click.
            await pilot.click("Reader", offset=(55, 15))
        assert app.clicked == ["outer", "inner", "outer", "outer", "inner"]


async def test_double_click_selects_the_word_and_a_third_the_paragraph(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(rendering("First.", "China’s well-known “aim”, he said."), [])
        await pilot.pause()
        await pilot.double_click("Reader", offset=app.cell_of("well-known") + Offset(3, 0))
        assert app.screen.get_selected_text() == "well-known"
        await pilot.triple_click("Reader", offset=app.cell_of("China") + Offset(5, 0))
        assert app.screen.get_selected_text() == "China’s well-known “aim”, he said."
        await pilot.press("escape")
        assert app.reader.selected is None


async def drag(pilot, start, end):
    await pilot.mouse_down("Reader", offset=start)
    await pilot.hover("Reader", offset=end)
    await pilot.mouse_up("Reader", offset=end)
    await pilot.pause()


@pytest.mark.parametrize("backwards", [False, True])
async def test_drag_selects_the_article_without_the_badges(make_app, backwards):
    app = make_app()
    shown = rendering("He “came,” she said.", "漢字 end.")
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(shown, quoted(shown.text))
        await pilot.pause()
        ends = [app.cell_of("came"), app.cell_of("end")]
        # `cell_of` counts characters; two of them take two cells each here.
        ends[1] += Offset(4, 0)
        await drag(pilot, *(reversed(ends) if backwards else ends))
        # A terminal's driver, unlike the pilot, makes a click of it when the button is released.
        x, y = ends[0]
        app.reader.post_message(events.Click(app.reader, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
        assert app.screen.get_selected_text() == "came,” she said.\n漢字 end"
        assert app.clicked == []
        style = style_of(app, "she said")
        assert style is not None
        assert style.color == make_styles().selection.color


async def test_selection_stays_on_its_words_when_the_width_changes(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        app.reader.select(Span(20, 50))
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert app.screen.get_selected_text() == LONG.text[20:50]
        app.reader.select(None)
        assert app.screen.get_selected_text() is None


async def test_drag_below_the_text_scrolls_on(make_app):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        await pilot.pause()
        await pilot.mouse_down("Reader", offset=(5, 1))
        await pilot.hover("Reader", offset=(20, 19))
        reached = app.reader.selected.end
        while app.reader.selected.end <= reached:
            await pilot.pause()
        assert app.reader.scroll_offset.y > 0
        await pilot.mouse_up("Reader", offset=(20, 19))
        await pilot.hover("Reader", offset=(5, 5))
        assert app.reader.selected.start == 1
        assert app.reader.selected.end > reached


async def test_the_page_ahead_is_painted_before_anybody_goes_there(make_app, monkeypatch):
    monkeypatch.setattr(view, "_IDLE", 0.001)
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        painted: list[int] = []
        pieces = Painter.pieces
        monkeypatch.setattr(Painter, "pieces", lambda *given: painted.append(given[1].start) or pieces(*given))
        app.reader.go_to_place(start_of("Paragraph 10"))
        for _ in range(2_000):
            await pilot.pause()
            if start_of("Paragraph 13") in painted:
                break
        painted.clear()
        before = app.reader.place
        app.reader.scroll_rows(app.reader.size.height)
        ahead = [app.reader.render_line(y).text for y in range(app.reader.size.height)]
        assert app.reader.place > before
        assert not painted
        app.reader.restyle(make_styles())
        assert [app.reader.render_line(y).text for y in range(app.reader.size.height)] == ahead


async def test_a_text_takes_eighty_cells_at_most_and_stands_in_the_middle(make_app):
    app = make_app()
    async with app.run_test(size=(160, 20)) as pilot:
        app.reader.show(LONG, MARKS)
        await pilot.pause()
        rows = [app.reader.render_line(y).text for y in range(18)]
        assert {len(row) for row in rows} == {app.reader.scrollable_content_region.width}
        assert max(len(row.strip()) for row in rows) <= 80
        first = rows[0]
        left = len(first) - len(first.lstrip())
        assert abs(left - (len(first) - 84) // 2 - 3) <= 1
        await pilot.click("Reader", offset=app.cell_of("Quote 0"))
        assert app.clicked == ["q0"]
        assert app.reader.quotes_in_view()["q0"] == app.cell_of("Quote 0") - (1, 1)
