"""Files of many articles, opened like a folder: what is listed, and one article read alone."""

import csv
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.article import Format
from onrecord.articles.collection import find_articles
from onrecord.articles.containers import list_rows
from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_source, source_of
from onrecord.articles.source import ArticleSource
from onrecord.errors import UsageError
from onrecord.storage.annotations import annotation_path

ENDINGS = ["jsonl", "csv"]
COLUMNS = ["id", "text", "title", "outlet", "date", "url"]


def write(path, rows):
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    return path


def rows(*ids):
    return [{"id": id, "text": f"“We go on,” {id} said."} for id in ids]


def keys(*paths):
    return [source.key for source in find_articles(list(paths)).sources]


@pytest.mark.parametrize("ending", ENDINGS)
def test_its_articles_stand_in_the_folder_in_the_file_s_order(tmp_path, ending):
    file = write(tmp_path / f"week1.{ending}", rows("b", "a10", "a2"))
    (tmp_path / "z.txt").write_text("One.")
    (tmp_path / "a.txt").write_text("One.")
    expected = [f"week1.{ending}/{id}" for id in ("b", "a10", "a2")]
    assert keys(tmp_path) == ["a.txt", *expected, "z.txt"]
    assert keys(file) == expected


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_article_says_what_its_row_says(tmp_path, ending):
    about = {
        "title": "Harbour\nvote",
        "outlet": "Tidewater Post",
        "date": "March 4, 2031",
        "url": "http://t.example/1",
    }
    file = write(
        tmp_path / f"w.{ending}", [*rows("a"), {"id": "b", "text": "“No,” said\nAda.\r\n“Ja, ö.”", **about}]
    )
    source = find_articles([file]).sources[1]
    article = load_source(source)
    # What JSON writes out as `\\r\\n` no checkout changes.
    end = "\n" if ending == "csv" else "\r\n"
    expected = f"“No,” said\nAda.{end}“Ja, ö.”"
    assert (article.key, article.path, article.text) == (f"w.{ending}/b", file, expected)
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    metadata = article.metadata
    assert (metadata.title, metadata.outlet, metadata.date) == ("Harbour vote", "Tidewater Post", "2031-03-04")
    assert metadata.url == "http://t.example/1"
    assert source_of(tmp_path, article.key) == source


def test_an_article_without_a_title_is_called_by_its_id(tmp_path):
    file = write(tmp_path / "w.jsonl", rows("a/1.5"))
    assert load_source(find_articles([file]).sources[0]).title == "a/1.5"


def test_a_row_can_be_read_as_markdown_or_as_plain_text(tmp_path):
    file = write(tmp_path / "w.csv", [{"id": "a", "text": "One *word* only."}])
    source = find_articles([file]).sources[0]
    assert load_source(source, Format.PLAIN).rendering.text == "One *word* only."
    assert load_source(source, Format.MARKDOWN).rendering.text == "One word only."
    assert load_source(source, Format.HTML).format is Format.PLAIN


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("http://a.example/1?x=ü", "http%3A%2F%2Fa.example%2F1%3Fx=ü"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
        ("50% off", "50%25 off"),
        ("con", "con"),
        ("\x1b]0;x\x07", "%1B]0;x%07"),
        ("新聞", "新聞"),
    ],
)
def test_an_id_is_percent_encoded_once_and_leads_to_one_file_in_the_coder_s_folder(tmp_path, id, name):
    write(tmp_path / "w.jsonl", rows(id))
    (key,) = keys(tmp_path)
    assert key == f"w.jsonl/{name}"
    path = annotation_path(tmp_path, "ana", key)
    file = "%63on" if name == "con" else name
    assert path == tmp_path / "annotations" / "ana" / "w.jsonl" / f"{file}.yaml"
    assert load_source(source_of(tmp_path, key)).text == rows(id)[0]["text"]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400), min_size=2, max_size=5)
)
def test_whatever_their_ids_no_two_articles_share_an_annotation_file(tmp_path_factory, ids):
    folder = tmp_path_factory.mktemp("ids")
    write(folder / "w.jsonl", rows(*ids))
    try:
        sources = find_articles([folder]).sources
    except UsageError:
        assert not any(id.strip() for id in ids)
        return
    paths = [annotation_path(folder, "ana", source.key) for source in sources]
    folded = {str(path).casefold() for path in paths}
    assert len(folded) == len(sources)
    assert {path.parent for path in paths} == {folder / "annotations" / "ana" / "w.jsonl"}
    assert [load_source(source_of(folder, source.key)).text for source in sources] == [
        load_source(source).text for source in sources
    ]


