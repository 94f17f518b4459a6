"""Marking by hand: edges, kinds, overlaps, and the parts of one utterance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.plain_articles import article, quote

from onrecord.articles.plain import render_plain
from onrecord.articles.span import Span
from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.item import Item
from onrecord.coding.joined_quotes import CannotJoinError
from onrecord.coding.marking import CannotMarkError, Edge, Unit, marked_words, moved_edge, next_sentence, word_from
from onrecord.coding.record import Verdict
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import Actor, Kind, QuotedArticle, quote_id

TEXT = (
    "“We will build it,” Ada Berg said, “and soon.” It won't cost much, she went on. “Not a word,” said Bo.\n"
    "The mayor promised a new bridge. Nobody asked “who pays for that” in the hall."
)
MOMENT = "2026-11-22T09:30:00Z"


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def session() -> ReviewSession:
    codebook = Codebook((Label("support"), Label("oppose")), (Target("bridge"), Target("tax")))
    session = ReviewSession("ana", codebook, now=lambda: MOMENT)
    session.add_article(article(TEXT), None)
    quotes = (quote(TEXT, "We will build it,"), quote(TEXT, "and soon."), quote(TEXT, "Not a word,", actor="Bo"))
    session.take_in_quotes([QuotedArticle("a.txt", quotes, ())], [Actor("Ada Berg", ("Berg",)), Actor("Bo")])
    return session


def item(session: ReviewSession, number: int = 0) -> Item:
    return session.items("a.txt")[number]


def mark(session: ReviewSession, words: str, actor: str | None = "Ada Berg") -> Item:
    marked = marked_words(session.article("a.txt"), place(words), session.items("a.txt"))
    change = session.add_quote(marked, actor)
    assert change is not None
    added = session.item("a.txt", change.places[0].quote or "")
    assert added is not None
    return added


# Edges

RENDERING = render_plain(TEXT)


def moved(words: str, edge: Edge, unit: Unit, step: int) -> str:
    span = moved_edge(RENDERING, place(words), edge, unit, step)
    return RENDERING.text[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "edge", "unit", "step", "then"),
    [
        ("will", Edge.END, Unit.WORD, 1, "will build"),
        ("will build", Edge.END, Unit.WORD, -1, "will"),
        ("build it", Edge.END, Unit.WORD, 1, "build it,"),
        ("build it,", Edge.END, Unit.WORD, 1, "build it,” Ada"),
        ("build", Edge.START, Unit.WORD, -1, "will build"),
        ("will build", Edge.START, Unit.WORD, 1, "build"),
        ("won't cost", Edge.START, Unit.WORD, 1, "cost"),
        ("cost", Edge.START, Unit.WORD, -1, "won't cost"),
        ("cost", Edge.END, Unit.CHARACTER, -1, "cos"),
        ("cost", Edge.START, Unit.CHARACTER, 1, "ost"),
        ("promised", Edge.END, Unit.SENTENCE, 1, "promised a new bridge."),
        ("promised a new", Edge.START, Unit.SENTENCE, -1, "The mayor promised a new"),
        ("promised a new", Edge.START, Unit.PARAGRAPH, -1, "The mayor promised a new"),
        ("much", Edge.END, Unit.PARAGRAPH, 1, "much, she went on. “Not a word,” said Bo."),
        ("We", Edge.START, Unit.WORD, -1, "We"),
        ("We", Edge.END, Unit.WORD, -1, "We"),
        ("in the hall.", Edge.END, Unit.SENTENCE, 1, "in the hall."),
    ],
)
def test_an_edge_moves_by_a_unit(words: str, edge: Edge, unit: Unit, step: int, then: str) -> None:
    assert moved(words, edge, unit, step) == then


@given(
    text=st.text("ab .\n“”'é́字", max_size=60),
    edge=st.sampled_from(Edge),
    unit=st.sampled_from(Unit),
    step=st.sampled_from((1, -1)),
    places=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_a_moved_edge_stays_in_the_text_and_goes_the_right_way(
    text: str, edge: Edge, unit: Unit, step: int, places: tuple[int, int]
) -> None:
    rendering = render_plain(text)
    length = len(rendering.text)
    start, end = sorted(min(place, length) for place in places)
    after = moved_edge(rendering, Span(start, end), edge, unit, step)
    assert 0 <= after.start <= after.end <= length
    if edge is Edge.END:
        assert after.start == start
        assert (after.end - end) * step >= 0
    else:
        assert after.end == end
        assert (after.start - start) * step >= 0


def test_sentences_are_walked_and_abbreviations_do_not_end_them() -> None:
    rendering = render_plain("The U.S. mayor J. Berg of St. pauls spoke. “Now!” he said.\nA second one. 3 more")
    span, walked = word_from(rendering, 0), []
    for step in (1, 1, 1, 1, 1, -1, -1, -1, -1):
        span = next_sentence(rendering, span, step)
        walked.append(rendering.text[span.start : span.end])
    there = ["“Now!” he said.", "A second one.", "3 more"]
    first = "The U.S. mayor J. Berg of St. pauls spoke."
    assert walked == [*there, "3 more", "3 more", *there[1::-1], first, first]


def test_the_word_at_a_place_or_the_next_one() -> None:
    assert word_from(RENDERING, place("won't").start + 2) == place("won't")
    assert word_from(RENDERING, place(" cost").start) == place("cost")
    assert word_from(RENDERING, len(TEXT)) == place("hall")
    assert word_from(render_plain(""), 0) == Span(0, 0)


# Marking


def test_words_without_marks_are_indirect_speech(session: ReviewSession) -> None:
    added = mark(session, " It won't cost much, ", "Ada Berg")
    assert (added.text, added.kind, added.actor) == ("It won't cost much,", Kind.INDIRECT, "Ada Berg")
    assert added.verdict is Verdict.ADDED
    assert added.id == quote_id("a.txt", *place("It won't cost much,"))
    assert session.number("a.txt", added.id) == 3


def test_words_within_marks_are_partial_and_the_marks_left_out(session: ReviewSession) -> None:
    added = mark(session, "“who pays for that”", None)
    assert (added.text, added.kind, added.actor) == ("who pays for that", Kind.PARTIAL, None)


def test_a_whole_utterance_within_marks_is_direct(session: ReviewSession) -> None:
    session.toggle_rejected(item(session))
    added = mark(session, "We will build it,")
    assert added.kind is Kind.DIRECT
    assert len(session.items("a.txt")) == 3
    session.undo()
    assert item(session).rejected


def test_words_of_another_quote_are_refused_with_a_reason(session: ReviewSession) -> None:
    with pytest.raises(CannotMarkError, match=r"Words of “and soon\."):
        mark(session, "Ada Berg said, “and")
    with pytest.raises(CannotMarkError, match="no word"):
        mark(session, ",” ")
    assert session.coding("a.txt").records == ()


def test_where_a_quote_was_found_that_moved_away_none_can_be_marked(session: ReviewSession) -> None:
    added = mark(session, "promised")
    for _ in range(2):
        session.move_edge(session.item("a.txt", added.id), Edge.END, 1)
    session.move_edge(session.item("a.txt", added.id), Edge.START, 1)
    assert session.item("a.txt", added.id).text == "a new"
    with pytest.raises(CannotMarkError, match="“a new” was found"):
        mark(session, "promised")


def test_undo_takes_a_marked_quote_away_and_redo_brings_it_back(session: ReviewSession) -> None:
    added = mark(session, "promised a new bridge")
    session.undo()
    assert session.item("a.txt", added.id) is None
    session.redo()
    assert session.item("a.txt", added.id) == added
    session.toggle_rejected(added)
    assert session.item("a.txt", added.id) is None


def test_moving_an_edge_keeps_where_the_machine_found_it(session: ReviewSession) -> None:
    first = item(session)
    session.move_edge(first, Edge.START, 1)
    record = item(session).record
    assert record is not None
    assert (item(session).text, item(session).id) == ("will build it,", first.id)
    assert (record.verdict, record.found, record.actor) == (Verdict.ACCEPTED, first.span, "Ada Berg")
    assert record.quote.prefix == "“We "
    session.move_edge(item(session), Edge.START, -1)
    assert item(session).record.found is None
    session.undo()
    session.undo()
    assert item(session).record is None


def test_an_edge_stops_before_another_quote_and_before_nothing(session: ReviewSession) -> None:
    for _ in range(3):
        session.move_edge(item(session), Edge.END, 1)
    assert item(session).text == "We will build it,” Ada Berg said"
    session.move_edge(item(session), Edge.END, 1)
    with pytest.raises(CannotMarkError, match=r"Words of “and soon\."):
        session.move_edge(item(session), Edge.END, 1)
    while session.move_edge(item(session), Edge.END, -1):
        pass
    assert item(session).text == "We"


# Parts of one utterance


def test_joined_parts_have_one_speaker_and_one_set_of_stances(session: ReviewSession) -> None:
    session.set_stance(item(session, 1), "support")
    session.join(item(session))
    first, second = item(session), item(session, 1)
    assert second.record.joined_to == first.id
    assert (second.stances, [s.stance for s in first.stances]) == ((), ["support"])
    assert session.parts(second) == (first, second)
    session.set_stance(second, "oppose")
    assert [s.stance for s in item(session).stances] == ["oppose"]
    assert item(session, 1).stances == ()
    session.set_actor(item(session, 1), "Bo")
    assert [item(session, n).actor for n in (0, 1)] == ["Bo", "Bo"]
    session.clear_stance(item(session, 1))
    assert item(session).stances == ()


def test_joining_goes_on_and_splitting_takes_all_apart(session: ReviewSession) -> None:
    session.join(item(session))
    session.join(item(session, 1))
    assert [part.record.joined_to for part in session.parts(item(session, 2))] == [
        None,
        *[item(session).id] * 2,
    ]
    assert item(session, 2).actor == "Ada Berg"
    with pytest.raises(CannotJoinError, match="no quote after"):
        session.join(item(session))
    session.split(item(session, 1))
    assert len(session.parts(item(session))) == 1
    assert session.split(item(session)) is None
    session.undo()
    assert len(session.parts(item(session))) == 3


def test_parts_coded_differently_are_not_joined(session: ReviewSession) -> None:
    session.set_stance(item(session), "support")
    session.set_stance(item(session, 1), "oppose")
    with pytest.raises(CannotJoinError, match="coded toward “bridge”"):
        session.join(item(session))
    assert len(session.parts(item(session))) == 1


def test_rejecting_the_first_part_lets_the_others_stand_alone(session: ReviewSession) -> None:
    session.join(item(session))
    session.toggle_rejected(item(session))
    assert item(session, 1).record.joined_to is None
    session.undo()
    assert len(session.parts(item(session))) == 2


# Repeating


def test_the_last_coding_is_repeated_as_it_was(session: ReviewSession) -> None:
    assert session.repeat_stance(item(session)) is None
    session.choose_target("tax")
    session.set_stance(item(session), "oppose")
    session.set_stance(item(session), "oppose")
    session.choose_target("bridge")
    session.repeat_stance(item(session, 1))
    assert item(session, 1).stances == item(session).stances
    assert item(session, 1).verdict is Verdict.ACCEPTED
    assert session.repeat_stance(item(session, 1)) is None
    session.undo()
    assert item(session, 1).stances == ()
