"""Names in a language where every noun has a capital: which of a phrase's nouns are a name, and how it is shown.

What somebody is stands before the name ("Ministerin *Ilse Wendt*"), so the name begins after the last noun that is
known to say that, or else with a given name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.name_tokens import Name
from onrecord.quotes.noun_chunks import chunks_of
from onrecord.quotes.phrases import Noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.noun_chunks import Chunk
    from onrecord.quotes.tokens import Tokens

_OFFICE = Tag.TITLE | Tag.PERSON
_COMMON = _OFFICE | Tag.BODY | Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.NAMING | Tag.TERM | Tag.TIME
_ADJECTIVES = 6
"""Adjectives before a noun at most."""
_LONGEST_UNSURE = 2
"""Words of a name that no given name and no title proves, at most."""
_APPOSITION = 12
"""Tokens of an apposition that are looked at."""


def names_of(tokens: Tokens, language: Language) -> Iterator[Name]:
    """Yield the proper names of a paragraph in the order of its text."""
    if tokens.headline:
        return
    for start, end in tokens.sentences:
        for chunk in chunks_of(tokens, start, end, language):
            if chunk.pronoun:
                continue
            at = chunk.start
            while at < chunk.end:
                run = _run(tokens, at, chunk.end, language)
                if run is None:
                    break
                name = _name(tokens, run, language, governed=chunk.governed)
                if name is not None:
                    yield name
                elif is_bare_office(tokens, run, chunk):
                    yield _surname(tokens, run, governed=chunk.governed)
                elif at == chunk.start and chunk.head == run.end and _is_role(tokens, chunk):
                    yield _role(tokens, chunk, language)
                at = run.end


def name_of(tokens: Tokens, chunk: Chunk, language: Language) -> Noun | None:
    """Return the name that a phrase gives, without what its bearer is; None where it only describes somebody."""
    run = _run(tokens, chunk.start, chunk.head, language)
    return proper_part(tokens, run, language) if run is not None else None


def proper_part(tokens: Tokens, run: Noun, language: Language) -> Noun | None:
    """Return the name at the end of a run of nouns; None where the run has none."""
    tags, last = tokens.tags, run.end - 1
    if tags[last] & Tag.QUOTE:
        return None
    given = next((i for i in range(run.start, last) if _is_given(tokens, i, run, language)), None)
    start = given if given is not None else _after_offices(tokens, run, language)
    while start < run.end and tags[start] & Tag.NUMBER:
        start += 1
    body = run.start < start < run.end and tags[start - 1] & Tag.BODY and not tags[start - 1] & _OFFICE
    if body and given is None:
        start -= 1
    if start < run.end:
        return Noun(start, run.end) if any(tags[i] & Tag.CAPITAL for i in range(start, run.end)) else None
    whole = run.end - run.start > 1 and tags[last] & Tag.BODY and not tags[run.start] & _COMMON
    return run if whole else None


def _after_offices(tokens: Tokens, run: Noun, language: Language) -> int:
    """Return the token after the last noun that says what somebody or something is.

    A surname may end as such a noun does ("Thumann"), so the last of several counts only where it is listed itself.
    """
    lowers, last = tokens.lowers, run.end - 1
    for index in range(last, run.start - 1, -1):
        common = tokens.tags[index] & _COMMON or lowers[index].endswith(language.feminine_endings)
        if common and not (index == last > run.start and _may_be_surname(tokens, last, language)):
            return index + 1
    return run.start


def _may_be_surname(tokens: Tokens, last: int, language: Language) -> bool:
    """Return whether a noun for people is a surname, as in "Frau Richter" but not in "Vorsitzende Richter"."""
    if tokens.lowers[last] not in language.lexicon:
        return True
    before = tokens.lowers[last - 1]
    titled = tokens.tags[last - 1] & Tag.TITLE and not _is_declined(before, language)
    return bool(titled) and bool(tokens.tags[last] & _OFFICE)


def attributes(tokens: Tokens, end: int, endings: Sequence[str]) -> set[str]:
    """Return the adjectives right before a token, without the endings that adjectives have."""
    found: set[str] = set()
    at = end - 1
    while at >= 0 and end - at < _ADJECTIVES and tokens.tags[at] == Tag.WORD:
        word = tokens.lowers[at]
        found.add(word.removesuffix(next((e for e in endings if word.endswith(e)), "")))
        at -= 1
    return found


def is_acronym(word: str) -> bool:
    """Return whether a word is written like "SPD" or "FIFA"."""
    return (
        1 < len(word) < 8 and sum(letter.isupper() for letter in word) > 1 and word[0].isupper() and word.isalpha()
    )


def _is_given(tokens: Tokens, index: int, run: Noun, language: Language) -> bool:
    return index + 1 < run.end and tokens.lowers[index].split("-")[0] in language.given_names


def _run(tokens: Tokens, start: int, end: int, language: Language) -> Noun | None:
    """Return the first run of nouns and names between two tokens."""
    tags = tokens.tags
    at = start
    while at < end and not (tags[at] & Tag.CAPITAL and tags[at] & Tag.WORD and not _is_edge(tokens, at, start)):
        at += 1
    if at == end:
        return None
    begin = at
    while at < end and (
        (tags[at] & Tag.CAPITAL and not (at > begin and tags[at] & Tag.ARTICLE))
        or tags[at] & (Tag.SUFFIX | Tag.NUMBER)
        or (tags[at] & Tag.PARTICLE and at > begin and _leads_on(tokens, at, end, language))
    ):
        at += 1
    return Noun(begin, at)


def _is_edge(tokens: Tokens, index: int, start: int) -> bool:
    edge = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.ADVERB
    return index == start and bool(tokens.tags[index] & edge) and not tokens.tags[index] & _COMMON


def _leads_on(tokens: Tokens, index: int, end: int, language: Language) -> bool:
    """Return whether a particle goes on a name and leads in no phrase of its own: "Ursula *von* *der* Leyen"."""
    before = index - 1 if tokens.tags[index - 1] & Tag.CAPITAL else index - 2
    if tokens.lowers[before] not in language.given_names:
        return False
    for after in range(index + 1, min(end, index + 3)):
        if tokens.tags[after] & Tag.CAPITAL:
            return not tokens.tags[after] & _COMMON
        if not tokens.tags[after] & Tag.PARTICLE:
            return False
    return False


def _name(tokens: Tokens, run: Noun, language: Language, *, governed: bool) -> Name | None:
    """Return the name in a run of nouns, if the run is sure to hold one."""
    tags, lowers = tokens.tags, tokens.lowers
    found = proper_part(tokens, run, language)
    if found is None:
        return None
    words = tuple(tokens.words[found.start : found.end])
    before = run.start - 1
    if tags[found.end - 1] & Tag.BODY and before >= 0 and lowers[before] in language.words["genitive_articles"]:
        words = (*words[:-1], language.without_case(words[-1]))
    definite = before >= 0 and lowers[before] in language.words["definite"]
    titles = {lowers[i] for i in range(run.start, found.start)}
    titled = any(tags[i] & _OFFICE for i in range(run.start, found.start))
    titles |= (
        attributes(tokens, run.start, language.adjective_endings)
        | _apposition(tokens, found.end)
        | _age(tokens, run, found.end)
    )
    if len(words) > 1:
        given = any(_is_given(tokens, i, found, language) for i in range(*found))
        sure = titled or given or bool(tags[found.end - 1] & Tag.BODY)
        if not sure and (len(words) > _LONGEST_UNSURE or run.start < found.start or definite):
            return None
        doubtful = False
    else:
        edge = tags[before] if before >= 0 else 0
        genitive = words[0].endswith(language.genitive_endings) and (edge & Tag.ARTICLE or edge == Tag.WORD)
        doubtful = bool(genitive) or (not titled and not is_acronym(words[0]))
    text = " ".join(tokens.words[run.start : run.end])
    return Name(
        found.start,
        found.end,
        words,
        text,
        frozenset(titles),
        possessed=False,
        definite=definite and not titled,
        governed=governed,
        doubtful=doubtful,
    )


def is_bare_office(tokens: Tokens, run: Noun, chunk: Chunk) -> bool:
    """Return whether a noun for people stands alone without an article, as a surname does: "sagte *Richter*"."""
    return run == (chunk.start, chunk.head) and run.end - run.start == 1 and bool(tokens.tags[run.start] & _OFFICE)


def _surname(tokens: Tokens, run: Noun, *, governed: bool) -> Name:
    word = tokens.words[run.start]
    return Name(
        run.start,
        run.end,
        (word,),
        word,
        frozenset(),
        possessed=False,
        definite=False,
        governed=governed,
        doubtful=True,
    )


def _is_role(tokens: Tokens, chunk: Chunk) -> bool:
    """Return whether a phrase tells of one person by what they are: "der Student", "eine Sprecherin"."""
    tag = tokens.tags[chunk.head - 1]
    return bool(tag & _OFFICE and tokens.tags[chunk.start] & Tag.ARTICLE) and not chunk.oblique


def _role(tokens: Tokens, chunk: Chunk, language: Language) -> Name:
    words = tuple(shown_form(tokens, chunk, language).split())
    head = tokens.lowers[chunk.head - 1]
    titles = frozenset({language.base_of(head)}) | attributes(
        tokens, _first_noun(tokens, chunk), language.adjective_endings
    )
    return Name(
        chunk.start,
        chunk.end,
        words,
        " ".join(words),
        titles,
        possessed=False,
        definite=False,
        governed=chunk.governed,
        office=language.base_of(head),
    )


def _first_noun(tokens: Tokens, chunk: Chunk) -> int:
    first = chunk.start + 1
    while first < chunk.head - 1 and not tokens.tags[first] & Tag.CAPITAL:
        first += 1
    return first


def _age(tokens: Tokens, run: Noun, end: int) -> set[str]:
    """Return somebody's age as a word: of "der 34-jährige Karl Roth", "Karl Roth, 34," and "Karl Roth (34)"."""
    tags, words = tokens.tags, tokens.words
    before = words[run.start - 1] if run.start else ""
    if before[:1].isdigit() and "-" in before:
        return {before.partition("-")[0]}
    after = end + 1 < len(tags) and tags[end] & (Tag.COMMA | Tag.OPEN) and tags[end + 1] & Tag.NUMBER
    return {words[end + 1]} if after else set()


