"""Loads what the engine knows of a language from its data file."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from onrecord.errors import UsageError
from onrecord.languages.files import entries, language_codes, read_given_names, read_whole
from onrecord.quotes.token_pattern import token_pattern
from onrecord.quotes.verb_forms import Forms, Inflection, forms_of


class Tag:
    """What a token can be; a word often is several at once.

    Plain integers, since the bits of an `IntFlag` cost ten times as much to test.
    """

    WORD = 1 << 0
    CAPITAL = 1 << 1
    NUMBER = 1 << 2
    QUOTE = 1 << 3
    COMMA = 1 << 4
    COLON = 1 << 5
    STOP = 1 << 6
    BREAK = 1 << 7
    OPEN = 1 << 8
    CLOSE = 1 << 9
    GENITIVE = 1 << 10
    SAYING = 1 << 11
    LABELLING = 1 << 12
    THINKING = 1 << 13
    VERB = 1 << 14
    BASE = 1 << 15
    PARTICIPLE = 1 << 16
    AUXILIARY = 1 << 17
    NEGATION = 1 << 18
    PRONOUN = 1 << 19
    OBJECT = 1 << 20
    POSSESSIVE = 1 << 21
    RELATIVE = 1 << 22
    DETERMINER = 1 << 23
    PREPOSITION = 1 << 24
    CONJUNCTION = 1 << 25
    SUBORDINATOR = 1 << 26
    ADVERB = 1 << 27
    TIME = 1 << 28
    TITLE = 1 << 29
    PERSON = 1 << 30
    BODY = 1 << 31
    PAPER = 1 << 32
    CARRIER = 1 << 33
    WORK = 1 << 34
    NAMING = 1 << 35
    TERM = 1 << 36
    PARTICLE = 1 << 37
    SUFFIX = 1 << 38
    LINK = 1 << 39
    PASSIVE = 1 << 40
    OPENER = 1 << 41
    OTHER = 1 << 42
    """Punctuation of no account here."""
    LOOSE = 1 << 43
    NOUN = 1 << 44
    INFINITIVE = 1 << 45
    COMPLEMENTISER = 1 << 46
    ARTICLE = 1 << 47
    ABSOLUTE = 1 << 48
    SEMICOLON = 1 << 49
    PLURAL = 1 << 50
    PERFECT = 1 << 51
    MOOD = 1 << 52
    FEMALE = 1 << 53


@dataclass(frozen=True)
class Language:
    """A language as the engine sees it.

    `lexicon` tells of a lower-case word what it can be; the other fields are word sets for single rules.
    """

    code: str
    lexicon: dict[str, int]
    genders: dict[str, str]
    """Gender of pronouns, possessives, titles and nouns: m, f, n or p (several)."""
    given_names: dict[str, str]
    title_nouns: dict[str, str]
    """The noun that a title before a name stands for: `sen.` is a senator."""
    words: dict[str, frozenset[str]]
    """The lists that single rules ask for, by their name in the data file."""
    endings: tuple[tuple[str, int], ...]
    """What an unknown word can be by its ending."""
    according: dict[str, list[tuple[str, ...]]]
    """Phrases that name a source after them, as lower-case words, by their first one."""

    plural_endings: tuple[str, ...]
    capitalised_nouns: bool
    """Every noun is written with a capital, so that a capital does not tell a name."""
    ordinals: bool
    """A full stop makes a number count places: "am 3. Mai"."""
    verb_second: bool
    """The finite verb of a main clause stands second and that of a subordinate one last."""
    parted: dict[str, dict[str, int]]
    """Of forms whose verb has a prefix that leaves it, what they can be by that prefix."""
    infinitive_prefix: str
    """What stands between such a prefix and the base form in some infinitives: "anzunehmen"."""
    verb_prefixes: tuple[str, ...]
    noun_endings: tuple[str, ...]
    genitive_endings: tuple[str, ...]
    adjective_after: dict[str, str]
    """The ending of an adjective that stands without its article, by the article: "der neue" is "neuer"."""
    article_genders: dict[str, str]
    """The gender of a person whom a noun with that article means."""
    oblique_adjective_after: dict[str, str]
    """The same where the phrase is no subject: "des neuen" is "neuer"."""
    adjective_endings: tuple[str, ...]
    female_endings: tuple[str, ...]
    """Endings of nouns for women."""
    feminine_endings: tuple[str, ...]
    """Endings of nouns whose grammatical gender is the feminine one."""
    adverb_endings: tuple[str, ...]
    """Endings of adverbs, in lower case."""
    ending_lists: dict[str, tuple[str, ...]]
    """Endings that single rules ask for, by their name in the data file."""
    token: re.Pattern[str]
    """Its matches are the tokens of a text."""
    _heads: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    seen: dict[str, tuple[str, str, int]] = field(default_factory=dict, compare=False, repr=False)
    """Lower-case form and tag of the words met so far."""

    def tag_by_ending(self, word: str) -> int:
        """Return what a word that is in no list can be."""
        for ending, tag in self.endings:
            if word.endswith(ending):
                return tag
        return 0

    def is_verbal(self, word: str) -> bool:
        """Return whether a word in lower case can be a verb or an auxiliary."""
        return bool((self.lexicon.get(word, 0) or self.tag_by_prefix(word)) & (Tag.VERB | Tag.AUXILIARY))

    def tag_by_prefix(self, word: str) -> int:
        """Return what a verb that is in no list can be without the prefix that can leave it."""
        for prefix in self.verb_prefixes:
            if word.startswith(prefix):
                tag = self.lexicon.get(word.removeprefix(prefix), 0)
                if tag & Tag.VERB and not tag & Tag.AUXILIARY:
                    inner = Tag.INFINITIVE if tag & Tag.BASE and prefix.endswith(self.infinitive_prefix) else 0
                    return tag & (Tag.VERB | Tag.BASE | Tag.PERFECT | Tag.MOOD) | inner
        return 0

    def base_of(self, word: str) -> str:
        """Return the base form of a noun that is listed, or whose last part is: "Ministers" gives "Minister"."""
        return word[: self._head(word)[1]] or word

    def head_of(self, word: str) -> str:
        """Return the listed noun that a compound ends with: "minister" of "bundesministers"; else the word."""
        start, end = self._head(word)
        return word[start:end] or word

    def first_part(self, word: str) -> str | None:
        """Return the first part of a compound, if it is a person or a body: "polizei" of "polizeiangaben"."""
        first = word[: self._head(word)[0]]
        for part in (first, first.removesuffix("s")):
            if self.lexicon.get(part, 0) & (Tag.PERSON | Tag.BODY):
                return part
        return None

    def is_same(self, word: str, other: str) -> bool:
        """Return whether one person can be called both words, as "minister" and "innenminister"."""
        word, other = self.title_nouns.get(word, word), self.title_nouns.get(other, other)
        return word == other or (self.capitalised_nouns and (word.endswith(other) or other.endswith(word)))

    def without_case(self, word: str) -> str:
        """Return a noun without the ending that it has in the genitive and dative; `word` may have a capital."""
        base = self.base_of(word.lower())
        if len(base) < len(word):
            return word[: len(base)]
        if base in self.lexicon or word.lower() in self.lexicon:
            return word
        ending = next((e for e in self.genitive_endings if word.endswith(e)), "")
        return word.removesuffix(ending)

    def gender_of(self, word: str) -> str | None:
        """Return the gender of a pronoun, title or noun for people in lower case: m, f, n, p; None if not told."""
        gender = self.genders.get(word)
        if gender is not None or not self.female_endings:
            return gender
        base = self.head_of(word)
        if base in self.genders:
            return self.genders[base]
        if not self.lexicon.get(base, 0) & (Tag.PERSON | Tag.TITLE):
            return None
        return "f" if word.endswith(self.female_endings) else "m"

    def _head(self, word: str) -> tuple[int, int]:
        if not self.capitalised_nouns:
            return 0, 0
        found = self._heads.get(word)
        if found is None:
            found = self._heads[word] = self._find_head(word)
        return found

    def _find_head(self, word: str) -> tuple[int, int]:
        for end in (len(word), *(len(word) - len(e) for e in self.noun_endings if word.endswith(e))):
            for start in range(max(0, end - _LONGEST_HEAD), end - _SHORTEST_HEAD + 1):
                if start not in _NO_PREFIX and self.lexicon.get(word[start:end], 0) & _HEADS:
                    return start, end
        return 0, 0

    def tag_by_head(self, word: str) -> int:
        """Return what a noun that is in no list can be by its last part or base form: "Bundesminister"."""
        start, end = self._find_head(word)
        tag = self.lexicon.get(word[start:end], 0) & _HEADS
        female = tag & Tag.PERSON and word.endswith(self.female_endings)
        return tag | (Tag.FEMALE if female else 0)


_ENDING_LISTS = ("_endings", "_endings_after_article")
"""How the names of those lists end."""
_SHORTEST_HEAD = 4
_LONGEST_HEAD = 24
_SHORT_NAME = 2
_NO_PREFIX = (1, 2)
"""Letters that are too few for a first part of a compound."""
_HEADS = Tag.TITLE | Tag.PERSON | Tag.BODY | Tag.PAPER | Tag.CARRIER | Tag.WORK | Tag.NAMING | Tag.TERM | Tag.TIME
_SMALL_WORDS = (
    Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.DETERMINER
    | Tag.SUBORDINATOR
    | Tag.PRONOUN
    | Tag.POSSESSIVE
    | Tag.OBJECT
)
"""Words that begin a sentence more often than they are somebody's given name: "In", "So"."""
_TAGS_OF_LISTS = {
    "auxiliaries": Tag.AUXILIARY,
    "passive_auxiliaries": Tag.PASSIVE,
    "negations": Tag.NEGATION,
    "pronouns": Tag.PRONOUN,
    "object_pronouns": Tag.OBJECT,
    "possessives": Tag.POSSESSIVE,
    "relatives": Tag.RELATIVE,
    "determiners": Tag.DETERMINER,
    "prepositions": Tag.PREPOSITION,
    "conjunctions": Tag.CONJUNCTION,
    "subordinators": Tag.SUBORDINATOR,
    "adverbs": Tag.ADVERB,
    "times": Tag.TIME,
    "titles": Tag.TITLE,
    "people": Tag.PERSON,
    "bodies": Tag.BODY,
    "papers": Tag.PAPER,
    "carriers": Tag.CARRIER,
    "works": Tag.WORK,
    "naming": Tag.NAMING,
    "terms": Tag.TERM,
    "name_particles": Tag.PARTICLE,
    "name_suffixes": Tag.SUFFIX,
    "name_links": Tag.LINK,
    "sentence_openers": Tag.OPENER,
    "nouns": Tag.NOUN,
    "infinitive": Tag.INFINITIVE,
    "complementisers": Tag.COMPLEMENTISER,
    "articles": Tag.ARTICLE,
    "absolutes": Tag.ABSOLUTE,
}
_TAGS_OF_ENDINGS = {
    "adverb": Tag.ADVERB,
    "finite": Tag.VERB | Tag.NOUN,
    "participle": Tag.VERB | Tag.PARTICIPLE | Tag.NOUN,
}
_TAGS_OF_VERBS = {
    "saying": Tag.SAYING | Tag.VERB,
    "loose": Tag.LOOSE | Tag.VERB,
    "labelling": Tag.LABELLING | Tag.VERB,
    "thinking": Tag.THINKING | Tag.VERB,
    "verbs": Tag.VERB,
}


