"""What a coder decides on echoes holds in any later run."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.echo_decisions import (
    DecidedQuote,
    EchoDecision,
    EchoVerdict,
    QuoteRef,
    apply_decisions,
    confirm,
    merge_decisions,
    merge_groups,
    refuse,
    split,
    with_decisions,
)
from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.echo import EchoGroup, Member, group_id

NOW, LATER = "2026-11-26T09:30:00Z", "2026-11-26T10:00:00Z"


def member(article: str, text: str, start: int = 0) -> Member:
    return Member(
        ref=QuoteRef(article, start, start + len(text)),
        text=text,
        outlet=article,
        date="2022-03-18",
        actor="Ada Berg",
        sure=0.9,
        cue="said",
        language="en",
        headline=False,
        place=0.1,
        difference="",
        share_kept=1.0,
        losses=(),
        why="",
    )


def group(status: Status, *members: Member) -> EchoGroup:
    return EchoGroup(group_id(status, [m.ref for m in members]), status, "Ada Berg", "5 words in a row", members)


LONG = member("post", "We will not build the wall unless the ministry pays")
CUT = member("mail", "We will not build the wall")
SHORT = member("herald", "not build the wall")
OTHER = member("stage", "We shall pay for the harbour ourselves")


def texts(groups: list[EchoGroup]) -> list[tuple[str, list[str]]]:
    return [(found.status.value, [m.ref.article for m in found.members]) for found in groups]


def test_without_decisions_all_is_as_found() -> None:
    groups = [group(Status.ECHO, LONG, CUT)]
    assert apply_decisions(groups, (), {}) == groups


def test_a_confirmed_possible_group_is_an_echo_and_says_so() -> None:
    possible = group(Status.POSSIBLE, LONG, CUT)
    (found,) = apply_decisions([possible], confirm(possible, NOW), {})
    assert (found.status, found.decided) == (Status.ECHO, True)
    assert [m.difference for m in found.members] == ["the longest", "4 words cut at the end (condition)"]


def test_a_refused_group_is_gone() -> None:
    for status in (Status.ECHO, Status.POSSIBLE):
        found = group(status, LONG, CUT, SHORT)
        assert apply_decisions([found], refuse(found, NOW), {}) == []


def test_what_is_split_off_stays_together() -> None:
    found = group(Status.ECHO, LONG, CUT, SHORT, OTHER)
    decisions = split(found, [CUT.ref, SHORT.ref], NOW)
    assert texts(apply_decisions([found], decisions, {})) == [
        ("echo", ["post", "stage"]),
        ("echo", ["mail", "herald"]),
    ]


def test_merged_groups_are_one_in_a_run_that_finds_them_apart() -> None:
    one, two = group(Status.ECHO, LONG, CUT), group(Status.ECHO, OTHER, SHORT)
    decisions = merge_groups(one, two, NOW)
    assert texts(apply_decisions([one, two], decisions, {})) == [("echo", ["post", "stage", "mail", "herald"])]
    quotes = {m.ref: m for m in (LONG, CUT, SHORT, OTHER)}
    assert texts(apply_decisions([], decisions, quotes)) == [("echo", ["post", "stage", "mail", "herald"])]


def test_a_refusal_holds_against_what_others_in_the_group_have() -> None:
    found = group(Status.ECHO, LONG, CUT, SHORT)
    decisions = with_decisions(confirm(found, NOW), split(found, [SHORT.ref], LATER))
    assert texts(apply_decisions([found], decisions, {})) == [("echo", ["post", "mail"])]


def test_a_quote_that_moved_is_found_by_its_words() -> None:
    possible = group(Status.POSSIBLE, LONG, CUT)
    moved = CUT._replace(ref=QuoteRef("mail", 90, 116))
    (found,) = apply_decisions([group(Status.POSSIBLE, LONG, moved)], confirm(possible, NOW), {})
    assert found.status is Status.ECHO
    changed = CUT._replace(text="We will build the wall")
    (left,) = apply_decisions([group(Status.POSSIBLE, LONG, changed)], confirm(possible, NOW), {})
    assert left.status is Status.POSSIBLE


REFS = [DecidedQuote(QuoteRef(article, 0, 9), article) for article in "abcd"]
DECISIONS = st.dictionaries(
    st.sampled_from([(one, other) for one in REFS for other in REFS if one < other]),
    st.tuples(st.sampled_from(EchoVerdict), st.sampled_from([NOW, LATER])),
).map(lambda made: with_decisions((), [EchoDecision(*pair, *how) for pair, how in made.items()]))


@given(DECISIONS, DECISIONS, DECISIONS)
def test_merging_does_not_depend_on_the_side(base, ours, theirs) -> None:
    assert merge_decisions(base, ours, theirs) == merge_decisions(base, theirs, ours)


@given(DECISIONS, DECISIONS)
def test_what_only_one_side_changed_holds(base, ours) -> None:
    assert merge_decisions(base, ours, base) == ours
    assert merge_decisions(base, ours, ours) == ours
