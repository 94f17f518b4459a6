"""The review of an article that has changed since it was coded: nothing is lost, and nothing written unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.coding.plain_articles import article, quote

from onrecord.articles.span import Span
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.codebook import default_codebook
from onrecord.coding.item import Item, anchor_at
from onrecord.coding.record import ArticleCoding, Verdict
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import QuotedArticle, quote_id

TEXT = (
    "The council met on Monday.\n\n"
    "“We will build the new bridge before the winter,” Ada Berg said to the council.\n\n"
    "Tomas Okafor, who keeps the books, called that plan “reckless” and left the hall before the vote.\n\n"
    "“Nobody has asked the people who live there,” he told reporters outside."
)
WORDS = (
    "We will build the new bridge before the winter,",
    "reckless",
    "Nobody has asked the people who live there,",
)
MOMENT = "2026-11-22T09:30:00Z"


def session_of(text: str, coding: ArticleCoding | None = None, words: tuple[str, ...] = WORDS) -> ReviewSession:
    session = ReviewSession("ana", default_codebook(), now=lambda: MOMENT)
    session.add_article(article(text), coding)
    quotes = tuple(quote(text, said) for said in words if said in text)
    session.take_in_quotes([QuotedArticle("a.txt", quotes, ())], [])
    return session


@pytest.fixture
def coded() -> ArticleCoding:
    session = session_of(TEXT)
    for item in session.items("a.txt"):
        session.set_stance(item, "support")
    return session.coding("a.txt")


def by_text(session: ReviewSession, words: str) -> Item:
    return next(item for item in session.items("a.txt") if item.text == words)


def test_moved_quotes_keep_their_coding_and_pair_with_what_is_found_now(coded: ArticleCoding) -> None:
    session = session_of("By our staff.\n\n" + TEXT, coded)
    assert [item.text for item in session.items("a.txt")] == list(WORDS)
    for item, record in zip(session.items("a.txt"), coded.records, strict=True):
        assert (item.id, item.record, item.state) == (record.id, record, AnchorState.MOVED)
        assert item.suggestion is not None
        assert item.suggestion.start == item.span.start
    assert session.coding("a.txt").records == coded.records


def test_coding_a_moved_quote_confirms_its_place_alone(coded: ArticleCoding) -> None:
    text = "By our staff.\n\n" + TEXT
    session = session_of(text, coded)
    item = session.items("a.txt")[1]
    assert session.accept(item) is not None
    kept, confirmed, other = session.coding("a.txt").records
    assert confirmed.quote == anchor_at(text, item.span)
    assert (confirmed.id, confirmed.stances) == (coded.records[1].id, coded.records[1].stances)
    assert (kept, other) == (coded.records[0], coded.records[2])
    again = session.item("a.txt", item.id)
    assert again is not None
    assert again.state is AnchorState.EXACT
    session.undo()
    assert session.coding("a.txt").records == coded.records
    assert session.items("a.txt")[1].state is AnchorState.MOVED


def test_all_moved_places_are_confirmed_as_one_step(coded: ArticleCoding) -> None:
    text = "By our staff.\n\n" + TEXT
    session = session_of(text, coded)
    change = session.confirm_moved("a.txt")
    assert change is not None
    assert [text[r.quote.start : r.quote.end] for r in session.coding("a.txt").records] == list(WORDS)
    assert not session.moved_items("a.txt")
    assert session.confirm_moved("a.txt") is None
    later = session_of(text, session.coding("a.txt"))
    assert [(item.id, item.state) for item in later.items("a.txt")] == [
        (record.id, AnchorState.EXACT) for record in coded.records
    ]
    session.undo()
    assert session.coding("a.txt").records == coded.records


def test_a_flag_or_a_note_does_not_confirm_a_place(coded: ArticleCoding) -> None:
    session = session_of("By our staff.\n\n" + TEXT, coded)
    item = session.items("a.txt")[0]
    session.toggle_flag(item)
    assert session.coding("a.txt").records[0].quote == coded.records[0].quote
    assert session.items("a.txt")[0].state is AnchorState.MOVED


def test_doubtful_places_are_shown_and_not_confirmed_with_the_others(coded: ArticleCoding) -> None:
    text = TEXT.replace("We will build the new bridge", "Maybe they could build a nice bridge").replace(
        "met", "sat"
    )
    session = session_of(text, coded, words=("Maybe they could build a nice bridge before the winter,", *WORDS[1:]))
    first = session.items("a.txt")[0]
    assert (first.state, first.id) == (AnchorState.UNSURE, coded.records[0].id)
    assert first.suggestion is not None
    session.confirm_moved("a.txt")
    assert session.coding("a.txt").records[0] == coded.records[0]
    session.accept(first)
    assert session.coding("a.txt").records[0].quote.exact == first.text


def test_a_quote_that_is_gone_stays_in_the_file(coded: ArticleCoding) -> None:
    text = TEXT.replace("“We will build the new bridge before the winter,” Ada Berg said to the council.\n\n", "")
    session = session_of(text, coded)
    assert session.lost_records("a.txt") == coded.records[:1]
    assert [item.id for item in session.items("a.txt")] == [record.id for record in coded.records[1:]]
    session.confirm_moved("a.txt")
    assert coded.records[0] in session.coding("a.txt").records


def test_another_quote_at_the_place_of_one_that_is_gone_does_not_overwrite_it(coded: ArticleCoding) -> None:
    start, end = coded.records[1].quote.start, coded.records[1].quote.end
    filler = "Snow fell all over the country this week, and the trains stood still for hours. "
    text = (filler * 9)[: start - 1] + "“" + "honestly" + "” it said. " + filler
    session = session_of(text, coded, words=("honestly",))
    assert quote_id("a.txt", start, end) == coded.records[1].id
    item = by_text(session, "honestly")
    assert item.record is None
    assert item.id != coded.records[1].id
    session.set_stance(item, "oppose")
    assert set(coded.records) < set(session.coding("a.txt").records)
    later = session_of(text, session.coding("a.txt"), words=("honestly",))
    assert [it.id for it in later.items("a.txt")] == [item.id]


def test_edges_that_a_person_moved_stay_moved(coded: ArticleCoding) -> None:
    record = coded.records[0]
    shorter = anchor_at(TEXT, Span(record.quote.start, record.quote.end - 1))
    found = Span(record.quote.start, record.quote.end)
    moved = replace(coded, records=(replace(record, quote=shorter, found=found),))
    session = session_of("News. " + TEXT, moved)
    session.confirm_moved("a.txt")
    (confirmed,) = session.coding("a.txt").records
    assert confirmed.quote.exact == WORDS[0][:-1]
    assert confirmed.found == (record.quote.start + 6, record.quote.end + 6)


def test_rejecting_a_moved_quote_keeps_the_rejection_where_it_stands(coded: ArticleCoding) -> None:
    session = session_of("News. " + TEXT, coded)
    item = session.items("a.txt")[0]
    session.toggle_rejected(item)
    record = session.coding("a.txt").records[0]
    assert (record.verdict, record.quote.start) == (Verdict.REJECTED, item.span.start)
