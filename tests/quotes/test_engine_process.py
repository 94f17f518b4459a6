"""The engine in a process of its own answers as it does in this one, and never leaves anyone waiting."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from onrecord.articles.load import load_article
from onrecord.quotes import engine_process
from onrecord.quotes.engine_process import EngineProcess, answer
from onrecord.quotes.find import find_in_article


@pytest.fixture(autouse=True)
def _every_article_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_process, "SOON_FOUND", 0)


NAMES = ("000_3e3574ca33e3cb1d.txt", "003_db80579cf5a739d7.txt")


def test_the_same_quotes_as_in_this_process(seeds: Path) -> None:
    articles = [load_article(seeds / name, name) for name in NAMES]
    engine = EngineProcess()
    try:
        assert [engine.find_in_article(article) for article in articles] == [find_in_article(a) for a in articles]
    finally:
        engine.close()


def test_it_answers_each_article_until_no_more_come(seeds: Path) -> None:
    article = load_article(seeds / NAMES[0], NAMES[0])
    answers = io.BytesIO()
    answer(io.BytesIO(pickle.dumps(article) * 2), answers)
    answers.seek(0)
    first, second = pickle.load(answers), pickle.load(answers)
    assert first == second == find_in_article(article)


def test_a_process_that_has_died_is_done_without(seeds: Path) -> None:
    article = load_article(seeds / NAMES[0], NAMES[0])
    engine = EngineProcess()
    engine.find_in_article(article)
    assert engine._process is not None
    engine._process.kill()
    engine._process.wait()
    assert engine.find_in_article(article) == find_in_article(article)
    engine.close()


def test_a_process_that_cannot_be_had_is_done_without(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_process.sys, "executable", str(seeds / "no-such-program"))
    article = load_article(seeds / NAMES[1], NAMES[1])
    engine = EngineProcess()
    assert engine.find_in_article(article) == find_in_article(article)
    engine.close()


def test_after_closing_nothing_is_searched(seeds: Path) -> None:
    engine = EngineProcess()
    engine.close()
    engine.close()
    assert engine.find_in_article(load_article(seeds / NAMES[0], NAMES[0])).quotes == ()
