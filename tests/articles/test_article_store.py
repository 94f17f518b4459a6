"""Packed articles come back as they were; the shelf keeps only the last ones whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_the_shelf_has_every_article_and_keeps_the_last_used_whole(tmp_path):
    article = loaded(tmp_path, "a.txt", "Title\n\nText.")
    shelf = ArticleStore()
    names = [f"{number}.txt" for number in range(WHOLE + 10)]
    for name in names:
        shelf.put(loaded(tmp_path, name, f"Story {name}\n\nText."))
    assert tuple(shelf) == tuple(names)
    assert [shelf[name].text for name in names] == [f"Story {name}\n\nText." for name in names]
    assert shelf.about("3.txt").title == "3"
    assert "a.txt" not in shelf
    shelf.put(article)
    assert (shelf.text("a.txt"), shelf.peek("a.txt")) == ("Title\n\nText.", article)


def test_another_reading_takes_the_place_of_the_first(tmp_path):
    shelf = ArticleStore()
    first = loaded(tmp_path, "a.txt", "Title\n\nText.")
    second = loaded(tmp_path, "a.txt", "Title\n\nOther text.")
    shelf.put(first)
    shelf.put(pack(second))
    assert shelf["a.txt"] == second
    shelf.put(first)
    assert shelf["a.txt"] == first
    assert tuple(shelf) == ("a.txt",)


def test_a_packed_article_is_small(tmp_path):
    article = loaded(tmp_path, "a.txt", "Title\n\n" + "The committee met again on Monday. " * 500)
    packed = pack(article)
    assert isinstance(packed, PackedArticle)
    assert len(packed.data) < len(article.text) / 2