@cache
def load_language(code: str) -> Language:
    """Return the language of that ISO 639 code.

    Raises:
        UsageError: there is no data file for it.
    """
    if code not in language_codes():
        message = f"There is no language “{code}”: choose one of {', '.join(language_codes())}."
        raise UsageError(message)
    return _build(code, read_whole(code))


def _build(code: str, data: dict[str, Any]) -> Language:
    lexicon: dict[str, int] = {}
    for name, tag in _TAGS_OF_LISTS.items():
        for word in entries(data.get(name, ())):
            lexicon[word] = lexicon.get(word, 0) | tag
    parted: dict[str, dict[str, int]] = {}
    inflection = Inflection(data)
    for name, tag in _TAGS_OF_VERBS.items():
        for forms in forms_of(data, name, inflection, entries(data.get(name, ""))):
            _add_verb(lexicon, parted, tag, forms, data.get("infinitive_prefix", ""))
    for word in entries(data.get("reported_auxiliaries")):
        lexicon[word] |= Tag.MOOD
    genders = dict(data["pronouns"]) | dict(data["possessive_gender"])
    for table in ("gendered_titles", "gendered_nouns"):
        for gender, words in data[table].items():
            genders.update(dict.fromkeys(entries(words), gender))
    return Language(
        code=code,
        lexicon=lexicon,
        genders=genders,
        given_names=_without_small_words(_given_names(code, data), lexicon),
        endings=tuple(
            (ending, int(_TAGS_OF_ENDINGS[kind]))
            for kind, endings in data["endings"].items()
            for ending in endings.split()
        ),
        plural_endings=tuple(data["plural_endings"].split()),
        capitalised_nouns=bool(data.get("capitalised_nouns")),
        ordinals=bool(data.get("ordinals")),
        verb_second=bool(data.get("verb_second")),
        parted=parted,
        infinitive_prefix=data.get("infinitive_prefix", ""),
        verb_prefixes=tuple(entries(data.get("verb_prefixes"))),
        noun_endings=tuple(entries(data.get("noun_endings"))),
        genitive_endings=tuple(entries(data.get("genitive_endings"))),
        adjective_after=dict(data.get("adjective_after", {})),
        article_genders=dict(data.get("article_genders", {})),
        oblique_adjective_after=dict(data.get("oblique_adjective_after", {})),
        adjective_endings=tuple(entries(data.get("adjective_endings"))),
        feminine_endings=tuple(entries(data.get("feminine_endings"))),
        female_endings=tuple(entries(data.get("female_endings"))),
        adverb_endings=tuple(data["endings"].get("adverb", "").split()),
        ending_lists={
            name: tuple(entries(value))
            for name, value in data.items()
            if name.endswith(_ENDING_LISTS) and isinstance(value, str)
        },
        token=token_pattern(
            entries(data.get("elided")), entries(data.get("inverted")), splits=bool(data.get("lost_blanks"))
        ),
        title_nouns=dict(data["title_nouns"]),
        words=defaultdict(
            frozenset,
            {name: frozenset(entries(value)) for name, value in data.items() if isinstance(value, str)},
        ),
        according=_by_first_word(data["according"]),
    )


