"""A web page to the text of its article."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree, html
from trafilatura import __version__ as trafilatura_version
from trafilatura import bare_extraction

from onrecord.articles.decode import Decoded, decode
from onrecord.articles.errors import ArticleError
from onrecord.articles.page_metadata import main_headings, page_metadata
from onrecord.articles.page_text import lines_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.articles.article import Metadata

EXTRACTOR = f"trafilatura {trafilatura_version}"
LARGEST_PAGE = 5 * 1024 * 1024
"""Bytes."""
# Times grow with the square of these, and pages of news have a tenth of them.
_MOST_ELEMENTS = 12_000
_MOST_SIBLINGS = 2_000
_MOST_SIGNS = 100_000
_LONGEST_TAG = 20_000
"""Code points, pictures and other data within the tag left out."""
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_CHARSETS = re.compile(r"iso-8859-\d+|windows-\d+|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5")
_DATA = re.compile(r"""=\s{0,9}(?:"[^"]{2000,}"|'[^']{2000,}')""")
_TAG = re.compile(r"""<[A-Za-z][^\s>]*+(?:\s++[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)*+""")
_WHAT_TO_DO = "save the article's text as a .txt file"
_TOO_MANY = f"the page has too many parts to find its article among them: {_WHAT_TO_DO}."
_TITLE_AMONG = 3


class Page(NamedTuple):
    """The article of a page."""

    text: str
    """As `page_text.render_extracted` reads it."""
    encoding: str
    guessed: bool
    metadata: Metadata


def read_page(raw: bytes) -> Page:
    """Return the article of a page: its title, headings and paragraphs, without what stands around it.

    The text is what trafilatura takes for the article (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15/).

    Raises:
        ArticleError: there is no article in it, or none that can be found in reasonable time. The message does not
            name the file.
    """
    if len(raw) > LARGEST_PAGE:
        message = f"the page is larger than 5 MB: {_WHAT_TO_DO}."
        raise ArticleError(message)
    decoded = _decode(raw)
    try:
        tree = _parse(decoded.text)
        metadata = page_metadata(tree, decoded.text)
        headings = main_headings(tree)
        lines = _article_lines(tree)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        message = f"the page cannot be read as HTML ({type(error).__name__}): {_WHAT_TO_DO}."
        raise ArticleError(message) from None
    if not lines:
        message = f"no article was found in the page: {_WHAT_TO_DO}."
        raise ArticleError(message)
    title = _title(headings, metadata)
    if title and _letters(title) not in map(_letters, lines[:_TITLE_AMONG]):
        lines.insert(0, f"# {title}")
    return Page("\n".join(lines), decoded.encoding, decoded.guessed, metadata)


def _decode(raw: bytes) -> Decoded:
    """Return the page's text: UTF-8 if that is what it is, else in the encoding that it names, else by a guess."""
    declared = _CHARSET.search(raw[:_HEAD])
    name = declared[1].decode().lower() if declared else ""
    # What calls itself Latin-1 is Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    name = "windows-1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
    if _CHARSETS.fullmatch(name) and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            raw.decode()
        except UnicodeDecodeError:
            try:
                return Decoded(raw.decode(name), name, guessed=False)
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(raw)


def _parse(source: str) -> HtmlElement:
    if source.count("<") > _MOST_SIGNS:
        raise ArticleError(_TOO_MANY)
    source = _DATA.sub('=""', source)
    if any(tag.end() - tag.start() > _LONGEST_TAG for tag in _TAG.finditer(source)):
        raise ArticleError(_TOO_MANY)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(source.translate(_spaces()).encode(), parser=parser)
    etree.strip_elements(tree, "svg", with_tail=False)
    sizes = [len(element) for element in tree.iter()]
    if len(sizes) > _MOST_ELEMENTS or max(sizes) > _MOST_SIBLINGS:
        raise ArticleError(_TOO_MANY)
    _keep_words_within_sentences(tree)
    return tree


def _keep_words_within_sentences(tree: HtmlElement) -> None:
    """Rewrite what the extractor would cut out of a sentence, or make a paragraph of."""
    quotes = [(quote, next(quote.iterancestors("q"), None) is not None) for quote in tree.iter("q")]
    for quote, within in quotes:
        opening, closing = "‘’" if within else "“”"  # browsers draw the marks
        quote.text = opening + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + closing
        else:
            quote.text += closing
        quote.tag = "span"
    for moment in tree.iter("time"):
        before, around = moment.getprevious(), moment.getparent()
        text = before.tail if before is not None else around.text if around is not None else None
        if (text or "").strip() or (moment.tail or "").strip():
            moment.tag = "span"
    for source in tree.iter("cite"):
        around = source.getparent()
        if around is not None and around.tag == "blockquote":
            source.tag = "p"


def _article_lines(tree: HtmlElement) -> list[str]:
    # Without a handler, what the extractor notes would be written over the screen.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    return [] if body is None else lines_of(body)


def _title(headings: list[str], metadata: Metadata) -> str | None:
    """Return the heading over the article, which the extractor may take for a part of the page around it."""
    alike = [heading for heading in headings if _letters(heading) == _letters(metadata.title or "")]
    sole = [heading for heading in headings if _letters(heading) != _letters(metadata.outlet or "")]
    return alike[0] if alike else sole[0] if len(sole) == 1 else None


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line)).casefold()


@cache
def _spaces() -> dict[int, str]:
    """Control characters, which no tree may hold, as spaces."""
    return dict.fromkeys([*range(9), 11, *range(14, 32), 127], " ")
