"""Many articles at once: in order, in several processes, and with a bad one among them."""

import json

import pytest

from onrecord.articles.errors import ArticleError
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.quotes import batch


@pytest.fixture
def week(tmp_path):
    """Write thirty articles in one file, the eleventh line of which is broken."""
    lines = [
        json.dumps({"id": f"a{number}", "text": f"“We are {number},” said Anna Holm."}) for number in range(30)
    ]
    lines[10] = '{"id": "a10"'
    path = tmp_path / "week.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "coverage"
    articles.mkdir()
    (articles / "a.txt").write_text("“We go on,” Voss said.", encoding="utf-8")
    (articles / "b.txt").write_text("“We stop,” said Senator Clara Voss.", encoding="utf-8")
    (articles / "c.txt").write_bytes(b"")
    return articles


def names(outcomes):
    return ["fault" if isinstance(outcome, ArticleError) else outcome.article for outcome in outcomes]


@pytest.mark.parametrize("jobs", [1, 3])
def test_articles_come_in_their_order_whoever_is_done_first(week, jobs):
    expected = [f"a{number}" for number in range(30)]
    expected[10] = "fault"
    assert names(batch.quote_paths([week], jobs=jobs)) == expected


def test_several_processes_find_what_one_finds(week):
    assert str(list(batch.quote_paths([week], jobs=3))) == str(list(batch.quote_paths([week])))


def test_a_file_of_many_is_read_as_it_is_asked_for(week, monkeypatch):
    read = []
    real = batch.read_jsonl

    def watched(path):
        for article in real(path):
            read.append(article)
            yield article

    monkeypatch.setattr(batch, "read_jsonl", watched)
    next(batch.quote_paths([week]))
    assert len(read) < 10


def test_a_folder_links_its_actors_and_passes_by_a_bad_file(folder):
    outcomes = list(batch.quote_paths([folder]))
    assert names(outcomes) == ["a.txt", "b.txt", "fault"]
    assert [quote.actor for outcome in outcomes[:2] for quote in outcome.quotes] == ["Clara Voss", "Clara Voss"]


def test_an_article_that_trips_the_engine_is_named_and_the_rest_goes_on(week, monkeypatch):
    real = batch.find_in_article

    def tripping(article, *, language):
        if article.key == "a3":
            message = "boom"
            raise RuntimeError(message)
        return real(article, language=language)

    monkeypatch.setattr(batch, "find_in_article", tripping)
    outcomes = list(batch.quote_paths([week]))
    assert names(outcomes).count("fault") == 2
    assert "a3" in str(outcomes[3])
    assert "boom" in str(outcomes[3])


def test_counts_what_there_is_to_do(week, folder):
    assert batch.count_articles([week]) == 30
    assert batch.count_articles([folder]) == 3


def test_an_unknown_language_is_refused(folder):
    with pytest.raises(UsageError, match="“xx”"):
        list(batch.quote_paths([folder], language="xx"))


def test_command_prints_a_line_of_json_an_article(folder, capsys):
    assert main(["quotes", str(folder), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    first = json.loads(out.splitlines()[0])
    assert first["article"] == "a.txt"
    assert first["quotes"] == [
        {
            "start": 1,
            "end": 10,
            "text": "We go on,",
            "kind": "direct",
            "actor": "Clara Voss",
            "actors": ["Clara Voss"],
            "via": None,
            "addressee": None,
            "mention": {"start": 12, "end": 16, "text": "Voss"},
            "cue": {"start": 17, "end": 21, "text": "said"},
            "confidence": first["quotes"][0]["confidence"],
        }
    ]
    assert "c.txt" in err


def test_command_writes_csv_that_no_spreadsheet_runs(tmp_path, capsys):
    article = tmp_path / "a.txt"
    article.write_text("“=1+1 is two,” said Anna Holm.", encoding="utf-8")
    assert main(["quotes", str(article), "--format", "csv"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header.startswith("article,start,end,kind,actor")
    assert row.endswith(',"\'=1+1 is two,"')


def test_command_shows_a_table_without_control_characters(tmp_path, capsys):
    article = tmp_path / "a.txt"
    article.write_text("“We \x1b[31mgo,” said Anna Holm.", encoding="utf-8")
    assert main(["quotes", str(article)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "Anna Holm" in out


@pytest.mark.parametrize("jobs", ["0", "-2"])
def test_command_refuses_no_processes(folder, jobs, capsys):
    assert main(["quotes", str(folder), "--jobs", jobs]) == 2
    assert "--jobs" in capsys.readouterr().err


def test_what_is_left_out_is_told_and_is_no_fault(tmp_path, capsys):
    from onrecord.cli import main

    (tmp_path / "a.txt").write_text("“We will see,” Ada Moss said.")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-")
    (tmp_path / "README.md").write_text("About.")
    assert main(["quotes", str(tmp_path), "--format", "jsonl"]) == 0
    told = capsys.readouterr().err
    assert "1 file is left out, because .pdf is not read: b.pdf." in told
    assert "README.md" in told