def _given_names(code: str, data: dict[str, Any]) -> dict[str, str]:
    """Return a language's given names, with those of another one that its news has as well."""
    names: dict[str, str] = {}
    for other in entries(data.get("given_names_of")):
        left_out = frozenset(entries(data.get("no_given_names")))
        further = read_given_names(other).items()
        names.update((name, gender) for name, gender in further if len(name) > _SHORT_NAME and name not in left_out)
    return names | read_given_names(code)


def _without_small_words(names: dict[str, str], lexicon: dict[str, int]) -> dict[str, str]:
    return {name: gender for name, gender in names.items() if not lexicon.get(name, 0) & _SMALL_WORDS}


def _by_first_word(phrases: list[str]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return table


def _add_verb(
    lexicon: dict[str, int], parted: dict[str, dict[str, int]], tag: int, forms: Forms, infinitive: str
) -> None:
    """Note a verb's forms; where a prefix can leave it, those without it count only beside the prefix."""
    prefix = forms.prefix
    base = [forms.base] if not prefix else [prefix + forms.base, prefix + infinitive + forms.base]
    kinds = [(base, Tag.BASE), (forms.finite, 0), (forms.mood, Tag.MOOD)]
    kinds += [([forms.participle], Tag.PARTICIPLE), ([forms.perfect], Tag.PERFECT)]
    for words, more in kinds:
        for word in filter(None, words):
            whole = word if word in base else prefix + word
            inner = Tag.INFINITIVE if len(base) > 1 and word == base[1] else 0
            lexicon[whole] = lexicon.get(whole, 0) | tag | more | inner
    if prefix:
        for word in (forms.base, *forms.finite, *forms.mood):
            prefixes = parted.setdefault(word, {})
            prefixes[prefix] = prefixes.get(prefix, 0) | tag
            lexicon[word] = lexicon.get(word, 0) | Tag.VERB | (Tag.MOOD if word in forms.mood else 0)
