"""What an article says of itself, and what must not be made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.article import Format, Metadata
from onrecord.articles.dates import parse_date
from onrecord.articles.metadata import read_metadata
from onrecord.articles.render_text import render

BODY = (
    "The ministers of four countries met in the harbour town on Monday to speak about fish, and very little else "
    "than fish.\n\n“Nobody wants a quarrel,” said Ida Holm.\n\nThe talks go on."
)


def metadata(text, format=Format.PLAIN):
    return read_metadata(text, render(text, format))


def test_title_byline_date_and_address_where_they_plainly_stand():
    text = f"Herring talks begin\n\nBy Ana Roe and Bo Lind\n\n3 March 2031\n\n{BODY}\n\nOriginal url:\n\nhttps://www.paper.example/a-1"
    assert metadata(text) == Metadata(
        "Herring talks begin", "Ana Roe and Bo Lind", "paper.example", "2031-03-03", "https://www.paper.example/a-1"
    )


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_headline_and_dateline(between):
    text = between.join(["Herring talks begin: fleet ‘waits’", "Monday, March 3, 2031", *BODY.split("\n\n")])
    found = metadata(text)
    assert (found.title, found.date, found.byline) == ("Herring talks begin: fleet ‘waits’", "2031-03-03", None)


def test_byline_and_date_on_one_line():
    found = metadata(f"Herring talks begin\nBy Ana Roe | March 3, 2031\n{BODY}")
    assert (found.byline, found.date) == ("Ana Roe", "2031-03-03")


def test_a_markdown_heading_is_the_title():
    assert metadata(f"# Do *herring* matter?\n\n{BODY}", Format.MARKDOWN).title == "Do herring matter?"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"By Friday, the boats had left.\n\n{BODY}",
        f"“We wait,” he said\n\n{BODY}".replace("he said\n", "he said.\n"),
        f"{BODY}\n\nRead more:\n\nhttps://paper.example/other",
        f"{BODY}\n\nDonate at https://fund.example",
        f"{BODY}\n\nhttps://paper.example/unsaid-what",
        f"{BODY}\n\nBy Ana Roe\n\nMarch 3, 2031",
        "Herring talks begin",
        "one two three\n\nfour five",
    ],
)
def test_nothing_is_made_up(text):
    assert metadata(text) == Metadata()


@pytest.mark.parametrize("format", [Format.PLAIN, Format.MARKDOWN])
def test_front_matter_is_believed(format):
    text = (
        "---\ntitle: 'Herring: a story'\nauthors: [Ana Roe, Bo Lind]\ndate: 2031-03-03 10:00\npublisher: The Paper"
        f"\nsource: https://www.paper.example/x\n---\n# Another\n\n{BODY}"
    )
    assert metadata(text, format) == Metadata(
        "Herring: a story", "Ana Roe, Bo Lind", "The Paper", "2031-03-03", "https://www.paper.example/x"
    )


@pytest.mark.parametrize("format", [Format.PLAIN, Format.MARKDOWN])
@pytest.mark.parametrize(
    ("front", "language"),
    [
        ("language: de", "de"),
        ("lang: de-AT", "de-AT"),
        ("Language: 'German'", "German"),
        ("lang: en\nlanguage: de", "de"),
        ("language: no", "no"),
        ("language:\ntitle: Herring", None),
        ("title: Herring", None),
    ],
)
def test_front_matter_says_the_language(format, front, language):
    assert metadata(f"---\n{front}\n---\n\n{BODY}", format).language == language


@pytest.mark.parametrize(
    "front",
    [
        "title: [",
        "title: *a",
        "title: !!python/object:os.system x",
        "a: &a [x]\ntitle: *a\n<<: *a",
        "x: " + "[" * 9000,
    ],
)
def test_broken_or_hostile_front_matter_does_no_harm(front):
    found = metadata(f"---\n{front}\n---\n\n# Herring\n\n{BODY}", Format.MARKDOWN)
    assert found.title in {"Herring", "x"}


@pytest.mark.parametrize(
    "text",
    [
        *("March 18, 2022", "18 March 2022", "2022-03-18", "Mar. 18, 2022", "18th March, 2022"),
        *("Friday, March 18, 2022", "Published: 18 Mar 2022", "March 18, 2022 10:53 am", "2022-03-18T10:53:00Z"),
        *("Updated March 18, 2022 at 10:53 a.m. EDT", "Published on 2022-03-18"),
    ],
)
def test_dates(text):
    assert parse_date(text) == "2022-03-18"


@pytest.mark.parametrize(
    "text",
    [
        "18. März 2022",
        "Freitag, 18. März 2022",
        "Fr., 18. Mrz. 2022, 10:53 Uhr",
        "18.03.2022",
        "18.3.2022 10.53 Uhr",
        "Veröffentlicht am 18.03.2022 um 10:53 Uhr",
        "Stand: 18. Maerz 2022",
    ],
)
def test_german_dates(text):
    assert parse_date(text) == "2022-03-18"


def test_german_byline_and_date():
    body = (
        "Die Minister von vier Ländern haben sich am Montag in der Hafenstadt getroffen und reden über Fische.\n\n"
        "„Niemand will Streit“, sagte Ida Holm."
    )
    found = metadata(f"Heringe beraten\n\nVon Jörg von der Au und Ana Roe, dpa\n\n3. Mai 2031\n\n{body}")
    assert (found.title, found.byline, found.date) == (
        "Heringe beraten",
        "Jörg von der Au und Ana Roe, dpa",
        "2031-05-03",
    )
    for title in ("Von Menschen und Mäusen", "Von Hamburg nach Bremen"):
        found = metadata(f"{title}\n\n{body}")
        assert (found.title, found.byline) == (title, None)
    assert metadata(f"Heringe beraten\n\nVon Kiel bis Bremen wird gestritten\n\n{body}").byline is None


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2022",
        "18.03.22",
        "30.02.2022",
        "18.03.2022 3.2",
        "1.2.2022.5",
        "February 30, 2022",
        "March 2022",
        "On March 18, 2022, they met",
        "March 18, 2022 they met",
        "2022-03-18T",
        "1 2 2022",
        "--1",
        "May 1.",
        "18",
        "",
    ],
)
def test_what_is_no_date(text):
    assert parse_date(text) is None


@given(st.text(st.sampled_from("18 March2022-,.:TMonday/thé"), max_size=40))
def test_any_text_is_a_date_or_none(text):
    assert parse_date(text) is None or re.fullmatch(r"\d{4}-\d\d-\d\d", parse_date(text))
