"""Two wordings word by word, and what hangs on what was dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.echoes.compare import Change, Loss, compare

LONG = "We will not build the wall unless the ministry pays for all of the dredging by 2024"


def changes(longest: str, version: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            piece.change.value,
            longest[slice(*piece.longest)] if piece.longest else None,
            version[slice(*piece.version)] if piece.version else None,
        )
        for piece in compare(longest, version).pieces
    ]


def test_what_is_cut_at_the_end_is_said_with_its_loss() -> None:
    comparison = compare(LONG, "We will not build the wall")
    assert str(comparison) == "11 words cut at the end (condition, number, absolute)"
    assert comparison.losses == (Loss.CONDITION, Loss.NUMBER, Loss.ABSOLUTE)
    assert comparison.share_kept == pytest.approx(6 / 17)
    assert not comparison.is_reworded


def test_a_dropped_negation_is_the_worst() -> None:
    assert changes("We will not build it", "We will build it") == [
        ("kept", "We will", "We will"),
        ("dropped", "not", None),
        ("kept", "build it", "build it"),
    ]
    negated = compare("We will not build it", "We will build it")
    shortened = compare(LONG, "We will not build the wall unless")
    assert negated.consequence > shortened.consequence


def test_other_words_in_the_place_of_some_are_another_wording() -> None:
    comparison = compare("the highest, hardest wall of all", "that highest, hardest wall of all")
    assert comparison.is_reworded
    assert changes("We pay for it", "We got nothing for it")[1] == ("changed", "pay", "got nothing")


@pytest.mark.parametrize(
    "version",
    [
        "we will build the third-grade theatre, she organised",
        "We will build, the “third grade” theater [sic] she organized…",
        "We WILL build the third‑grade theatre she organised",
    ],
)
def test_spelling_marks_and_brackets_are_not_words(version: str) -> None:
    comparison = compare("We will build the third-grade theatre she organised", version)
    assert str(comparison) == "the same words"
    assert comparison.share_kept == 1


def test_a_prefix_that_turns_the_sense_is_another_word() -> None:
    assert compare("He is like his father", "He is unlike his father").is_reworded


def test_a_cut_inside_and_words_of_the_others() -> None:
    comparison = compare("one two alpha beta gamma delta five", "zero one two delta five six")
    assert str(comparison) == "1 word more at the start; 3 words cut inside; 1 word more at the end"


def test_german_lists_tell_what_is_lost_in_german() -> None:
    assert compare("Wir bauen das nicht, falls es teuer wird", "Wir bauen das", "de").losses == (
        Loss.NEGATION,
        Loss.CONDITION,
    )
    assert compare("Wir bauen das nicht", "Wir bauen das", "en").losses == ()


WORDS = st.lists(st.sampled_from(["we", "will", "not", "build", "the", "wall", "40", "if", "of"]), max_size=25)


@given(WORDS, WORDS)
def test_every_word_of_both_is_in_one_piece(one: list[str], other: list[str]) -> None:
    longest, version = " ".join(one), " ".join(other)
    pieces = compare(longest, version).pieces
    assert " ".join(longest[slice(*p.longest)] for p in pieces if p.longest) == longest
    assert " ".join(version[slice(*p.version)] for p in pieces if p.version) == version
    for piece in pieces:
        if piece.change is Change.KEPT and piece.longest and piece.version:
            assert longest[slice(*piece.longest)] == version[slice(*piece.version)]


@given(WORDS, st.integers(0, 25), st.integers(0, 25))
def test_a_cut_version_is_never_reworded(words: list[str], start: int, end: int) -> None:
    comparison = compare(" ".join(words), " ".join(words[start:end]))
    assert not comparison.is_reworded
    assert comparison.kept == len(words[start:end])
