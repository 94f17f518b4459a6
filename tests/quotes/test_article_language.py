"""Each article is read in its own language: the one it names, or else the one of its small words."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quotes.german_articles import GERMAN_ARTICLES
from tests.quotes.small_articles import SMALL_ARTICLES
from tests.quotes.test_properties import NEWSLIKE

from onrecord.articles.load import load_article
from onrecord.articles.source import ArticleSource
from onrecord.languages import files
from onrecord.languages.files import entries, language_codes, read_beginning, read_whole
from onrecord.quotes import article_language, engine_process, language
from onrecord.quotes.article_language import language_of
from onrecord.quotes.batch import quote_paths
from onrecord.quotes.engine import Engine, Request
from onrecord.quotes.engine_process import EngineProcess
from onrecord.quotes.extract import find_in_article, find_quotes
from onrecord.quotes.found_cache import FoundCache

GERMAN = (
    "Der Rat der Stadt hat am Montag beschlossen, den alten Hafen zu verkaufen. „Wir hatten keine Wahl“, sagte "
    "Bürgermeisterin Clara Voss. Sie nannte die Kritik „ungerecht“."
)
ENGLISH = (
    "The town council voted on Monday to sell the old harbour. “We had no choice,” Mayor Clara Voss said. She "
    "called the criticism “unfair.”"
)
GERMAN_SPEAKERS = ["Clara Voss", "Clara Voss"]


# What the small words tell


@pytest.mark.parametrize("small", GERMAN_ARTICLES, ids=lambda small: small.behaviour)
def test_small_german_articles_are_known_as_german(small):
    assert language_of(small.text) == "de"
    assert find_quotes(small.text) == find_quotes(small.text, language="de")


@pytest.mark.parametrize("small", SMALL_ARTICLES, ids=lambda small: small.behaviour)
def test_small_english_articles_are_read_as_english(small):
    assert language_of(small.text) == "en"
    assert find_quotes(small.text) == find_quotes(small.text, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2031",
        "“ ”",
        "Kanzler in Kiel",
        "Von der Leyen meets von der Lippe in Kiel",
        "Der Spiegel, Die Zeit, Die Welt",
        "Die Zeit, Der Spiegel and Das Erste report on the vote",
        "Mit Mann und Maus",
        "港の町の議会は月曜日に古い港を売ることを決めた。「選択の余地はなかった」と市長は述べた。",
        "Совет города решил в понедельник продать старую гавань. «У нас не было выбора», — сказала мэр.",
        "Il consiglio ha votato lunedì la vendita del vecchio porto. «Non avevamo scelta», ha detto la sindaca. "
        "Ha trovato ingiuste le critiche.",
        "De gemeenteraad heeft maandag besloten de oude haven te verkopen. “Wij hadden geen keuze”, zei de "
        "burgemeester die dat al eerder had voorgesteld. Er is in de stad veel kritiek op het plan.",
        f"{GERMAN} {ENGLISH}",
    ],
)
def test_what_is_short_mixed_or_in_no_known_language_is_read_as_before(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scheel of Die Welt and Otto von der Heide of Der Spiegel met Uta zu Wied at the Haus der Kunst in "
        "Munich, where the Gesellschaft für deutsche Sprache and the Bund der Vertriebenen had been invited.",
        "The mayor said: „Wir haben keine Wahl, und das wissen auch die, die jetzt gegen den Verkauf sind. Es ist "
        "nicht so, dass wir es nicht versucht hätten.“ She left the room. „Das war es“, one councillor said.",
        "The song “Die Gedanken sind frei, wer kann sie erraten” was sung by all when the council had voted.",
    ],
)
def test_german_names_and_quotes_make_no_english_article_german(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Der Senator sagte: “We had no choice, and those who are against it know that it was the only thing that "
        "could be done for the people of this town.” Dann verließ er mit seinem Anwalt den Saal.",
        "»It is what it is, and there is nothing that we can do about it«, sagte der Trainer nach dem Spiel. Er "
        "war mit der Mannschaft nicht zufrieden.",
    ],
)
def test_english_quotes_make_no_german_article_english(text):
    assert language_of(text) == "de"


def test_only_the_beginning_counts():
    assert language_of(GERMAN * 30 + ENGLISH * 300) == "de"
    assert language_of(ENGLISH * 30 + GERMAN * 300) == "en"


@given(NEWSLIKE)
def test_words_of_english_news_are_never_of_another_language(text):
    assert language_of(text) == "en"


@given(st.text(), st.text(max_size=40), st.text())
def test_any_text_has_a_language_that_depends_on_nothing_else(text, said, further):
    code = language_of(text, said)
    assert code in language_codes()
    assert language_of(text, said) == code
    assert language_of(text.ljust(5_000) + further, said) == language_of(text.ljust(5_000), said)


# What the article says


@pytest.mark.parametrize(
    "said", ["de", "DE", "de-AT", "de_DE", "de_DE.UTF-8", " deu ", "ger", "German", "Deutsch", "German (Austria)"]
)
def test_what_the_article_says_counts(said):
    assert language_of(ENGLISH, said) == "de"


@pytest.mark.parametrize("said", ["en", "en-GB", "English"])
def test_what_the_article_says_counts_for_english_too(said):
    assert language_of(GERMAN, said) == "en"


@pytest.mark.parametrize("said", [None, "", "it", "xx-YY", "Dutch", "den", "de, en", "de;q=0.8", "en/de", "?", "-"])
def test_a_word_that_names_no_known_language_leaves_it_to_the_text(said):
    assert language_of(GERMAN, said) == "de"
    assert language_of(ENGLISH, said) == "en"


def test_a_template_counts_only_where_the_words_do_not_tell():
    assert language_of(GERMAN, "en", by_template=True) == "de"
    assert language_of(ENGLISH, "de", by_template=True) == "en"
    assert language_of("Voss: Nein", "de", by_template=True) == "de"
    assert language_of("Voss: Nein", "it", by_template=True) == "en"


def test_a_german_page_made_with_an_english_template_is_read_in_german(tmp_path):
    said = "<p>„Wir bleiben“, sagte Bürgermeisterin Clara Voss am Montag vor der Presse in der Stadt.</p>"
    more = "<p>Die Stadt hat das Geld nicht, und sie wird es nicht haben, hieß es in dem Bericht.</p>"
    page = tmp_path / "page.html"
    page.write_text(f'<html lang="en"><body><article><h1>Die Stadt</h1>{said}{more * 4}</article></body></html>')
    article = load_article(page, "page.html")
    (quote,) = find_in_article(article).quotes
    assert quote.actor == "Clara Voss"
    assert find_in_article(article, language="en").quotes[0].actor is None


# The data files


@pytest.mark.parametrize("code", language_codes())
def test_small_words_stand_in_the_part_that_is_read_alone(code):
    beginning, whole = read_beginning(code), read_whole(code)
    assert len(beginning) < len(whole)
    assert {name: whole[name] for name in beginning} == beginning
    for name in (*article_language._SMALL_WORDS, article_language._PARTICLES, "names"):
        assert entries(beginning[name])


def test_one_language_is_the_default():
    assert [code for code in language_codes() if read_beginning(code).get("default")] == ["en"]


def test_no_language_is_read_whole_before_it_is_needed(monkeypatch):
    read = []

    def watched(code):
        read.append(code)
        return read_whole(code)

    monkeypatch.setattr(language, "read_whole", watched)
    language.load_language.cache_clear()
    find_quotes(ENGLISH)
    assert read == ["en"]
    find_quotes(GERMAN)
    assert read == ["en", "de"]


@pytest.fixture
def third_language(tmp_path, monkeypatch):
    """Add a folder for Esperanto beside the others."""
    folder = tmp_path / "languages"
    shutil.copytree(files.FOLDER, folder)
    (folder / "eo").mkdir()
    (folder / "eo" / "quotes.yaml").write_text(
        """
