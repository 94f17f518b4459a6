"""What is read of articles to compare them."""

import json
from datetime import date
from pathlib import Path

from onrecord.articles.errors import ArticleError
from onrecord.quotes.echoes.fingerprint import ArticlePrint, speaker_key
from onrecord.quotes.echoes.read import print_paths


def write_articles(file: Path, rows: list[dict[str, str]]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def read(path: Path) -> list[ArticlePrint]:
    return [found for found in print_paths([path]) if isinstance(found, ArticlePrint)]


def test_outlet_and_day_come_from_the_article_or_else_from_its_id(tmp_path: Path) -> None:
    text = "“We shall see,” said Ada Berg."
    rows = [
        {"id": "tidewater-post_2022-03-18_harbour", "text": text},
        {"id": "x/mail_20220319", "text": text},
        {"id": "herald_2022-03-18", "text": text, "outlet": "The Herald", "date": "2022-03-20"},
        {"id": "17", "text": text},
        {"id": "post_2022-13-40", "text": text},
    ]
    prints = read(write_articles(tmp_path / "a.jsonl", rows))
    days = [date.fromordinal(found.day) if found.day else None for found in prints]
    assert days == [date(2022, 3, 18), date(2022, 3, 19), date(2022, 3, 20), None, None]
    assert [found.outlet for found in prints] == ["tidewater-post", "mail", "The Herald", None, "post"]


def test_a_row_that_is_no_article_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    file = write_articles(tmp_path / "a.jsonl", [{"id": "1", "text": "“Yes,” said Ada Berg."}])
    file.write_text(file.read_text() + "no json\n")
    found = list(print_paths([file]))
    assert [type(each) for each in found] == [ArticlePrint, ArticleError]


def test_actors_are_linked_over_the_articles_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We shall see,” said Ada Berg.\n")
    (tmp_path / "b.txt").write_text("“It is late,” Berg said.\n")
    assert {quote.actor for found in read(tmp_path) for quote in found.quotes} == {"Ada Berg"}
    assert speaker_key("Ada Berg") == speaker_key("Berg") != speaker_key("Tom Novak")
    assert speaker_key(None) == 0
