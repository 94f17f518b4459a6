"""Cuts a paragraph into tokens, each marked stretch being one token, so that quoted words never enter a rule."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.marks import Marked

_PUNCTUATION: dict[str, int] = {
    ",": Tag.COMMA,
    ":": Tag.COLON,
    ".": Tag.STOP,
    "!": Tag.STOP,
    "?": Tag.STOP,
    ";": Tag.BREAK | Tag.SEMICOLON,
    "—": Tag.BREAK,
    "-": Tag.BREAK,
    "--": Tag.BREAK,
    "–": Tag.BREAK,
    "―": Tag.BREAK,
    "~": Tag.BREAK,
    "(": Tag.OPEN,
    "[": Tag.OPEN,
    ")": Tag.CLOSE,
    "]": Tag.CLOSE,
    "’s": Tag.GENITIVE,
    "'s": Tag.GENITIVE,
    "’": Tag.GENITIVE,
    "'": Tag.GENITIVE,
    "…": Tag.OTHER,
    "...": Tag.OTHER,
    "....": Tag.STOP,
}

_COMMON = (
    Tag.VERB
    | Tag.AUXILIARY
    | Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.DETERMINER
    | Tag.ADVERB
    | Tag.SUBORDINATOR
    | Tag.PRONOUN
    | Tag.RELATIVE
    | Tag.OBJECT
)


_ACRONYM = 5
"""Letters from which on a word in capitals is shouted rather than an acronym such as WHO, IT or US."""
_VOCABULARY = 60_000
"""Different words whose tags are kept in mind, so that memory stays constant over a corpus."""
_ROMAN = frozenset("IVX")
_ORDINAL = 2
"""Digits of a number that counts places, at most."""
_TAG = 12
"""Tokens of "Smith asked" and the like at most."""
_DATELINE = 12
"""Tokens of a dateline at most."""
_SENTENCE = 250
"""Tokens of a sentence at most; what is longer is cut, so that the rules stay linear."""
_NAME = 60
"""Code points of a name in quotation marks at most."""
_NICKNAME = 2
"""Words of a nickname at most."""
_HEADLINE = 150
"""Code points of a headline at most."""


@dataclass(slots=True)
class Tokens:
    """The tokens of one paragraph, in columns.

    `starts` and `ends` are code points of the shown text. `quotes` gives for a token that stands for a marked
    stretch its number in the paragraph, else -1.
    """

    words: list[str]
    lowers: list[str]
    tags: list[int]
    starts: array[int]
    ends: array[int]
    quotes: list[int]
    sentences: list[tuple[int, int]]
    """First token and end of each sentence."""
    headline: bool = False
    """It is written as headlines are, every longer word capitalised, or is a heading of the article."""
    title_case: bool = False
    """Most of its longer words are capitalised, so that names run into other words."""
    nicknames: bool = False
    """Some of its tokens are nicknames in quotation marks, parts of a name."""
    dateline: int = 0
    """Tokens of the dateline that it begins with."""
    capitals_tell: bool = True
    """A capital within a sentence tells a name or a title."""

    def __len__(self) -> int:
        return len(self.words)


def tokenise(
    text: str, start: int, end: int, marked: Sequence[Marked], language: Language, *, heading: bool = False
) -> Tokens:
    """Return the tokens of the paragraph from `start` to `end`; of a heading, common words lose their capitals."""
    tokens = Tokens([], [], [], array("I"), array("I"), [], [])
    at = start
    places: list[int] = []
    for number, stretch in enumerate(marked):
        _cut(tokens, text, at, stretch.outer_start, language)
        places.append(len(tokens))
        inner = stretch.end - stretch.start <= _NAME
        tokens.words.append(text[stretch.start : stretch.end] if inner else "")
        tokens.lowers.append("")
        tokens.tags.append(int(Tag.QUOTE))
        tokens.starts.append(stretch.outer_start)
        tokens.ends.append(stretch.outer_end)
        tokens.quotes.append(number)
        at = stretch.outer_end
    _cut(tokens, text, at, end, language)
    tokens.capitals_tell = not language.capitalised_nouns
    if tokens.capitals_tell:
        _mark_nicknames(tokens, places)
    tokens.title_case = tokens.capitals_tell and end - start <= _HEADLINE and _is_title_case(tokens)
    if heading or (tokens.title_case and not tokens.tags[-1] & Tag.STOP):
        tokens.headline, tokens.capitals_tell = True, False
        tokens.tags = [tag & ~Tag.CAPITAL if tag & _COMMON else tag for tag in tokens.tags]
    _cut_sentences(tokens, text, marked)
    return tokens


def _mark_nicknames(tokens: Tokens, places: Sequence[int]) -> None:
    """Let a nickname in marks within a name be a part of that name: Anna “Birdie” Holm."""
    tags = tokens.tags
    for at in places:
        if not 0 < at < len(tags) - 1 or not tags[at - 1] & tags[at + 1] & Tag.CAPITAL:
            continue
        words = tokens.words[at].split()
        named = 0 < len(words) <= _NICKNAME and all(word[0].isupper() for word in words)
        beside = (tags[at - 1] | tags[at + 1]) & (_COMMON | Tag.WORK | Tag.PAPER)
        if named and words[-1][-1].isalnum() and not beside:
            tags[at] = int(Tag.WORD | Tag.CAPITAL)
            tokens.nicknames = True


def _is_title_case(tokens: Tokens) -> bool:
    """Return whether most longer words are capitalised, as in a headline."""
    tags = tokens.tags
    if not tags or any(tag & Tag.VERB and not tag & (Tag.CAPITAL | Tag.NOUN) for tag in tags):
        return False
    if any(tags[at] & Tag.QUOTE and tags[at + 1] & Tag.BREAK for at in range(len(tags) - 1)):
        return False  # “…” – Jane Smith
    longer = [tag for word, tag in zip(tokens.words, tags, strict=True) if len(word) > 3 and tag & Tag.WORD]
    if any(not tag & (Tag.CAPITAL | _COMMON) for tag in longer):
        return False
    return len(longer) > 2 and sum(1 for tag in longer if tag & Tag.CAPITAL) >= 0.75 * len(longer)


def _cut(tokens: Tokens, text: str, start: int, end: int, language: Language) -> None:
    spans = [match.span() for match in language.token.finditer(text, start, end)]
    words = [text[at:after] for at, after in spans]
    if "." in words:
        _join_abbreviations(words, spans, language)
    seen = language.seen
    known = [seen.get(word) or _look_up(word, language) for word in words]
    # The words kept in mind stand for those cut out, which would take several times the memory of the text.
    tokens.words += [word for word, _, _ in known]
    tokens.lowers += [lower for _, lower, _ in known]
    tokens.tags += [tag for _, _, tag in known]
    tokens.starts.extend([at for at, _ in spans])
    tokens.ends.extend([after for _, after in spans])
    tokens.quotes += [-1] * len(words)


def _join_abbreviations(words: list[str], spans: list[tuple[int, int]], language: Language) -> None:
    """Put the full stop of an abbreviation or an initial to its word."""
    abbreviations = language.words["abbreviations"]
    joined: set[int] = set()
    for index, word in enumerate(words):
        if word == "." and index and spans[index][0] == spans[index - 1][1]:
            before = words[index - 1]
            following = words[index + 1] if index + 1 < len(words) else ""
            ordinal = language.ordinals and _is_ordinal(before, following, language)
            short = before.lower() in abbreviations
            if short and not language.capitalised_nouns and _ends_sentence(words, index):
                continue
            if ordinal or short or _is_initials(before):
                words[index - 1] += "."
                spans[index - 1] = spans[index - 1][0], spans[index][1]
                joined.add(index)
    if joined:
        words[:] = [word for index, word in enumerate(words) if index not in joined]
        spans[:] = [span for index, span in enumerate(spans) if index not in joined]


def _is_ordinal(word: str, following: str, language: Language) -> bool:
    """Return whether a number with a full stop counts places ("am 3. Mai") and ends no sentence."""
    roman = len(word) > 1 and set(word) <= _ROMAN
    if not roman and not (word.isdigit() and len(word) <= _ORDINAL):
        return False
    lower = following.lower()
    return (
        (roman and not following)
        or lower == following != ""
        or (not roman and not language.lexicon.get(lower, 0) & _COMMON)
    )


def _ends_sentence(words: list[str], stop: int) -> bool:
    """Return whether a small word ends a sentence though it can be an abbreviation: "was *ill*. She"."""
    before, following = words[stop - 1], words[stop + 1 : stop + 2]
    names = stop > 1 and words[stop - 2][0].isupper()  # "Roe vs. Wade"
    return before.islower() and before.isalpha() and not names and bool(following) and following[0][0].isupper()


def _is_initials(word: str) -> bool:
    return word.isupper() and word[1::2] == "." * (len(word) // 2)


def _look_up(word: str, language: Language) -> tuple[str, str, int]:
    """Return a word that comes for the first time, its lower-case form and its tag, and keep them in mind."""
    lower, tag = word.lower(), _PUNCTUATION.get(word, 0)
    if not tag:
        letter = word[0]
        tag = language.lexicon.get(lower, 0)
        if not (len(word) == 2 and word[1] == "."):  # the "A." of a name is no article
            tag |= language.lexicon.get(lower.rstrip("."), 0)
        if 1 < len(word) < _ACRONYM and word.isupper():
            tag &= ~_COMMON
        if letter.isalpha() or letter in "@#":
            tag |= _tag_word(word, lower, tag, language)
        elif letter.isdigit():
            tag |= _tag_number(word, lower, language)
        else:
            tag |= Tag.OTHER
    if len(language.seen) > _VOCABULARY:
        language.seen.clear()
    language.seen[word] = word, lower, tag
    return word, lower, tag


def _tag_word(word: str, lower: str, tag: int, language: Language) -> int:
    """Return what a word is by its letters, besides the `tag` that the language's lists give it."""
    tag |= Tag.WORD
    inner = language.capitalised_nouns and "-" in word and word.rpartition("-")[2][:1].isupper()
    if word[0] != lower[0] or word[0] in "@#" or inner or _is_tied_name(word, language):
        tag |= Tag.CAPITAL
        if language.capitalised_nouns and tag == Tag.WORD | Tag.CAPITAL:
            tag |= language.tag_by_head(lower)
    elif tag == Tag.WORD and len(lower) > 4:
        tag |= language.tag_by_prefix(lower) or language.tag_by_ending(lower)
    if len(lower) > 3 and lower.endswith(language.plural_endings):
        tag |= Tag.PLURAL
    return tag