def test_a_very_long_id_has_a_short_file_name(tmp_path):
    write(tmp_path / "w.jsonl", rows("x" * 999))
    (source,) = find_articles([tmp_path]).sources
    assert len(annotation_path(tmp_path, "ana", source.key).name) < 255
    assert load_source(source).text.endswith("said.")


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_wrong_with_a_row_is_told_with_its_line_and_the_others_open(tmp_path, ending):
    wrong = [
        {"id": "a", "text": "Again."},
        {"id": "A", "text": "In capitals."},
        {"id": "", "text": "No id."},
        {"id": "x" * 1001, "text": "Too long an id."},
    ]
    write(tmp_path / f"w.{ending}", [*rows("a"), *wrong, *rows("b")])
    collection = find_articles([tmp_path])
    assert [source.key for source in collection.sources] == [f"w.{ending}/a", f"w.{ending}/b"]
    first = 2 if ending == "jsonl" else 3
    for number, (fault, what) in enumerate(
        zip(collection.faults, ["same id", "only in case", "no “id”", "longer than 1,000"], strict=True),
        start=first,
    ):
        assert str(fault).startswith(f"{tmp_path / f'w.{ending}'}, line {number}: ")
        assert what in str(fault)
    assert collection.skipped == tuple(map(str, collection.faults))


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_article_without_text_is_refused_alone(tmp_path, ending):
    write(tmp_path / f"w.{ending}", [{"id": "a", "text": ""}, *rows("b")])
    first, second = find_articles([tmp_path]).sources
    with pytest.raises(ArticleError, match=rf"w\.{ending}, line [12]: the article's “text” is empty"):
        load_source(first)
    assert load_source(second).key == f"w.{ending}/b"


def test_broken_lines_of_json_are_told_of(tmp_path):
    path = tmp_path / "w.jsonl"
    bad = ["{", "[1]", '{"id": "x"}', '{"id": "y", "text": "cut o', '{"text": "no id"}']
    path.write_text("\n".join(['{"id": 7, "text": "One."}', "", *bad, '{"text": "Two.", "id": "b"}']))
    collection = find_articles([path])
    assert [source.key for source in collection.sources] == ["w.jsonl/7", "w.jsonl/b"]
    assert [fault.name for fault in collection.faults] == [f"{path}, line {line}" for line in range(3, 8)]
    assert load_source(collection.sources[1]).text == "Two."


def test_thousands_of_faults_are_summed_up(tmp_path):
    path = tmp_path / "w.jsonl"
    path.write_text('{"id": 1, "text": "One."}\n' + "{\n" * 5000)
    skipped = find_articles([path]).skipped
    assert len(skipped) == 21
    assert "4,980 more" in skipped[-1]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("coding.csv", "article,title,coder,quote,start,verdict\nw,x,ana,q1,0,accepted\n", "onrecord wrote this"),
        (
            "coding.jsonl",
            '{"article": "w", "coder": "ana", "quote": "q", "verdict": null}\n',
            "onrecord wrote this",
        ),
        ("quotes.jsonl", '{"article": "w", "quotes": []}\n', "onrecord wrote this"),
        ("quotes.csv", "article,start,end,kind,actor,mention,cue,confidence,text\n", "onrecord wrote this"),
        ("outlets.csv", "outlet;country\nTidewater Post;UK\n", "no articles"),
        ("numbers.jsonl", "1\n2\n", "no object"),
        ("empty.csv", "", "no articles"),
        ("empty.jsonl", "", "empty"),
        ("wide.csv", "id,text\na,b\n".encode("utf-16"), "UTF-16"),
        ("binary.jsonl", b"\xff\n" * 200, "not UTF-8"),
    ],
)
def test_what_holds_no_articles_is_left_out_with_a_reason(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "a.txt").write_text("One.")
    collection = find_articles([tmp_path])
    assert [source.key for source in collection.sources] == ["a.txt"]
    (message,) = collection.skipped
    assert name in message
    assert reason in message
    assert collection.faults == ()
    with pytest.raises(UsageError, match=reason):
        find_articles([tmp_path / name])


