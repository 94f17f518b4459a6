"""Bytes to text: what decides, what is guessed, what is refused."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.decode import decode
from onrecord.articles.errors import ArticleError

ENGLISH = (
    "“We won’t go back,” the minister said. “Not now – not ever.” It’s over, she added, in a café in Zürich.\n" * 3
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark, encoding):
    assert decode(mark + ENGLISH.encode(encoding)) == (ENGLISH, encoding, False)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text):
    assert decode(b"x\n" + text.encode()) == ("x\n" + text, "utf-8", False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_shows_in_its_zeros(encoding):
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, encoding, True)


def test_windows_1252_is_guessed_and_said_to_be():
    text, encoding, guessed = decode(ENGLISH.encode("cp1252"))
    assert (text, guessed) == (ENGLISH, True)
    assert encoding in {"windows-1252", "cp1252"}


def test_a_stray_foreign_byte_late_in_a_long_text_is_still_seen():
    raw = b"Plain words. " * 30_000 + "“Quoted”, he said – it’s true.".encode("cp1252")
    text, _, guessed = decode(raw)
    assert guessed
    assert text.endswith("“Quoted”, he said – it’s true.")


def test_utf8_with_damaged_bytes_is_not_read_as_something_else():
    raw = ENGLISH.encode() + b"\nbroken \xff here\n" + ENGLISH.encode()
    with pytest.raises(ArticleError, match="line 5"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 200, "binary"),
        (b"\x00\x01\x02" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused(raw, what):
    with pytest.raises(ArticleError, match=what):
        decode(raw)


def test_a_few_control_characters_are_text():
    text = "He said \x1b]52;c;aGk=\x07 “hello” \x00 to the press, and went home."
    assert decode(text.encode()) == (text, "utf-8", False)


def test_a_false_byte_order_mark_is_named():
    with pytest.raises(ArticleError, match="UTF-8"):
        decode(codecs.BOM_UTF8 + b"caf\xe9 au lait")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_article_error(raw):
    with contextlib.suppress(ArticleError):
        assert len(decode(raw).text) <= len(raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Министр сказал: «Мы не вернёмся назад», – и ушёл. Это было сказано вчера.\n" * 5, "windows-1251"),
        ("„Wir gehen nicht zurück“, sagte der Minister. „Weder heute noch später.“\n" * 3, "windows-1252"),
        ("「戻りません」と大臣は述べた。「今も、これからも」と付け加えた。\n" * 5, "shift-jis"),
    ],
    ids=["Russian", "German", "Japanese"],
)
def test_other_languages_are_guessed_too(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "«Così non va», ha detto il ministro. Perché? La città è già in difficoltà; più soldi e libertà.\n",
        "Déjà été où çà là-bas, élève âgé, forêt, hôpital, garçon, Noël, œuvre, cœur.\n",
        "« Nous n’avons pas été prévenus », a déclaré la maire. Élue en 2020, elle était déjà « préoccupée ».\n",
        "„Größere Brücken!“, rief Bürgermeister Jürgen Müller in Köln. Die Ärztin äußerte sich früh.\n",
        "“We said no,” José Núñez said. " + "The minister did not want to change the course of the house. " * 20,
    ],
    ids=["Italian", "French", "more French", "German", "English"],
)
@pytest.mark.parametrize("times", [1, 20])
def test_accented_western_text_is_not_taken_for_another_alphabet(text, times):
    assert decode((text * times).encode("cp1252")).text == text * times


def test_foreign_names_in_english_keep_their_alphabet():
    text = "“We go on,” said Владимир Кириллов of the Комитет in Nizhny Novgorod. They were not asked.\n" * 3
    assert decode(text.encode("cp1251")).text == text
