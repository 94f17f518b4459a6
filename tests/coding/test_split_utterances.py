"""The parts of an utterance that its cue splits are coded by one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.coding.plain_articles import article

from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.record import Verdict
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import Actor, Kind, Phrase, Quote, QuotedArticle

SPLIT = "“We will build it,” Ada Berg said, “whatever it costs.” She sat down."


def session_of(text: str, *words: str, name: str = "Ada Berg", cue: str = "said") -> ReviewSession:
    codebook = Codebook((Label("support"), Label("oppose")), (Target("bridge"),))
    session = ReviewSession("ana", codebook, now=lambda: "2026-11-22T09:30:00Z")
    session.add_article(article(text), None)
    mention, verb = (Phrase(text.index(one), text.index(one) + len(one), one) for one in (name, cue))
    quotes = tuple(
        Quote(start, start + len(one), one, Kind.DIRECT, name, mention=mention, cue=verb)
        for one in words
        for start in [text.index(one)]
    )
    session.take_in_quotes([QuotedArticle("a.txt", quotes, ())], [Actor(name)])
    return session


@pytest.mark.parametrize("number", [0, 1])
def test_accepting_one_part_accepts_and_joins_both(number: int) -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.accept(session.items("a.txt")[number])
    first, second = session.coding("a.txt").records
    assert (first.verdict, second.verdict) == (Verdict.ACCEPTED, Verdict.ACCEPTED)
    assert (first.joined_to, second.joined_to) == (None, first.id)
    session.undo()
    assert session.coding("a.txt").records == ()


@pytest.mark.parametrize("number", [0, 1])
def test_a_stance_on_one_part_is_coded_once_on_the_utterance(number: int) -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.set_stance(session.items("a.txt")[number], "support")
    first, second = session.coding("a.txt").records
    assert [stance.stance for stance in first.stances] == ["support"]
    assert second.stances == ()
    assert session.stances(session.items("a.txt")[1]) == first.stances


def test_a_correction_of_one_part_is_one_of_the_utterance() -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.set_actor(session.items("a.txt")[1], "Bo Lind")
    assert [record.actor for record in session.coding("a.txt").records] == ["Bo Lind", "Bo Lind"]


def test_accepting_the_rest_joins_them_too() -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.accept_rest("a.txt")
    first, second = session.coding("a.txt").records
    assert (first.joined_to, second.joined_to) == (None, first.id)


def test_they_can_be_taken_apart_and_stay_apart() -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.accept(session.items("a.txt")[0])
    session.split(session.items("a.txt")[0])
    assert [len(session.parts(item)) for item in session.items("a.txt")] == [1, 1]
    assert all(item.reviewed for item in session.items("a.txt"))


def test_a_rejected_first_part_leaves_the_second_alone() -> None:
    session = session_of(SPLIT, "We will build it,", "whatever it costs.")
    session.toggle_rejected(session.items("a.txt")[0])
    assert [item.reviewed for item in session.items("a.txt")] == [True, False]
    assert len(session.parts(session.items("a.txt")[1])) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We build it,” Ada Berg said. “It costs.”", ("We build it,", "It costs.")),
        ("“We build it.” Ada Berg said, “It costs.”", ("We build it.", "It costs.")),
        ("Ada Berg said “we build” and, “it costs”", ("we build", "it costs")),
    ],
)
def test_two_sentences_are_two_utterances(text: str, words: tuple[str, str]) -> None:
    session = session_of(text, *words)
    session.accept(session.items("a.txt")[0])
    assert [item.reviewed for item in session.items("a.txt")] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir bauen“, sagte Ada Berg, „koste es, was es wolle.“",
        "«Wir bauen», sagte Ada Berg, «koste es, was es wolle.»",
        "“Wir bauen” – sagte Ada Berg – “koste es, was es wolle.”",
    ],
)
def test_the_comma_may_stand_outside_the_marks(text: str) -> None:
    session = session_of(text, "Wir bauen", "koste es, was es wolle.", cue="sagte")
    assert len(session.parts(session.items("a.txt")[0])) == 2


def test_what_has_a_cue_of_its_own_is_another_utterance() -> None:
    text = "“It is not safe,” Ada Berg said, adding, “We want to build it.”"
    session = session_of(text, "It is not safe,", "We want to build it.")
    first, second = (item.suggestion for item in session.items("a.txt"))
    assert first is not None
    assert second is not None
    added = Phrase(text.index("adding"), text.index("adding") + 6, "adding")
    session.take_in_quotes([QuotedArticle("a.txt", (first, replace(second, cue=added)), ())], [Actor("Ada Berg")])
    assert len(session.parts(session.items("a.txt")[0])) == 1
