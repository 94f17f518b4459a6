"""Says whom a phrase without a name means: an actor whom the article calls that, or somebody nameless."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from onrecord.quotes.language import Tag
from onrecord.quotes.phrases import Noun, is_verb, noun_at
from onrecord.quotes.proper_names import name_in, name_words
from onrecord.quotes.quote import ActorType

if TYPE_CHECKING:
    from onrecord.quotes.coreference import Discourse
    from onrecord.quotes.entities import Entity
    from onrecord.quotes.language import Language
    from onrecord.quotes.tokens import Tokens

_OFFICE = Tag.PERSON | Tag.TITLE | Tag.BODY | Tag.PAPER
_SPEAKS = Tag.PERSON | Tag.TITLE | Tag.BODY | Tag.PAPER | Tag.CARRIER
_EDGE = Tag.DETERMINER | Tag.POSSESSIVE
_NO_NOUN = (
    Tag.ADVERB | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.SUBORDINATOR | Tag.AUXILIARY | Tag.RELATIVE | Tag.TIME
)
_LONGEST = 8
"""Tokens of a description at most."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a mention: an actor of the article, named or described by a phrase."""

    entity: Entity | None = None
    phrase: str | None = None
    type: ActorType | None = None
    margin: float = inf
    """Of a pronoun: by how much its actor is more salient than the next one that fits."""
    namesakes: bool = False
    """The mention is a name that several actors of the article bear."""

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.entity.name if self.entity is not None else self.phrase


def is_named(tokens: Tokens, end: int, language: Language) -> bool:
    """Return whether the phrase that ends there ends in a name, not in a noun such as "the President"."""
    tags, last = tokens.tags, end - 1
    if not tags[last] & (Tag.CAPITAL | Tag.SUFFIX):
        return False
    if (
        end > 1
        and tags[end - 2] & Tag.ARTICLE
        and tokens.lowers[last].endswith(tuple(language.words["native_endings"]))
    ):
        return False  # "the Dutchman"
    lone = end < 2 or not tags[end - 2] & Tag.CAPITAL
    return not (lone and tags[last] & _OFFICE and tokens.lowers[last] not in language.words["media_words"])


def describe(tokens: Tokens, noun: Noun, end: int, discourse: Discourse, *, trusted: bool) -> Identity:
    """Return whom a phrase without a name means: an actor whom the article calls that, or just the phrase.

    Args:
        tokens: the paragraph's tokens.
        noun: the phrase.
        end: where its head ends, what depends on that coming after.
        discourse: who has been spoken of so far.
        trusted: whether a verb of saying proves that it means somebody.
    """
    tags, language = tokens.tags, discourse.language
    start = noun.start
    while end > start + 1 and tags[end - 1] & (Tag.ADVERB | Tag.DETERMINER) and not tags[end - 1] & _SPEAKS:
        end -= 1
    head = _head_tag(tokens, end - 1, language)
    thing = head & (Tag.BODY | Tag.PAPER) and not head & (Tag.PERSON | Tag.TITLE)
    entity = _described(tokens, Noun(start, end), discourse, thing=bool(thing), head=head)
    if entity is not None:
        return Identity(entity)
    owned = _owned_body(tokens, Noun(start, end), discourse)
    if owned is not None:
        return Identity(discourse.entities.describe(owned, ActorType.ORGANISATION, None))
    edged = bool(tags[start] & _EDGE) or bool(tags[end - 1] & Tag.PLURAL)
    while start < end - 1 and tags[start] & _EDGE:
        start += 1
    if not _is_description(tokens, start, end, head, trusted=trusted and edged):
        return Identity()
    kind = ActorType.ROLE if head & Tag.PERSON else ActorType.ORGANISATION if thing else None
    phrase = phrase_text(tokens, start, _with_complement(tokens, end, language))
    if kind is ActorType.ROLE and tags[end - 1] & Tag.PLURAL:
        gender: str | None = "p"
    else:
        gender = language.genders.get(tokens.lowers[end - 1])
    return Identity(discourse.entities.describe(phrase, kind, gender))


def _owned_body(tokens: Tokens, noun: Noun, discourse: Discourse) -> str | None:
    """Return the name of somebody's campaign and the like: of "her campaign" the "Holm campaign"."""
    tags, last = tokens.tags, noun.end - 1
    if tokens.lowers[last] not in discourse.language.words["bodies_of_people"]:
        return None
    owner: Entity | None = None
    if tags[noun.start] & Tag.POSSESSIVE and last == noun.start + 1:
        gender = discourse.language.genders.get(tokens.lowers[noun.start], "")
        owner = discourse.behind_pronoun(gender, tokens.starts[noun.start])
    else:
        genitive = next((index for index in range(noun.start, last) if tags[index] & Tag.GENITIVE), None)
        if genitive is not None:
            found = name_in(tokens, Noun(noun.start, genitive), discourse.language)
            words = name_words(tokens, found.start, found.end) if found is not None else ()
            owner = discourse.find(words) if words else None
    if owner is None or owner.type is not ActorType.PERSON:
        return None
    return f"{owner.words[-1]} {tokens.words[last]}"


