"""Markdown as it is read, and the place of every character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering_checks import check_mapping

from onrecord.articles.markdown import render_markdown
from onrecord.articles.rendering import BlockKind, Emphasis


def shown(text):
    rendering = render_markdown(text)
    check_mapping(text, rendering)
    return [(block.kind, rendering.text[block.start : block.end]) for block in rendering.blocks]


def styles(text):
    rendering = render_markdown(text)
    return [(s.emphasis, rendering.text[s.start : s.end], s.target) for s in rendering.styled]


def source_of(text, words):
    rendering = render_markdown(text)
    start = rendering.text.index(words)
    return text[slice(*rendering.to_source(start, start + len(words)))]


@pytest.mark.parametrize("source", ["## Talks *fail* ##", "Talks *fail*\n---", "Talks\nfail\n---"])
def test_headings(source):
    assert shown(source) == [(BlockKind.HEADING, "Talks fail")]
    assert render_markdown(source).blocks[0].level == 2


def test_emphasis_links_and_code_are_set_off():
    source = '*a* **b** ~~c~~ `d` [e](http://x.org "t") <http://y.org> ![f](g.png)'
    assert render_markdown(source).text == "a b c d e http://y.org f"
    assert styles(source) == [
        (Emphasis.EMPHASIS, "a", ""),
        (Emphasis.STRONG, "b", ""),
        (Emphasis.STRIKE, "c", ""),
        (Emphasis.CODE, "d", ""),
        (Emphasis.LINK, "e", "http://x.org"),
        (Emphasis.LINK, "http://y.org", "http://y.org"),
    ]


def test_quotation_marks_stay_as_they_are():
    source = "\"She's 'fine',\" -- he said... (c) “so” ‘be’ it"
    assert render_markdown(source).text == source


def test_lists_and_quotes_nest():
    rendering = render_markdown("> 3. one\n>    - two\n>\n>      more\n\nend")
    seen = [(rendering.text[b.start : b.end], b.kind, b.level, b.marker, b.quoted) for b in rendering.blocks]
    assert seen == [
        ("one", BlockKind.LIST_ITEM, 0, "3.", 1),
        ("two", BlockKind.LIST_ITEM, 1, "•", 1),
        ("more", BlockKind.LIST_ITEM, 1, "", 1),
        ("end", BlockKind.PARAGRAPH, 0, "", 0),
    ]


def test_soft_breaks_are_spaces_and_hard_breaks_new_blocks():
    assert shown("one\ntwo  \nthree\\\nfour<br>five") == [
        (BlockKind.PARAGRAPH, "one two"),
        (BlockKind.PARAGRAPH, "three"),
        (BlockKind.PARAGRAPH, "four"),
        (BlockKind.PARAGRAPH, "five"),
    ]


def test_lines_of_code_are_blocks_and_a_rule_is_one():
    assert shown("```\n  a  b\n\nc\n```\n\n* * *") == [
        (BlockKind.CODE, "a  b"),
        (BlockKind.CODE, "c"),
        (BlockKind.RULE, "* * *"),
    ]


def test_indented_paragraphs_are_no_code():
    assert shown("    “We go,” he said,\n    and they went.") == [
        (BlockKind.PARAGRAPH, "“We go,” he said, and they went.")
    ]


def test_rows_of_a_table_keep_every_cell():
    assert [text for _, text in shown("| a | b\\|c |\n|---|---|\n| 1 | 2 | 3 |")] == ["a | b|c", "1 | 2 | 3"]


def test_tags_are_left_out_and_what_only_looks_like_one_is_not():
    assert render_markdown("It was <b>big</b> and <unintelligible>, <!-- hm --> she said").text == (
        "It was big and <unintelligible>,  she said"
    )
    html = "<div>\n<p>Fish &amp; chips</p>\n<script>x()</script>\n<p>So\nlong</p>\n</div>"
    assert [text for _, text in shown(html)] == ["Fish & chips", "So long"]


def test_a_definition_is_left_out_only_if_it_is_used():
    assert render_markdown("See [Fish].\n\n[fish]: http://x.org\n\n[Note]: this").text == "See Fish.\n[Note]: this"


@pytest.mark.parametrize(
    ("source", "words", "stands_for"),
    [
        ("a *b* c", "b c", "b* c"),
        ("> one\n> two", "one two", "one\n> two"),
        ("x &amp; y", "&", "&amp;"),
        ("\\*star", "*s", "*s"),
        ("`` a`b `` c", "a`b", "a`b"),
        ("# # #", "#", "#"),
        ("- - a - a", "a - a", "a - a"),
        ("<http://a.b>*c*", "c", "c"),
        ("***\u00e9** x*", "é x", "é** x"),
        ("one\r\ntwo *three*\r\n\r\nfour", "three", "three"),
        ("\x0c\none\ntwo", "two", "two"),
        ("![alt *x*](u) y", "x y", "x*](u) y"),
        ("-\t`a\n\t b`", "a", "a"),
    ],
)
def test_shown_words_know_their_source(source, words, stands_for):
    assert source_of(source, words) == stands_for


BITS = [
    *(
        "a",
        "word",
        "“Q”",
        "é",
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "~",
        "[",
        "]",
        "(",
        ")",
        "](http://x)",
        "<http://a.b>",
    ),
    *(
        "<b>",
        "</b>",
        "<br>",
        "<unk>",
        "<!-- c -->",
        "&amp;",
        "&nbsp;",
        "&#10;",
        "&",
        "\\",
        "\\*",
        "\\\n",
        "  \n",
        "\n",
    ),
    *(
        "\n\n",
        "\r\n",
        "\r",
        "> ",
        ">",
        "- ",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n# ",
        "\n---\n",
        "\n===\n",
        "```\n",
        "\n```\n",
    ),
    *(
        "\t",
        "    ",
        " ",
        "![",
        "![a](b)",
        "|",
        "\n|-|-|\n",
        "a|b",
        "\\|",
        "[a]: http://x\n",
        "[a]",
        "<div>",
        "</div>\n",
    ),
    *("\n<p>\n", "<script>", "\x00", "\u2028", "\x0c", "---\n", "title: x\n", "'", '"', "10) ", "\u00a0", "\x1b"),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=25).map("".join))
def test_every_shown_character_knows_its_place(text):
    rendering = render_markdown(text)
    mapped = check_mapping(text, rendering)
    assert {place for place, one in enumerate(rendering.text) if one not in " \n|"} <= mapped


WRAPPED = [
    "{}",
    "*{}*",
    "**{}**",
    "~~{}~~",
    "`{}`",
    "[{}](http://x.org)",
    "![{}](http://x.org)",
    '"{}"',
    "<b>{}</b>",
]
BETWEEN = [" ", ", ", "\n", "\n\n", "\n\n> ", "\n\n- ", "\n\n1. ", "\n\n# ", "  \n", "\\\n", " | "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(WRAPPED)), min_size=1, max_size=20))
def test_no_word_is_lost_or_out_of_place(parts):
    names = [f"word{number}x" for number in range(len(parts))]
    text = "".join(between + around.format(name) for name, (between, around) in zip(names, parts, strict=True))
    rendering = render_markdown(text)
    places = [rendering.text.index(name) for name in names]
    assert places == sorted(places)
    for name, place in zip(names, places, strict=True):
        assert text[slice(*rendering.to_source(place, place + len(name)))] == name


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("abcdé ,.;“”‘’'\"!?–"), min_size=1, max_size=60), min_size=1, max_size=6))
def test_prose_without_marks_is_shown_as_it_is(paragraphs):
    paragraphs = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    assert render_markdown("\n\n".join(paragraphs)).text == "\n".join(paragraphs)


@pytest.mark.parametrize(
    "unit", [">", "> ", "[", "![", "- ", "1. ", "<", "<!--", "`a", "*a_ ", "~~a", "&", "|", "[a](", "a\n"]
)
def test_a_hundred_thousand_marks_neither_crash_nor_vanish(unit):
    text = unit * 100_000
    rendering = render_markdown(text)
    assert "".join(rendering.text.split()) == "".join(text.split())


def test_deep_nesting_is_shown_as_plain_text():
    text = "> " * 80 + "deep"
    assert render_markdown(text).text == text


def test_front_matter_is_not_shown():
    text = "---\ntitle: Herring\n---\n\nFish *swim*.\n"
    assert shown(text) == [(BlockKind.PARAGRAPH, "Fish swim.")]
    assert source_of(text, "swim") == "swim"


def test_what_shows_nothing_as_markdown_is_shown_as_it_is():
    assert render_markdown("<!-- only this -->").text == "<!-- only this -->"


def test_styles_end_where_the_block_ends():
    assert styles("*`a\n`*") == [(Emphasis.CODE, "a", ""), (Emphasis.EMPHASIS, "a", "")]
