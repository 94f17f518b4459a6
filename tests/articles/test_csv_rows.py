"""Tables of articles, as spreadsheets and scripts write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.containers import load_row
from onrecord.articles.csv_rows import list_csv, read_csv
from onrecord.articles.errors import ArticleError
from onrecord.articles.line_ends import with_line_feeds
from onrecord.articles.source import Row


def table(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "w.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def texts(path):
    return {article.key: article.text for article in read_csv(path) if not isinstance(article, ArticleError)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "sep=*\r\n", "\ufeffsep=*\n"])
def test_delimiter_and_byte_order_mark_are_told_by_the_header(tmp_path, delimiter, mark):
    row = delimiter.join(["a", '"One, two; three | four"', "T, t"]).replace("T, t", '"T"')
    content = f"{mark.replace('*', delimiter)}ID{delimiter} Text{delimiter}Title\r\n{row}\r\n"
    assert texts(table(tmp_path, content)) == {"a": "One, two; three | four"}


def test_many_commas_in_the_header_s_other_names_do_not_mislead(tmp_path):
    path = table(tmp_path, 'id;"note, or notes, or, more";text\na;x;One, two.\n')
    assert texts(path) == {"a": "One, two."}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_within_a_cell_are_line_feeds(tmp_path, ends):
    path = table(tmp_path, f'id,text{ends}a,"One.{ends}{ends}“Two,” he ""said""."{ends}b,Three.')
    assert texts(path) == {"a": 'One.\n\n“Two,” he "said".', "b": "Three."}
    rows = list(list_csv(path))
    assert [(row.id, row.line) for row in rows] == [("a", 2), ("b", 5)]
    assert load_row(path, rows[1], "w.csv/b", None).text == "Three."


def test_windows_1252_is_guessed_and_said_to_be(tmp_path):
    path = table(
        tmp_path, "id;text\na;“We won’t go back,” he said – in the café.\nb;Zürich, naïve, “yes”.\n", "cp1252"
    )
    first, second = read_csv(path)
    assert first.text == "“We won’t go back,” he said – in the café."
    assert second.text == "Zürich, naïve, “yes”."
    assert first.encoding_guessed
    row = list(list_csv(path))[1]
    assert load_row(path, row, "k", None).text == second.text


def test_foreign_bytes_far_down_a_long_table(tmp_path):
    rows = "".join(f"{number},Plain words of article {number}.\n" for number in range(60_000))
    path = table(tmp_path, f"id,text\n{rows}x,".encode() + "“Café”, it’s true.".encode("cp1252").replace(b",", b""))
    assert texts(path)["x"] == "“Café” it’s true."


def test_a_damaged_byte_in_utf8_spoils_its_own_row_only(tmp_path):
    path = table(tmp_path, "id,text\na,“Ünö”\n".encode() + b"b,caf\xe9\n" + "c,“Drei”\n".encode())
    first, error, last = read_csv(path)
    assert (first.key, last.key) == ("a", "c")
    assert str(error).startswith(f"{path}, line 3: the row is not UTF-8")


def test_quotation_marks_that_are_not_doubled_spoil_their_own_row_only(tmp_path):
    bad = 'b,"He said "no" to it,\nand then, more of it\nthe end",x\n'
    path = table(tmp_path, f'id,text,title\na,One.,\n{bad}c,"Three, four.",T\n')
    found = list(read_csv(path))
    assert [item.key for item in found if not isinstance(item, ArticleError)] == ["a", "c"]
    (error,) = [item for item in found if isinstance(item, ArticleError)]
    assert str(error).startswith(f"{path}, line 3: ")
    assert "written twice" in str(error)


def test_a_row_with_too_many_cells_is_named(tmp_path):
    path = table(tmp_path, "id,text\na,One, two.\nb,Three.\n\n,\n")
    error, article = list(read_csv(path))[:2]
    assert "3 cells" in str(error)
    assert article.key == "b"


def test_a_quotation_mark_that_is_never_closed(tmp_path):
    path = table(tmp_path, 'id,text\na,One.\nb,"Two.\nc,Three.\n')
    article, error = read_csv(path)
    assert article.key == "a"
    assert "line 3" in str(error)


def test_a_cell_of_a_megabyte(tmp_path):
    path = table(tmp_path, "id,text\na," + "x" * 2_000_000 + "\n")
    assert len(texts(path)["a"]) == 2_000_000


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(st.lists(CELLS, min_size=1, max_size=6), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_whatever_the_csv_module_writes_is_read_back_row_by_row(tmp_path_factory, cells, delimiter, ends):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerow(["text", "id"])
    writer.writerows([f"{cell}.", f"n{number}"] for number, cell in enumerate(cells))
    path = table(tmp_path_factory.mktemp("csv"), out.getvalue())
    expected = {f"n{number}": with_line_feeds(f"{cell}.") for number, cell in enumerate(cells)}
    assert texts(path) == expected
    rows = list(list_csv(path))
    assert all(isinstance(row, Row) for row in rows)
    assert {row.id: load_row(path, row, row.id, None).text for row in rows} == expected


@pytest.mark.parametrize("column", ["language", "Lang"])
def test_a_column_says_the_language(tmp_path, column):
    path = table(tmp_path, f"id,{column},text\na,de,Eins.\nb,,Two.\n")
    assert [article.metadata.language for article in read_csv(path)] == ["de", None]
    assert load_row(path, next(iter(list_csv(path))), "w.csv/a", None).metadata.language == "de"
