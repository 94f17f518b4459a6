"""Links the actors of a folder's articles: "Xi" in one and "Chinese leader Xi Jinping" in another are one actor."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from onrecord.quotes.quote import Actor, ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.quotes.quote import Quote, QuotedArticle


_FAR_AHEAD = 4
"""How many times as often as any other its bearer is named whom a bare last name means."""
_OFTEN = 4
"""In how many articles at least."""
_SUFFIX = re.compile(r"[ivx]+|[a-z]{1,2}\.")
"""What may stand behind a last name, in lower case: "jr.", "iii"."""


class LinkedArticles(NamedTuple):
    """Articles in which one actor has one name everywhere."""

    articles: tuple[QuotedArticle, ...]
    actors: tuple[Actor, ...]
    """Every actor once, the most quoted first."""


def link_actors(
    articles: Iterable[QuotedArticle], known: Mapping[str, Sequence[str]] | None = None
) -> LinkedArticles:
    """Give every actor one canonical name across all the articles.

    Names of one first and one last name are one person's, whatever stands between; the most usual one is shown. A
    bare last name is the person's who alone bears it in the folder, whose title it has ("President Obama"),
    or who is spoken of far more often than any other of that name. Else two people of one last name stay two and
    their bare last name stays as it is. Under whichever name a coder has settled for somebody, the last one of each
    name found counts.

    Args:
        articles: what was found in each; may be a part of the folder, to be linked again when more is there.
        known: aliases by canonical name, as a coder has settled them; they come first.
    """
    articles = tuple(articles)
    names = _canonical_names(articles, known or {})
    linked = tuple(article if _bears_none(article, names) else _rename(article, names) for article in articles)
    return LinkedArticles(linked, _merge(linked))


def _canonical_names(articles: Sequence[QuotedArticle], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the canonical name of every name in the articles that has another one."""
    counts, types = _count_names(articles)
    canonical = {alias: name for name, aliases in known.items() for alias in (name, *aliases)}
    bearers: dict[str, set[str]] = {}
    weights: Counter[str] = Counter()
    for group in _groups(counts, types, canonical):
        chosen = max(group, key=lambda name: (name in known, counts[name], *_plainness(name), name))
        for name in group:
            canonical.setdefault(name, chosen)
        weights[chosen] += sum(counts[name] for name in group)
        if types.get(chosen) is not ActorType.ORGANISATION:
            _bear(bearers, chosen, chosen)
    for name, aliases in known.items():
        for alias in aliases:
            if alias in counts and types.get(alias) not in (ActorType.ORGANISATION, ActorType.ROLE):
                _bear(bearers, alias, name)
    titles = _titles_of(articles, canonical)
    for name in counts:
        if name in canonical or types.get(name) is ActorType.ROLE:
            continue
        word = folded(name)
        named = bearers.get(word) or bearers.get(f"{word} ") or set()
        bearer = _only_bearer(name, named, weights, titles)
        if bearer is not None:
            canonical[name] = bearer
    return canonical


def _plainness(name: str) -> tuple[int, int]:
    """Return what makes one of two names as usual the one to show: without initials, then the longer one."""
    words = name.split()
    return -sum(1 for word in words if len(word.rstrip(".")) == 1), len(words)


def _only_bearer(name: str, named: set[str], weights: Counter[str], titles: Mapping[str, set[str]]) -> str | None:
    """Return whom a bare last name means: its one bearer, the one of its title, or the one far ahead."""
    if len(named) < 2:
        return next(iter(named), None)
    titled = [one for one in named if titles.get(name, set()) & titles.get(one, set())]
    if len(titled) == 1:
        return titled[0]
    first, second = sorted(named, key=lambda one: (-weights[one], one))[:2]
    ahead = weights[first] >= max(_FAR_AHEAD * weights[second], _OFTEN)
    return first if ahead else None


def _titles_of(articles: Sequence[QuotedArticle], canonical: Mapping[str, str]) -> dict[str, set[str]]:
    """Return what stands before each actor's name where it is named with a title, in lower case."""
    titles: dict[str, set[str]] = {}
    for article in articles:
        for actor in article.actors:
            last = actor.name.split()[-1]
            for alias in actor.aliases:
                before, _, end = alias.rpartition(" ")
                if end != last:
                    continue
                words = [word for word in before.split() if word not in actor.name]
                if words:
                    titles.setdefault(canonical.get(actor.name, actor.name), set()).add(words[-1].casefold())
    return titles


def _bear(bearers: dict[str, set[str]], full_name: str, actor: str) -> None:
    """Note that its last name, and its first one as where names begin with the family's, can mean the actor."""
    words = _without_suffix(folded(full_name).split())
    if len(words) > 1:
        bearers.setdefault(words[-1], set()).add(actor)
        bearers.setdefault(f"{words[0]} ", set()).add(actor)


