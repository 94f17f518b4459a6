"""Packed articles come back as they were; the store keeps only the last ones whole, and threads can share it."""

import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles import article_store
from onrecord.articles.article import Article, Format
from onrecord.articles.article_store import WHOLE, ArticleStore, PackedArticle, pack, unpack
from onrecord.articles.load import load_article

MARKDOWN = "# Harbour vote\n\n*By Ada Berg*\n\n“We will build it,” she **said**.\n\n- one &amp; two\n"


def loaded(folder: Path, name: str, text: str, format: Format | None = None) -> Article:
    path = folder / name
    path.write_bytes(text.encode())
    return load_article(path, name, format)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_an_article_comes_back_as_it_was(tmp_path, name):
    article = loaded(tmp_path, name, MARKDOWN)
    assert unpack(pack(article)) == article


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), format=st.sampled_from(Format))
def test_any_text_comes_back_as_it_was(tmp_path_factory, text, format):
    folder = tmp_path_factory.getbasetemp()
    article = loaded(folder, "any.txt", f"Title\n\n{text}.", format)
    again = unpack(pack(article))
    assert (again, again.rendering.pieces) == (article, article.rendering.pieces)


def test_the_store_has_every_article_and_keeps_the_last_used_whole(tmp_path):
    article = loaded(tmp_path, "a.txt", "Title\n\nText.")
    store = ArticleStore()
    names = [f"{number}.txt" for number in range(WHOLE + 10)]
    for name in names:
        store.put(loaded(tmp_path, name, f"Story {name}\n\nText."))
    assert tuple(store) == tuple(names)
    assert [store[name].text for name in names] == [f"Story {name}\n\nText." for name in names]
    assert store.about("3.txt").title == "3"
    assert "a.txt" not in store
    store.put(article)
    assert (store.text("a.txt"), store.peek("a.txt")) == ("Title\n\nText.", article)


def test_another_reading_takes_the_place_of_the_first(tmp_path):
    store = ArticleStore()
    first = loaded(tmp_path, "a.txt", "Title\n\nText.")
    second = loaded(tmp_path, "a.txt", "Title\n\nOther text.")
    store.put(first)
    store.put(pack(second))
    assert store["a.txt"] == second
    store.put(first)
    assert store["a.txt"] == first
    assert tuple(store) == ("a.txt",)


def test_a_packed_article_is_small(tmp_path):
    article = loaded(tmp_path, "a.txt", "Title\n\n" + "The committee met again on Monday. " * 500)
    packed = pack(article)
    assert isinstance(packed, PackedArticle)
    assert len(packed.data) < len(article.text) / 2


def filled(folder: Path, number: int) -> ArticleStore:
    store = ArticleStore()
    for index in range(number):
        store.put(loaded(folder, f"{index}.txt", f"Story {index}\n\nText."))
    return store


@pytest.mark.parametrize("read", [ArticleStore.peek, ArticleStore.text, ArticleStore.about])
def test_an_article_can_be_read_while_it_is_packed(tmp_path, monkeypatch, read):
    store = filled(tmp_path, WHOLE)
    packed = []

    def pack_while_it_is_read(article):
        read(store, article.key)
        packed.append(article.key)
        return pack(article)

    monkeypatch.setattr(article_store, "pack", pack_while_it_is_read)
    store.put(loaded(tmp_path, "one more.txt", "Story\n\nText."))
    assert packed == ["0.txt"]
    assert store.text("0.txt") == "Story 0\n\nText."


def test_a_reading_that_comes_while_the_old_one_is_unpacked_stays(tmp_path, monkeypatch):
    store = filled(tmp_path, WHOLE + 1)
    newer = loaded(tmp_path, "0.txt", "Story 0\n\nCorrected.")

    def unpack_while_another_comes(packed):
        store.put(newer)
        return unpack(packed)

    monkeypatch.setattr(article_store, "unpack", unpack_while_another_comes)
    assert store["0.txt"].text == "Story 0\n\nText."
    assert store.text("0.txt") == "Story 0\n\nCorrected."


def test_threads_can_share_the_store(tmp_path):
    store = filled(tmp_path, WHOLE)
    faults = []

    def use(read):
        try:
            for _ in range(20_000):
                assert read("0.txt")
        except Exception as error:  # a thread's error would go unnoticed
            faults.append(error)

    def look(key):
        return store[key].text

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [Thread(target=use, args=(read,)) for read in (look, look, store.peek, store.text, store.about)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert faults == []
