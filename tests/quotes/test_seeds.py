"""The sample articles, against the quotes that were read from them by hand."""

from pathlib import Path

import pytest
import yaml

from onrecord.articles.load import load_article
from onrecord.quotes.actors import link_actors
from onrecord.quotes.extract import find_in_article

ROOT = Path(__file__).parents[2]
GOLD = yaml.safe_load((ROOT / "tests" / "data" / "gold_seeds.yaml").read_text(encoding="utf-8"))
FIELDS = ("kind", "actor", "via", "addressee")


def found_in_seeds():
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    return link_actors([find_in_article(load_article(path, path.name)) for path in paths])


FOUND = found_in_seeds()
QUOTES = {(article.article, quote.start): quote for article in FOUND.articles for quote in article.quotes}


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: f"{gold['article'][:3]}-{gold['start']}")
def test_finds_the_quotes_that_a_reader_finds(gold):
    quote = QUOTES[gold["article"], gold["start"]]
    readings = [gold, {**gold, **gold.get("also", {})}]
    got = {"kind": quote.kind.value, "actor": quote.actor, "via": quote.via, "addressee": quote.addressee}
    assert (quote.end, quote.text) == (gold["end"], gold["text"])
    assert got in [{field: reading[field] for field in FIELDS} for reading in readings]


def test_finds_no_other_quote():
    assert set(QUOTES) == {(gold["article"], gold["start"]) for gold in GOLD}


def test_an_actor_has_one_name_in_both_articles():
    xi = next(actor for actor in FOUND.actors if actor.name == "Xi Jinping")
    assert "Xi" in xi.aliases
    assert [actor.name for actor in FOUND.actors if "Xi" in actor.name.split()] == ["Xi Jinping"]
