"""What holds for any text whatever."""

import os
import subprocess
import sys
from itertools import pairwise
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.extract import find_quotes
from onrecord.quotes.language import Tag, load_language
from onrecord.quotes.quote import Kind

SEEDS = Path(__file__).parents[2] / "seeds"
LONGEST = 14

PIECES = st.sampled_from(
    [
        *("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟"),
        *(" ", "\n", "\n\n", ", ", ". ", "? ", ": ", " — ", "(", ")", "…", "<i>", "\t", "\u00a0", "\ufeff"),
        *("Smith", "Anna Smith", "Mr. Jones", "said", "told", "according to", "he", "who", "the senator", "called"),
        *(
            "that",
            "and",
            "it",
            "The",
            "U.S.",
            "’90s",
            "workers’",
            "don’t",
            "İ",
            "ß",
            "日本",
            "\U0001f600",
            "\ud83d",
        ),
    ]
)
NEWSLIKE = st.lists(PIECES, max_size=60).map("".join)


@given(st.one_of(NEWSLIKE, st.text(max_size=300)))
def test_spans_are_true_and_apart(text):
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert 0.0 <= quote.confidence <= 1.0
        for phrase in (quote.mention, quote.cue):
            assert phrase is None or text[phrase.start : phrase.end] == phrase.text
        if quote.kind is Kind.SCARE:
            assert quote.actor is None
    for one, other in pairwise(quotes):
        assert one.end <= other.start


def is_name_or_description(name):
    """Return whether a person would write it: not a small word or a verb alone, not a clause, not a line."""
    tags = load_language("en").lexicon
    words = [word.casefold().rstrip(".") for word in name.split()]
    edge = Tag.ARTICLE | Tag.PRONOUN | Tag.CONJUNCTION | Tag.SUBORDINATOR | Tag.AUXILIARY | Tag.RELATIVE
    alone = edge | Tag.ADVERB | Tag.PREPOSITION | Tag.DETERMINER | Tag.TIME
    first, last = tags.get(words[0], 0), tags.get(words[-1], 0)
    if len(words) == 1 and name.islower() and first & alone:
        return False
    marks = any(mark in name for mark in '“”"!?;:\n')
    return not marks and not (len(words) > 1 and (first & Tag.ARTICLE or last & edge)) and len(words) < LONGEST


@given(NEWSLIKE)
def test_an_actor_is_a_name_or_a_description(text):
    for quote in find_quotes(text, language="en"):
        for name in (*quote.actors, *filter(None, (quote.via, quote.addressee))):
            assert is_name_or_description(name), name


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_an_actor_of_a_real_article_is_one_too(path):
    quotes = find_quotes(path.read_text(encoding="utf-8"))
    assert all(is_name_or_description(name) for quote in quotes for name in quote.actors)


@given(NEWSLIKE)
def test_same_text_same_quotes(text):
    assert find_quotes(text) == find_quotes(text)


def test_same_text_same_quotes_whatever_the_order_of_sets():
    text = (
        "Mayor Otto Berg spoke. Robin Kell, the former boyfriend and actress, came in. “We stay,” she said. “We "
        "go,” he said."
    )
    code = f"from onrecord import find_quotes; print([quote.actor for quote in find_quotes({text!r})])"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in "01234"
    }
    assert len(found) == 1


@given(NEWSLIKE)
def test_results_can_be_sent_to_another_process(text):
    quotes = find_quotes(text)
    sent = ForkingPickler.loads(ForkingPickler.dumps(quotes))
    assert sent == quotes


def lines_run(text):
    """Return how many lines of the engine run for a text: a count of work that no clock disturbs."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        if "onrecord" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        find_quotes(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "” ",
        "' ",
        "''",
        " ‘x",
        "“a ",
        "“a” ",
        "“A,” he said, ",
        "“a b c d e f” x y ",
        "Smith said and ",
        "Anna Smith ",
        "Mr. J. Smith, ",
        "Ben Smith, Smith ",
        ", who, which ",
        "according to ",
        "«„“‘",
        "<a “",
        "(",
        "“One.”\n\n",
        "Smith1 said it: “One.”\n\n",
        "He said.\n",
    ],
)
def test_work_grows_with_the_text_and_not_faster(piece):
    small = piece * (3_000 // len(piece))
    lines_run(small)
    assert lines_run(small * 4) < 5 * lines_run(small) + 2_000
