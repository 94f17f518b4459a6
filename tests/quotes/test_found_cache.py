"""What was found is kept between starts, and never taken for what it is not."""

import os
import shutil
from pathlib import Path

import pytest

from onrecord.articles.article import Format
from onrecord.articles.article_store import pack, unpack
from onrecord.articles.load import load_article
from onrecord.articles.source import ArticleSource
from onrecord.quotes import found_cache
from onrecord.quotes.engine import Engine, Request
from onrecord.quotes.extract import find_in_article
from onrecord.quotes.found_cache import FoundCache, Kept
from onrecord.quotes.quote import QuotedArticle

NAME = "000_3e3574ca33e3cb1d.txt"
TEXT = "Harbour vote\n\n“We will build it,” Ada Berg said on Monday.\n"
STAMP = (1, 2)


@pytest.fixture
def source(tmp_path: Path) -> ArticleSource:
    file = tmp_path / "project" / "a.txt"
    file.parent.mkdir()
    file.write_text(TEXT)
    return ArticleSource("a.txt", str(file))


@pytest.fixture
def cache(tmp_path: Path) -> FoundCache:
    return FoundCache(tmp_path / "cache")


def kept_files(cache: FoundCache) -> list[Path]:
    return [path for path in cache._folder.rglob("*") if path.is_file()]


def count_searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    searched: list[str] = []

    def find(article, **options) -> QuotedArticle:
        searched.append(article.key)
        return find_in_article(article, **options)

    monkeypatch.setattr("onrecord.quotes.extract.find_in_article", find)
    return searched


def test_all_comes_back_as_it_was_found(seeds: Path, cache: FoundCache) -> None:
    source = ArticleSource(NAME, str(seeds / NAME))
    article = load_article(source.path, NAME)
    kept = Kept(pack(article), find_in_article(article), STAMP, Format.PLAIN)
    cache.put(kept)
    assert cache.get(source) == kept
    assert unpack(kept.article) == article


def test_nothing_is_found_a_second_time(source, cache, monkeypatch) -> None:
    searched = count_searches(monkeypatch)
    first = Engine(cache).read([Request(source, None)])
    second = Engine(cache).read([Request(source, None)])
    assert (first[0].read, second[0].read) == (True, False)
    assert first[0].quoted == second[0].quoted
    assert first[0].article == second[0].article
    article = load_article(source.path, source.key)
    assert Engine(cache).find_in_article(source, article) == first[0].quoted
    assert searched == ["a.txt"]


def test_a_file_with_another_time_is_read_but_not_searched(source, cache, monkeypatch) -> None:
    Engine(cache).read([Request(source, None)])
    searched = count_searches(monkeypatch)
    os.utime(source.path, (1, 1))
    again = Engine(cache).read([Request(source, None)])
    assert (again[0].read, searched) == (True, [])
    assert Engine(cache).read([Request(source, None)])[0].read is False


def test_other_words_are_searched(source, cache) -> None:
    Engine(cache).read([Request(source, None)])
    source.path.write_text(TEXT.replace("Ada Berg", "Tom Novak"))
    again = Engine(cache).read([Request(source, None)])
    assert [quote.actor for quote in again[0].quoted.quotes] == ["Tom Novak"]


def test_words_changed_under_the_same_size_and_time_are_seen_when_looked_at_closely(source, cache) -> None:
    first = Engine(cache).read([Request(source, None)])[0]
    status = source.path.stat()
    source.path.write_text(TEXT.replace("Ada Berg", "Tom Kern"))
    os.utime(source.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    engine = Engine(cache)
    assert engine.read([Request(source, None)])[0].quoted == first.quoted
    changed = engine.read([Request(source, None, known=first.article.head.sha256)])
    assert [quote.actor for quote in changed[0].quoted.quotes] == ["Tom Kern"]
    assert engine.read([Request(source, None, known=changed[0].article.head.sha256)]) == []


def test_another_reading_of_the_file_is_another_article(source, cache) -> None:
    Engine(cache).read([Request(source, None)])
    as_markdown = Engine(cache).read([Request(source, Format.MARKDOWN)])[0]
    assert (as_markdown.read, as_markdown.article.head.format) == (True, Format.MARKDOWN)


def test_what_is_damaged_is_found_again(source, cache) -> None:
    engine = Engine(cache)
    first = engine.read([Request(source, None)])
    (file,) = kept_files(cache)
    whole = file.read_bytes()
    for number in range(0, len(whole), 7):
        file.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert cache.get(source) is None
        file.write_bytes(whole[:number])
        assert cache.get(source) is None
    assert engine.read([Request(source, None)]) == first


def test_another_engine_begins_anew_and_clears_away(source, cache, monkeypatch) -> None:
    Engine(cache).read([Request(source, None)])
    monkeypatch.setattr("onrecord.quotes.found_cache._engine_version", lambda: "another")
    later = FoundCache(cache._folder)
    assert later.get(source) is None
    later.forget_other_engines()
    assert kept_files(cache) == []


@pytest.mark.parametrize(
    "changed", ["quotes/marks.py", "articles/dates.py", "languages/de/quotes.yaml", "languages/de/names.txt"]
)
def test_whatever_decides_what_is_found_makes_another_engine(tmp_path, monkeypatch, changed) -> None:
    package = Path(found_cache.__file__).parents[1]
    for room in ("quotes", "articles", "languages"):
        shutil.copytree(package / room, tmp_path / room)
    monkeypatch.setattr(found_cache, "__file__", str(tmp_path / "quotes" / "found_cache.py"))
    before = found_cache._engine_version()
    with (tmp_path / changed).open("a") as file:
        file.write("# one more line\n")
    assert found_cache._engine_version() != before


def test_where_nothing_can_be_written_all_is_found_anew(source, tmp_path) -> None:
    (tmp_path / "file").write_text("no folder")
    engine = Engine(FoundCache(tmp_path / "file"))
    assert engine.read([Request(source, None)]) == engine.read([Request(source, None)])


def test_an_article_that_cannot_be_read_says_why(tmp_path, cache) -> None:
    (reading,) = Engine(cache).read([Request(ArticleSource("gone.txt", str(tmp_path / "gone.txt")), None)])
    assert (reading.article, reading.quoted) == (None, None)
    assert "gone.txt" in reading.fault