def _tag_number(word: str, lower: str, language: Language) -> int:
    if not (word[-1].isalpha() and "-" in word):
        return Tag.NUMBER
    is_noun = language.capitalised_nouns and word.rpartition("-")[2][0].isupper()
    return Tag.WORD | (Tag.CAPITAL | language.tag_by_head(lower) if is_noun else 0)


def _is_tied_name(word: str, language: Language) -> bool:
    """Return whether the word is a name with a small particle before it: "al-Hashimi", "d'Arcy"."""
    particle, mark, name = word.partition("-")
    if mark:
        return name[:1].isupper() and particle in language.words["name_particles"]
    return len(word) > 3 and word[1] in "'’" and word[2].isupper()


def _cut_sentences(tokens: Tokens, text: str, marked: Sequence[Marked]) -> None:
    tags = tokens.tags
    last = len(tags) - 1
    first = tokens.dateline = _after_dateline(tokens)
    _add_sentence(tokens, 0, first)
    for index in [at for at, tag in enumerate(tags) if tag & (Tag.STOP | Tag.QUOTE | Tag.SUFFIX)]:
        if index == last or index < first:
            continue
        if tags[index] & Tag.SUFFIX:  # "Smith Jr. “We …”"
            ends = bool(tags[index + 1] & Tag.QUOTE) and tokens.words[index].endswith(".")
        elif tags[index] & Tag.STOP:
            ends = bool(tags[index + 1] & (Tag.CAPITAL | Tag.QUOTE | Tag.NUMBER | Tag.OPEN))
        else:
            ends = _quote_ends_sentence(tokens, text, marked[tokens.quotes[index]], index)
        if ends:
            _add_sentence(tokens, first, index + 1)
            first = index + 1
    _add_sentence(tokens, first, len(tags))