@pytest.mark.parametrize("name", ["codebook.csv", "README.jsonl", "annotations/w.csv", ".hidden.jsonl"])
def test_some_names_hold_no_articles(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    write(path, rows("a"))
    (tmp_path / "a.txt").write_text("One.")
    assert keys(tmp_path) == ["a.txt"]


def test_a_giant_is_not_read(tmp_path):
    path = tmp_path / "w.jsonl"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(ArticleError, match="larger than 1 GB"):
        list_rows(path)


# A file that changes after it was listed


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_row_that_has_moved_is_found_again(tmp_path, ending):
    file = write(tmp_path / f"w.{ending}", rows("a", "b"))
    source = find_articles([file]).sources[1]
    write(file, rows("new at the top", "a", "b"))
    assert load_source(source).text == "“We go on,” b said."


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_row_that_is_gone_is_told_of(tmp_path, ending):
    file = write(tmp_path / f"w.{ending}", rows("a", "b"))
    source = find_articles([file]).sources[1]
    write(file, rows("a", "c"))
    with pytest.raises(ArticleError, match=rf"w\.{ending}: there is no article “b”"):
        load_source(source)
    file.unlink()
    with pytest.raises(ArticleError, match=rf"w\.{ending}"):
        load_source(source)


def test_a_row_is_read_without_the_rest_of_the_file(tmp_path):
    file = write(tmp_path / "w.jsonl", rows("a", "b", "c"))
    source = find_articles([file]).sources[1]
    raw = file.read_bytes()
    line = raw.splitlines(keepends=True)[1]
    at = raw.index(line)
    file.write_bytes(b"\xff" * at + line + b"\xff" * 1000)
    assert load_source(source).text == "“We go on,” b said."


def test_files_in_a_folder_called_like_a_collection(tmp_path):
    folder = tmp_path / "old.csv"
    folder.mkdir()
    (folder / "a%41.txt").write_text("One.")
    (folder / "b.txt").write_text("Two.")
    collection = find_articles([tmp_path])
    assert [source.key for source in collection.sources] == ["old.csv/b.txt"]
    assert "rename" in collection.skipped[0]
    assert load_source(source_of(tmp_path, "old.csv/b.txt")).title == "b.txt"
    assert source_of(tmp_path, "sub/a.txt") == ArticleSource("sub/a.txt", str(tmp_path / "sub/a.txt"))


PIECES = st.sampled_from(
    [b'{"id": "a", "text": "One."}\n', b"id,text\n", b"a,One.\n", b'b;"Two\n', b'"', b"\r", b"\xff"]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=12), st.sampled_from(ENDINGS))
def test_any_bytes_are_articles_or_told_of(tmp_path_factory, pieces, ending):
    file = tmp_path_factory.mktemp("any") / f"w.{ending}"
    file.write_bytes(b"".join(pieces))
    told: list[Exception] = []
    try:
        sources = find_articles([file]).sources
    except UsageError as error:
        sources = ()
        told.append(error)
    for source in sources:
        try:
            assert load_source(source).text.strip()
        except ArticleError as error:
            told.append(error)
    assert all(file.name in str(error) for error in told)
