"""Decodes bytes to text, and reports every guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from onrecord.articles.errors import ArticleError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f") + b"\x7f"
_SAMPLE = 64 * 1024
_WESTERN = "windows-1252"
_LAST_LATIN = "\u036f"
_FEW = 0.02
"""Of the letters, in English with some foreign names; no language written with accents has so few."""
_SAVE_AS_UTF8 = "open it in an editor and save it as UTF-8"


class Decoded(NamedTuple):
    """The text of a file and how it was had."""

    text: str
    encoding: str
    guessed: bool
    """The bytes allow other readings; the reader should be told."""


def decode(raw: bytes) -> Decoded:
    """Return the text that the bytes stand for, byte-order mark dropped, nothing else changed.

    A byte-order mark decides; then strict UTF-8; then the zero bytes of UTF-16; then chardet. Latin-1, which
    would take anything, is never a default.

    Raises:
        ArticleError: the bytes are no text, or a text in no encoding that could be told.
    """
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            message = f"this is {what}, not a text: save its text as a .txt file in UTF-8."
            raise ArticleError(message)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return Decoded(_strictly(raw[len(mark) :], encoding), encoding, guessed=False)
    utf16 = _utf16_without_mark(raw) if b"\0" in raw[:_SAMPLE] else None
    if utf16:
        return utf16
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        _refuse_binary(raw, tolerated=20)
        encoding = guess_encoding(raw, error.start)
        return Decoded(raw.decode(encoding), encoding, guessed=True)
    _refuse_binary(raw, tolerated=10)
    return Decoded(text, "utf-8", guessed=False)


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"it says it is {encoding.upper()}, but byte {error.start} is not: {_SAVE_AS_UTF8}."
        raise ArticleError(message) from None
    _refuse_binary(text.encode("utf-8", "surrogatepass"), tolerated=10)
    return text


def _utf16_without_mark(raw: bytes) -> Decoded | None:
    """UTF-16 of any alphabet of one byte has a zero at every second place, and hardly one elsewhere."""
    sample = raw[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.4 or min(even, odd) > 0.05:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = raw.decode(encoding)
        _refuse_binary(text.encode(), tolerated=20)
    except (UnicodeError, ArticleError):
        return None
    return Decoded(text, encoding, guessed=True)


def guess_encoding(raw: bytes, first_bad: int) -> str:
    """Return an encoding in which the bytes are a text; `first_bad` is the first of them that is not UTF-8.

    Raises:
        ArticleError: it cannot be told.
    """
    _refuse_mixed(raw, first_bad)
    import chardet
    from chardet import EncodingEra

    sample = raw[max(first_bad - _SAMPLE, 0) : first_bad + 2 * _SAMPLE]
    # Those of DOS and early Macintoshes fit nearly anything, and beat Windows-1252 on short texts: they come last.
    likely = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO
    for era in (likely, EncodingEra.ALL):
        found = chardet.detect(sample, encoding_era=era, prefer_superset=True, no_match_encoding="ascii")
        encoding = (found["encoding"] or "").lower()
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return _WESTERN if len(text) == len(raw) and _reads_better_as_western(raw, text) else encoding
    message = f"its encoding cannot be told (byte {first_bad} is not UTF-8): {_SAVE_AS_UTF8}."
    raise ArticleError(message)


def _reads_better_as_western(raw: bytes, text: str) -> bool:
    """Whether bytes that were guessed to be `text` are rather Windows-1252; short texts in it are often mistaken.

    So they are if most words of another script have Latin letters among them, or if the text is English with a few
    accents, none of which becomes a sign within a word.
    """
    try:
        western = raw.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    accented = [word for word in re.findall(r"\w+", text) if not word.isascii()]
    foreign = [word for word in accented if max(word) > _LAST_LATIN]
    if foreign:
        mixed = sum(re.search("[A-Za-z]", word) is not None for word in foreign)
        return mixed > len(foreign) / 2
    letters = sum(map(str.isalpha, western))
    few = sum(not letter.isascii() for letter in western if letter.isalpha()) < letters * _FEW
    return few and re.search(r"[A-Za-z][\xa1-\xbf×÷][A-Za-z]", western) is None


def _refuse_mixed(raw: bytes, first_bad: int) -> None:
    """Refuse UTF-8 with stray bytes of another encoding: read as that, every quotation mark would be garbled."""
    lenient = raw.decode(errors="replace")
    bad = lenient.count("\ufffd")
    good = len(lenient) - bad - sum(map(lenient.count, map(chr, range(128))))
    if good > bad:
        line = raw.count(b"\n", 0, first_bad) + 1
        message = (
            f"it is UTF-8 with {bad} damaged or foreign bytes, the first in line {line} (byte {first_bad}): "
            f"{_SAVE_AS_UTF8}."
        )
        raise ArticleError(message)


def _refuse_binary(raw: bytes, tolerated: int) -> None:
    """Refuse what holds more than one control character in so many."""
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > len(raw) // tolerated + 4 or (controls and controls == len(raw)):
        message = "this is binary data, not a text: save its text as a .txt file in UTF-8."
        raise ArticleError(message)
