"""Filters, and walking what passes them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.plain_articles import article, quote
from tests.coding.test_session import CODEBOOK, TEXT, item

from onrecord.articles.article import Metadata
from onrecord.coding.codebook import Codebook, Target
from onrecord.coding.doubt import confidence
from onrecord.coding.filter import Filter, State, filter_of, possible_values
from onrecord.coding.item import Item, anchor_at
from onrecord.coding.ordering import count_matching, next_article, next_doubtful, next_in_article
from onrecord.coding.record import ArticleCoding, Record, Span, Verdict
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import Actor, Kind, QuotedArticle

SURE = (0.9, 0.3, 0.5, 0.5)
QUOTES = (
    quote(TEXT, "We will build it,"),
    quote(TEXT, "Not here,", actor="Berg"),
    quote(TEXT, "green", Kind.SCARE, None),
    quote(TEXT, "Plan", Kind.PARTIAL, "City"),
)


@pytest.fixture
def session() -> ReviewSession:
    """Return two articles of four quotes each, from two outlets; the second is surer throughout."""
    session = ReviewSession("ana", CODEBOOK)
    session.add_article(replace(article(TEXT, "a.txt"), metadata=Metadata(outlet="Post")), None)
    session.add_article(replace(article(TEXT, "b.txt"), metadata=Metadata(outlet="Times")), None)
    found = [
        QuotedArticle(
            key,
            tuple(replace(one, confidence=sure + more) for one, sure in zip(QUOTES, SURE, strict=True)),
            (),
        )
        for key, more in (("a.txt", 0.0), ("b.txt", 0.05))
    ]
    session.take_in_quotes(found, [Actor("Ada Berg", ("Berg",)), Actor("City")])
    return session


def words(session: ReviewSession, filter: Filter) -> list[str]:
    return [one.text for one in session.items("a.txt") if filter.matches(one, session)]


def test_an_empty_filter_lets_all_pass_and_is_false(session: ReviewSession) -> None:
    assert not Filter()
    assert count_matching(session, Filter()) == 8


def test_by_actor_under_any_name_and_not_what_was_rejected(session: ReviewSession) -> None:
    assert words(session, Filter(actor="Ada Berg")) == ["We will build it,", "Not here,"]
    session.toggle_rejected(item(session))
    assert words(session, Filter(actor="Ada Berg")) == ["Not here,"]


def test_by_kind_and_outlet(session: ReviewSession) -> None:
    assert words(session, Filter(kind=Kind.SCARE)) == ["green"]
    assert count_matching(session, Filter(outlet="Times")) == 4
    assert count_matching(session, Filter(outlet="Times", kind="scare")) == 1


def test_by_state(session: ReviewSession) -> None:
    session.accept(item(session, 0))
    session.toggle_rejected(item(session, 1))
    session.toggle_flag(item(session, 2))
    session.set_note(item(session, 3), "odd")
    assert {state: words(session, Filter(state=state)) for state in State} == {
        State.UNREVIEWED: ["green", "Plan"],
        State.ACCEPTED: ["We will build it,"],
        State.REJECTED: ["Not here,"],
        State.FLAGGED: ["green"],
        State.NOTED: ["Plan"],
    }


def test_a_quote_marked_by_hand_counts_as_accepted(session: ReviewSession) -> None:
    added = Record("qadded", anchor_at(TEXT, Span(20, 28)), Verdict.ADDED, Kind.INDIRECT, "Ada Berg")
    session.take_in(ArticleCoding("a.txt", "0" * 64, "City", "ana", (added,)))
    assert words(session, Filter(state="accepted")) == [TEXT[20:28]]


def test_stance_and_target_together_ask_for_that_stance_toward_that_target(session: ReviewSession) -> None:
    session.set_stance(item(session, 0), "support")
    session.choose_target("tax")
    session.set_stance(item(session, 0), "oppose")
    session.set_stance(item(session, 1), "support")
    assert words(session, Filter(stance="support")) == ["We will build it,", "Not here,"]
    assert words(session, Filter(target="tax")) == ["We will build it,", "Not here,"]
    assert words(session, Filter(stance="support", target="tax")) == ["Not here,"]
    assert words(session, Filter(stance="oppose", target="bridge")) == []


def test_a_target_is_found_under_its_new_name(session: ReviewSession) -> None:
    session.choose_target("tax")
    session.set_stance(item(session), "support")
    session.replace_codebook(Codebook(CODEBOOK.labels, (Target("levy", aliases=("tax",)),)))
    assert words(session, Filter(target="levy")) == ["We will build it,"]
    assert possible_values(session)["target"] == ("levy",)


def test_choosing_a_value_again_takes_it_away() -> None:
    filter = Filter().toggled("actor", "Ada").toggled("kind", "direct")
    assert filter.criteria == {"actor": "Ada", "kind": "direct"}
    assert filter.toggled("actor", "Bo").actor == "Bo"
    assert filter.toggled("actor", "Ada") == Filter(kind="direct")


def test_what_was_remembered_comes_back_and_nonsense_does_not() -> None:
    filter = Filter(actor="Ada", state="flagged", outlet="Post")
    assert filter_of(filter.criteria) == filter
    assert filter_of({"state": "lost", "colour": "red", "kind": "direct", "actor": ""}) == Filter(kind="direct")


def test_what_can_be_asked_for(session: ReviewSession) -> None:
    values = possible_values(session)
    assert values["actor"] == ("Ada Berg", "City")
    assert values["outlet"] == ("Post", "Times")
    assert values["kind"] == ("direct", "partial", "scare")
    assert values["stance"] == ("support", "oppose")


def test_walking_in_an_article_passes_over_what_does_not_match(session: ReviewSession) -> None:
    ids = [one.id for one in session.items("a.txt")]

    def walk(filter: Filter, start: str | None, step: int, *, unreviewed: bool = False) -> str | None:
        found = next_in_article(session, filter, "a.txt", start, step, unreviewed=unreviewed)
        return found.id if found else None

    berg = Filter(actor="Ada Berg")
    assert walk(berg, None, 1) == ids[0]
    assert walk(berg, None, -1) == ids[1]
    assert walk(berg, ids[3], -1) == ids[1]
    assert walk(berg, ids[1], 1) is None
    session.accept(item(session))
    assert walk(berg, None, 1, unreviewed=True) == ids[1]


def test_the_doubtful_ones_are_walked_first_across_articles(session: ReviewSession) -> None:
    walked, here = [], None
    while found := next_doubtful(session, Filter(), here, 1):
        here = (found.article, found.id)
        walked.append((found.article[0], found.text))
    assert walked == [
        ("a", "Not here,"),
        ("b", "Not here,"),
        ("a", "green"),
        ("a", "Plan"),
        ("b", "green"),
        ("b", "Plan"),
        ("a", "We will build it,"),
        ("b", "We will build it,"),
    ]
    back = next_doubtful(session, Filter(), ("a.txt", item(session, 2).id), -1)
    assert back is not None
    assert (back.article, back.text) == ("b.txt", "Not here,")


@given(
    articles=st.lists(st.lists(st.sampled_from((0.3, 0.5, 0.9)), max_size=4), min_size=1, max_size=4),
    rejected=st.sets(st.integers(0, 15)),
    step=st.sampled_from((1, -1)),
)
def test_the_doubtful_walk_is_in_the_order_of_doubt_article_and_place(
    articles: list[list[float]], rejected: set[int], step: int
) -> None:
    session = ReviewSession("ana", CODEBOOK)
    for number, sure in enumerate(articles):
        key = f"{number}.txt"
        session.add_article(article(TEXT, key), None)
        quotes = (replace(one, confidence=each) for one, each in zip(QUOTES, sure, strict=False))
        session.take_in_quotes([QuotedArticle(key, tuple(quotes), ())], [])
    everything = [one for key in session.keys for one in session.items(key)]
    for number in rejected & set(range(len(everything))):
        session.toggle_rejected(everything[number])
    left = [one for key in session.keys for one in session.items(key) if not one.reviewed]
    walked: list[Item] = []
    while found := next_doubtful(
        session, Filter(), (walked[-1].article, walked[-1].id) if walked else None, step, unreviewed=True
    ):
        walked.append(found)
    assert walked == sorted(left, key=lambda one: (confidence(one), one.article, one.span), reverse=step < 0)


def test_the_doubtful_walk_obeys_the_filter_and_passes_over_what_is_reviewed(session: ReviewSession) -> None:
    session.accept(item(session, 1))
    found = next_doubtful(session, Filter(actor="Ada Berg"), None, 1, unreviewed=True)
    assert found is not None
    assert (found.article, found.text) == ("b.txt", "Not here,")


def test_the_next_article_is_one_with_something_left(session: ReviewSession) -> None:
    keys = ("a.txt", "empty.txt", "b.txt")
    assert next_article(session, Filter(), keys, "a.txt") == "b.txt"
    assert next_article(session, Filter(), keys, "b.txt") == "a.txt"
    for number in range(4):
        session.accept(item(session, number, "b.txt"))
    assert next_article(session, Filter(), keys, "a.txt") is None
    assert next_article(session, Filter(), keys, "b.txt") == "a.txt"
    assert next_article(session, Filter(outlet="Times"), keys, "b.txt") is None
