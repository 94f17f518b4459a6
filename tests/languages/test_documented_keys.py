"""The page on languages explains every key of their files."""

import re
from pathlib import Path

import pytest

from onrecord.languages.files import language_codes, read_article_words, read_comparison, read_whole

PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
EXPLAINED = {
    key
    for line in PAGE.splitlines()
    if line.startswith("| `")
    for key in re.findall(r"`([a-z_0-9]+)`", line.split(" | ")[0])
}
GERMAN_ONLY = set(read_whole("de")).difference(*(read_whole(code) for code in language_codes() if code != "de"))


@pytest.mark.parametrize("code", language_codes())
def test_every_key_is_explained(code):
    every = {*read_whole(code), *read_article_words(code), *read_comparison(code)}
    keys = {key for key in every if not key.startswith("month_")}
    assert keys - GERMAN_ONLY <= EXPLAINED


def test_nothing_is_explained_that_no_language_has():
    files = (read_whole, read_article_words, read_comparison)
    keys = {key for code in language_codes() for read in files for key in read(code)}
    assert keys >= EXPLAINED
