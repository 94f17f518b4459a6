"""Keeps the book of who is speaking: gives quotes without a speaker of their own that of their neighbours."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import noun_at
from onrecord.quotes.quote import Kind
from onrecord.quotes.speakers import reporter_in, reports, speaker_at_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotes.language import Language
    from onrecord.quotes.paragraphs import Passage, Said

_NEAR = (Rule.BEFORE, Rule.BEFORE_ADJOINING)


def take_turns(passages: Sequence[Passage], text: str, language: Language) -> None:
    """Give every quote that has no speaker yet the one that its neighbours tell of, in place."""
    last: Said | None = None
    quoted_before = False
    for number, passage in enumerate(passages):
        spoken = [said for said in passage.said if said.kind is not Kind.SCARE]
        _from_before(spoken, passage, text, language)
        _from_after(spoken)
        for said in spoken:
            if said.attribution is None:
                _from_passage_before(
                    said,
                    passages[number - 1 : number] if number else (),
                    last,
                    text,
                    language,
                    quoted=quoted_before,
                )
        if number:
            _sign(passages[number - 1], passage, number)
        quoted_before = bool(spoken)
        last = next((said for said in reversed(spoken) if said.has_speaker), last)


def _from_before(spoken: Sequence[Said], passage: Passage, text: str, language: Language) -> None:
    """Let a quote have the speaker of the one before it in its paragraph, or the subject of the sentence before."""
    previous: Said | None = None
    for said in spoken:
        if said.attribution is None:
            if previous is not None and not _has_own_report(said, passage, text, language):
                _inherit(said, previous, Rule.SAME_PARAGRAPH)
            elif previous is not None or (said is spoken[0] and said.sentence[0] > 0):
                _from_sentence_before(said, passage, text, language)
        previous = said if said.has_speaker else previous


def _has_own_report(said: Said, passage: Passage, text: str, language: Language) -> bool:
    """Return whether the sentence right before reports, as "Sie fügte hinzu." does, and quotes nothing itself."""
    if not language.verb_second or not said.lone:
        return False
    sentences = passage.tokens.sentences
    before = bisect_right(sentences, said.sentence) - 2
    if before < 0 or any(passage.tokens.tags[i] & Tag.QUOTE for i in range(*sentences[before])):
        return False
    return reports(passage.tokens, text, passage.marked, language, sentences[before])


def _from_sentence_before(said: Said, passage: Passage, text: str, language: Language) -> None:
    sentences = passage.tokens.sentences
    before = bisect_right(sentences, said.sentence) - 2
    attribution = reporter_in(passage.tokens, text, passage.marked, language, sentences[max(before, 0)])
    if attribution is not None:
        said.attribution = replace(attribution, rule=Rule.SENTENCE_BEFORE, cue=None)


def _from_after(spoken: Sequence[Said]) -> None:
    """Let a quote that opens its paragraph have the speaker of the next one."""
    following: Said | None = None
    for said in reversed(spoken):
        if said.has_speaker:
            following = said
        elif said.attribution is None and following is not None:
            _inherit(said, following, Rule.NEXT_QUOTE)


def _from_passage_before(
    said: Said, before: Sequence[Passage], last: Said | None, text: str, language: Language, *, quoted: bool
) -> None:
    """Let a quote have the speaker that the paragraph before ends with, else the one last quoted."""
    if last is not None and quoted and last.marked.continues:
        _inherit(said, last, Rule.CONTINUED)
    elif before and _is_led_in(said, before[0], text, language, quoted=quoted):
        return
    elif last is not None:
        _inherit(said, last, Rule.PARAGRAPH_BEFORE)


def _is_led_in(said: Said, before: Passage, text: str, language: Language, *, quoted: bool) -> bool:
    """Return whether the paragraph before says who speaks now; then the quote has that speaker."""
    tags = before.tokens.tags
    colon = bool(tags) and bool(tags[-1] & Tag.COLON)
    if quoted and not colon:
        return False
    attribution = speaker_at_end(before.tokens, text, before.marked, language)
    if attribution is None or attribution.noun is None or not (colon or attribution.rule in _NEAR):
        return False
    said.attribution = replace(attribution, rule=Rule.COLON if colon else Rule.SENTENCE_BEFORE, cue=None)
    said.passage -= 1
    return True


def _sign(quoted: Passage, passage: Passage, number: int) -> None:
    """Take the speaker of a lone quote from a line under it that begins with a dash: "— Jane Smith, teacher"."""
    tokens = passage.tokens
    if len(quoted.said) != 1 or not quoted.said[0].lone or len(tokens) < 2 or not tokens.tags[0] & Tag.BREAK:
        return
    noun = noun_at(tokens, 1, len(tokens))
    if noun is not None and tokens.tags[1] & Tag.CAPITAL:
        quoted.said[0].attribution = Attribution(Rule.SIGNATURE, noun)
        quoted.said[0].passage = number


def _inherit(said: Said, source: Said, rule: Rule) -> None:
    if source.attribution is not None:
        said.attribution = replace(source.attribution, rule=rule, addressee=None, source=None)
        said.passage = source.passage
