"""The review session: every use case, without screen or disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.coding.plain_articles import article, quote

from onrecord.articles.span import Span
from onrecord.coding.codebook import Codebook, Label, Target
from onrecord.coding.filter import Filter
from onrecord.coding.history import History
from onrecord.coding.item import Item, anchor_at
from onrecord.coding.ordering import next_in_article
from onrecord.coding.record import ArticleCoding, Record, Stance, Verdict
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import Actor, Kind, QuotedArticle, quote_id

TEXT = "“We will build it,” Ada Berg said. “Not here,” she added.\nA “green” city, says the “Plan”."
CODEBOOK = Codebook((Label("support"), Label("oppose")), (Target("bridge"), Target("tax", aliases=("toll",))))
MOMENT = "2026-11-22T09:30:00Z"


QUOTES = (
    quote(TEXT, "We will build it,"),
    quote(TEXT, "Not here,"),
    quote(TEXT, "green", Kind.SCARE, None),
    quote(TEXT, "Plan", Kind.SCARE, None),
)


@pytest.fixture
def session() -> ReviewSession:
    return new_session()


def new_session(*, now: Iterator[str] | None = None) -> ReviewSession:
    moments = now or iter(lambda: MOMENT, None)
    session = ReviewSession("ana", CODEBOOK, now=lambda: next(moments))
    session.add_article(article(TEXT), None)
    session.take_in_quotes([QuotedArticle("a.txt", QUOTES, ())], [Actor("Ada Berg", ("Berg",))])
    return session


def item(session: ReviewSession, number: int = 0, key: str = "a.txt") -> Item:
    return session.items(key)[number]


def record(session: ReviewSession, number: int = 0) -> Record:
    found = item(session, number).record
    assert found is not None
    return found


def test_nothing_is_recorded_that_nobody_decided(session: ReviewSession) -> None:
    assert session.coding("a.txt").records == ()
    assert [it.verdict for it in session.items("a.txt")] == [None] * 4


def test_accepting_records_the_quote_as_it_was_found(session: ReviewSession) -> None:
    change = session.accept(item(session))
    assert change is not None
    assert change.places == (("a.txt", quote_id("a.txt", 1, 18)),)
    made = record(session)
    assert (made.verdict, made.kind, made.actor) == (Verdict.ACCEPTED, Kind.DIRECT, "Ada Berg")
    assert (made.quote.start, made.quote.end, made.quote.exact) == (1, 18, "We will build it,")
    assert made.quote.prefix == "“"
    assert made.quote.suffix == TEXT[18:]


def test_a_record_keeps_no_more_context_than_the_format_says() -> None:
    made = anchor_at("a" * 200 + "b" + "c" * 200, Span(200, 201))
    assert (made.prefix, made.suffix) == ("a" * 128, "c" * 128)


def test_accepting_again_changes_nothing(session: ReviewSession) -> None:
    session.accept(item(session))
    assert session.accept(item(session)) is None


def test_a_stance_accepts_the_quote_and_the_same_key_makes_it_strong(session: ReviewSession) -> None:
    session.set_stance(item(session), "oppose")
    assert record(session).verdict is Verdict.ACCEPTED
    assert record(session).stances == (Stance("bridge", "oppose", False, MOMENT),)
    session.set_stance(item(session), "oppose")
    assert record(session).stances == (Stance("bridge", "oppose", True, MOMENT),)
    session.set_stance(item(session), "oppose")
    assert not record(session).stances[0].strong


def test_another_stance_takes_the_place_of_the_first_and_is_not_strong(session: ReviewSession) -> None:
    session.set_stance(item(session), "oppose")
    session.set_stance(item(session), "oppose")
    session.set_stance(item(session), "support")
    assert record(session).stances == (Stance("bridge", "support", False, MOMENT),)


def test_one_stance_a_target_and_the_target_stays_chosen(session: ReviewSession) -> None:
    session.set_stance(item(session), "support")
    session.choose_target("tax")
    session.set_stance(item(session), "oppose")
    session.set_stance(item(session, 1), "oppose")
    assert [(s.target, s.stance) for s in record(session).stances] == [("bridge", "support"), ("tax", "oppose")]
    assert [s.target for s in record(session, 1).stances] == ["tax"]


def test_clearing_clears_the_chosen_target_only(session: ReviewSession) -> None:
    session.set_stance(item(session), "support")
    session.choose_target("tax")
    session.set_stance(item(session), "oppose")
    assert session.clear_stance(item(session)) is not None
    assert [s.target for s in record(session).stances] == ["bridge"]
    assert session.clear_stance(item(session)) is None
    assert record(session).verdict is Verdict.ACCEPTED


def test_a_rejected_quote_has_neither_actor_nor_stance(session: ReviewSession) -> None:
    session.set_stance(item(session), "support")
    session.toggle_rejected(item(session))
    assert record(session).verdict is Verdict.REJECTED
    assert (record(session).actor, record(session).stances) == (None, ())


def test_a_rejection_taken_back_brings_back_all_that_was_coded(session: ReviewSession) -> None:
    session.set_actor(item(session), "Bo Lind")
    session.set_stance(item(session), "support")
    coded = record(session)
    session.toggle_rejected(item(session))
    session.set_note(item(session), "no quote?")
    session.toggle_flag(item(session))
    session.toggle_rejected(item(session))
    assert record(session) == replace(coded, note="no quote?", flag=True)


def test_a_rejection_of_an_untouched_quote_taken_back_leaves_it_untouched(session: ReviewSession) -> None:
    session.toggle_rejected(item(session))
    session.toggle_rejected(item(session))
    assert item(session).record is None
    assert item(session).actor == "Ada Berg"


def test_a_rejection_taken_back_joins_the_parts_again(session: ReviewSession) -> None:
    session.join(item(session))
    before = session.coding("a.txt").records
    session.toggle_rejected(item(session))
    assert session.parts(item(session, 1)) == (item(session, 1),)
    session.toggle_rejected(item(session))
    assert session.coding("a.txt").records == before


def test_a_rejection_of_which_no_history_is_left_is_opened_again(session: ReviewSession) -> None:
    session.toggle_rejected(item(session))
    session.resume(History())
    session.toggle_rejected(item(session))
    assert item(session).record is None


def test_splitting_brings_back_what_the_parts_were(session: ReviewSession) -> None:
    session.set_stance(item(session), "support")
    session.set_actor(item(session, 1), "Bo Lind")
    session.choose_target("tax")
    session.set_stance(item(session, 1), "oppose")
    apart = session.coding("a.txt").records
    session.join(item(session))
    assert {stance.target for stance in record(session).stances} == {"bridge", "tax"}
    assert record(session, 1).actor == "Ada Berg"
    session.split(item(session, 1))
    assert session.coding("a.txt").records == apart


def test_strong_acts_on_the_stance_coded_last_wherever_the_coder_is(session: ReviewSession) -> None:
    assert session.last_coded is None
    assert session.toggle_strong() is None
    session.set_stance(item(session), "oppose")
    session.choose_target("tax")
    session.toggle_strong()
    (stance,) = record(session).stances
    assert (stance.target, stance.stance, stance.strong) == ("bridge", "oppose", True)
    session.toggle_strong()
    assert not record(session).stances[0].strong
    session.undo()
    session.undo()
    session.undo()
    assert session.last_coded is None


def test_the_strong_stance_is_the_one_that_is_repeated(session: ReviewSession) -> None:
    session.set_stance(item(session), "oppose")
    session.toggle_strong()
    session.repeat_stance(item(session, 1))
    assert record(session, 1).stances[0].strong


def test_rejecting_keeps_note_and_flag_and_so_does_opening_again(session: ReviewSession) -> None:
    session.set_note(item(session), "odd")
    session.toggle_flag(item(session))
    session.toggle_rejected(item(session))
    session.toggle_rejected(item(session))
    assert (record(session).note, record(session).flag, record(session).verdict) == ("odd", True, None)


def test_rejecting_a_quote_that_a_coder_marked_takes_it_away(session: ReviewSession) -> None:
    anchor = anchor_at(TEXT, Span(20, 28))
    added = Record("qadded", anchor, Verdict.ADDED, Kind.INDIRECT, "Ada Berg")
    session.take_in(ArticleCoding("a.txt", "0" * 64, "City", "ana", (added,)))
    assert item(session, 1).id == "qadded"
    session.toggle_rejected(item(session, 1))
    assert session.coding("a.txt").records == ()
    session.undo()
    assert session.coding("a.txt").records == (added,)


def test_correcting_the_actor_accepts_and_is_offered_first_the_next_time(session: ReviewSession) -> None:
    session.set_actor(item(session), "Bo Lind")
    assert (record(session).actor, record(session).verdict) == ("Bo Lind", Verdict.ACCEPTED)
    assert session.actor_names()[0] == "Bo Lind"
    assert "Ada Berg" in session.actor_names()


def test_nobody_speaks_to_themselves_or_relays_their_own_words(session: ReviewSession) -> None:
    session.correct(item(session), Kind.DIRECT, via="Radio", addressee="Bo Lind")
    session.set_actor(item(session), "Bo Lind")
    assert (record(session).actor, record(session).via, record(session).addressee) == ("Bo Lind", "Radio", None)
    session.set_actor(item(session), "Radio")
    assert (record(session).actor, record(session).via) == ("Radio", None)


def test_a_scare_quote_given_an_actor_is_a_partial_quote(session: ReviewSession) -> None:
    session.set_actor(item(session, 2), "Ada Berg")
    assert record(session, 2).kind is Kind.PARTIAL


def test_making_it_a_scare_quote_takes_the_actor_away(session: ReviewSession) -> None:
    session.correct(item(session), Kind.SCARE, via="Radio", addressee=None)
    assert (record(session).kind, record(session).actor, record(session).via) == (Kind.SCARE, None, None)


def test_several_speak_the_same_words(session: ReviewSession) -> None:
    session.set_actor(item(session), "Ada Berg")
    session.set_co_actors(item(session), ["Bo Lind", "Ada Berg", "Cy Moss"])
    assert (record(session).actor, record(session).co_actors) == ("Ada Berg", ("Bo Lind", "Cy Moss"))
    session.set_actor(item(session), "Bo Lind")
    assert (record(session).actor, record(session).co_actors) == ("Bo Lind", ("Cy Moss",)), "nobody twice"
    session.set_co_actors(item(session), [])
    assert (record(session).actor, record(session).co_actors) == ("Bo Lind", ())
    session.undo()
    session.set_actor(item(session), None)
    assert (record(session).actor, record(session).co_actors) == (None, ())
    session.set_co_actors(item(session), ["Bo Lind", "Cy Moss"])
    assert (record(session).actor, record(session).co_actors) == ("Bo Lind", ("Cy Moss",)), "the first is the actor"


def test_correcting_kind_relay_and_addressee(session: ReviewSession) -> None:
    session.correct(item(session), Kind.PARTIAL, via="Radio", addressee="the council")
    made = record(session)
    assert (made.kind, made.via, made.addressee, made.actor) == (Kind.PARTIAL, "Radio", "the council", "Ada Berg")


def test_a_note_alone_says_nothing_of_the_quote(session: ReviewSession) -> None:
    session.set_note(item(session), "  look at this\nagain ")
    made = record(session)
    assert (made.note, made.verdict, made.kind, made.actor) == ("look at this\nagain", None, None, None)
    assert not item(session).reviewed
    assert item(session).actor == "Ada Berg"
    session.set_note(item(session), " ")
    assert session.coding("a.txt").records == ()


def test_a_flag_is_set_and_taken_away(session: ReviewSession) -> None:
    session.toggle_flag(item(session))
    assert session.progress().flagged == 1
    session.toggle_flag(item(session))
    assert session.coding("a.txt").records == ()


def test_done_is_marked_with_its_moment_and_taken_away(session: ReviewSession) -> None:
    session.toggle_done("a.txt")
    assert session.coding("a.txt").done == MOMENT
    session.toggle_done("a.txt")
    assert session.coding("a.txt").done is None
    session.undo()
    assert session.coding("a.txt").done == MOMENT


def test_undo_goes_back_across_articles_and_says_where(session: ReviewSession) -> None:
    session.add_article(article(TEXT, "b.txt"), None)
    session.take_in_quotes([QuotedArticle("b.txt", QUOTES, ())], session.cast.actors)
    session.accept(item(session))
    session.accept(item(session, 0, "b.txt"))
    first, second, third = session.undo(), session.undo(), session.undo()
    assert first is not None
    assert second is not None
    assert (first.articles, second.articles, third) == (("b.txt",), ("a.txt",), None)


def test_accepting_the_rest_is_one_step_and_leaves_alone_what_was_judged(session: ReviewSession) -> None:
    session.toggle_rejected(item(session, 2))
    change = session.accept_rest("a.txt")
    assert change is not None
    assert (change.title, len(change.places), change.articles) == ("accept 3 quotes", 3, ("a.txt",))
    assert session.progress("a.txt").reviewed == 4
    assert item(session, 2).rejected
    assert session.accept_rest("a.txt") is None
    session.undo()
    assert session.progress("a.txt").reviewed == 1
    session.redo()
    assert [it.actor for it in session.items("a.txt")] == ["Ada Berg", "Ada Berg", None, None]


def test_undo_leaves_alone_what_came_into_the_file_from_elsewhere(session: ReviewSession) -> None:
    session.accept(item(session))
    theirs = Record("qtheirs", anchor_at(TEXT, Span(0, 1)), note="from the other window")
    coding = session.coding("a.txt")
    session.take_in(ArticleCoding("a.txt", coding.sha256, "City", "ana", (*coding.records, theirs)))
    session.undo()
    assert session.coding("a.txt").records == (theirs,)


def test_what_was_undone_cannot_be_redone_after_a_new_action(session: ReviewSession) -> None:
    session.accept(item(session))
    session.undo()
    session.accept(item(session, 1))
    assert session.redo() is None


def test_walking(session: ReviewSession) -> None:
    ids = [it.id for it in session.items("a.txt")]

    def walk(start: str | None, step: int, *, unreviewed: bool = False) -> str | None:
        found = next_in_article(session, Filter(), "a.txt", start, step, unreviewed=unreviewed)
        return found.id if found else None

    assert walk(None, 1) == ids[0]
    assert walk(None, -1) == ids[3]
    assert walk(ids[0], 1) == ids[1]
    assert walk(ids[0], -1) is None
    session.accept(item(session, 1))
    assert walk(ids[0], 1, unreviewed=True) == ids[2]
    assert walk(ids[2], -1, unreviewed=True) == ids[0]


def test_progress_counts_quotes_reviewed_and_flagged(session: ReviewSession) -> None:
    session.accept(item(session))
    session.toggle_rejected(item(session, 1))
    session.toggle_flag(item(session, 2))
    progress = session.progress("a.txt")
    assert (progress.quotes, progress.reviewed, progress.flagged) == (4, 2, 1)


def test_an_alias_is_its_actor_in_the_list(session: ReviewSession) -> None:
    session.set_actor(item(session, 1), "Berg")
    assert [(member.actor.name, member.quotes) for member in session.members()] == [("Ada Berg", 2)]


def test_what_was_coded_before_stands_when_the_session_opens() -> None:
    first = new_session()
    first.set_stance(item(first), "oppose")
    second = ReviewSession("ana", CODEBOOK)
    second.add_article(article(TEXT), first.coding("a.txt"))
    second.take_in_quotes([QuotedArticle("a.txt", QUOTES, ())], ())
    assert item(second).stances == item(first).stances
    assert second.actor_names() == ("Ada Berg",)


def test_records_whose_words_are_gone_are_kept_and_named() -> None:
    first = new_session()
    first.accept(item(first))
    second = ReviewSession("ana", CODEBOOK)
    second.add_article(article("All is new here."), first.coding("a.txt"))
    assert second.items("a.txt") == ()
    assert second.lost_records("a.txt") == first.coding("a.txt").records
    second.toggle_done("a.txt")
    assert second.coding("a.txt").records == first.coding("a.txt").records


ACTIONS: dict[str, Callable[[ReviewSession, Item], object]] = {
    "accept": lambda session, it: session.accept(it),
    "reject": lambda session, it: session.toggle_rejected(it),
    "stance": lambda session, it: session.set_stance(it, "support"),
    "strong": lambda session, it: session.set_stance(it, "oppose"),
    "clear": lambda session, it: session.clear_stance(it),
    "actor": lambda session, it: session.set_actor(it, "Bo Lind"),
    "note": lambda session, it: session.set_note(it, f"note on {it.text}"),
    "flag": lambda session, it: session.toggle_flag(it),
    "correct": lambda session, it: session.correct(it, Kind.PARTIAL, None, None),
    "done": lambda session, it: session.toggle_done(it.article),
}


def act(session: ReviewSession, action: str, number: int) -> None:
    ACTIONS[action](session, item(session, number))


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), st.integers(0, 3)), max_size=30))
def test_undoing_everything_leads_back_and_redoing_everything_forth(actions: list[tuple[str, int]]) -> None:
    session = new_session(now=(f"2026-11-22T09:30:{second:02}Z" for second in count()))
    start = session.coding("a.txt")
    for action, number in actions:
        act(session, action, number)
    end = session.coding("a.txt")
    while session.undo():
        pass
    assert session.coding("a.txt") == start
    while session.redo():
        pass
    assert session.coding("a.txt") == end


class Reviewing(RuleBasedStateMachine):
    """Any order of actions, with undo and redo between them."""

    def __init__(self) -> None:
        super().__init__()
        self.session = new_session(now=(f"moment {number}" for number in count()))

    @rule(action=st.sampled_from(sorted(ACTIONS)), number=st.integers(0, 3))
    def do(self, action: str, number: int) -> None:
        act(self.session, action, number)

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @invariant()
    def records_are_sound(self) -> None:
        records = self.session.coding("a.txt").records
        assert [r.quote.start for r in records] == sorted(r.quote.start for r in records)
        assert len({r.id for r in records}) == len(records)
        for r in records:
            assert TEXT[r.quote.start : r.quote.end] == r.quote.exact
            assert r.verdict or r.note or r.flag
            assert r.verdict is not None or (r.kind, r.actor, r.stances) == (None, None, ())
            assert len({s.target for s in r.stances}) == len(r.stances)


TestReviewing = Reviewing.TestCase
