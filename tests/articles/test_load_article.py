"""One file to one article, and every kind of file that is none."""

import errno
import hashlib
import os
import socket

import pytest

from onrecord.articles.article import Format
from onrecord.articles.errors import ArticleError
from onrecord.articles.files import LARGEST_ARTICLE
from onrecord.articles.load import load_article
from onrecord.articles.rendering import BlockKind


def refusal(path):
    with pytest.raises(ArticleError) as refused:
        load_article(path, path.name)
    assert str(path) in str(refused.value)
    return str(refused.value)


def test_the_seeds(seeds):
    plain = load_article(seeds / "000_3e3574ca33e3cb1d.txt", "000_3e3574ca33e3cb1d.txt")
    assert (plain.format, plain.title) == (Format.PLAIN, "000_3e3574ca33e3cb1d")
    assert (plain.metadata.title, plain.metadata.date, plain.metadata.outlet) == (None, None, None)
    assert plain.rendering.text == plain.text.strip()

    marked = load_article(seeds / "003_db80579cf5a739d7.txt", "003_db80579cf5a739d7.txt")
    assert marked.format is Format.MARKDOWN
    assert marked.title == "Xi Speaks Out Against 'Conflict' in Call With Biden on Russia"
    assert marked.metadata.byline == "Sebastian Smith for AFP"
    assert marked.metadata.date == "2022-03-18"
    assert marked.metadata.outlet == "themoscowtimes.com"
    assert marked.metadata.url.startswith("https://www.themoscowtimes.com/2022/03/18/")
    assert marked.metadata.url.endswith("-a76997")
    assert "](" not in marked.rendering.text
    assert "**" not in marked.rendering.text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_and_hash_are_the_same_however_the_file_is_written(tmp_path, mark, ends, encoding):
    text = "One.\n\nTwo “three”.\n"
    path = tmp_path / "a.txt"
    path.write_bytes((mark * (encoding == "utf-8") + text.replace("\n", ends)).encode(encoding))
    article = load_article(path, "sub/a.txt")
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_head_of_an_article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("One.\n\nTwo “three”.\n")
    article = load_article(path, "sub/a.txt")
    assert (article.key, article.path, article.title) == ("sub/a.txt", path, "a")
    assert (article.encoding, article.encoding_guessed) == ("utf-8", False)


def test_the_ending_and_the_caller_decide_before_the_guess(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("One *word* only.")
    assert load_article(path, "a.md").rendering.text == "One word only."
    assert load_article(path, "a.md", Format.PLAIN).rendering.text == "One *word* only."


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    assert "empty" in refusal(tmp_path / "a.txt")


def test_a_vanished_file(tmp_path):
    assert "no such file" in refusal(tmp_path / "gone.txt")


def test_a_folder(tmp_path):
    assert "folder" in refusal(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in refusal(tmp_path / "pipe.txt")


def test_a_device(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert "device" in refusal(tmp_path / "zero.txt")


def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        refusal(tmp_path / "s.txt")


def test_a_sparse_giant_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "giant.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "20 MB" in refusal(path)


def test_twenty_megabytes_are_not_too_large(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * LARGEST_ARTICLE)
    assert len(load_article(path, "a.txt").text) == LARGEST_ARTICLE
    with path.open("ab") as file:
        file.write(b"x")
    assert "20 MB" in refusal(path)


@pytest.mark.parametrize(
    ("code", "word"), [(errno.EACCES, "chmod"), (errno.ELOOP, "opened"), (errno.EIO, "opened")]
)
def test_a_file_that_may_or_can_not_be_opened(tmp_path, monkeypatch, code, word):
    def fail(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", fail)
    assert word in refusal(tmp_path / "a.txt")


def test_binary_and_garbled_files_are_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 8)
    assert "binary" in refusal(tmp_path / "a.txt")


def test_a_hostile_name_is_harmless_in_the_message(tmp_path):
    with pytest.raises(ArticleError) as refused:
        load_article(tmp_path / "\x1b]0;title\x07.txt", "x")
    assert "\x1b" not in str(refused.value)
    assert "␛]0;title␇.txt" in str(refused.value)


def test_a_title_is_a_heading_also_without_markup(seeds):
    name = "003_db80579cf5a739d7.txt"
    rendering = load_article(seeds / name, name).rendering
    first = rendering.blocks[0]
    assert (
        rendering.text[first.start : first.end] == "Xi Speaks Out Against 'Conflict' in Call With Biden on Russia"
    )
    assert (first.kind, first.level) == (BlockKind.HEADING, 1)
