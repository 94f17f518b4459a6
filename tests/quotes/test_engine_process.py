"""The engine in a process of its own answers as it does in this one, and never leaves anyone waiting."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from onrecord.articles.article import Article
from onrecord.articles.article_store import pack
from onrecord.articles.load import load_article
from onrecord.articles.source import ArticleSource
from onrecord.quotes import engine_process
from onrecord.quotes.engine import Engine, Reading, Request
from onrecord.quotes.engine_process import EngineProcess, answer
from onrecord.quotes.extract import find_in_article
from onrecord.quotes.found_cache import FoundCache
from onrecord.quotes.quote import QuotedArticle


@pytest.fixture(autouse=True)
def _every_article_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_process, "SOON_FOUND", 0)


def found_by(engine: EngineProcess, article: Article) -> QuotedArticle:
    return engine.find_in_article(ArticleSource(article.key, str(article.path)), article)


NAMES = ("000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt")


def test_the_same_quotes_as_in_this_process(seeds: Path) -> None:
    articles = [load_article(seeds / name, name) for name in NAMES]
    engine = EngineProcess()
    try:
        assert [found_by(engine, article) for article in articles] == [find_in_article(a) for a in articles]
    finally:
        engine.close()


def test_it_answers_each_article_until_no_more_come(seeds: Path) -> None:
    article = load_article(seeds / NAMES[0], NAMES[0])
    answers = io.BytesIO()
    source = ArticleSource(article.key, str(article.path))
    questions = pickle.dumps((source, article)) + pickle.dumps([Request(source, None)])
    answer(io.BytesIO(questions), answers)
    answers.seek(0)
    first, second = pickle.load(answers), pickle.load(answers)
    assert first == find_in_article(article)
    assert second == [Reading(article.key, pack(article), first)]


def test_a_process_that_has_died_is_done_without(seeds: Path, caplog: pytest.LogCaptureFixture) -> None:
    article = load_article(seeds / NAMES[0], NAMES[0])
    engine = EngineProcess()
    found_by(engine, article)
    assert engine._process is not None
    engine._process.kill()
    engine._process.wait()
    assert found_by(engine, article) == find_in_article(article)
    engine.close()
    assert "the engine process ended" in caplog.text


def test_a_process_that_cannot_be_had_is_done_without(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_process.sys, "executable", str(seeds / "no-such-program"))
    article = load_article(seeds / NAMES[1], NAMES[1])
    engine = EngineProcess()
    assert found_by(engine, article) == find_in_article(article)
    engine.close()


def test_after_closing_nothing_is_searched(seeds: Path) -> None:
    engine = EngineProcess()
    engine.close()
    engine.close()
    article = load_article(seeds / NAMES[0], NAMES[0])
    assert found_by(engine, article).quotes == ()
    assert engine.read([Request(ArticleSource(NAMES[0], str(seeds / NAMES[0])), None)]) == []


def test_many_articles_are_read_in_the_other_process(seeds: Path, tmp_path: Path) -> None:
    requests = [Request(ArticleSource(name, str(seeds / name)), None) for name in NAMES]
    missing = Request(ArticleSource("gone.txt", str(seeds / "gone.txt")), None)
    engine = EngineProcess(tmp_path)
    try:
        many = engine.read([*requests * 10, missing])
        assert engine._process is not None
    finally:
        engine.close()
    assert [reading.key for reading in many] == [*NAMES * 10, "gone.txt"]
    assert [reading.quoted for reading in many[:2]] == [
        find_in_article(load_article(seeds / name, name)) for name in NAMES
    ]
    assert "gone.txt" in many[-1].fault


def test_what_was_kept_is_taken_up_without_the_other_process(seeds: Path, tmp_path: Path) -> None:
    requests = [Request(ArticleSource(name, str(seeds / name)), None) for name in NAMES]
    before = Engine(FoundCache(tmp_path)).read(requests)
    engine = EngineProcess(tmp_path)
    try:
        kept = engine.read(requests * 10)
        assert engine._process is None
        # Where there are many articles, their files are looked at closely elsewhere, a few at a time.
        digests = [load_article(seeds / name, name).sha256 for name in NAMES]
        closely = [one._replace(known=digest) for one, digest in zip(requests, digests, strict=True)]
        assert engine.read(closely) == []
        assert engine._process is not None
    finally:
        engine.close()
    assert [reading.quoted for reading in kept[:2]] == [reading.quoted for reading in before]
    assert not any(reading.read for reading in kept)


def test_what_was_kept_of_another_file_is_searched_anew_and_in_its_place(seeds: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_bytes((seeds / NAMES[0]).read_bytes())
    requests = [Request(ArticleSource(file.name, str(file)), None) for file in files]
    Engine(FoundCache(tmp_path / "cache")).read(requests)
    files[0].write_text("“We will build it,” Ada Berg said.", encoding="utf-8")
    engine = EngineProcess(tmp_path / "cache")
    first, second = engine.read(requests)
    engine.close()
    assert first.quoted is not None
    assert [quote.text for quote in first.quoted.quotes] == ["We will build it,"]
    assert (first.key, second.key, first.read, second.read) == ("a.txt", "b.txt", True, False)
