"""Tokens of languages that cut words before a vowel or tie pronouns to their verbs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.token_pattern import token_pattern

PLAIN = token_pattern((), ())
TIED = token_pattern(("l", "d", "qu"), ("il", "elle"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'eau", ["l'", "eau"]),
        ("L’Eau d’Inès", ["L’", "Eau", "d’", "Inès"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("dit-il", ["dit", "il"]),
        ("a-t-elle dit", ["a", "elle", "dit"]),
        ("A-T-IL", ["A", "IL"]),
        ("porte-parole", ["porte-parole"]),
        ("dit-illico", ["dit-illico"]),
        ("t-il", ["t", "il"]),
        ("qu'", ["qu", "'"]),
    ],
)
def test_words_cut_or_tied_are_tokens_of_their_own(text, tokens):
    assert [match.group() for match in TIED.finditer(text)] == tokens


@given(st.text(alphabet="ltdaiqu eE-'’.,1", max_size=60))
def test_nothing_but_the_ties_lies_outside_the_tokens(text):
    covered = TIED.sub("", text)
    assert set(covered) <= set(" -tT")
    assert "".join(match.group() for match in PLAIN.finditer(text)) == text.replace(" ", "")
