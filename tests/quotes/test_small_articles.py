"""Every way that quotes stand in news, on an article each, in two languages."""

import pytest
from tests.quotes.german_articles import GERMAN_ARTICLES
from tests.quotes.german_clauses import GERMAN_ACTORS, GERMAN_CLAUSES, GERMAN_NAMES_IN_MARKS
from tests.quotes.german_sentences import GERMAN_SENTENCES
from tests.quotes.small_articles import SMALL_ARTICLES

from onrecord.quotes.extract import find_quotes
from onrecord.quotes.language import Tag, load_language


def line(quote, opening):
    fields = [quote.kind.value, quote.actor or "-", opening if quote.text.startswith(opening) else quote.text]
    fields += [f"via {quote.via}"] if quote.via else []
    fields += [f"to {quote.addressee}"] if quote.addressee else []
    return " | ".join(fields)


def check(small, language):
    expected = small.found.split("\n")
    openings = [row.split(" | ")[2] for row in expected]
    quotes = find_quotes(small.text, language=language)
    padded = openings + [""] * (len(quotes) - len(openings))
    assert [line(quote, opening) for quote, opening in zip(quotes, padded, strict=False)] == expected


@pytest.mark.parametrize("small", SMALL_ARTICLES, ids=lambda small: small.behaviour)
def test_finds_what_is_said_and_by_whom(small):
    check(small, "en")


@pytest.mark.parametrize(
    "small",
    [*GERMAN_ARTICLES, *GERMAN_CLAUSES, *GERMAN_NAMES_IN_MARKS, *GERMAN_ACTORS],
    ids=lambda small: small.behaviour,
)
def test_german_is_read_by_its_own_rules(small):
    check(small, "de")


@pytest.mark.parametrize(("sentence", "expected"), GERMAN_SENTENCES)
def test_every_order_of_speaker_verb_and_quote_in_german(sentence, expected):
    found = [f"{quote.kind.value} {quote.actor or '-'}" for quote in find_quotes(sentence, language="de")]
    assert ", ".join(found) == expected


GERMAN_TEXTS = [sentence for sentence, _ in GERMAN_SENTENCES]
GERMAN_TEXTS += [small.text for small in (*GERMAN_CLAUSES, *GERMAN_NAMES_IN_MARKS, *GERMAN_ACTORS)]


@pytest.mark.parametrize("text", GERMAN_TEXTS)
def test_a_german_actor_is_a_noun_phrase_without_its_article(text):
    lexicon = load_language("de").lexicon
    for quote in find_quotes(text, language="de"):
        if quote.actor is not None:
            first, *_ = words = quote.actor.split()
            assert any(word[0].isupper() or "-" in word for word in words)
            assert not lexicon.get(first, 0) & (Tag.ARTICLE | Tag.AUXILIARY | Tag.PREPOSITION | Tag.PRONOUN)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Inge Kern und Udo Ruhl sagten: „Es fehlt an Geld.“", ("Inge Kern", "Udo Ruhl")),
        ("„Es fehlt an Geld“, sagten Ministerin Inge Kern und Udo Ruhl am Montag.", ("Inge Kern", "Udo Ruhl")),
        ("Inge Kern sagte und Udo Ruhl wiederholte: „Es fehlt an Geld.“", ("Udo Ruhl",)),
        ("Inge Kern kam und rief: „Es fehlt an Geld.“", ("Inge Kern",)),
    ],
)
def test_german_speakers_together(text, speakers):
    (quote,) = find_quotes(text, language="de")
    assert (quote.actor, *quote.co_actors) == speakers
