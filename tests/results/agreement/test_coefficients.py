"""The coefficients against published tables, and against other ways to compute them written for these tests."""

from collections import Counter
from itertools import combinations, permutations
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.results.agreement.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    nominal_counts,
    percent_agreement,
)
from onrecord.results.agreement.ordered_alpha import Metric, ordered_alpha

KRIPPENDORFF = """
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *
"""
"""Four coders, twelve units: Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), part D."""
FLEISS = """
0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7
"""
"""Ten units, fourteen coders, five categories, widely reprinted with kappa .210."""


def units_of_example():
    coders = [line.split() for line in KRIPPENDORFF.split("\n") if line]
    return [[None if value == "*" else value for value in unit] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)]
)
def test_alpha_is_that_of_the_published_example(metric, alpha):
    units = [[value and float(value) for value in unit] for unit in units_of_example()]
    assert ordered_alpha(units, Metric(metric)) == pytest.approx(alpha, abs=5e-7)


def test_nominal_alpha_and_ac1_of_the_published_example():
    counts = nominal_counts(units_of_example())
    assert krippendorff_alpha(counts) == pytest.approx(0.743421, abs=5e-7)
    # Gwet's documentation of irrCAC prints .77544 for these very ratings (raw data “cac.raw4raters”).
    assert gwet_ac1(counts) == pytest.approx(0.77544, abs=5e-6)


def test_fleiss_kappa_of_the_published_table():
    units = [
        [str(category) for category, times in enumerate(line.split()) for _ in range(int(times))]
        for line in FLEISS.split("\n")
        if line
    ]
    assert fleiss_kappa(nominal_counts(units)) == pytest.approx(0.20993, abs=5e-6)


def table(cells):
    """Return the units of a confusion table of two coders."""
    return [(str(row), str(column)) for (row, column), times in cells.items() for _ in range(times)]


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ({(1, 1): 20, (1, 0): 5, (0, 1): 10, (0, 0): 15}, 0.4),
        ({(1, 1): 45, (1, 0): 15, (0, 1): 25, (0, 0): 15}, 0.1304),
        ({(1, 1): 25, (1, 0): 35, (0, 1): 5, (0, 0): 35}, 0.2593),
    ],
)
def test_cohen_kappa_of_tables_from_textbooks(cells, kappa):
    assert cohen_kappa(nominal_counts(table(cells))) == pytest.approx(kappa, abs=5e-5)


def test_gwet_ac1_of_his_table_in_which_kappa_is_below_zero():
    # Gwet, “Kappa statistic is not satisfactory” (2002): both agree on 118 of 125 subjects.
    counts = nominal_counts(table({(1, 1): 118, (1, 0): 5, (0, 1): 2, (0, 0): 0}))
    assert gwet_ac1(counts) == pytest.approx(0.9408, abs=5e-5)
    assert cohen_kappa(counts) == pytest.approx(-0.0234, abs=5e-5)


# Oracles: the definitions as they stand in the literature, unit by unit and pair by pair.


