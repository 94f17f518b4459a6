"""Plain text: paragraphs, hard-wrapped lines and headings."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendering_checks import check_mapping

from onrecord.articles.markdown import render_markdown
from onrecord.articles.plain import render_plain
from onrecord.articles.rendering import BlockKind

PARAGRAPHS = [
    "The ministers of four countries met in the harbour town on Monday to speak about fish, and about little else.",
    "“Nobody wants a quarrel over herring,” said Ida Holm, who leads the delegation of the northern islands, "
    "before the doors closed. “But nobody will go home with empty nets either, and everybody in there knows it.”",
    "The talks go on until Friday, when a vote is planned in the old customs house, which has no heating at all.",
]


def shown_blocks(text):
    rendering = render_plain(text)
    return [rendering.text[block.start : block.end] for block in rendering.blocks]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\x0c", " \t\n\n\n  "])
def test_paragraphs_stand_apart_however_their_lines_end(between):
    assert shown_blocks(between.join(PARAGRAPHS) + between) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_joined(width, newline):
    text = (newline * 2).join(newline.join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)
    assert shown_blocks(text) == PARAGRAPHS


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("Karl-", "Heinz", "Karl-Heinz"),
        ("19-", "year-old", "19-year-old"),
        ("two-", "and three-year", "two- and three-year"),
        ("Hafen-", "oder Straßenbau", "Hafen- oder Straßenbau"),
        ("all -", "or none", "all - or none"),
        ("it --", "they", "it -- they"),
    ],
)
def test_a_word_that_is_wrapped_at_its_hyphen_is_one(before, after, read):
    lines = ["so it was " * 6 + before, f"{after} went on, and on the next day too,", "nobody knew of it any more."]
    text = "\n".join(lines)
    for render in (render_plain, render_markdown):
        rendering = render(text)
        assert f" {read} went on" in rendering.text
        check_mapping(text, rendering)


def test_hard_wrapped_text_with_indented_paragraphs_and_no_blank_lines():
    text = "\n".join(textwrap.fill(paragraph, 64, initial_indent="   ") for paragraph in PARAGRAPHS)
    assert shown_blocks(text) == PARAGRAPHS


def unevenly_wrapped(paragraph, widths=(72, 38, 72, 55, 72)):
    lines, words = [[]], iter(paragraph.split())
    for word in words:
        if len(" ".join([*lines[-1], word])) > widths[(len(lines) - 1) % len(widths)]:
            lines.append([])
        lines[-1].append(word)
    return "\n".join(map(" ".join, lines))


LONGER = [
    *PARAGRAPHS,
    "Fishermen who had waited on the quay since dawn were less patient. Some of them banged on oil drums until the "
    "windows shook. Ole Berg, who owns two boats, called the meeting “a concert with four soloists and no choir”. "
    "He said that he would stay until somebody came out and explained the new quota to him.",
]


@pytest.mark.parametrize("widths", [(72, 38, 72, 55, 72), (72, 72, 72, 24), (76, 41, 72, 62)])
@pytest.mark.parametrize("margin", ["", "    "])
@pytest.mark.parametrize("line_end", ["\n", "  \r\n"])
def test_unevenly_wrapped_lines_are_joined_up_to_a_blank_line(widths, margin, line_end):
    text = "\n\n".join(unevenly_wrapped(paragraph, widths) for paragraph in LONGER)
    text = line_end.join(f"{margin}{line}" for line in text.split("\n"))
    assert shown_blocks(text) == LONGER


@pytest.mark.parametrize("widths", [(72,), (72, 38, 72, 55, 72)])
def test_an_indented_line_begins_a_paragraph_where_no_blank_line_does(widths):
    text = "\n".join(f"   {unevenly_wrapped(paragraph, widths)}" for paragraph in LONGER)
    assert shown_blocks(text) == LONGER


def test_wrapped_lines_are_joined_also_beside_a_few_very_long_ones():
    long = [" ".join(PARAGRAPHS), " ".join(reversed(PARAGRAPHS))]
    wrapped = "\n".join([long[0], unevenly_wrapped(PARAGRAPHS[1], (72,))])
    text = "\n\n".join([wrapped, *(unevenly_wrapped(paragraph, (72,)) for paragraph in LONGER), long[1]])
    assert shown_blocks(text) == [long[0], PARAGRAPHS[1], *LONGER, long[1]]


def test_headings_bylines_and_lists_in_unevenly_wrapped_text_stay_lines():
    head = ["Herring talks begin", "By Ana Roe", "Tidewater Post"]
    items = ["- herring, which nobody will go home without", "- cod", "1. a vote", "2. a second vote"]
    under = "Who waits outside\n" + unevenly_wrapped(LONGER[3])
    body = [unevenly_wrapped(paragraph) for paragraph in PARAGRAPHS]
    text = "\n\n".join(["\n".join(head), *body, "\n".join(items), under])
    assert shown_blocks(text) == [*head, *PARAGRAPHS, *items, "Who waits outside", LONGER[3]]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "roses are red and violets are blue",
            "sugar is sweet",
            "and so, they say, are some of you",
            "or so one hopes",
        ],
        [
            "SMITH: Do you accept the vote of the committee as it stands tonight?",
            "HOLM: no.",
            "SMITH: why not, then?",
        ],
        [
            "we came down to the water in the evening, all of us,",
            "and nobody spoke",
            "of the nets, or the boats that had not come back,",
            "or of the four",
            "ministers in the customs house,",
            "which has no heating at all and never had,",
            "as the old men say",
            "when they are asked.",
        ],
        [
            "herring from the northern islands",
            "cod",
            "mackerel, fresh or smoked, in boxes of twenty",
            "shrimp and other shellfish that the boats of the south bring in",
            "salt",
            "oil drums",
        ],
        ["- herring", "- cod and other white fish of the northern waters", "- mackerel", "- shrimp"],
        ["Herring talks begin", "Monday, March 3, 2031", *PARAGRAPHS],
    ],
)
def test_verse_transcripts_and_lists_are_not_joined(lines):
    assert shown_blocks("\n".join(lines)) == lines


def test_a_joined_line_end_is_a_space_that_stands_for_it():
    text = "\n".join(textwrap.wrap(PARAGRAPHS[1], 70))
    rendering = render_plain(text)
    assert len(rendering.pieces) == 1
    place = text.index("\n")
    assert rendering.text[place] == " "
    assert rendering.to_source(place, place + 1) == (place, place + 1)


def test_tabs_are_spaces_of_the_same_place():
    rendering = render_plain("\tOne\ttwo.\n")
    assert rendering.text == "One two."
    assert rendering.to_source(0, 8) == (1, 9)


def headings(text):
    rendering = render_plain(text)
    found = [block for block in rendering.blocks if block.kind is BlockKind.HEADING]
    return [(rendering.text[block.start : block.end], block.level) for block in found]


def test_a_short_line_without_a_full_stop_between_paragraphs_is_a_heading():
    text = "\n".join([PARAGRAPHS[0], "Holm to fleet: No ‘empty nets’ this year", *PARAGRAPHS[1:]])
    assert headings(text) == [("Holm to fleet: No ‘empty nets’ this year", 2)]


def test_a_title_is_a_heading_also_with_byline_and_date_below():
    text = "\n\n".join(["Herring talks begin", "By Ana Roe", "3 March 2031", *PARAGRAPHS])
    assert headings(text) == [("Herring talks begin", 1)]


@pytest.mark.parametrize(
    "line",
    ["“Never again”", "Ida Holm, 52", "1", "* * *", "and so it went", "She said:", "The vote was lost.", "Really?"],
)
def test_what_is_no_heading(line):
    assert headings("\n".join([PARAGRAPHS[0], line, *PARAGRAPHS[1:]])) == []


def test_a_long_article_needs_few_objects():
    rendering = render_plain("\n".join(PARAGRAPHS * 500))
    assert len(rendering.blocks) == 1500
    assert len(rendering.pieces) == 1


lines = st.lists(st.text(st.sampled_from("abcZ .“”-:\t\r\n\u2028\x0c\u00a0é😀"), max_size=90), max_size=12)


@given(lines.map("\n".join))
def test_every_shown_character_stands_in_the_source(text):
    check_mapping(text, render_plain(text))


@given(lines.map("\n".join))
def test_nothing_but_blanks_is_lost(text):
    assert "".join(render_plain(text).text.split()) == "".join(text.split())


def test_front_matter_is_not_shown():
    text = "---\ntitle: Herring\ndate: 2031-03-03\n---\nOne.\n\nTwo.\n"
    rendering = render_plain(text)
    check_mapping(text, rendering)
    assert rendering.text == "One.\nTwo."
    assert rendering.to_source(0, 4) == (text.index("One."), text.index("One.") + 4)


@pytest.mark.parametrize(
    "text",
    ["---\nSMITH: We go on.\n---\nJONES: No.\n", "---\ntitle: [\n---\nOne.\n", "---\ntitle: Only this\n---\n"],
)
def test_what_somebody_says_between_two_rules_is_shown(text):
    assert render_plain(text).text == text.strip()
