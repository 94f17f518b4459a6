"""Keeps the book of who is speaking: gives quotes without a speaker of their own that of their neighbours."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.quotes.attribution import Attribution, Rule
from onrecord.quotes.kinds import stands_alone
from onrecord.quotes.language import Tag
from onrecord.quotes.quote import Kind
from onrecord.quotes.signatures import head_of, signature_in
from onrecord.quotes.speakers import reporter_in, reports, sentence_after, speaker_at_end

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
                before = passages[number - 1] if number else None
                after = passages[number + 1] if number + 1 < len(passages) else None
                follows = _follows(said, passage, after, text, language)
                if follows is not None and follows[1]:
                    said.attribution, said.passage = follows[0], follows[2]
                else:
                    _from_passage_before(said, before, last, text, language, quoted=quoted_before)
                if said.attribution is None and follows is not None:
                    said.attribution, said.passage = follows[0], follows[2]
        _from_after(spoken)
        if number:
            _sign(passages[number - 1], passage, number)
        quoted_before = bool(spoken)
        last = next((said for said in reversed(spoken) if said.has_speaker), last)


def _follows(
    said: Said, passage: Passage, after: Passage | None, text: str, language: Language
) -> tuple[Attribution, bool, int] | None:
    """Return whom the sentence after a quote names, whether it says so, and the number of its passage."""
    if language.verb_second or not said.lone:
        return None
    sentences = passage.tokens.sentences
    behind = bisect_right(sentences, said.sentence)
    number = said.passage
    if behind >= len(sentences):
        if after is None or not after.tokens.sentences or len(passage.said) > 1:
            return None
        passage, behind, number = after, 0, number + 1
    tokens = passage.tokens
    found, says_so = sentence_after(tokens, text, passage.marked, language, tokens.sentences[behind])
    return (found, says_so, number) if found is not None else None


def _from_before(spoken: Sequence[Said], passage: Passage, text: str, language: Language) -> None:
    """Let a quote have the speaker of the one before it in its paragraph, or the subject of the sentence before."""
    previous: Said | None = None
    for said in spoken:
        if said.attribution is None:
            if previous is not None and not _has_own_report(said, passage, text, language):
                _inherit(said, previous, Rule.SAME_PARAGRAPH)
            elif previous is not None or (said.sentence[0] > 0 and (said is spoken[0] or not language.verb_second)):
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
    if stands_alone(passage.tokens, sentences[max(before, 0)]):
        return
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
    said: Said, before: Passage | None, last: Said | None, text: str, language: Language, *, quoted: bool
) -> None:
    """Let a quote have the speaker that the paragraph before ends with, else the one last quoted."""
    if last is not None and quoted and last.marked.continues:
        _inherit(said, last, Rule.CONTINUED)
    elif before is not None and _is_led_in(said, before, text, language, quoted=quoted):
        return
    elif last is not None:
        _inherit(said, last, Rule.PARAGRAPH_BEFORE)


def _is_led_in(said: Said, before: Passage, text: str, language: Language, *, quoted: bool) -> bool:
    """Return whether the paragraph before says who speaks now; then the quote has that speaker."""
    tags = before.tokens.tags
    head = head_of(before.tokens, language) if said.lone and not quoted else None
    if head is not None:
        said.attribution = head
        said.passage -= 1
        return True
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
    if len(quoted.said) != 1 or not quoted.said[0].lone:
        return
    signature = signature_in(passage.tokens)
    if signature is not None:
        quoted.said[0].attribution = signature
        quoted.said[0].passage = number


def _inherit(said: Said, source: Said, rule: Rule) -> None:
    if source.attribution is not None:
        said.attribution = replace(source.attribution, rule=rule, addressee=None, source=None)
        said.passage = source.passage