def folded(name: str) -> str:
    """Return a name as it is compared: in lower case, without accents."""
    if name.isascii():
        return name.casefold()
    return "".join(sign for sign in normalize("NFKD", name) if not combining(sign)).casefold()


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else words


def _count_names(articles: Sequence[QuotedArticle]) -> tuple[Counter[str], dict[str, ActorType | None]]:
    counts: Counter[str] = Counter()
    types: dict[str, ActorType | None] = {}
    for article in articles:
        for actor in article.actors:
            counts[actor.name] += 1
            types[actor.name] = types.get(actor.name) or actor.type
        others = (name for quote in article.quotes for name in (*quote.co_actors, quote.via, quote.addressee))
        counts.update(name for name in others if name is not None)
    return counts, types


def _groups(
    counts: Mapping[str, int], types: Mapping[str, ActorType | None], canonical: Mapping[str, str]
) -> Iterable[list[str]]:
    """Return the full names that are one person's: of one first and one last name, middle names left aside.

    A name that another, far more usual one ends ("Reeve Ann Holm" beside "Ann Holm") is that one, with more before.
    Of people who are told apart by "Jr." and the like, each is one, and who has no such name is apart from both.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    suffixes: dict[tuple[str, ...], set[str]] = {}
    names: dict[str, list[str]] = {}
    spelled: dict[tuple[str, ...], str] = {}
    for name in {**counts, **dict.fromkeys(canonical.values())}:
        words = folded(name).split()
        alias = canonical.get(name, name) != name
        if len(words) > 1 and not alias and types.get(name) is not ActorType.ROLE:
            names[name] = words
            spelled.setdefault(tuple(words), name)
            bare = _without_suffix(words)
            if len(bare) < len(words):
                suffixes.setdefault((bare[0], bare[-1]), set()).add(words[-1])
    for name, words in names.items():
        bare = _without_suffix(words)
        for start in range(1, len(bare) - 1):
            shorter = spelled.get(tuple(bare[start:]))
            if shorter is not None and counts[shorter] >= _FAR_AHEAD * counts[name]:
                bare = bare[start:]
                break
        key = (bare[0], bare[-1])
        several = len(suffixes.get(key, ())) > 1
        groups.setdefault((*key, words[-1] if several and len(bare) < len(words) else ""), []).append(name)
    return groups.values()


def _rename(article: QuotedArticle, names: Mapping[str, str]) -> QuotedArticle:
    quotes = tuple(_rename_quote(quote, names) for quote in article.quotes)
    actors: dict[str, Actor] = {}
    for actor in article.actors:
        name = names.get(actor.name, actor.name)
        speaks_for = names.get(actor.speaks_for, actor.speaks_for) if actor.speaks_for is not None else None
        aliases = dict.fromkeys((*actor.aliases, actor.name))
        earlier = actors.get(name)
        if earlier is not None:
            aliases = dict.fromkeys((*earlier.aliases, *aliases))
            speaks_for = earlier.speaks_for or speaks_for
        aliases.pop(name, None)
        actors[name] = Actor(name, tuple(aliases), actor.type or (earlier.type if earlier else None), speaks_for)
    return replace(article, quotes=quotes, actors=tuple(actors.values()))


def _bears_none(article: QuotedArticle, names: Mapping[str, str]) -> bool:
    """Return whether nobody in the article has another name."""
    bearers = (*(actor.name for actor in article.actors), *(actor.speaks_for for actor in article.actors))
    quoted = (name for quote in article.quotes for name in (*quote.actors, quote.via, quote.addressee))
    return not any(name in names and names[name] != name for name in (*bearers, *quoted) if name is not None)


def _rename_quote(quote: Quote, names: Mapping[str, str]) -> Quote:
    actor, via, addressee = (
        names.get(name, name) if name is not None else None for name in (quote.actor, quote.via, quote.addressee)
    )
    others = dict.fromkeys(names.get(name, name) for name in quote.co_actors)
    co_actors = tuple(name for name in others if name != actor)
    if (actor, via, addressee, co_actors) == (quote.actor, quote.via, quote.addressee, quote.co_actors):
        return quote
    return replace(quote, actor=actor, via=via, addressee=addressee, co_actors=co_actors)


def _merge(articles: Sequence[QuotedArticle]) -> tuple[Actor, ...]:
    quoted: Counter[str] = Counter(
        name for article in articles for quote in article.quotes for name in quote.actors
    )
    merged: dict[str, Actor] = {}
    for article in articles:
        for actor in article.actors:
            earlier = merged.get(actor.name)
            if earlier is None:
                merged[actor.name] = actor
            else:
                aliases = tuple(dict.fromkeys((*earlier.aliases, *actor.aliases)))
                merged[actor.name] = Actor(
                    actor.name, aliases, earlier.type or actor.type, earlier.speaks_for or actor.speaks_for
                )
    return tuple(sorted(merged.values(), key=lambda actor: -quoted[actor.name]))
