"""Who codes what: drawn at random, evenly, and the same at every call."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.coding.assignment import assign

ARTICLES = [f"a{number}.txt" for number in range(60)]
CODERS = ("ana", "ben", "cleo")
COUNTS = st.integers(0, 80).map(lambda number: [f"a{n}" for n in range(number)])
NAMES = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6, unique=True)


@given(COUNTS, NAMES, st.integers(0, 100), st.integers(0, 9))
def test_every_article_has_one_coder_and_a_share_has_two(articles, coders, overlap, seed):
    made = assign(articles, coders, overlap, seed)
    times = Counter(article for keys in made.lists.values() for article in keys)
    assert set(times) == set(articles)
    assert Counter(times.values())[2] == round(len(articles) * overlap / 100) == len(made.doubly_coded)
    assert all(len(set(keys)) == len(keys) for keys in made.lists.values())


@given(COUNTS, NAMES, st.integers(0, 100), st.integers(0, 9))
def test_common_articles_are_spread_evenly_over_pairs(articles, coders, overlap, seed):
    made = assign(articles, coders, overlap, seed)
    common = [len({*made.lists[one]} & {*made.lists[other]}) for one, other in combinations(coders, 2)]
    assert max(common) - min(common) <= 1


def test_work_is_spread_evenly_over_coders():
    sizes = [len(keys) for keys in assign(ARTICLES, CODERS, 20, 1).lists.values()]
    assert sum(sizes) == 72
    assert max(sizes) - min(sizes) <= 1


def test_same_seed_gives_the_same_lists_whatever_the_order_of_the_articles():
    assert assign(ARTICLES, CODERS, 20, 1) == assign(ARTICLES[::-1], CODERS, 20, 1)
    assert assign(ARTICLES, CODERS, 20, 1).lists != assign(ARTICLES, CODERS, 20, 2).lists


def test_common_articles_do_not_stand_together_at_the_beginning():
    made = assign(ARTICLES, CODERS, 20, 1)
    doubly = {*made.doubly_coded}
    for keys in made.lists.values():
        shared = [key in doubly for key in keys]
        assert any(shared)
        assert shared != sorted(shared)
        assert shared != sorted(shared, reverse=True)


@given(COUNTS, COUNTS, NAMES)
def test_what_was_assigned_stays_and_only_other_articles_are_drawn(first, second, coders):
    before = assign(first, coders, 30, 1)
    after = assign({*first, *second}, coders, 30, 2, before)
    for coder in coders:
        assert after.lists[coder][: len(before.lists[coder])] == before.lists[coder]
    assert after.articles == {*first, *second}


def test_coder_who_is_not_named_any_more_keeps_the_list():
    before = assign(ARTICLES[:10], CODERS, 20, 1)
    after = assign(ARTICLES, CODERS[:2], 20, 1, before)
    assert after.articles_of("cleo") == before.articles_of("cleo")
    assert after.articles_of("dora") is None