def _head_tag(tokens: Tokens, last: int, language: Language) -> int:
    """Return what the head of a phrase is, of a word of no list by its ending: "the organiser"."""
    tag, word = tokens.tags[last], tokens.lowers[last]
    if not tag & _SPEAKS and len(word) > 4 and word.endswith(tuple(language.words["person_endings"])):
        tag |= Tag.PERSON
    return tag


def _is_description(tokens: Tokens, start: int, end: int, head: int, *, trusted: bool) -> bool:
    """Return whether a person would write the phrase for somebody who speaks."""
    tags = tokens.tags
    if end - start > _LONGEST or tags[end - 1] & (Tag.PRONOUN | Tag.OBJECT):
        return False
    for index in range(start, end):
        tag = tags[index]
        verb = tag & Tag.VERB and not tag & (Tag.NOUN | _SPEAKS) and is_verb(tokens, index)
        if verb or (tag & Tag.QUOTE and tokens.capitals_tell):
            return False
    if all(tags[index] & (Tag.TIME | Tag.NUMBER) for index in range(start, end)):
        return False
    if head & _SPEAKS:
        return True
    common = tags[end - 1] & (Tag.WORD | Tag.QUOTE) and not tags[end - 1] & (_NO_NOUN | _EDGE)
    return trusted and bool(common)


def _with_complement(tokens: Tokens, end: int, language: Language) -> int:
    """Return the end of a description with what it needs to be one: "thousands *of students*"."""
    lowers, head = tokens.lowers, tokens.lowers[end - 1]
    after = end
    if head in language.words["role_adjectives"]:
        pass
    elif after < len(tokens) and lowers[after] in language.words["role_adjectives"]:
        after += 1
    elif not (
        after < len(tokens)
        and (
            (head in language.words["quantities"] and lowers[after] in language.words["of"])
            or (head in language.words["spokespeople"] and tokens.tags[after] & Tag.PREPOSITION)
            or (tokens.tags[end - 1] & Tag.PERSON and lowers[after] in language.words["of"])
        )
    ):
        return end
    if after >= len(tokens) or not tokens.tags[after] & (Tag.PREPOSITION | Tag.LINK):
        return end
    noun = noun_at(tokens, after + 1, len(tokens))
    return noun.end if noun is not None else end


def _described(tokens: Tokens, noun: Noun, discourse: Discourse, *, thing: bool, head: int) -> Entity | None:
    """Return which actor of the article a phrase with a definite article means."""
    tags, lowers, position = tokens.tags, tokens.lowers, tokens.starts[noun.start]
    if lowers[noun.start] not in discourse.language.words["definite"]:
        return None
    last = noun.end - 1
    if thing:
        return discourse.behind_body(lowers[last], position)
    edges = Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION
    words = [lowers[i] for i in range(*noun) if tags[i] & Tag.WORD and not tags[i] & edges]
    # Who was named with an age ("Roy, 54,") may be called by it: "the 54-year-old".
    content = frozenset(word.partition("-")[0] if word[0].isdigit() else word for word in words)
    genders = discourse.language.genders
    gender = next((found for word in content if (found := genders.get(word)) in {"m", "f"}), None)
    entity = discourse.behind_description(content, gender, position) if content else None
    aged = lowers[last][:1].isdigit() and bool(tags[last] & Tag.WORD)
    parent = noun.end + 1 < len(tags) and lowers[noun.end] in discourse.language.words["of"]
    parent = parent and bool(
        tags[noun.end + 1] & (Tag.NUMBER | Tag.DETERMINER) and not tags[noun.end + 1] & Tag.ARTICLE
    )
    if entity is None and (aged or parent or (head & Tag.PERSON and not head & (Tag.TITLE | Tag.PLURAL))):
        return discourse.behind_any_person(gender, position)
    return entity


def phrase_text(tokens: Tokens, start: int, end: int) -> str:
    """Return the words from one token to another as they stand in the text, but for the blanks between."""
    pieces: list[str] = []
    for index in range(start, end):
        if pieces and tokens.starts[index] > tokens.ends[index - 1]:
            pieces.append(" ")
        pieces.append(tokens.words[index])
    return "".join(pieces)