def _apposition(tokens: Tokens, at: int) -> set[str]:
    """Return the words of an apposition that says what somebody is: ", der Trainer des Klubs,"."""
    tags = tokens.tags
    if (
        at + 2 >= len(tags)
        or not tags[at] & Tag.COMMA
        or not tags[at + 1] & (Tag.ARTICLE | Tag.CAPITAL | Tag.POSSESSIVE)
    ):
        return set()
    found: set[str] = set()
    for index in range(at + 1, min(len(tags), at + _APPOSITION)):
        tag = tags[index]
        if tag & (Tag.COMMA | Tag.STOP | Tag.QUOTE | Tag.BREAK) or (tag & Tag.VERB and not tag & Tag.CAPITAL):
            break
        if tag & _OFFICE and tag & Tag.CAPITAL:
            found.add(tokens.lowers[index])
            break
    return found


def shown_form(tokens: Tokens, chunk: Chunk, language: Language) -> str:
    """Return a phrase as one would write it by itself: without its article, in the form that a subject has."""
    tags, lowers, words = tokens.tags, tokens.lowers, tokens.words
    start = chunk.start
    while start < chunk.head - 1 and tags[start] & (Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION):
        start += 1
    article = lowers[start - 1] if start > chunk.start else ""
    pieces = list(words[start : chunk.end])
    noun = chunk.head - 1 - start
    if article in language.words["genitive_articles"] and tags[chunk.head - 1] & Tag.WORD:
        pieces[noun] = language.without_case(pieces[noun])
    ending = _adjective_ending(tokens, chunk, article, language)
    for index, word in enumerate(pieces[: noun + 1]):
        if ending and (word[:1].islower() or _is_declined(word.lower(), language)):
            pieces[index] = _with_ending(word, ending, language)
    shown = ""
    for index, word in enumerate(pieces):
        apart = index and tokens.starts[start + index] > tokens.ends[start + index - 1]
        shown += (" " if apart else "") + word
    return shown


def _is_declined(word: str, language: Language) -> bool:
    """Return whether a noun has the endings of an adjective: "der Vorsitzende", "ein Vorsitzender"."""
    strong = language.ending_lists["strong_endings"]
    return any(language.head_of(word) + ending in language.lexicon for ending in strong)


def _with_ending(word: str, ending: str, language: Language) -> str:
    for weak in language.ending_lists["weak_endings"]:
        if word.endswith(weak):
            return word.removesuffix(weak) + ending
    return word


def _adjective_ending(tokens: Tokens, chunk: Chunk, article: str, language: Language) -> str:
    """Return the ending of an adjective that has lost its article."""
    oblique = language.oblique_adjective_after
    if chunk.oblique and article in oblique:
        feminine = article not in language.words["genitive_articles"]
        known = feminine or language.gender_of(tokens.lowers[chunk.head - 1]) == "m"
        return oblique[article] if known else ""
    return language.adjective_after.get(article, "") if not chunk.oblique else ""
