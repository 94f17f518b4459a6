"""What is recorded of articles that nobody has opened is counted, and once at most."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.coding.plain_articles import article, quote

from onrecord.articles.article_store import pack
from onrecord.coding import item, review_state
from onrecord.coding.cast import CastMember
from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.item import Item
from onrecord.coding.record import ArticleCoding
from onrecord.coding.review_state import Progress
from onrecord.coding.session import ReviewSession
from onrecord.coding.tally import NOTHING, Tally, tally_of
from onrecord.quotes.quote import Actor, QuotedArticle

CODEBOOK = Codebook((Label("support"),), (Target("bridge"),))
TEXT = "“We will build it, all of it,” Ada Berg said. “Not here, not in this town,” said Tom Novak."
ADA, TOM = "We will build it, all of it,", "Not here, not in this town,"


def found(key: str) -> QuotedArticle:
    quotes = quote(TEXT, ADA), quote(TEXT, TOM, actor="Tom Novak")
    return QuotedArticle(key, quotes, ())


ACTORS = (Actor("Ada Berg"), Actor("Tom Novak"))


def empty() -> ReviewSession:
    return ReviewSession("ana", CODEBOOK)


@pytest.fixture
def coding() -> ArticleCoding:
    """Return a coding in which the first quote is accepted and flagged, and the second rejected."""
    session = empty()
    session.add_article(article(TEXT, "b.txt"), None)
    session.take_in_quotes([found("b.txt")], ACTORS)
    session.accept(session.items("b.txt")[0])
    session.toggle_flag(session.items("b.txt")[0])
    session.toggle_rejected(session.items("b.txt")[1])
    return session.coding("b.txt")


def test_the_numbers_of_a_coding(coding: ArticleCoding) -> None:
    assert tally_of(coding) == Tally(2, 2, 1, {"Ada Berg": 1})
    assert tally_of(replace(coding, records=())) == NOTHING


def test_what_is_expected_counts_at_once(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    assert session.progress() == session.progress("b.txt") == Progress(2, 2, 1)
    assert session.members() == (CastMember(Actor("Ada Berg"), 1),)
    assert not session.has("b.txt")
    assert session.items("b.txt") == session.keys == ()
    session.expect("b.txt", NOTHING)
    assert session.progress() == Progress()
    assert session.members() == ()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("expected", [False, True])
def test_it_counts_once_when_the_article_comes(coding: ArticleCoding, *, packed: bool, expected: bool) -> None:
    session = empty()
    if expected:
        session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article(TEXT, "b.txt")) if packed else article(TEXT, "b.txt"), coding)
    assert session.progress() == Progress(2, 2, 1)
    session.expect("b.txt", Tally(9, 9, 9, {"Eva Kern": 9}))  # it comes too late: the article is there
    session.take_in_quotes([found("b.txt")], ACTORS)
    assert session.progress() == session.progress("b.txt") == Progress(2, 2, 1)
    assert [member.actor.name for member in session.members()] == ["Ada Berg"]


def test_records_can_be_walked_before_the_quotes_are_found(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article(TEXT, "b.txt")), coding)
    assert [item.text for item in session.items("b.txt")] == [ADA, TOM]
    assert session.progress() == Progress(2, 2, 1)


def test_the_quotes_of_an_actor_are_those_recorded_before_any_is_found(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article(TEXT, "b.txt")), coding)
    assert [item.text for item in session.quotes_of("Ada Berg")] == [ADA]


def test_an_article_that_has_changed_counts_what_is_left(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article("Something else stands here now.", "b.txt")), coding)
    assert session.items("b.txt") == ()
    assert session.progress() == Progress()
    assert session.members() == ()
    assert len(session.lost_records("b.txt")) == 2


def test_names_that_only_lost_records_bear_can_still_be_chosen(coding: ArticleCoding) -> None:
    session = empty()
    session.add_article(article("Something else stands here now.", "b.txt"), coding)
    session.take_in_actors(())
    assert session.actor_names() == ("Ada Berg",)


def test_where_records_stand_is_looked_for_once_the_quotes_are_there(
    coding: ArticleCoding, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    def items_of(key: str, *rest: Any) -> tuple[Item, ...]:
        looked.append(key)
        return item.items_of(key, *rest)

    monkeypatch.setattr(review_state, "items_of", items_of)
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article(TEXT, "b.txt")), coding)
    assert session.progress() == session.progress("b.txt") == Progress(2, 2, 1)
    assert looked == []
    session.take_in_quotes([found("b.txt")], ACTORS)
    assert session.progress() == Progress(2, 2, 1)
    assert looked == ["b.txt"]


def test_lost_records_are_found_without_asking_for_quotes_first(coding: ArticleCoding) -> None:
    session = empty()
    session.add_article(pack(article("Something else stands here now.", "b.txt")), coding)
    assert len(session.lost_records("b.txt")) == 2
    assert session.moved_items("b.txt") == ()


def test_moved_quotes_are_found_without_asking_for_quotes_first(coding: ArticleCoding) -> None:
    session = empty()
    session.add_article(pack(article(f"News. {TEXT}", "b.txt")), coding)
    assert [moved.text for moved in session.moved_items("b.txt")] == [ADA, TOM]


@pytest.mark.parametrize("text", [TEXT, f"News. {TEXT}", TEXT.replace("Ada Berg said", "Ada Berg asked")])
@pytest.mark.parametrize("words", [(ADA, TOM), (ADA,), (TOM,), ()])
def test_the_short_way_leads_where_pairing_and_anchoring_do(
    coding: ArticleCoding, monkeypatch: pytest.MonkeyPatch, text: str, words: tuple[str, ...]
) -> None:
    def items() -> tuple[Item, ...]:
        session = empty()
        session.add_article(article(text, "b.txt"), coding)
        quotes = tuple(quote(text, said) for said in (*words, "Berg"))
        session.take_in_quotes([QuotedArticle("b.txt", quotes, ())], ACTORS)
        return session.items("b.txt")

    shortly = items()
    monkeypatch.setattr(item, "_where_found", lambda *_: None)
    assert items() == shortly
    assert len(shortly) == 3
