"""Intervals, and what is said where there is no figure."""

import random

import pytest

from onrecord.results.agreement.bootstrap import Interval, intervals, more_units
from onrecord.results.agreement.coefficients import krippendorff_alpha, nominal_counts
from onrecord.results.agreement.figures import (
    NO_COMMON_UNITS,
    NO_SCALE,
    NOT_COMPLETE,
    NOT_TWO,
    NOTHING_VARIES,
    figures,
)


def coded(articles, units, coders, seed, agreeing=0.8):
    chance = random.Random(seed)

    def values():
        truth = chance.choice("abc")
        return tuple(truth if chance.random() < agreeing else chance.choice("abc") for _ in range(coders))

    return {f"a{number}": [values() for _ in range(units)] for number in range(articles)}


def test_value_is_that_of_all_units_and_lies_in_its_interval():
    articles = coded(30, 8, 3, seed=1)
    made = figures("xyz", articles)
    assert made.alpha.value == krippendorff_alpha(nominal_counts([u for a in articles.values() for u in a]))
    for figure in (made.percent, made.fleiss, made.alpha, made.ac1):
        assert figure.interval.low < figure.value < figure.interval.high
    assert (made.units, made.values, made.missing, made.articles) == (240, 720, 0, 30)


def test_interval_is_that_of_drawing_articles_one_by_one():
    articles = coded(12, 5, 2, seed=2)
    chance = random.Random(1)
    pools = list(articles.values())
    drawn = sorted(
        krippendorff_alpha(nominal_counts([unit for pool in chance.choices(pools, k=len(pools)) for unit in pool]))
        for _ in range(1000)
    )
    interval = figures("xy", articles).alpha.interval
    assert interval.low == pytest.approx(drawn[24] + (drawn[25] - drawn[24]) * 0.975)
    assert interval.high == pytest.approx(drawn[974] + (drawn[975] - drawn[974]) * 0.025)


def test_same_seed_gives_the_same_interval_and_another_seed_another():
    counts = [[chance, 10] for chance in (3, 9, 4, 7, 8, 2)]

    def share(sums):
        return [sums[0] / sums[1]]

    assert intervals(counts, share) == intervals(counts, share)
    assert intervals(counts, share) != intervals(counts, share, seed=2)


def test_quotes_that_stand_together_widen_the_interval():
    # The same units: once ten alike in an article, once each by itself.
    chance = random.Random(3)
    kinds = [("a", "a"), ("b", "b"), ("a", "b")]
    together = {f"a{number}": [chance.choice(kinds)] * 10 for number in range(40)}
    apart = {f"b{number}": [unit] for number, unit in enumerate(unit for a in together.values() for unit in a)}
    wide, narrow = (figures("xy", articles).alpha.interval for articles in (together, apart))
    assert wide.half_width > 2 * narrow.half_width


def test_interval_holds_true_value_about_as_often_as_it_says():
    # Two coders who agree on nine of ten by chance alone: the agreement of the whole population is .90.
    hits = 0
    for seed in range(60):
        chance = random.Random(seed)
        articles = [[sum(chance.random() < 0.9 for _ in range(6)), 6] for _ in range(40)]
        (interval,) = intervals(articles, lambda sums: [sums[0] / sums[1]], draws=300)
        hits += interval.low <= 0.9 <= interval.high
    assert 50 <= hits <= 60


def test_few_articles_have_no_interval_and_say_why():
    made = figures("xy", coded(4, 9, 2, seed=1))
    assert made.alpha.value is not None
    assert made.alpha.interval is None
    assert "4 articles" in made.alpha.why
    assert made.more_units is None


def test_articles_that_only_one_coder_coded_are_not_drawn():
    both = coded(8, 6, 2, seed=4)
    alone = {f"alone{number}": [("a", None)] for number in range(50)}
    made = figures("xy", both | alone)
    assert made.alpha == figures("xy", both).alpha
    assert (made.articles, made.units) == (8, 48)


def test_reasons_stand_where_there_is_no_value():
    nothing = figures("xyz", {})
    assert {figure.why for figure in nothing.by_name().values()} == {NO_COMMON_UNITS, NOT_TWO}
    alone = figures("xy", {"a": [("a", None), (None, "b")]})
    assert alone.alpha == (None, None, NO_COMMON_UNITS)
    assert alone.percent.value is None
    same = figures("xy", {"a": [("a", "a")] * 3})
    assert same.percent.value == 1.0
    assert {same.alpha.why, same.cohen.why, same.fleiss.why, same.ac1.why} == {NOTHING_VARIES}
    assert figures("xyz", {"a": [("a", "b", None)]}).fleiss.why == NOT_COMPLETE


def test_missing_values_are_counted():
    made = figures("xyz", {"a": [("a", "a", None), ("b", "a", "a"), ("a", None, None)]})
    assert (made.units, made.values, made.missing) == (2, 5, 1)


def test_values_without_a_place_are_missing_on_the_scale():
    scale = {"oppose": -1.0, "mixed": 0.0, "support": 1.0}
    units = [("support", "support"), ("oppose", "mixed"), ("none", "support"), ("oppose", "oppose")]
    with_none = figures("xy", {"a": units}, scale).ordinal
    without = figures("xy", {"a": [unit for unit in units if "none" not in unit]}, scale).ordinal
    assert with_none.value == without.value
    only_none = figures("xy", {"a": [("none", "none"), ("none", "support")]}, scale)
    assert "on the scale" in only_none.ordinal.why
    assert figures("xy", {"a": units}).ordinal is None
    assert figures("xy", {"a": units}, {}).ordinal.why == NO_SCALE


def test_more_units_narrow_the_interval_to_five_hundredths():
    assert more_units(100, Interval(0.7, 0.9)) == 300
    assert more_units(100, Interval(0.78, 0.82)) == 0
