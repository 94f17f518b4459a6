"""What knows a language stands in the language's folder: the code names neither a language nor its words."""

import ast
from pathlib import Path

import pytest

import onrecord
from onrecord.languages.files import entries, language_codes, read_article_words, read_beginning

CODE = sorted(Path(onrecord.__file__).parent.rglob("*.py"))
READING = [path for path in CODE if {"articles", "quotes", "languages"} & {*path.parts}]
NO_LANGUAGE = {
    *("url", "link", "source", "date", "canonical", "article", "published", "original", "address", "web"),
    *("a", "i", "an", "del", "on", "s", "t", "d", "m", "y", "us", "me", "article", "first", "second"),
    *("is", "at", "via", "why", "any"),
}
"""Names of formats and of fields that happen to be words of a language too."""


def constants(path):
    """Return the strings of a file that are neither docstrings nor the keys by which data is asked for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    docstrings |= {id(node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def words_of_languages():
    words = set()
    for code in language_codes():
        for value in read_beginning(code).values():
            words.update(entries(value))
        for value in read_article_words(code).values():
            words.update(value)
    return {word for word in words if word.isalpha()} - NO_LANGUAGE


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_code_names_a_language(path):
    names = {name for code in language_codes() for name in (code, *entries(read_beginning(code)["names"]))}
    assert not [text for text in constants(path) if text.lower() in names]


WORDS = words_of_languages()


def is_words(text):
    """Return whether a string is words of languages and nothing else; with a blank edge it is part of a message."""
    return bool(text) and text == text.strip() and WORDS.issuperset(text.lower().split())


@pytest.mark.parametrize("path", READING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_code_that_reads_articles_names_a_word(path):
    assert not [text for text in constants(path) if is_words(text)]


def test_a_word_in_code_would_be_found(tmp_path):
    path = tmp_path / "rule.py"
    path.write_text('"""Docs: und."""\nBYLINES = ("By", "von den")\n')
    assert constants(path) == ["By", "von den"]
    assert {"by", "von", "den"} <= WORDS
