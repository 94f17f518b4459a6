"""Web pages: the article in them, what they say of it, and pages made to do harm."""

import hashlib
import logging
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.articles.article import Format, Metadata
from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_article
from onrecord.articles.rendering import BlockKind
from onrecord.articles.web_page import EXTRACTOR, LARGEST_PAGE, read_page

NEWS = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour vote splits council | The Tidewater Post</title>
<meta property="og:title" content="Harbour vote splits council">
<meta property="og:site_name" content="The Tidewater Post">
<meta property="article:published_time" content="2031-03-04T08:15:00+01:00">
<link rel="canonical" href="https://tidewater.example/2031/harbour-vote"><meta name="author" content="Ana Roe">
<style>.x { color: red }</style><script>var a = "<p>“Buy now,” he said.</p>";</script></head><body>
<header><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies. “We value your privacy.”</p></div>
<main><article><h1>Harbour vote splits council</h1><p class="byline">By Ana Roe</p>
<p>The town council voted 7&ndash;6 on Monday to sell the old harbour, a move that its opponents called
   &ldquo;a gift to speculators.&rdquo;</p>
<p>&ldquo;We had no choice,&rdquo; Mayor Clara Voss said. <em>&ldquo;The docks cost us <a href="/x">two
million</a> a year.&rdquo;</em></p>
<figure><img src="a.jpg" alt="The harbour"><figcaption>The harbour at dawn. Photo: Ana Roe</figcaption></figure>
<h2>What the opponents say</h2>
<p>Ben Ito, who leads the opposition, disagreed.</p>
<blockquote><p>&ldquo;They have sold our children's future.</p>
<p>We will fight this in court.&rdquo;</p></blockquote>
<p>He added that the council had not been told of other offers:</p>
<ul><li>one of three million from a shipyard,</li><li>one of four million from the state.</li></ul>
<aside class="related"><h3>Read more</h3><ul><li><a href="/2">Why the mayor “can't sleep”</a></li></ul></aside>
<p>The sale takes effect in May, the mayor said.</p></article></main>
<section class="comments" id="comments"><h3>Comments (2)</h3><p>“Shame!” says user77.</p></section>
<footer><p>© 2031 The Tidewater Post. All rights reserved.</p></footer></body></html>
"""
PARAGRAPH = "<p>“We go on with number {},” said Ada Moss, the mayor of the town, on Monday after the meeting.</p>"


def page(body, head=""):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


ARTICLE = "".join(map(PARAGRAPH.format, range(5)))


def metadata(head, body=ARTICLE):
    return read_page(page(body, head)).metadata


def test_the_article_is_read_and_nothing_around_it(tmp_path):
    path = tmp_path / "vote.html"
    path.write_text(NEWS, encoding="utf-8")
    article = load_article(path, "vote.html")
    assert article.rendering.text.split("\n") == [
        "Harbour vote splits council",
        "The town council voted 7–6 on Monday to sell the old harbour, a move that its opponents called “a gift to "
        "speculators.”",
        "“We had no choice,” Mayor Clara Voss said. “The docks cost us two million a year.”",
        "What the opponents say",
        "Ben Ito, who leads the opposition, disagreed.",
        "“They have sold our children's future.",
        "We will fight this in court.”",
        "He added that the council had not been told of other offers:",
        "one of three million from a shipyard,",
        "one of four million from the state.",
        "The sale takes effect in May, the mayor said.",
    ]
    assert [
        (block.kind, block.level, block.quoted) for block in article.rendering.blocks if block.level or block.quoted
    ] == [
        (BlockKind.HEADING, 1, 0),
        (BlockKind.HEADING, 2, 0),
        (BlockKind.PARAGRAPH, 0, 1),
        (BlockKind.PARAGRAPH, 0, 1),
    ]
    assert [block.marker for block in article.rendering.blocks if block.kind is BlockKind.LIST_ITEM] == ["•", "•"]
    assert article.metadata == Metadata(
        "Harbour vote splits council",
        "Ana Roe",
        "The Tidewater Post",
        "2031-03-04",
        "https://tidewater.example/2031/harbour-vote",
        "en",
    )
    assert article.format is Format.HTML
    assert article.extractor == EXTRACTOR
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


def test_a_page_has_one_reading(tmp_path):
    path = tmp_path / "vote.HTM"
    path.write_text(NEWS, encoding="utf-8")
    readings = [load_article(path, "vote.HTM", format) for format in (None, *Format)]
    assert all(reading == readings[0] for reading in readings)
    other = tmp_path / "vote.txt"
    other.write_text("One *word* only.", encoding="utf-8")
    assert load_article(other, "vote.txt", Format.HTML).format is Format.PLAIN


def test_a_heading_outside_of_the_article_is_kept():
    body = f"<header><h1>“We go on,” mayor says</h1></header><main>{ARTICLE}</main>"
    assert read_page(page(body)).text.startswith("# “We go on,” mayor says\n“We go on with number 0,” said")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="og:title" content="A  vote">', {"title": "A vote"}),
        ("<title>A vote - Post</title><meta property='og:site_name' content='Post'>", {"title": "A vote"}),
        ("<title>A vote</title>", {"title": "A vote", "outlet": None, "date": None, "url": None, "byline": None}),
        ('<meta itemprop="datePublished" content="2031-03-04T00:00:00.000Z">', {"date": "2031-03-04"}),
        ('<meta name="date" content="March 4, 2031">', {"date": "2031-03-04"}),
        ('<meta name="date" content="yesterday">', {"date": None}),
        ('<link rel="canonical" href="/relative">', {"url": None}),
        ('<meta property="og:url" content="https://www.post.example/1">', {"outlet": "post.example"}),
        ('<meta name="author" content="https://post.example/ana">', {"byline": None}),
        ("<!-- saved from url=(0026)https://post.example/vote -->", {"url": "https://post.example/vote"}),
        (
            "<!--\n Page saved with SingleFile \n url: https://post.example/v \n-->",
            {"url": "https://post.example/v"},
        ),
    ],
)
def test_what_the_page_says_of_the_article(head, expected):
    found = metadata(head)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("opening", "head", "expected"),
    [
        ('<html lang="de">', "", "de"),
        ('<html lang="de-AT">', "", "de-AT"),
        ("<html>", '<meta property="og:locale" content="de_DE">', "de_DE"),
        ("<html>", '<meta name="DC.language" content="de">', "de"),
        ("<html>", '<script type="application/ld+json">{"@type": "Article", "inLanguage": "de"}</script>', "de"),
        ('<html lang="de-CH">', '<meta property="og:locale" content="de_DE">', "de-CH"),
        ('<html lang="en">', '<meta property="og:locale" content="de_DE">', None),
        ('<html lang="">', "", None),
        ("<html>", '<script type="application/ld+json">{"@type": "Article", "inLanguage": {}}</script>', None),
        ("<html>", '<meta property="og:locale:alternate" content="de_DE">', None),
    ],
)
def test_the_language_that_a_page_says_it_is_in(opening, head, expected):
    raw = f"{opening}<head>{head}</head><body><article>{ARTICLE}</article></body></html>".encode()
    assert read_page(raw).metadata.language == expected


@pytest.mark.parametrize("wrapped", ["{}", "[{}]", '{{"@graph": [{{"@type": "WebSite", "name": "x"}}, {}]}}'])
def test_data_for_search_engines(wrapped):
    said = (
        '{"@type": ["NewsArticle"], "headline": "A vote", "datePublished": "2031-03-04T08:00:00Z", "author": '
        '[{"name": "Ana Roe"}, {"name": "Bo Lee"}], "publisher": {"name": "Post"}, "url": "https://post.example/1"}'
    )
    found = metadata(f'<script type="application/ld+json">{wrapped.format(said)}</script>')
    assert found == Metadata("A vote", "Ana Roe, Bo Lee", "Post", "2031-03-04", "https://post.example/1")


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '"x"', '{"@type": 7}', '[[[[{"@type": "Article", "headline": []}]]]]']
)
def test_broken_data_says_nothing(broken):
    assert metadata(f'<script type="application/ld+json">{broken}</script>').title is None


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>He said <q>We <q>go</q> on</q> and <q>on</q>.</p>", ["He said “We ‘go’ on” and “on”."]),
        ("<p>On <time>Monday</time> she left.</p>", ["On Monday she left."]),
        (
            "<blockquote>“We fight,” she said.<cite>Ada Moss</cite></blockquote>",
            ["> “We fight,” she said.", "> Ada Moss"],
        ),
        (
            "<p><span>T</span>he mini&shy;ster, <b>she</b> said, at 5<sup>th</sup>.</p>",
            ["The minister, she said, at 5th."],
        ),
        ("<p>“A,” she said.<br>“B.”</p>", ["“A,” she said.", "“B.”"]),
    ],
)
def test_sentences_stay_whole(body, lines):
    assert read_page(page(ARTICLE + body)).text.split("\n")[5:] == lines


# Encodings


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "nonsense"),
        ("cp1251", "windows-1251"),
        ("utf-8", "hex"),
    ],
)
def test_the_encoding_is_the_declared_one_unless_it_is_utf8(encoding, declared):
    words = "«Мы не вернёмся назад»," if encoding == "cp1251" else "“We won’t,” in the café –"
    raw = (
        f'<html><head><meta charset="{declared}"></head><body><article>{ARTICLE}<p>{words} said Ada.</p></article>'
    )
    found = read_page(raw.replace("“", "“").encode(encoding, "xmlcharrefreplace"))
    assert f"{words} said Ada." in found.text
    assert found.guessed is (declared == "nonsense")


def test_utf16_with_a_mark():
    assert "Ada Moss" in read_page(page(ARTICLE).decode().encode("utf-16")).text


# What is refused


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b" \n", "empty"),
        (b"<html><body></body></html>", "no article was found"),
        (b"<!-- nothing -->", "HTML"),
        (b"x" * (LARGEST_PAGE + 1), "larger than 5 MB"),
        (b"%PDF-1.7", "PDF"),
    ],
    ids=["empty", "no body", "comment", "large", "pdf"],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(tmp_path, raw, why):
    path = tmp_path / "vote.html"
    path.write_bytes(raw)
    with pytest.raises(ArticleError, match=why) as refused:
        load_article(path, "vote.html")
    assert str(refused.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + ARTICLE,
        "<b>" * 50_000 + ARTICLE,
        "<p>" * 50_000,
        "<p>x" * 50_000,
        "<ul><li>" * 20_000,
        "x<br>" * 50_000,
        "<table>" + "<tr><td>x" * 30_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">" + ARTICLE,
        "<p " + " ".join(f'a{number}=">"' for number in range(100_000)) + ">" + ARTICLE,
        "<" * 5_000_000,
        "<!--" * 1_000_000,
        f"<p>{'<span>x</span> ' * 5000}</p>",
    ],
    ids=str.__len__,
)
def test_what_would_take_too_long_is_refused(body):
    with pytest.raises(ArticleError, match=r"too many parts|no article"):
        read_page(page(body))


@pytest.mark.parametrize(
    "body",
    [
        f"<p class='{'x' * 4_000_000}'>Well.</p>{ARTICLE}",
        f'<img src="data:image/png;base64,{"A" * 4_000_000}">{ARTICLE}',
        f"{ARTICLE}<p>\x00\x01\x1b]52;c;aGk=\x07 said Ada.</p>",
        f"<svg>{'<path/>' * 20_000}</svg>{ARTICLE}",
        f"<script>{'x<p>y' * 1000}</script>{ARTICLE}",
        f"{'<div>' * 150}{ARTICLE}",
        f"<?php {'?' * 1000} ?>{ARTICLE}",
    ],
    ids=["attribute", "picture", "controls", "drawing", "script", "nesting", "instruction"],
)
def test_what_only_looks_bad_is_read(body):
    found = read_page(page(body)).text
    assert "“We go on with number 4,” said Ada Moss" in found
    assert not {"\x00", "\x1b"} & {*found}


def test_entities_are_not_multiplied():
    entities = "".join(f"<!ENTITY a{number} '&a{number - 1};&a{number - 1};'>" for number in range(1, 40))
    raw = f"<!DOCTYPE html [<!ENTITY a0 'ha'>{entities}]>".encode() + page(f"<p>&a39;</p>{ARTICLE}")
    assert len(read_page(raw).text) < 1000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class='x'>", "</div>", "<a href=#>", "<table><tr><td>", "<!--", "-->", "<h1>"]
        )
        | st.sampled_from(
            ["<script>", "</script>", "&amp;", "&#0;", "&#x110000;", "\x00", "<![CDATA[", "]]>", "<li>"]
        )
        | st.text(max_size=30),
        max_size=40,
    )
)
def test_any_tags_give_an_article_or_an_article_error(parts):
    raw = "".join(parts).encode("utf-8", "surrogatepass")
    try:
        found = read_page(raw)
    except ArticleError:
        return
    assert found.text.strip()
    assert not any(ord(sign) < 32 for sign in found.text.replace("\n", ""))


def test_nothing_is_fetched_and_nothing_is_written_on_the_screen(monkeypatch, capfd):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    read_page(NEWS.encode())
    with pytest.raises(ArticleError):
        read_page(b"<html><body></body></html>")
    assert capfd.readouterr() == ("", "")
