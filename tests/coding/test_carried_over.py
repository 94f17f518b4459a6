"""A correction follows its reason: which quotes get the name too, and that nobody is said to have judged them."""

from __future__ import annotations

import pytest
from tests.coding.plain_articles import article

from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import Actor, Kind, Phrase, Quote, QuotedArticle

TEXT = (
    "“One,” Ada Berg said. “Two.”\n\n“Three,” she said.\n\n“Four,” said Bo Lind.\n\n"
    "“Five,” Berg said.\n\n“Six,” she said."
)


def said(words: str, actor: str, mention: str, at: int = 0) -> Quote:
    """Return a quote whose speaker is named by the mention that stands at or after `at`."""
    start, place = TEXT.index(words), TEXT.index(mention, at)
    phrase = Phrase(place, place + len(mention), mention)
    return Quote(start, start + len(words), words, Kind.DIRECT, actor, mention=phrase)


QUOTES = (
    said("One,", "Ada Berg", "Ada Berg"),
    said("Two.", "Ada Berg", "Ada Berg"),
    said("Three,", "Ada Berg", "she", TEXT.index("Three")),
    said("Four,", "Bo Lind", "Bo Lind"),
    said("Five,", "Ada Berg", "Berg", TEXT.index("Five")),
    said("Six,", "Ada Berg", "she", TEXT.index("Six")),
)


@pytest.fixture
def session() -> ReviewSession:
    codebook = Codebook((Label("support"), Label("oppose")), (Target("bridge"),))
    session = ReviewSession("ana", codebook, now=lambda: "2026-11-22T09:30:00Z")
    session.add_article(article(TEXT), None)
    session.take_in_quotes([QuotedArticle("a.txt", QUOTES, ())], [Actor("Ada Berg", ("Berg",)), Actor("Bo Lind")])
    return session


def actors(session: ReviewSession) -> list[str | None]:
    return [item.actor for item in session.items("a.txt")]


def test_a_correction_is_carried_to_those_found_through_it(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    assert actors(session) == ["Cai Roth", "Cai Roth", "Cai Roth", "Bo Lind", "Ada Berg", "Ada Berg"]
    assert [item.reviewed for item in session.items("a.txt")] == [True, False, False, False, False, False]
    session.undo()
    assert actors(session)[:3] == ["Ada Berg"] * 3
    assert session.coding("a.txt").records == ()


def test_what_a_person_judged_stays(session: ReviewSession) -> None:
    session.accept(session.items("a.txt")[2])
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    assert actors(session)[:3] == ["Cai Roth", "Cai Roth", "Ada Berg"]


def test_a_corrected_pronoun_does_not_change_the_quote_that_names_the_actor(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[2], "Cai Roth")
    assert actors(session) == ["Ada Berg", "Ada Berg", "Cai Roth", "Bo Lind", "Ada Berg", "Ada Berg"]


def test_accepting_keeps_the_name_that_was_carried_over(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    session.accept(session.items("a.txt")[1])
    record = session.items("a.txt")[1].record
    assert record is not None
    assert (record.actor, record.kind) == ("Cai Roth", Kind.DIRECT)


def test_a_note_added_and_taken_away_keeps_the_name(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    session.set_note(session.items("a.txt")[1], "sure?")
    session.set_note(session.items("a.txt")[1], "")
    assert actors(session)[1] == "Cai Roth"


def test_the_counts_know_the_names_carried_over(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    assert {member.actor.name: member.quotes for member in session.members()} == {
        "Cai Roth": 3,
        "Ada Berg": 2,
        "Bo Lind": 1,
    }
    assert session.progress("a.txt").reviewed == 1


def test_correcting_back_to_the_name_that_was_found_carries_nothing_over(session: ReviewSession) -> None:
    session.set_actor(session.items("a.txt")[4], "Cai Roth")
    session.set_actor(session.items("a.txt")[4], "Ada Berg")
    assert actors(session) == ["Ada Berg", "Ada Berg", "Ada Berg", "Bo Lind", "Ada Berg", "Ada Berg"]
    session.set_actor(session.items("a.txt")[0], "Dora Holm")
    session.set_actor(session.items("a.txt")[0], "Cai Roth")
    assert actors(session)[4:] == ["Ada Berg", "Ada Berg"], "who is named again is not reached"
    session.accept(session.items("a.txt")[3])
    session.set_actor(session.items("a.txt")[3], "Ada Berg")
    session.set_actor(session.items("a.txt")[3], "Bo Lind")
    assert session.items("a.txt")[4].actor == "Ada Berg"
