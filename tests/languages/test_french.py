"""French, which is data alone: its folder was added without a change to the code."""

import pytest

from onrecord.articles.article import Format
from onrecord.articles.dates import parse_date
from onrecord.articles.metadata import read_metadata
from onrecord.articles.render_text import render
from onrecord.articles.unwrap import goes_on_in_word
from onrecord.quotes.article_language import language_of
from onrecord.quotes.extract import find_quotes

SENTENCES = [
    ("« Nous n’avons pas le choix », a déclaré Claire Morvan.", "Nous n’avons pas le choix", "Claire Morvan"),
    ("«\u00a0Est-ce possible\u00a0?\u00a0» demande Jeanne Roux.", "Est-ce possible\u00a0?", "Jeanne Roux"),
    ("« Le chantier avance », explique Luc Pelletier, pêcheur.", "Le chantier avance", "Luc Pelletier"),
    ("« La digue tiendra », a assuré lundi Sophie Garnier.", "La digue tiendra", "Sophie Garnier"),
    ("« La digue tiendra », a assuré lundi la ministre Sophie Garnier.", "La digue tiendra", "Sophie Garnier"),
    ("« La digue tiendra », a vivement répondu Sophie Garnier.", "La digue tiendra", "Sophie Garnier"),
    ("« C’est trop », lance l’avocate Léa Simonet.", "C’est trop", "Léa Simonet"),
    ("« C’est trop », s’est-elle tue. « C’est l’heure », a ajouté M. Pelletier.", "C’est l’heure", "Pelletier"),
    ("« On verra », ont répondu les pêcheurs.", "On verra", "pêcheurs"),
    ("« Je l’ai vu », raconte un voisin.", "Je l’ai vu", "voisin"),
    ("Claire Morvan a affirmé : « La digue tiendra. »", "La digue tiendra.", "Claire Morvan"),
    ("La maire Claire Morvan déclare : « La digue tiendra. »", "La digue tiendra.", "Claire Morvan"),
    ("Le président Paul Verdier a répondu : « Jamais. »", "Jamais.", "Paul Verdier"),
    ("Claire Morvan a promis « une réponse rapide ».", "une réponse rapide", "Claire Morvan"),
    ("Émile Faure qualifie le projet de « folie ».", "folie", "Émile Faure"),
    ("« La mer monte », selon Hugo Lambert.", "La mer monte", "Hugo Lambert"),
    ("Selon Hugo Lambert, « la mer monte ».", "la mer monte", "Hugo Lambert"),
    ("D’après Inès Caron, « la mer monte ».", "la mer monte", "Inès Caron"),
    ("D'après Inès Caron, « la mer monte ».", "la mer monte", "Inès Caron"),
    ("“La mer monte”, prévient Margaux Petit.", "La mer monte", "Margaux Petit"),
    ('"La mer monte", prévient Margaux Petit.', "La mer monte", "Margaux Petit"),
    ("Hugo Lambert est arrivé. « Le port reste ouvert », a-t-il dit.", "Le port reste ouvert", "Hugo Lambert"),
    ("Claire Morvan a signé. « Nous partons demain », dit-elle.", "Nous partons demain", "Claire Morvan"),
    ("Claire Morvan a signé. « C’est l’heure », a-t-elle ajouté.", "C’est l’heure", "Claire Morvan"),
]


@pytest.mark.parametrize(("text", "words", "actor"), SENTENCES)
def test_who_says_what(text, words, actor):
    found = {quote.text: quote.actor for quote in find_quotes(text, language="fr")}
    assert found.get(words) == actor


ARTICLE = (
    "La digue du port sera rehaussée\n\nPar Jeanne Roux et Luc de La Tour\n\n"
    "Publié le vendredi 18 mars 2022 à 10h53\n\n"
    "Le conseil a voté lundi la vente du vieux port, que les habitants ne voulaient pas. "
    "« Nous n’avons pas le choix », a dit la maire. Elle a trouvé que les critiques étaient injustes."
)


def test_what_an_article_says_of_itself():
    found = read_metadata(ARTICLE, render(ARTICLE, Format.PLAIN))
    assert (found.title, found.byline, found.date) == (
        "La digue du port sera rehaussée",
        "Jeanne Roux et Luc de La Tour",
        "2022-03-18",
    )


def test_a_headline_is_not_a_byline():
    text = ARTICLE.replace("Par Jeanne Roux et Luc de La Tour", "Par ici la sortie")
    assert read_metadata(text, render(text, Format.PLAIN)).byline is None


@pytest.mark.parametrize(
    "text", ["1er août 2022", "le 1er août 2022", "lundi 1 août 2022", "Mis à jour le 1er août 2022"]
)
def test_dates(text):
    assert parse_date(text) == "2022-08-01"


MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]


@pytest.mark.parametrize("month", range(1, 13))
def test_months(month):
    assert parse_date(f"18 {MONTHS[month - 1]} 2022") == f"2022-{month:02}-18"


def test_a_hyphen_before_a_conjunction_stays_open():
    assert goes_on_in_word("porte-", "parole du port")
    assert not goes_on_in_word("socio-", "et économique")


def test_an_article_is_known_to_be_french():
    assert language_of(ARTICLE) == "fr"
    assert language_of("Voss: Nein", "français") == "fr"
