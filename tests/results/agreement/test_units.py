"""Which records are about one quote, and whether coders judged the same quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.results.agreement.projects import FEES, GIFT, SHIPS, TEXT, project_in, record

from onrecord.articles.span import Span
from onrecord.coding.record import Anchor, Record, Verdict
from onrecord.errors import UsageError
from onrecord.results.agreement.codings import CodedArticle, PlacedRecord, Selection, read_codings
from onrecord.results.agreement.units import Deed, match, overlap, quote_agreement, units_of

LONG_HARBOUR = "We need the harbour, and we need it soon,"


def deeds(unit):
    return {coder: coding.deed for coder, coding in unit.codings.items()}


def test_records_of_one_place_are_one_unit_whatever_their_ids(tmp_path):
    codings = {("ana", "a.txt"): [record(SHIPS)], ("ben", "a.txt"): [record(SHIPS, id="q1")]}
    (unit,) = units_of(read_codings(project_in(tmp_path, codings)))
    assert deeds(unit) == {"ana": Deed.ACCEPTED, "ben": Deed.ACCEPTED}
    assert unit.exact == SHIPS


def test_records_of_one_id_in_two_places_are_two_units(tmp_path):
    codings = {("ana", "a.txt"): [record(SHIPS, id="q1")], ("ben", "a.txt"): [record(GIFT, id="q1")]}
    assert len(list(units_of(read_codings(project_in(tmp_path, codings))))) == 2


def test_what_overlaps_by_half_is_one_unit_and_less_is_two(tmp_path):
    half = LONG_HARBOUR[: len(LONG_HARBOUR) // 2 + 1]
    less = LONG_HARBOUR[: len(LONG_HARBOUR) // 2 - 1]
    for words, number in ((half, 1), (less, 2)):
        codings = {("ana", "a.txt"): [record(LONG_HARBOUR)], ("ben", "a.txt"): [record(words)]}
        folder = project_in(tmp_path / str(number), codings)
        assert len(list(units_of(read_codings(folder)))) == number


def test_what_a_coder_did_not_judge_is_told_apart_from_what_was_left(tmp_path):
    codings = {
        ("ana", "a.txt"): [
            record(SHIPS),
            record(GIFT, verdict=Verdict.REJECTED),
            record(FEES, verdict=Verdict.ADDED),
        ],
        ("ben", "a.txt"): [record(SHIPS, verdict=None, note="look again")],
        ("cleo", "a.txt"): [],
        ("dan", "b.txt"): [record(SHIPS)],
    }
    units = list(units_of(read_codings(project_in(tmp_path, codings, done=("cleo",)))))
    assert [deeds(unit)["ana"] for unit in units] == [Deed.ACCEPTED, Deed.REJECTED, Deed.ADDED, Deed.ABSENT]
    assert deeds(units[0]) == {"ana": Deed.ACCEPTED, "ben": Deed.OPEN, "cleo": Deed.LEFT, "dan": Deed.ABSENT}


def test_quotes_of_two_coders_are_compared_exactly_and_by_overlap(tmp_path):
    codings = {
        ("ana", "a.txt"): [record(SHIPS), record(LONG_HARBOUR), record(GIFT, verdict=Verdict.REJECTED)],
        ("ben", "a.txt"): [record(SHIPS), record(LONG_HARBOUR[:30]), record(GIFT, verdict=Verdict.REJECTED)],
        ("cleo", "a.txt"): [record(SHIPS), record(GIFT), record(FEES, verdict=Verdict.ADDED)],
    }
    units = list(units_of(read_codings(project_in(tmp_path, codings, done=("ana", "ben")))))
    first = quote_agreement(units, "ana", "ben")
    assert (first.both, first.exact, first.both_rejected, first.open) == (2, 1, 1, 0)
    assert (first.f1_exact, first.f1_overlapping) == (0.5, 1.0)
    second = quote_agreement(units, "ana", "cleo")
    # cleo is not through: that she has nothing where ana has a quote says nothing yet.
    assert (second.both, second.only_first, second.only_second, second.open) == (1, 0, 2, 1)
    assert second.f1_overlapping == pytest.approx(2 / 4)


def test_without_common_quotes_there_is_no_f1(tmp_path):
    codings = {("ana", "a.txt"): [record(SHIPS)], ("ben", "b.txt"): [record(SHIPS)]}
    units = list(units_of(read_codings(project_in(tmp_path, codings))))
    assert quote_agreement(units, "ana", "ben").f1_exact is None


def test_records_of_a_changed_article_are_compared_where_they_stand_now(tmp_path):
    folder = project_in(tmp_path, {("ana", "a.txt"): [record(SHIPS), record(GIFT)]})
    changed = "A line that was put in before.\n\n" + TEXT.replace(
        GIFT, "nothing at all, for no one, ever, anywhere"
    )
    (folder / "a.txt").write_text(changed, encoding="utf-8")
    project_in(folder, {("ben", "a.txt"): [record(SHIPS, text=changed)]}, text=changed)
    codings = read_codings(folder)
    (unit,) = units_of(codings)
    assert deeds(unit) == {"ana": Deed.ACCEPTED, "ben": Deed.ACCEPTED}
    assert codings.lost == 1


def test_coders_and_articles_are_chosen(tmp_path):
    codings = {(coder, article): [record(SHIPS)] for coder in ("ana", "ben", "_adjudicated") for article in "ab"}
    folder = project_in(tmp_path, codings)
    assert read_codings(folder).coders == ("ana", "ben")
    assert read_codings(folder, Selection(against="_adjudicated")).coders == ("ana", "ben", "_adjudicated")
    assert read_codings(folder, Selection(coders=("ben",))).coders == ("ben",)
    assert list(read_codings(folder, Selection(articles=("b*",))).articles) == ["b"]
    with pytest.raises(UsageError, match=r"dora has coded nothing here\..*ana"):
        read_codings(folder, Selection(coders=("dora",)))


def test_what_was_coded_before_a_day_is_left_out(tmp_path):
    early, late = "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z"
    records = [record(SHIPS, harbour="oppose", when=early), record(GIFT, harbour="oppose", when=late)]
    codings = read_codings(project_in(tmp_path, {("ana", "a.txt"): records}), Selection(since="2026-03-01"))
    assert [unit.exact for unit in units_of(codings)] == [GIFT]
    assert codings.older == 1


def test_letters_stand_for_coders_in_another_order_than_the_alphabet(tmp_path):
    names = [f"coder {number:02}" for number in range(12)]
    folder = project_in(tmp_path, {(name, "a"): [record(SHIPS)] for name in names})
    letters = read_codings(folder, Selection(anonymous=True)).letters
    assert sorted(letters.values()) == [*"ABCDEFGHIJKL"]
    assert [letters[name] for name in names] != sorted(letters.values())


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], sum(pair)))
CODED = st.dictionaries(st.sampled_from("abc"), st.lists(SPANS, max_size=5, unique=True))


def placed(span):
    anchor = Anchor(span.start, span.end, "x" * (span.end - span.start), "", "")
    return PlacedRecord(Record("q", anchor, Verdict.ACCEPTED), span, {}, None, part=False)


@given(CODED)
def test_units_share_out_all_records_one_a_coder(coded):
    articles = {coder: CodedArticle(done=True, records=tuple(map(placed, spans))) for coder, spans in coded.items()}
    units = list(match("a", articles, "abc"))
    for coder, spans in coded.items():
        theirs = [unit.codings[coder].placed.span for unit in units if unit.codings[coder].placed]
        assert sorted(theirs) == sorted(spans)
    assert [unit.span for unit in units] == sorted(unit.span for unit in units)


@given(CODED)
def test_equal_spans_are_always_one_unit(coded):
    articles = {coder: CodedArticle(done=True, records=tuple(map(placed, spans))) for coder, spans in coded.items()}
    for unit in match("a", articles, "abc"):
        for coder, spans in coded.items():
            if unit.span in spans:
                assert unit.codings[coder].placed.span == unit.span


@given(SPANS, SPANS)
def test_overlap_is_the_share_of_common_code_points(one, other):
    first, second = ({*range(*span)} for span in (one, other))
    together = {*range(min(first | second), max(first | second) + 1)}
    assert overlap(one, other) == len(first & second) / len(together)
