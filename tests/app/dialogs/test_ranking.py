"""What a list offers for what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.dialogs.ranking import Closeness, RankedNames

CAST = (
    ("Femke de Boer", "De Boer"),
    ("Joe Biden", "Biden", "President Biden"),
    ("Müller-Thurgau",),
    ("Ana Lund", "Lund"),
    ("Lund University",),
    ("Jean-Luc Béart",),
    ("Łukasz Nowak",),
)


def names(typed: str) -> list[str]:
    return [CAST[match.row][0] for match in RankedNames(CAST).matching(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("femke", ["Femke de Boer"]),
        ("boer", ["Femke de Boer"]),
        ("fe bo", ["Femke de Boer"]),
        ("muller", ["Müller-Thurgau"]),
        ("thurgau", ["Müller-Thurgau"]),
        ("lukasz", ["Łukasz Nowak"]),
        ("beart", ["Jean-Luc Béart"]),
        ("BÉART", ["Jean-Luc Béart"]),
        ("jean luc", ["Jean-Luc Béart"]),
        ("xyz", []),
    ],
)
def test_what_is_typed_finds_a_name(typed: str, expected: list[str]) -> None:
    assert names(typed) == expected


def test_the_closest_comes_first() -> None:
    assert names("lund")[:2] == ["Ana Lund", "Lund University"], "an alias that is all of it, then a beginning"
    ranked = RankedNames([("dnb",), ("Odin B",), ("The DNB",), ("a dnb",)])
    assert [match.closeness for match in ranked.matching("dnb")] == [
        Closeness.EXACT,
        Closeness.BEGINNING,
        Closeness.BEGINNING,
        Closeness.LOOSE,
    ]
    assert RankedNames([("Femke de Boer",)]).matching("fe bo")[0].closeness is Closeness.WORDS
    assert RankedNames([("Roedeer",)]).matching("deer")[0].closeness is Closeness.WITHIN


def test_letters_are_not_gathered_from_two_names() -> None:
    assert RankedNames([("Ana Lund", "Berg")]).matching("anaberg") == []
    assert RankedNames([("Xi Jinping", "President Xi")]).matching("jinpres") == []


def test_equally_close_rows_keep_their_order() -> None:
    assert [match.row for match in RankedNames([("Ann B",), ("Ann A",), ("Ann C",)]).matching("ann")] == [0, 1, 2]


@pytest.mark.parametrize("typed", ["", "  ", "’", "…"])
def test_nothing_but_punctuation_finds_nothing(typed: str) -> None:
    assert RankedNames(CAST).matching(typed) == []


@given(st.lists(st.lists(st.text(max_size=20), max_size=3), max_size=6), st.text(max_size=12))
def test_every_row_is_found_at_most_once_and_by_one_of_its_names(rows: list[list[str]], typed: str) -> None:
    matches = RankedNames(rows).matching(typed)
    assert len({match.row for match in matches}) == len(matches)
    assert [match.closeness for match in matches] == sorted(match.closeness for match in matches)


@given(st.text(alphabet="abcäößéł -'.", min_size=1, max_size=12).filter(lambda name: any(map(str.isalpha, name))))
def test_a_name_is_found_exactly_by_itself(name: str) -> None:
    assert RankedNames([(name,)]).matching(name)[0].closeness is Closeness.EXACT
