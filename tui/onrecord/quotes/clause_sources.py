"""Sources that a phrase names, where the finite verb stands second: "laut …", "so der Minister", "… zufolge"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.clause_reports import noun_of
from onrecord.quotes.language import Tag
from onrecord.quotes.noun_chunks import chunks_of, is_small, is_time
from onrecord.quotes.phrases import Noun

if TYPE_CHECKING:
    from onrecord.quotes.clause_reports import ClauseReports
    from onrecord.quotes.noun_chunks import Chunk


def source_in(reading: ClauseReports, start: int, end: int) -> Attribution | None:
    """Return the source that "laut …" or "… zufolge" names between two tokens."""
    language = reading.sentence.language
    behind = language.words["according_behind"]
    for index, lower in enumerate(reading.sentence.tokens.lowers[start:end], start):
        found = source_at(reading, index) if lower in language.according or lower in behind else None
        if found is not None:
            return found
    return None


def source_at(reading: ClauseReports, index: int) -> Attribution | None:
    """Return the source that the phrase at the token names."""
    sentence = reading.sentence
    tokens, language = sentence.tokens, sentence.language
    lowers = tokens.lowers
    if sentence.is_one_of(index, "according_behind"):
        clause = next((c for c in reading.clauses if c.start <= index < c.end), None)
        if clause is None:
            return None
        if index > clause.start and tokens.tags[index - 1] & Tag.OBJECT:
            return Attribution(Rule.ACCORDING, Noun(index - 1, index), Noun(index, index + 1))
        before = [chunk for chunk in reading.chunks(clause) if chunk.end <= index]
        adjoins = bool(before) and before[-1].end == index
        found = [chunk for chunk in before if adjoins and not is_time(tokens, chunk)][-1:]
        if not found or (tokens.tags[found[0].head - 1] & Tag.CARRIER and not _names_owner(reading, found[0])):
            return None
        return Attribution(Rule.ACCORDING, noun_of(found[0]), Noun(index, index + 1))
    for phrase in sorted(language.according.get(lowers[index], ()), key=len, reverse=True):
        after = index + len(phrase)
        if tuple(lowers[index:after]) != phrase or not is_small(tokens, index):
            continue
        if len(phrase) == 1 and tokens.tags[index] & Tag.ADVERB and not _is_source(reading, index, after):
            continue
        chunk = next(chunks_of(tokens, after, sentence.end, language), None)
        if chunk is not None and chunk.start <= after + 1 and not is_time(tokens, chunk):
            return Attribution(Rule.ACCORDING, noun_of(chunk), Noun(index, after))
    return None


def _is_source(reading: ClauseReports, index: int, after: int) -> bool:
    """Return whether an adverb stands for "said": ", so der Minister." and not "so wichtig"."""
    sentence = reading.sentence
    clause = next((c for c in reading.clauses if c.start <= index < c.end), None)
    if clause is None or clause.start != index or clause.finite >= 0 or after >= sentence.end:
        return False
    return bool(sentence.tags[after] & (Tag.CAPITAL | Tag.DETERMINER | Tag.PRONOUN | Tag.POSSESSIVE)) and index > (
        sentence.start
    )


def _names_owner(reading: ClauseReports, chunk: Chunk) -> bool:
    """Return whether a word such as "Angaben" tells whose they are: "Angaben der Polizei", "Polizeiangaben"."""
    lower = reading.sentence.tokens.lowers[chunk.head - 1]
    return chunk.end > chunk.head or reading.sentence.language.first_part(lower) is not None