def _add_sentence(tokens: Tokens, start: int, end: int) -> None:
    tokens.sentences.extend((at, min(at + _SENTENCE, end)) for at in range(start, end, _SENTENCE))


def _after_dateline(tokens: Tokens) -> int:
    """Return the first token after a dateline such as "NEW YORK, Dec. 8 (AP) —", 0 where there is none."""
    if not tokens.words or len(tokens.words[0]) < 3 or not tokens.words[0].isupper():
        return 0
    dateline = Tag.CAPITAL | Tag.NUMBER | Tag.COMMA | Tag.OPEN | Tag.CLOSE | Tag.STOP | Tag.TIME
    for index, tag in enumerate(tokens.tags[:_DATELINE]):
        if tag & Tag.BREAK:
            return index + 1
        if not tag & dateline:
            break
    return 0


def _quote_ends_sentence(tokens: Tokens, text: str, stretch: Marked, index: int) -> bool:
    final = text[stretch.end - 1]
    if final in "'’”\"" and stretch.end - stretch.start > 1:
        final = text[stretch.end - 2]
    following = tokens.tags[index + 1]
    if final == ".":
        return bool(following & (Tag.CAPITAL | Tag.QUOTE | Tag.NUMBER))
    if final in "?!…":
        return bool(following & Tag.QUOTE) or bool(following & Tag.CAPITAL and not _tag_follows(tokens, index + 1))
    return False


def _tag_follows(tokens: Tokens, index: int) -> bool:
    """Return whether the words after a quote name its speaker: a verb of saying that says nothing further."""
    tags = tokens.tags
    said = False
    for at in range(index, min(index + _TAG, len(tags))):
        if said and tags[at] & (Tag.COMPLEMENTISER | Tag.QUOTE) and not tags[at - 1] & Tag.COMMA:
            return False
        if tags[at] & (Tag.STOP | Tag.QUOTE):
            break
        said = said or bool(tags[at] & (Tag.SAYING | Tag.LOOSE) and not tags[at] & Tag.CAPITAL)
    return said
