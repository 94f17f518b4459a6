"""What is recorded of articles that nobody has opened is counted, and once at most."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.articles.article import Article, Format, Metadata
from onrecord.articles.packed import pack
from onrecord.articles.plain import render_plain
from onrecord.coding.cast import CastMember
from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.record import ArticleCoding
from onrecord.coding.reviewed import Progress
from onrecord.coding.session import ReviewSession
from onrecord.coding.tally import NOTHING, Tally, tally_of
from onrecord.quotes.quote import Actor, Kind, Quote, QuotedArticle

CODEBOOK = Codebook((Label("support"),), (Target("bridge"),))
TEXT = "“We will build it, all of it,” Ada Berg said. “Not here, not in this town,” said Tom Novak."
ADA, TOM = "We will build it, all of it,", "Not here, not in this town,"


def article(key: str, text: str = TEXT) -> Article:
    return Article(
        key=key,
        path=Path(key),
        text=text,
        sha256="0" * 64,
        format=Format.PLAIN,
        encoding="utf-8",
        encoding_guessed=False,
        metadata=Metadata(),
        rendering=render_plain(text),
    )


def found(key: str) -> QuotedArticle:
    quotes = [
        Quote(TEXT.index(words), TEXT.index(words) + len(words), words, Kind.DIRECT, actor)
        for words, actor in ((ADA, "Ada Berg"), (TOM, "Tom Novak"))
    ]
    return QuotedArticle(key, tuple(quotes), ())


ACTORS = (Actor("Ada Berg"), Actor("Tom Novak"))


def empty() -> ReviewSession:
    return ReviewSession("ana", CODEBOOK)


@pytest.fixture
def coding() -> ArticleCoding:
    """Return a coding in which the first quote is accepted and flagged, and the second rejected."""
    session = empty()
    session.add_article(article("b.txt"), None)
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
    session.add_article(pack(article("b.txt")) if packed else article("b.txt"), coding)
    assert session.progress() == Progress(2, 2, 1)
    session.expect("b.txt", Tally(9, 9, 9, {"Eva Kern": 9}))  # it comes too late: the article is there
    session.take_in_quotes([found("b.txt")], ACTORS)
    assert session.progress() == session.progress("b.txt") == Progress(2, 2, 1)
    assert [member.actor.name for member in session.members()] == ["Ada Berg"]


def test_records_can_be_walked_before_the_quotes_are_found(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article("b.txt")), coding)
    assert [item.text for item in session.items("b.txt")] == [ADA, TOM]
    assert session.progress() == Progress(2, 2, 1)


def test_the_quotes_of_an_actor_are_those_recorded_before_any_is_found(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article("b.txt")), coding)
    assert [item.text for item in session.quotes_of("Ada Berg")] == [ADA]


def test_an_article_that_has_changed_counts_what_is_left(coding: ArticleCoding) -> None:
    session = empty()
    session.expect("b.txt", tally_of(coding))
    session.add_article(pack(article("b.txt", "Something else stands here now.")), coding)
    assert session.items("b.txt") == ()
    assert session.progress() == Progress()
    assert session.members() == ()
    assert len(session.lost_records("b.txt")) == 2


def test_names_that_only_lost_records_bear_can_still_be_chosen(coding: ArticleCoding) -> None:
    session = empty()
    session.add_article(article("b.txt", "Something else stands here now."), coding)
    session.take_in_actors(())
    assert session.actor_names() == ("Ada Berg",)