names: esperanto
auxiliaries: estas estis estos
pronouns: {ŝi: f, li: m}
determiners: la
prepositions: de al en kun por
conjunctions: kaj sed
subordinators: ke kiam ĉar
name_particles: ""
---
inflection:
- {endings: "", strip: 1, finite: "is as", participle: "anta"}
saying: diri
saying_irregular: [diri diris diras diranta]
endings: {adverb: "", finite: "", participle: ""}
plural_endings: ""
titles: urbestro
name_suffixes: ""
name_links: ""
definite: la
bodies: ""
media_words: ""
people: ""
honorifics: urbestro
abbreviations: ""
elisions: ""
possessive_gender: {}
gendered_titles: {}
gendered_nouns: {}
title_nouns: {}
according: [laŭ]
agent: ""
agents: ""
addressing: ""
addressee_prepositions: ""
spokespeople: ""
of: ""
""",
        encoding="utf-8",
    )
    monkeypatch.setattr(files, "FOLDER", folder)
    cached = (language_codes, read_beginning, language.load_language, article_language._telling_words)
    cached += (article_language._names, article_language._default)
    for function in cached:
        function.cache_clear()
    yield
    monkeypatch.undo()
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("third_language")
def test_a_language_is_another_folder():
    text = "La konsilo estas en la urbo. “Ni ne havis elekton”, diris Clara Voss. Ŝi estas la urbestro kaj ridas."
    assert language_of(text) == "eo"
    assert language_of(GERMAN, "Esperanto") == "eo"
    assert [language_of(GERMAN), language_of(ENGLISH)] == ["de", "en"]
    assert [quote.actor for quote in find_quotes(text)] == ["Clara Voss"]


# One result, wherever quotes are found


@pytest.fixture
def coverage(tmp_path):
    """Write a folder with English and German articles, of which one only says that it is German."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "said.md").write_text("---\nlanguage: de-AT\n---\n\n„Nein“, sagte Voss.\n", encoding="utf-8")
    rows = [
        {"id": "row", "text": GERMAN},
        {"id": "said", "text": "„Nein“, sagte Otto Reimann.", "lang": "Deutsch"},
        {"id": "english", "text": ENGLISH},
    ]
    (folder / "week.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def speakers(outcomes):
    return {found.article: [quote.actor for quote in found.quotes] for found in outcomes}


@pytest.mark.parametrize("jobs", [1, 2])
def test_actors_of_a_folder_are_linked_across_languages(coverage, jobs):
    assert speakers(quote_paths([coverage], jobs=jobs)) == {
        "english.txt": GERMAN_SPEAKERS,
        "german.txt": GERMAN_SPEAKERS,
        "said.md": ["Clara Voss"],
        "week.jsonl/row": GERMAN_SPEAKERS,
        "week.jsonl/said": ["Otto Reimann"],
        "week.jsonl/english": GERMAN_SPEAKERS,
    }


def test_rows_are_streamed_each_in_its_own_language(coverage):
    found = speakers(quote_paths([coverage / "week.jsonl"]))
    assert found == {"row": GERMAN_SPEAKERS, "said": ["Otto Reimann"], "english": GERMAN_SPEAKERS}


def test_a_language_that_is_asked_for_is_forced_on_all(coverage):
    found = {outcome.article: outcome for outcome in quote_paths([coverage], language="en")}
    article = load_article(coverage / "german.txt", "german.txt")
    assert found["german.txt"].quotes == find_in_article(article, language="en").quotes
    assert found["german.txt"].quotes != find_in_article(article).quotes


@pytest.mark.parametrize("name", ["german.txt", "said.md"])
def test_the_review_finds_what_the_command_finds(coverage, tmp_path, monkeypatch, name):
    source = ArticleSource(name, str(coverage / name))
    article = load_article(source.path, name)
    expected = find_in_article(article)
    assert all(quote.actor for quote in expected.quotes)
    cache = FoundCache(tmp_path / "cache")
    assert Engine().find_in_article(source, article) == expected
    assert [Engine(cache).read([Request(source, None)])[0].quoted for _ in range(2)] == [expected, expected]
    monkeypatch.setattr(engine_process, "SOON_FOUND", 0)
    monkeypatch.setattr(engine_process, "SOON_READ", 0)
    process = EngineProcess(tmp_path / "other cache")
    try:
        assert process.find_in_article(source, article) == expected
        assert process.read([Request(source, None)])[0].quoted == expected
        assert process._process is not None
    finally:
        process.close()


def test_what_was_found_is_found_again_when_the_article_says_another_language(coverage, tmp_path):
    source = ArticleSource("said.md", str(coverage / "said.md"))
    engine = Engine(FoundCache(tmp_path / "cache"))
    assert engine.read([Request(source, None)])[0].quoted.quotes[0].actor == "Voss"
    source.path.write_text(source.path.read_text(encoding="utf-8").replace("de-AT", "en"), encoding="utf-8")
    again = engine.read([Request(source, None)])[0]
    assert again.article.head.metadata.language == "en"
    assert again.quoted == find_in_article(load_article(source.path, "said.md"))
    assert again.quoted.quotes[0].actor is None
