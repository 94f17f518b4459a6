"""How the text of a web page is written down and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rendering_checks import check_mapping

from onrecord.articles.page_text import lines_of, render_extracted
from onrecord.articles.rendering import BlockKind

BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)


def lines(xml):
    return lines_of(etree.fromstring(f"<body>{xml}</body>"))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p>One\n  <hi>two</hi>\u00a0three.</p><p> </p>tail", ["One two three.", "tail"]),
        ("<p>One<lb/>two</p>", ["One", "two"]),
        ("<head rend='h3'>Why</head><p>X.</p>", ["### Why", "X."]),
        ("<head/><p>X.</p><head rend='h9'>Y</head>", ["X.", "## Y"]),
        ("<quote>A<p>B</p>C</quote><p>D</p>", ["> A", "> B", "> C", "D"]),
        ("<quote><quote>A</quote>B</quote>", ["> > A", "> B"]),
        (
            "<list><item>A<list><item>B</item></list></item><item><p>C</p><p>D</p></item></list>",
            ["- A", "  - B", "- C", "D"],
        ),
        ("<list rend='ol'><item>A</item><item>B</item></list>", ["1. A", "2. B"]),
        ("<quote><list><item>A</item></list></quote>", ["> - A"]),
        ("<table><row><cell>A</cell><cell><p>B</p><p>C</p></cell></row><row><cell/></row></table>", ["A | BC"]),
        ("<p>One<!-- no --> two</p>", ["One two"]),
        ("<p>Mini\u00adste\u200brium</p>", ["Ministerium"]),
        ("<p>- A</p><p># B</p><p>1984. C</p><p>&gt; D</p>", [" - A", " # B", " 1984. C", " > D"]),
        ("<quote>- A</quote><list><item>- B</item></list>", [">  - A", "- - B"]),
    ],
)
def test_paragraphs_and_their_signs(xml, expected):
    assert lines(xml) == expected


def test_signs_are_not_shown():
    rendering = render_extracted("# T\nOne.\n> - A\n> B\n  3. C\n- D\n#hash\n-dash\n - E\n>  # F")
    assert rendering.text == "T\nOne.\nA\nB\nC\nD\n#hash\n-dash\n- E\n# F"
    found = [(block.kind, block.level, block.marker, block.quoted) for block in rendering.blocks]
    plain = (BlockKind.PARAGRAPH, 0, "", 0)
    assert found == [
        (BlockKind.HEADING, 1, "", 0),
        plain,
        (BlockKind.LIST_ITEM, 0, "•", 1),
        (BlockKind.PARAGRAPH, 0, "", 1),
        (BlockKind.LIST_ITEM, 1, "3.", 0),
        (BlockKind.LIST_ITEM, 0, "•", 0),
        plain,
        plain,
        plain,
        (BlockKind.PARAGRAPH, 0, "", 1),
    ]


@given(st.lists(st.tuples(st.sampled_from(["p", "quote", "item", "head"]), WORDS), min_size=1, max_size=6))
def test_what_is_written_down_is_read_as_the_same(parts):
    body = etree.Element("body")
    for tag, words in parts:
        try:
            etree.SubElement(body, tag).text = words
        except ValueError:  # what XML does not hold
            return
    rendering = render_extracted("\n".join(lines_of(body)))
    kinds = {"item": BlockKind.LIST_ITEM, "head": BlockKind.HEADING}
    expected = [(tag, text) for tag, words in parts if (text := " ".join(words.split()).translate(BREAKS))]
    assert rendering.text.split("\n") == [words for _, words in expected] or not expected
    assert [block.kind for block in rendering.blocks] == [
        kinds.get(tag, BlockKind.PARAGRAPH) for tag, _ in expected
    ]
    assert [block.quoted for block in rendering.blocks] == [int(tag == "quote") for tag, _ in expected]


@given(
    st.lists(st.tuples(st.sampled_from(["", "# ", "> ", "> > ", "- ", "  2. ", "> ###### "]), WORDS), max_size=8)
)
def test_every_character_knows_its_place(parts):
    text = "\n".join(signs + words for signs, words in parts)
    rendering = render_extracted(text)
    check_mapping(text, rendering)
    for start in range(0, len(rendering.text), 3):
        if rendering.text[start] != "\n":
            span = rendering.to_source(start, start + 1)
            assert text[span.start : span.end] == rendering.text[start]
