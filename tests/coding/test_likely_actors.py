"""In which order actors are offered for a quote."""

from __future__ import annotations

import pytest
from tests.coding.plain_articles import article, quote

from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.likely_actors import actor_before, likely_actors
from onrecord.coding.session import ReviewSession
from onrecord.quotes.named import Named, names_in
from onrecord.quotes.quote import Actor, Kind, QuotedArticle

TEXT = (
    "The mayor, Ada Berg, opened the bridge.\n\n"
    "“It will last,” Bo Lind said. Engineer Cai Roth stood beside Dora Holm. “It is late,” he said.\n\n"
    "Ewa Nowak was not there. Ada Berg left."
)


@pytest.fixture
def session() -> ReviewSession:
    session = ReviewSession("ana", Codebook((Label("support"),), (Target("bridge"),)))
    session.add_article(article(TEXT), None)
    quotes = (
        quote(TEXT, "It will last,", actor="Bo Lind"),
        quote(TEXT, "It is late,", actor="Bo Lind"),
    )
    session.take_in_quotes([QuotedArticle("a.txt", quotes, ())], [Actor("Bo Lind"), Actor("Zoe Far")])
    return session


def offered(session: ReviewSession, number: int) -> list[tuple[str, str]]:
    named = names_in(session.article("a.txt"))
    return [tuple(actor) for actor in likely_actors(session, session.items("a.txt")[number], named)]


def test_the_nearest_in_the_paragraph_come_before_those_of_the_article_and_the_project(
    session: ReviewSession,
) -> None:
    assert offered(session, 1) == [
        ("Dora Holm", "in this paragraph"),
        ("Bo Lind", "the quote before"),
        ("Cai Roth", "in this paragraph"),
        ("Ewa Nowak", "in this article"),
        ("Ada Berg", "in this article"),
        ("Zoe Far", ""),
    ]


def test_who_was_chosen_last_is_the_first(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[0], "Zoe Far")
    assert offered(session, 1)[0] == ("Zoe Far", "chosen last")


def test_the_actor_that_the_quote_has_is_never_the_first(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[1], "Zoe Far")
    assert offered(session, 1)[0][0] != "Zoe Far"
    assert ("Zoe Far", "chosen last") in offered(session, 1)


def test_the_actor_of_the_quote_before(session: ReviewSession) -> None:
    first, second = session.items("a.txt")
    assert actor_before(session, first) is None
    assert actor_before(session, second) == "Bo Lind"
    session.toggle_rejected(first)
    assert actor_before(session, second) is None


def test_a_quote_that_is_nobodys_is_passed_over() -> None:
    session = ReviewSession("ana", Codebook((Label("support"),), (Target("bridge"),)))
    session.add_article(article(TEXT), None)
    quotes = (quote(TEXT, "It will last,", Kind.SCARE, None), quote(TEXT, "It is late,"))
    session.take_in_quotes([QuotedArticle("a.txt", quotes, ())], [])
    assert actor_before(session, session.items("a.txt")[1]) is None


def test_names_are_found_under_the_fullest_one_and_where_they_stand() -> None:
    text = "Ada Berg came. President Berg spoke with the Coast Guard."
    assert names_in(article(text)) == (
        Named("Ada Berg", 0),
        Named("Ada Berg", text.index("Berg spoke")),
        Named("Coast Guard", text.index("Coast")),
    )


def test_of_those_named_elsewhere_in_the_article_who_is_quoted_comes_first(session: ReviewSession) -> None:
    text = "“So it is,” Ewa Nowak said."
    session.add_article(article(text, "b.txt"), None)
    found = QuotedArticle("b.txt", (quote(text, "So it is,", actor="Ada Berg"),), ())
    session.take_in_quotes([found], [Actor("Bo Lind"), Actor("Ada Berg")])
    names = [name for name, why in offered(session, 1) if why == "in this article"]
    assert names == ["Ada Berg", "Ewa Nowak"], "Ewa Nowak stands nearer, and is quoted nowhere"
