"""Articles in a .jsonl, a .csv and a web page, coded as those in files of their own are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from onrecord.app.widgets.key_bar import KeyBar
from onrecord.articles.article import Format
from onrecord.articles.web_page import EXTRACTOR
from onrecord.cli import main
from tests.app.driver import OpenReview

PAGE, ROW, LINE = "page.html", "table.csv/7", "week 1.jsonl/http%3A%2F%2Ft.example%2F1"
SAID = "“{},” Ada Berg told the council on Monday, after a long debate about the old harbour of the town.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    line = {"id": "http://t.example/1", "text": SAID.format("We will build it"), "title": "A bridge"}
    (folder / "week 1.jsonl").write_text(json.dumps(line) + '\n{"id": "broken"\n', encoding="utf-8")
    (folder / "table.csv").write_text(f'id;text\n7;"{SAID.format("We will sell it")}"\n', encoding="utf-8-sig")
    paragraphs = "".join(f"<p>{SAID.format(words)}</p>" for words in ("We will burn it", "Nobody has asked us"))
    page = f"<html><body><nav>“Subscribe!”</nav><article><h1>Fire</h1>{paragraphs}</article></body></html>"
    (folder / PAGE).write_text(page, encoding="utf-8")
    return folder


def saved(folder: Path, key: str) -> dict[str, dict[str, str]]:
    return yaml.safe_load((folder / "annotations" / "ana" / f"{key}.yaml").read_text(encoding="utf-8"))


async def test_a_stance_in_each_of_them_is_there_again_when_reopened(review: OpenReview, folder: Path) -> None:
    async with review(folder=folder, size=(180, 40)) as driver:
        assert driver.screen.project.keys == (PAGE, ROW, LINE)
        for number, key in enumerate((PAGE, ROW, LINE), start=1):
            driver.screen.open_article(key)
            await driver.settle()
            await driver.press(str(number))
        assert driver.session.article(LINE).title == "A bridge"
        assert driver.session.article(ROW).title == "7"
    for key, stance, words in ((PAGE, "support", "burn"), (ROW, "oppose", "sell"), (LINE, "mixed", "build")):
        coding = saved(folder, key)
        assert coding["article"]["path"] == key
        assert coding["article"].get("extractor") == (EXTRACTOR if key == PAGE else None)
        (record,) = coding["records"]
        assert record["quote"]["exact"] == f"We will {words} it,"
        assert record["stances"][0]["stance"] == stance
    async with review(folder=folder) as driver:
        stances = [driver.session.items(key)[0].stances[0].stance for key in (PAGE, ROW, LINE)]
        assert stances == ["support", "oppose", "mixed"]
        (problem,) = driver.screen.project.problems()
        assert "week 1.jsonl, line 2" in problem


async def test_other_rows_do_not_touch_the_coding_of_one(review: OpenReview, folder: Path) -> None:
    async with review(folder=folder) as driver:
        driver.screen.open_article(ROW)
        await driver.settle()
        await driver.press("2")
    before = saved(folder, ROW)
    table = folder / "table.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("text\n", "text\n6;Another, first.\n"))
    async with review(folder=folder) as driver:
        driver.screen.open_article(ROW)
        await driver.settle()
        assert driver.session.items(ROW)[0].stances[0].stance == "oppose"
        await driver.press("2")
        assert driver.session.items(ROW)[0].stances[0].strong
    assert saved(folder, ROW)["article"] == before["article"]


async def test_a_page_is_not_read_as_anything_else(review: OpenReview, folder: Path) -> None:
    async with review(folder=folder) as driver:
        await driver.press("M")
        assert driver.session.article(PAGE).format is Format.HTML
        assert "one reading" in driver.screen.query_one(KeyBar).message
        driver.screen.open_article(ROW)
        await driver.settle()
        await driver.press("M")
        assert driver.session.article(ROW).format is Format.MARKDOWN


async def test_check_and_export_know_them(
    review: OpenReview, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with review(folder=folder) as driver:
        for key in (PAGE, ROW, LINE):
            driver.screen.open_article(key)
            await driver.settle()
            await driver.press("1")
    assert main(["check", str(folder)]) == 0
    left_out, said = capsys.readouterr().out.splitlines()
    assert "week 1.jsonl, line 2: this is no JSON object" in left_out
    assert said == "Checked 3 annotation files, 3 records and 3 articles: all is well."
    assert main(["export", str(folder), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["article"], row["title"], row["exact"]) for row in rows] == [
        (PAGE, "Fire", "We will burn it,"),
        (ROW, "7", "We will sell it,"),
        (LINE, "A bridge", "We will build it,"),
    ]
    (folder / "coding.csv").write_text("")
    assert main(["export", str(folder), "-o", str(folder / "coding.csv")]) == 0
    async with review(folder=folder) as driver:
        assert driver.screen.project.keys == (PAGE, ROW, LINE)
        assert any("coding.csv: onrecord wrote this" in problem for problem in driver.screen.project.problems())


def test_quotes_are_found_in_them_by_their_ids(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(folder / name) for name in ("table.csv", "week 1.jsonl", PAGE)]
    assert main(["quotes", *files, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    found = {(said := json.loads(line))["article"]: said["quotes"][0]["text"] for line in out.splitlines()}
    expected = {"7": "We will sell it,", "http://t.example/1": "We will build it,", PAGE: "We will burn it,"}
    assert found == expected
    assert "week 1.jsonl, line 2" in err
    assert main(["quotes", str(folder), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["article"] for line in out.splitlines()] == [PAGE, ROW, LINE]
    assert "week 1.jsonl, line 2" in err
