"""Echoes asked of the engine, here or in a process of its own."""

from pathlib import Path

import pytest

from onrecord.articles.article_store import pack
from onrecord.articles.load import load_article
from onrecord.quotes.echoes.question import EchoQuestion
from onrecord.quotes.engine import Engine
from onrecord.quotes.engine_process import EngineProcess
from onrecord.quotes.extract import find_in_article

NAMES = ("000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt")


@pytest.fixture
def articles(seeds: Path):
    loaded = [load_article(seeds / name, name) for name in NAMES]
    return tuple((pack(article), find_in_article(article)) for article in loaded)


def test_articles_that_come_one_by_one_are_compared_with_those_before(articles) -> None:
    engine = Engine()
    assert engine.find_echoes(articles[:1]) == []
    groups = engine.find_echoes(articles[1:])
    assert len(groups) == 6
    assert engine.find_echoes(()) == groups
    assert engine.find_echoes(articles) == groups


def test_an_article_that_changed_takes_the_place_of_what_it_was(articles, tmp_path: Path, seeds: Path) -> None:
    engine = Engine()
    engine.find_echoes(articles)
    file = tmp_path / NAMES[1]
    file.write_text("“We shall see,” said Ada Berg.\n", encoding="utf-8")
    changed = load_article(file, NAMES[1])
    assert engine.find_echoes(((pack(changed), find_in_article(changed)),)) == []


def test_the_process_finds_the_same_and_is_done_without_when_it_dies(articles) -> None:
    expected = Engine().find_echoes(articles)
    engine = EngineProcess()
    try:
        assert engine.find_echoes(articles[:1]) == []
        assert engine._process is not None
        assert engine.find_echoes(articles[1:]) == expected
        engine._process.kill()
        engine._process.wait()
        assert engine.find_echoes(()) == expected
    finally:
        engine.close()
    assert EchoQuestion(articles).articles == articles
