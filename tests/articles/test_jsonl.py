"""Many articles in one file."""

import hashlib
import json
from itertools import islice

import pytest

from onrecord.articles.article import Format
from onrecord.articles.errors import ArticleError
from onrecord.articles.jsonl import read_jsonl


def written(tmp_path, *lines):
    path = tmp_path / "week.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_articles_with_what_their_line_says(tmp_path):
    path = written(
        tmp_path,
        {
            "id": "x/1",
            "text": "One.\nTwo.",
            "title": "T",
            "outlet": "O",
            "date": "2031-03-03",
            "url": "u",
            "more": [1],
        },
        b"",
        {"id": 7, "text": "See [this](http://a.example).", "title": None},
    )
    first, second = read_jsonl(path)
    assert (first.key, first.text, first.title) == ("x/1", "One.\nTwo.", "T")
    assert (first.metadata.outlet, first.metadata.date, first.metadata.url) == ("O", "2031-03-03", "u")
    assert first.sha256 == hashlib.sha256(b"One.\nTwo.").hexdigest()
    assert (second.key, second.format, second.rendering.text) == ("7", Format.MARKDOWN, "See this.")


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b"1" * 5000,
        {"text": "no id"},
        {"id": "", "text": "empty id"},
        {"id": True, "text": "no id"},
        {"id": "no text"},
        {"id": "a", "text": " \n"},
        {"id": "a", "text": 5},
        {"id": "a", "text": "half \ud800"},
    ],
)
def test_a_bad_line_is_named_and_reading_goes_on(tmp_path, bad):
    path = written(tmp_path, {"id": "a", "text": "One."}, bad, {"id": "b", "text": "Two."})
    first, error, last = read_jsonl(path)
    assert (first.key, last.key) == ("a", "b")
    assert isinstance(error, ArticleError)
    assert str(error).startswith(f"{path}, line 2: ")


def test_a_byte_order_mark_and_windows_line_ends(tmp_path):
    path = written(tmp_path, b'\xef\xbb\xbf{"id": "a", "text": "One."}\r', b'{"id": "b", "text": "Two."}\r')
    assert [article.key for article in read_jsonl(path)] == ["a", "b"]


def test_an_endless_line_is_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.articles.jsonl.LONGEST_ROW", 100)
    path = written(tmp_path, b'{"id": "a", "text": "' + b"x" * 1000 + b'"}', {"id": "b", "text": "Two."})
    error, article = read_jsonl(path)
    assert "line 1" in str(error)
    assert article.key == "b"


def test_articles_come_before_the_file_is_read_to_its_end(tmp_path):
    path = written(tmp_path, *({"id": str(number), "text": "One."} for number in range(50)))
    with path.open("ab") as file:
        file.truncate(1 << 33)  # eight gigabytes of nothing follow
    assert [article.key for article in islice(read_jsonl(path), 49)] == [str(number) for number in range(49)]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ArticleError, match=r"gone\.jsonl: there is no such file"):
        next(read_jsonl(tmp_path / "gone.jsonl"))


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"language": "de"}, "de"),
        ({"lang": " de-AT "}, "de-AT"),
        ({"language": None, "lang": "German"}, "German"),
        ({"language": "en", "text": "---\nlanguage: de\n---\nOne."}, "en"),
        ({"text": "---\nlanguage: de\n---\nOne."}, "de"),
        ({}, None),
    ],
)
def test_a_row_says_its_language(tmp_path, fields, language):
    (article,) = read_jsonl(written(tmp_path, {"id": "a", "text": "One."} | fields))
    assert article.metadata.language == language