def oracle_alpha(units):
    paired = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in paired if len(unit) > 1]
    pool = [value for unit in paired for value in unit]
    expected = sum(one != other for one, other in permutations(pool, 2))
    if not expected:
        return None
    observed = sum(sum(one != other for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in paired)
    return 1 - observed / len(pool) / (expected / (len(pool) * (len(pool) - 1)))


def oracle_ordinal(units):
    paired = [unit for unit in ([v for v in unit if v is not None] for unit in units) if len(unit) > 1]
    pool = [value for unit in paired for value in unit]

    def distance(one, other):
        low, high = sorted((one, other))
        ranks = sum(low <= value <= high for value in pool) - (pool.count(low) + pool.count(high)) / 2
        return 0 if one == other else ranks**2

    expected = sum(distance(one, other) for one, other in permutations(pool, 2))
    if not expected:
        return None
    observed = sum(sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in paired)
    return 1 - observed / len(pool) / (expected / (len(pool) * (len(pool) - 1)))


def oracle_cohen(units):
    both = [unit for unit in units if None not in unit]
    if not both:
        return None
    first, second = (Counter(column) for column in zip(*both, strict=True))
    observed = mean(one == other for one, other in both)
    expected = sum(first[value] * second[value] for value in first) / len(both) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def oracle_fleiss(units):
    complete = [unit for unit in units if None not in unit]
    pool = Counter(value for unit in complete for value in unit)
    if len(pool) < 2:
        return None
    observed = mean(mean(one == other for one, other in combinations(unit, 2)) for unit in complete)
    expected = sum((times / pool.total()) ** 2 for times in pool.values())
    return (observed - expected) / (1 - expected)


def oracle_ac1(units):
    rated = [unit for unit in ([v for v in unit if v is not None] for unit in units) if unit]
    paired = [unit for unit in rated if len(unit) > 1]
    categories = {value for unit in rated for value in unit}
    if not paired or len(categories) < 2:
        return None
    observed = mean(mean(one == other for one, other in combinations(unit, 2)) for unit in paired)
    shares = [mean(unit.count(value) / len(unit) for unit in rated) for value in categories]
    expected = sum(share * (1 - share) for share in shares) / (len(categories) - 1)
    return (observed - expected) / (1 - expected)


def data(coders):
    value = st.one_of(st.none(), st.sampled_from("abcd"))
    return st.lists(st.tuples(*[value] * coders), max_size=12)


MANY = st.integers(2, 6).flatmap(data)


def alike(one, other):
    return (one is None) is (other is None) and (one is None or one == pytest.approx(other, abs=1e-9))


@given(MANY)
def test_coefficients_are_those_of_their_definitions(units):
    counts = nominal_counts(units)
    assert alike(krippendorff_alpha(counts), oracle_alpha(units))
    assert alike(fleiss_kappa(counts), oracle_fleiss(units))
    assert alike(gwet_ac1(counts), oracle_ac1(units))


@given(data(2))
def test_kappa_of_two_is_that_of_its_definition(units):
    assert alike(cohen_kappa(nominal_counts(units)), oracle_cohen(units))


@given(MANY)
def test_alpha_on_a_scale_is_that_of_its_definition(units):
    places = [[None if value is None else float("abcd".index(value)) for value in unit] for unit in units]
    assert alike(ordered_alpha(places, Metric.ORDINAL), oracle_ordinal(places))
    assert alike(ordered_alpha(places, Metric.NOMINAL), krippendorff_alpha(nominal_counts(units)))


@given(MANY)
def test_percent_is_the_share_of_equal_pairs(units):
    pairs = [pair for unit in units for pair in combinations([v for v in unit if v is not None], 2)]
    expected = mean(one == other for one, other in pairs) if pairs else None
    assert alike(percent_agreement(nominal_counts(units)), expected)


@given(MANY, st.permutations("abcd"))
def test_names_of_categories_and_order_of_units_do_not_matter(units, names):
    renamed = [[value and names["abcd".index(value)] for value in unit] for unit in reversed(units)]
    for coefficient in (krippendorff_alpha, fleiss_kappa, gwet_ac1, percent_agreement):
        assert alike(coefficient(nominal_counts(units)), coefficient(nominal_counts(renamed)))


@pytest.mark.parametrize("coefficient", [krippendorff_alpha, cohen_kappa, fleiss_kappa, gwet_ac1])
def test_where_nothing_varies_nothing_is_defined(coefficient):
    assert coefficient(nominal_counts([("a", "a")] * 9)) is None
    assert coefficient(nominal_counts([])) is None
    assert coefficient(nominal_counts([("a", None), (None, "b")])) is None


def test_agreement_on_everything_is_one_and_on_nothing_below_zero():
    for coefficient in (krippendorff_alpha, cohen_kappa, fleiss_kappa, gwet_ac1):
        assert coefficient(nominal_counts([("a", "a"), ("b", "b")])) == pytest.approx(1)
        assert coefficient(nominal_counts([("a", "b"), ("b", "a")])) < 0
